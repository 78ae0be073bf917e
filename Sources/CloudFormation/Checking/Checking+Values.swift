internal import Diagnostics
internal import Documents

extension TemplateChecker {
  /// What no schema says of a resource's properties, and AWS refuses or will refuse.
  mutating func checkMeaning(
    of properties: Value.Object, _ resource: Template.Resource, _ facts: TypeFacts, at path: Path
  ) {
    checkEnds(of: properties, facts, at: path)
    checkPolicies(of: properties, facts, at: path)
    if resource.type == "AWS::ECS::TaskDefinition" { checkTaskSize(properties, at: path) }
    checkFixedName(of: properties, resource, facts, at: path)
  }

  // MARK: - Values that come to their ends

  private mutating func checkEnds(of properties: Value.Object, _ facts: TypeFacts, at path: Path) {
    for end in facts.valueEnds {
      guard let name = end.property.steps.first, let value = properties[name],
        let deprecated = end.deprecated
      else { continue }
      for (path, value) in Self.alternatives(of: value, at: path.appending(name))
      where value.text == end.value {
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

  // MARK: - Fargate

  private mutating func checkTaskSize(_ properties: Value.Object, at path: Path) {
    guard
      properties["RequiresCompatibilities"]?.elements?.contains(where: { $0.text == "FARGATE" })
        == true,
      let cpu = properties["Cpu"]?.parameterText, let memory = properties["Memory"]?.parameterText
    else { return }
    guard let size = FargateSize(cpu: cpu) else {
      // Whatever is put in later is no number yet.
      guard FargateSize.isWritten(cpu) else { return }
      return report(
        .fargateSize, "Fargate has no tasks with `\(cpu)` CPU units", at: path.appending("Cpu"),
        hint: "it is one of " + FargateSize.all.map { "\($0.cpu)" }.joined(separator: ", "))
    }
    guard let mebibytes = FargateSize.mebibytes(memory), !size.memories.contains(mebibytes) else {
      return
    }
    report(
      .fargateSize, "a Fargate task with \(size.cpu) CPU units cannot have \(memory) of memory",
      at: path.appending("Memory"), hint: size.advice(near: mebibytes))
  }

  // MARK: - Names

  /// A name that is fixed stands in the way when something else replaces the resource: the new one
  /// is made first, and cannot have the name of the old one.
  private mutating func checkFixedName(
    of properties: Value.Object, _ resource: Template.Resource, _ facts: TypeFacts, at path: Path
  ) {
    guard !facts.isDeletedBeforeReplacement, let name = Self.nameProperty(of: facts),
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

  /// The property that names a resource so that there can be no other of the name: what it is found
  /// by, or the name that only another resource can have otherwise.
  private static func nameProperty(of facts: TypeFacts) -> String? {
    let identifier = facts.primaryIdentifier
    if identifier.count == 1, identifier[0].steps.count == 1, !facts.isReadOnly(identifier[0]) {
      let name = identifier[0].steps[0]
      return facts.root.property(name)?.types.contains(.string) == true ? name : nil
    }
    let last = facts.name.split(separator: ":").last.map(String.init) ?? ""
    let name = last + "Name"
    let isFixed =
      facts.root.property(name)?.types.contains(.string) == true
      && facts.update(of: PropertyPath(steps: [name])).effect == .replacement
    return isFixed ? name : nil
  }

  private static func either(_ names: [String]) -> String {
    let shown = names.prefix(3).map { "`\($0)`" }
    guard names.count > 3 else { return shown.joined(separator: " or ") }
    return shown.joined(separator: ", ") + " and \(names.count - 3) more"
  }
}

/// How much memory goes with how much of a processor.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html>
struct FargateSize {
  /// In units of which 1024 are one processor.
  let cpu: Int
  /// In mebibytes, the least first.
  let memories: [Int]

  static let all = [
    FargateSize(256, [512, 1024, 2048]), FargateSize(512, Array(stride(1, 4, by: 1))),
    FargateSize(1024, Array(stride(2, 8, by: 1))), FargateSize(2048, Array(stride(4, 16, by: 1))),
    FargateSize(4096, Array(stride(8, 30, by: 1))), FargateSize(8192, Array(stride(16, 60, by: 4))),
    FargateSize(16384, Array(stride(32, 120, by: 8))),
    FargateSize(32768, [60, 120, 244].map { $0 * 1024 }),
  ]

  private init(_ cpu: Int, _ memories: [Int]) {
    self.cpu = cpu
    self.memories = memories
  }

  /// The size with so much of a processor: units, or `.25 vCPU`.
  init?(cpu: String) {
    let found = Self.all.first { Self.units(cpu, "vcpu") == $0.cpu }
    guard let found else { return nil }
    self = found
  }

  /// Whether it is a number with or without its unit.
  static func isWritten(_ cpu: String) -> Bool { units(cpu, "vcpu") != nil }

  /// An amount of memory: mebibytes, or `2 GB`.
  static func mebibytes(_ text: String) -> Int? { units(text, "gb") }

  /// The amounts next to one that does not go.
  func advice(near wanted: Int) -> String {
    let below = memories.last { $0 < wanted }
    let above = memories.first { $0 > wanted }
    let near = [below, above].compactMap(\.self).map { "\($0)" }.joined(separator: " or ")
    let larger = Self.all.filter { $0.cpu != cpu && $0.memories.contains(wanted) }.map(\.cpu)
    let other =
      larger.isEmpty
      ? "" : "; \(wanted) goes with " + larger.map(String.init).joined(separator: ", ") + " units"
    return "the next amounts are \(near)\(other)"
  }

  private static func stride(_ from: Int, _ through: Int, by step: Int) -> some Sequence<Int> {
    Swift.stride(from: from * 1024, through: through * 1024, by: step * 1024)
  }

  /// A number of units, or of thousands of them if the unit's name stands behind it.
  private static func units(_ text: String, _ unit: String) -> Int? {
    let lowered = text.lowercased()
    guard lowered.hasSuffix(unit) else { return Int(text) }
    let number = lowered.dropLast(unit.utf8.count).filter { $0 != " " }
    return Double(number).flatMap { Int(exactly: $0 * 1024) }
  }
}
