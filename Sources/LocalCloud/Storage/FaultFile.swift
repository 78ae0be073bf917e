internal import Diagnostics
internal import Documents

/// `faults.yaml`: what is to go wrong, written by a person.
///
/// ```yaml
/// throttle-every: 5
/// fail:
///   - resource: AWS::SNS::Topic     # a type, or a logical id
///     action: create                # create, update, delete or rollback
///     reason: There is no room for another topic
///     late: true                    # only after the resource exists
/// ```
enum FaultFile {
  /// Reads the plan; a fault names the first thing that is wrong.
  static func plan(_ bytes: [UInt8]) throws(LocalCloudFault) -> FaultPlan {
    let reading = read(Source(name: "faults.yaml", bytes: bytes), as: .yaml)
    if let mistake = reading.diagnostics.first(where: { $0.severity == .error }) {
      throw fault("it cannot be read: \(mistake.message)")
    }
    guard let root = reading.documents.first else { return .none }
    var diagnostics: [Diagnostic] = []
    let value = root.value(&diagnostics)
    if value == .null { return .none }
    guard let object = value.object else { throw fault("it holds no keys") }
    var plan = FaultPlan()
    for member in object.members {
      switch member.key {
      case "throttle-every":
        guard case .number(let number) = member.value, let count = number.int, count > 1 else {
          throw fault("`throttle-every` is to be a whole number above 1")
        }
        plan.throttleEvery = count
      case "fail":
        guard let rules = member.value.elements else { throw fault("`fail` is to be a list") }
        for rule in rules { plan.rules.append(try self.rule(rule)) }
      default: throw fault("there is no key `\(member.key)`; there are `fail` and `throttle-every`")
      }
    }
    return plan
  }

  private static func rule(_ value: Value) throws(LocalCloudFault) -> FaultPlan.Rule {
    let object = value.object ?? [:]
    guard let target = object["resource"]?.text else {
      throw fault("every entry of `fail` names a `resource`: a type, or a logical id")
    }
    var rule = FaultPlan.Rule(target)
    for member in object.members where member.key != "resource" {
      switch member.key {
      case "action":
        guard let action = member.value.text.flatMap(FaultPlan.Action.init) else {
          throw fault("`action` is to be `create`, `update`, `delete` or `rollback`")
        }
        rule.action = action
      case "reason":
        guard let reason = member.value.scalarText else { throw fault("`reason` is to be a text") }
        rule.reason = reason
      case "late":
        guard case .bool(let late) = member.value else {
          throw fault("`late` is to be `true` or `false`")
        }
        rule.isLate = late
      default:
        throw fault(
          "there is no key `\(member.key)`; an entry of `fail` has `resource`, `action`, `reason` and `late`"
        )
      }
    }
    return rule
  }

  private static func fault(_ message: String) -> LocalCloudFault {
    LocalCloudFault(
      .badFaultPlan, "`faults.yaml` of the local cloud: \(message)",
      hint: "mend it, or remove it if nothing is to fail")
  }
}
