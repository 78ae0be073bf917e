internal import Documents

/// A mistake in a part is a mistake of the whole, whichever of the parts is known first. So a
/// function decides nothing while an argument that it would drop may turn out to be a mistake: it
/// waits, and what is left holds that argument. Only what is never looked at is dropped unseen: the
/// other branch of an `Fn::If`, a default that is not needed, a variable that a text does not name.
///
/// That a text becomes larger than anything takes is the one mistake that nobody waits for.
extension Evaluation {
  /// A call that has to wait for its arguments.
  func waiting(
    _ function: Intrinsic, _ arguments: [Evaluated], mayBeAbsent: Bool = false
  ) -> Evaluated {
    waiting(
      function, .array(arguments.map(\.expression)), for: arguments, mayBeAbsent: mayBeAbsent)
  }

  /// A call of one argument that has to wait for it.
  func waiting(
    _ function: Intrinsic, _ argument: Evaluated, mayBeAbsent: Bool = false
  ) -> Evaluated {
    waiting(function, argument.expression, for: [argument], mayBeAbsent: mayBeAbsent)
  }

  private func waiting(
    _ function: Intrinsic, _ argument: Value, for arguments: [Evaluated], mayBeAbsent: Bool
  ) -> Evaluated {
    .unknown(
      Unknown(
        [function.rawValue: argument], because: arguments.flatMap(\.causes),
        mayBeAbsent: mayBeAbsent,
        mayBeMistake: arguments.contains(where: \.mayBeMistake)
          || !Self.takes(arguments, function),
        kind: Self.kind(of: function)))
  }

  /// Whether a function makes something of these arguments, whatever their values will be.
  private static func takes(_ arguments: [Evaluated], _ function: Intrinsic) -> Bool {
    switch function {
    case .equals: true
    // Of operands this is known before: what is no boolean may be a mistake.
    case .and, .or, .not: true
    // Of nothing at all it is an empty text.
    case .join: arguments.last?.kind.isWithin(.scalars) == true
    case .split, .base64, .importValue: arguments.last?.isSurely(.scalar) == true
    case .getAZs: arguments.last?.isSurely(.text) == true
    case .toJSONString: arguments.allSatisfy { $0.isSurely(.list) || $0.isSurely(.object) }
    case .length, .eachMemberIn: arguments.allSatisfy { $0.isSurely(.list) }
    case .contains, .eachMemberEquals: arguments.first?.isSurely(.list) == true
    // An index may be out of range, a name may be nobody's, a block may be too small.
    default: false
    }
  }

  /// What a function always comes to, whatever its arguments are.
  private static func kind(of function: Intrinsic) -> Unknown.Kind {
    switch function {
    case .join, .sub, .base64, .toJSONString, .importValue, .getAtt: .text
    case .split, .cidr, .getAZs: .scalars
    case .length: .scalar
    case .equals, .and, .or, .not, .condition, .contains, .eachMemberEquals, .eachMemberIn: .boolean
    default: .any
    }
  }
}
