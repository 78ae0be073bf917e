internal import Documents

extension Evaluation {
  /// `Fn::If`: only the branch that counts is looked at.
  mutating func choose(_ argument: Value, _ path: Path) -> Evaluated {
    let expression: Value = ["Fn::If": argument]
    guard let parts = argument.elements, parts.count == 3, let name = parts[0].text else {
      return mistake(
        "Template error: Fn::If requires a list argument with three elements: a condition name and two values",
        expression, path)
    }
    guard template.conditions[name] != nil else {
      return mistake(
        "Template error: unresolved condition dependency \(name) in Fn::If", expression, path,
        .reference)
    }
    let condition = condition(name)
    if case .known(.bool(let holds)) = condition {
      return evaluate(parts[holds ? 1 : 2], path.appending(holds ? 1 : 2))
    }
    let then = evaluate(parts[1], path.appending(1))
    let other = evaluate(parts[2], path.appending(2))
    // `2` and `"2"` are the same to `Fn::Equals`, and still two values.
    if then == other, !condition.mayBeMistake { return then }
    let kind =
      then == .absent
      ? other.kind : other == .absent ? then.kind : then.kind.joined(with: other.kind)
    return .unknown(
      Unknown(
        ["Fn::If": [.string(name), then.expression, other.expression]],
        because: condition.causes + then.causes + other.causes,
        mayBeAbsent: then.mayBeAbsent || other.mayBeAbsent,
        mayBeMistake: [condition, then, other].contains(where: \.mayBeMistake), kind: kind))
  }

  /// `Fn::Equals`.
  mutating func equals(_ argument: Value, _ path: Path) -> Evaluated {
    guard let parts = argument.elements, parts.count == 2 else {
      return mistake(
        "Template error: every Fn::Equals object requires a list of 2 string parameters.",
        ["Fn::Equals": argument], path)
    }
    let left = evaluate(parts[0], path.appending(0))
    let right = evaluate(parts[1], path.appending(1))
    if let same = left.isSame(as: right) { return .known(.bool(same)) }
    return waiting(.equals, [left, right])
  }

  /// `Fn::And` and `Fn::Or`: one operand may decide it whatever the others are, as long as they are
  /// no mistakes.
  mutating func combine(_ function: Intrinsic, _ argument: Value, _ path: Path) -> Evaluated {
    guard let parts = argument.elements, 2...10 ~= parts.count else {
      return mistake(
        "Template error: every \(function.rawValue) object requires a list of at least 2 and at most 10 boolean parameters.",
        [function.rawValue: argument], path)
    }
    var operands: [Evaluated] = []
    for (index, part) in parts.enumerated() {
      operands.append(boolean(part, path.appending(index)))
    }
    let deciding = function == .or
    if operands.contains(where: \.mayBeMistake) { return waiting(function, operands) }
    if operands.contains(.known(.bool(deciding))) { return .known(.bool(deciding)) }
    return operands.allSatisfy(\.isKnown)
      ? .known(.bool(!deciding)) : waiting(function, operands)
  }

  /// `Fn::Not`.
  mutating func negate(_ argument: Value, _ path: Path) -> Evaluated {
    guard let parts = argument.elements, parts.count == 1 else {
      return mistake(
        "Template error: every Fn::Not object requires a list with exactly 1 boolean parameter.",
        ["Fn::Not": argument], path)
    }
    let operand = boolean(parts[0], path.appending(0))
    guard case .known(.bool(let holds)) = operand else { return waiting(.not, [operand]) }
    return .known(.bool(!holds))
  }

  /// `Condition` among conditions.
  mutating func namedCondition(_ argument: Value, _ path: Path) -> Evaluated {
    guard let name = argument.text, template.conditions[name] != nil else {
      return mistake(
        "Template error: unresolved condition dependency \(argument.text ?? "") in Condition",
        ["Condition": argument], path, .reference)
    }
    let result = condition(name)
    // By its name: a chain of conditions would make an expression as deep as it is long.
    return result.isKnown
      ? result : open(name, because: result.causes, mayBeMistake: result.mayBeMistake)
  }

  /// Works the conditions out, each after those that it depends on: a chain of them may be long.
  mutating func settleConditions() {
    let members = template.conditions.members
    let positions = Dictionary(
      members.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
    let paths = members.map { Path([.key("Conditions"), .key($0.key)]) }
    let needs = members.map { member in
      References.within(member.value, amongConditions: true).compactMap { reference in
        if case .condition(let name) = reference.target { positions[name] } else { nil }
      }
    }
    for set in Components(needs).all {
      let first = set.min() ?? 0
      guard set.count == 1, !needs[first].contains(first) else {
        for name in set.map({ members[$0].key }) {
          settledConditions[name] = open(name, because: [.mistake])
        }
        violations.append(
          Violation(
            "Template format error: Circular dependency between conditions: [\(members[first].key)]",
            .cycle, at: paths[first]))
        continue
      }
      settledConditions[members[first].key] = settled(members[first].value, paths[first])
    }
  }

  private mutating func settled(_ expression: Value, _ path: Path) -> Evaluated {
    let result = evaluate(expression, path, amongConditions: true)
    switch result {
    case .known(.bool): return result
    case .unknown(let unknown): return .unknown(unknown.expected(toBe: .boolean))
    default:
      return mistake(
        "Template format error: Conditions can only be boolean operations on parameters and other conditions",
        expression, path)
    }
  }

  /// What a condition comes to.
  private func condition(_ name: String) -> Evaluated {
    settledConditions[name] ?? open(name, because: [.mistake])
  }

  private func open(
    _ name: String, because causes: [Unknown.Cause], mayBeMistake: Bool = false
  ) -> Evaluated {
    .unknown(
      Unknown(
        ["Condition": .string(name)], because: causes, mayBeMistake: mayBeMistake, kind: .boolean))
  }

  /// An operand of a condition: a boolean, or what is written for one.
  private mutating func boolean(_ value: Value, _ path: Path) -> Evaluated {
    let result = evaluate(value, path, amongConditions: true)
    switch result {
    case .known(.bool): return result
    case .unknown(let unknown): return .unknown(unknown.expected(toBe: .boolean))
    case .text:
      return .unknown(
        Unknown(result.expression, because: result.causes, mayBeMistake: true, kind: .text))
    case .known(.string("true")): return .known(true)
    case .known(.string("false")): return .known(false)
    default:
      return mistake(
        "Template format error: Conditions can only be boolean operations on parameters and other conditions",
        value, path)
    }
  }
}
