internal import Documents

extension Evaluation {
  /// `Fn::Contains`, `Fn::EachMemberEquals` and `Fn::EachMemberIn`, which only rules have.
  mutating func members(
    _ function: Intrinsic, _ argument: Value, _ path: Path
  ) -> Evaluated {
    let malformed =
      "Template error: every \(function.rawValue) object requires a list of strings and what its members are compared with."
    guard let parts = argument.elements, parts.count == 2 else {
      return mistake(malformed, [function.rawValue: argument], path)
    }
    let left = evaluate(parts[0], path.appending(0))
    let right = evaluate(parts[1], path.appending(1))
    guard let members = left.elements else {
      return left.isKnown
        ? mistake(malformed, [function.rawValue: argument], path)
        : waiting(function, [left, right])
    }
    if left.mayBeMistake || right.mayBeMistake || members.contains(where: \.mayBeAbsent) {
      return waiting(function, [left, right])
    }
    switch function {
    case .contains:
      return decided(Self.any(members) { $0.isSame(as: right) }, function, [left, right])
    case .eachMemberEquals:
      return decided(Self.all(members) { $0.isSame(as: right) }, function, [left, right])
    default:
      guard let others = right.elements else {
        return right.isKnown
          ? mistake(malformed, [function.rawValue: argument], path)
          : waiting(function, [left, right])
      }
      if others.contains(where: \.mayBeAbsent) { return waiting(function, [left, right]) }
      let isIn = Self.all(members) { member in Self.any(others) { $0.isSame(as: member) } }
      return decided(isIn, function, [left, right])
    }
  }

  private func decided(
    _ result: Bool?, _ function: Intrinsic, _ arguments: [Evaluated]
  ) -> Evaluated {
    result.map { .known(.bool($0)) } ?? waiting(function, arguments)
  }

  /// Whether one is; nil if that is not known.
  private static func any(
    _ elements: [Evaluated], _ holds: (Evaluated) -> Bool?
  ) -> Bool? {
    var result: Bool? = false
    for element in elements {
      switch holds(element) {
      case true?: return true
      case nil: result = nil
      case false?: break
      }
    }
    return result
  }

  /// Whether all are; nil if that is not known.
  private static func all(
    _ elements: [Evaluated], _ holds: (Evaluated) -> Bool?
  ) -> Bool? {
    any(elements) { holds($0).map { !$0 } }.map { !$0 }
  }
}
