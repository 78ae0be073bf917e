internal import Diagnostics
internal import Documents

extension TemplateChecker {
  /// What no schema says of a resource's properties, and AWS refuses or will refuse.
  mutating func checkMeaning(
    of properties: Value.Object, _ resource: Template.Resource, _ facts: TypeFacts, at path: Path
  ) {
    checkEnds(of: properties, facts, at: path)
    checkPolicies(of: properties, facts, at: path)
    checkTags(of: properties, facts, at: path)
    checkReadOnly(properties, facts, at: path)
    if resource.type == "AWS::ECS::TaskDefinition" {
      checkTaskSize(properties, resource, at: path)
    }
    checkFixedName(of: properties, resource, facts, at: path)
  }

  /// Properties that are only there to be read. Most services never see them, some refuse them.
  private mutating func checkReadOnly(
    _ properties: Value.Object, _ facts: TypeFacts, at path: Path
  ) {
    // What is only read in a type may be set in that of the Serverless Application Model.
    guard !facts.name.hasPrefix("AWS::Serverless::") else { return }
    for member in properties.members {
      let step = PropertyPath(steps: [member.key])
      if facts.isReadOnly(step) {
        reportReadOnly(member.value, at: path.appending(member.key))
      } else if facts.firstPath(in: .readOnly, .below, step) != nil {
        checkReadOnly(within: member, facts, at: path)
      }
    }
  }

  private mutating func checkReadOnly(
    within member: Value.Object.Member, _ facts: TypeFacts, at path: Path
  ) {
    let paths = facts.readOnly.filter { $0.steps.first == member.key }
    // Parts of what is only read are that too.
    for property in paths
    where !paths.contains(where: { $0 != property && property.steps.starts(with: $0.steps) }) {
      let places = Self.places(
        of: property.steps.dropFirst(), in: member.value, at: path.appending(member.key))
      for (path, value) in places { reportReadOnly(value, at: path) }
    }
  }

  private mutating func reportReadOnly(_ value: Value, at path: Path) {
    guard !value.isNoValue, value != .null, case .key(let name)? = path.steps.last else { return }
    report(
      Finding(
        .readOnlyProperty, "only AWS sets `\(name)`: what is written is passed over or refused",
        at: path, isAboutKey: true,
        hint: "take it away; `Fn::GetAtt` gives its value to others", severity: .warning))
  }

  // MARK: - Values that come to their ends

  private mutating func checkEnds(of properties: Value.Object, _ facts: TypeFacts, at path: Path) {
    guard facts.hasValueEnds else { return }
    for member in properties.members {
      for (path, value) in Self.alternatives(of: member.value, at: path.appending(member.key)) {
        guard
          let end = value.text.flatMap({ text in
            facts.valueEnds(of: text).first { $0.property.steps == [member.key] }
          }), let deprecated = end.deprecated
        else { continue }
        let hint = end.successor.map { "use `\($0)`" }
        let refused = [end.creationEnds, end.updatesEnd].compactMap(\.self).filter {
          $0 <= rules.day
        }
        if let day = refused.min() {
          let what =
            end.updatesEnd.map { $0 <= rules.day } == true
            ? "makes and changes no functions with it" : "makes no functions with it"
          report(
            .retiredRuntime, "the runtime `\(end.value)` has ended: AWS \(what) since \(day)",
            at: path, hint: hint)
        } else if deprecated <= rules.day {
          let next =
            end.creationEnds.map { ", and nothing new is made with it from \($0) on" } ?? ""
          report(
            Finding(
              .retiredRuntime,
              "the runtime `\(end.value)` is deprecated since \(deprecated)\(next)", at: path,
              hint: hint, severity: .warning))
        }
      }
    }
  }

  /// A value, or both sides of the choices that it is.
  static func alternatives(of value: Value, at path: Path) -> [(path: Path, value: Value)] {
    guard let call = value.object.flatMap({ Intrinsic.call(in: $0) }), call.function == .if,
      let branches = call.argument.elements, branches.count == 3
    else { return [(path, value)] }
    return (1...2).flatMap {
      alternatives(of: branches[$0], at: path.appending("Fn::If").appending($0))
    }
  }

  // MARK: - Names

  /// A name that is fixed stands in the way when something else replaces the resource: the new one
  /// is made first, and cannot have the name of the old one.
  private mutating func checkFixedName(
    of properties: Value.Object, _ resource: Template.Resource, _ facts: TypeFacts, at path: Path
  ) {
    guard !facts.isDeletedBeforeReplacement, let name = facts.nameProperty,
      let value = properties[name], !value.mayBeNoValue, value != .null
    else { return }
    // What belongs to another resource has its name there: with another owner it is free again.
    let others = properties.members.filter { member in
      member.key != name && !namesResource(member.value)
        && facts.update(of: PropertyPath(steps: [member.key])).effect == .replacement
    }.map(\.key)
    guard !others.isEmpty else { return }
    report(
      Finding(
        .fixedName,
        "`\(name)` is fixed: a change of \(Self.either(others)) makes another resource, which "
          + "cannot have the name of the one it replaces",
        at: path.appending(name), isAboutKey: true,
        hint: "leave the name to CloudFormation, or change it together with them", severity: .note))
  }

  /// Whether a value comes from another resource.
  private func namesResource(_ value: Value) -> Bool {
    guard let call = value.object.flatMap({ Intrinsic.call(in: $0) }) else { return false }
    return call.function == .getAtt
      || call.function == .ref && call.argument.text.flatMap { scope.resources[$0] } != nil
  }

  private static func either(_ names: [String]) -> String {
    let shown = names.prefix(3).map { "`\($0)`" }
    guard names.count > 3 else { return shown.joined(separator: " or ") }
    return shown.joined(separator: ", ") + " and \(names.count - 3) more"
  }
}
