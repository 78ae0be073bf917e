internal import Documents

extension TemplateChecker {
  /// Whether Fargate has tasks with so much of a processor and so much memory, however the
  /// conditions among them are decided.
  mutating func checkTaskSize(
    _ properties: Value.Object, _ resource: Template.Resource, at path: Path
  ) {
    let names = ["RequiresCompatibilities", "Cpu", "Memory"]
    let values = names.map { properties[$0] ?? .null }
    guard values.allSatisfy({ $0 != .null }) else { return }
    var conditions = values.reduce(into: Set<String>()) { Self.collectConditions(of: $1, &$0) }
    // Each place is told once, whatever else brings about the same.
    var told: Set<Path> = []
    if conditions.isEmpty {
      return checkTaskSize(values.enumerated().map { (path.appending(names[$0]), $1) }, &told)
    }
    if let own = resource.condition { conditions.insert(own) }
    for decided in Decisions(of: conditions, in: template).all {
      if let own = resource.condition, decided[own] != true { continue }
      let chosen = values.enumerated().compactMap {
        Self.chosen(from: $1, at: path.appending(names[$0]), decided)
      }
      if chosen.count == names.count { checkTaskSize(chosen, &told) }
    }
  }

  private mutating func checkTaskSize(
    _ chosen: [(path: Path, value: Value)], _ told: inout Set<Path>
  ) {
    guard chosen[0].value.elements?.contains(where: { $0.text == "FARGATE" }) == true,
      let cpu = chosen[1].value.parameterText, let memory = chosen[2].value.parameterText
    else { return }
    guard let size = FargateSize(cpu: cpu) else {
      // Whatever is put in later is no number yet.
      guard FargateSize.isWritten(cpu), told.insert(chosen[1].path).inserted else { return }
      return report(
        .fargateSize, "Fargate has no tasks with `\(cpu)` CPU units", at: chosen[1].path,
        hint: "it is one of " + FargateSize.all.map { "\($0.cpu)" }.joined(separator: ", "))
    }
    guard let mebibytes = FargateSize.mebibytes(memory), !size.memories.contains(mebibytes),
      told.insert(chosen[2].path).inserted
    else { return }
    report(
      .fargateSize, "a Fargate task with \(size.cpu) CPU units cannot have \(memory) of memory",
      at: chosen[2].path, hint: size.advice(near: mebibytes))
  }

  /// The conditions that a value is chosen by.
  private static func collectConditions(of value: Value, _ names: inout Set<String>) {
    guard let branches = choice(value) else { return }
    if let name = branches[0].text { names.insert(name) }
    for branch in branches.dropFirst() { collectConditions(of: branch, &names) }
  }

  /// What a value comes to when the conditions are decided; nil if that is still open.
  private static func chosen(
    from value: Value, at path: Path, _ decided: [String: Bool]
  ) -> (path: Path, value: Value)? {
    guard let branches = choice(value) else { return (path, value) }
    guard let holds = branches[0].text.flatMap({ decided[$0] }) else { return nil }
    let index = holds ? 1 : 2
    return chosen(
      from: branches[index], at: path.appending("Fn::If").appending(index), decided)
  }

  private static func choice(_ value: Value) -> [Value]? {
    guard let call = value.object.flatMap({ Intrinsic.call(in: $0) }), call.function == .if,
      let branches = call.argument.elements, branches.count == 3
    else { return nil }
    return branches
  }
}

/// The ways in which conditions can be decided together: by parameters that are compared with texts.
///
/// Two comparisons of one parameter with different texts never hold both; this is seen since each
/// way is worked out from values of the parameters. What depends on anything else stays undecided.
struct Decisions {
  /// What is decided in each way, by the names of the conditions.
  private(set) var all: [[String: Bool]] = []

  private static let most = 256

  init(of conditions: Set<String>, in template: Template) {
    var parts: [String: Set<String>] = [:]
    var seen: Set<String> = []
    var open = conditions.sorted()
    while let name = open.popLast() {
      guard seen.insert(name).inserted, let expression = template.conditions[name] else { continue }
      Self.collect(expression, &parts, &open)
    }
    var ways: [[String: String]] = [[:]]
    for (name, texts) in parts.sorted(by: { $0.key < $1.key }) {
      let values = Self.values(of: template.parameter(name), comparedWith: texts)
      guard ways.count * values.count <= Self.most else { return }
      ways = ways.flatMap { way in values.map { way.merging([name: $0]) { $1 } } }
    }
    // Each way works all conditions out: those that nothing here depends on are left out.
    var asked = template
    asked.body["Resources"] = nil
    asked.body["Conditions"] = .object(
      Value.Object(template.conditions.members.filter { seen.contains($0.key) }))
    var found: Set<[String: Bool]> = []
    for way in ways {
      var known = Surroundings()
      for (name, text) in way {
        if let pseudo = PseudoParameter(rawValue: name) {
          known.pseudoParameters[pseudo] = .string(text)
        } else {
          known.parameters[name] = .string(text)
        }
      }
      let evaluator = Evaluator(asked, known: known)
      let decided = Dictionary(
        uniqueKeysWithValues: conditions.compactMap { name in
          evaluator.holds(name).map { (name, $0) }
        })
      if found.insert(decided).inserted { all.append(decided) }
    }
  }

  /// The texts that parameters are compared with, and the conditions that are named.
  private static func collect(
    _ value: Value, _ parts: inout [String: Set<String>], _ names: inout [String]
  ) {
    switch value {
    case .null, .bool, .number, .string: break
    case .array(let elements): for element in elements { collect(element, &parts, &names) }
    case .object(let object):
      guard let call = Intrinsic.call(in: object, amongConditions: true) else { return }
      if call.function == .condition, let name = call.argument.text { names.append(name) }
      if call.function == .equals, let operands = call.argument.elements, operands.count == 2 {
        for (one, other) in [(operands[0], operands[1]), (operands[1], operands[0])] {
          guard let text = other.parameterText, let inner = one.object,
            case (.ref, .string(let name))? = Intrinsic.call(in: inner)
          else { continue }
          parts[name, default: []].insert(text)
        }
      }
      collect(call.argument, &parts, &names)
    }
  }

  /// Enough values of a parameter to decide every comparison both ways, if both can be.
  private static func values(
    of parameter: Template.Parameter?, comparedWith texts: Set<String>
  ) -> [String] {
    if let allowed = parameter?.allowedValues, !allowed.isEmpty {
      // Those that are compared with nothing all decide alike.
      let other = allowed.first { !texts.contains($0) }
      return allowed.filter(texts.contains) + (other.map { [$0] } ?? [])
    }
    return texts.sorted() + [texts.reduce("other") { $0 + $1 }]
  }
}
