internal import Documents

extension TemplateChecker {
  mutating func checkConditions() {
    for condition in template.conditions.members where !isMacro(condition.key) {
      let path = Path([.key("Conditions"), .key(condition.key)])
      checkName(condition.key, of: "a condition", orOneOf: "_&", at: path)
      checkCondition(condition.value, at: path, in: .conditions)
    }
  }

  /// An expression that comes out as true or false.
  mutating func checkCondition(_ value: Value, at path: Path, in region: Region) {
    guard let object = value.object else {
      if case .bool = value { return }
      return report(
        .wrongKind,
        "a condition is a function such as `Fn::Equals`, and this is \(value.kindWords)",
        at: path)
    }
    guard let call = Intrinsic.call(in: object, amongConditions: true) else {
      return report(
        .wrongKind,
        "a condition is one function: `Fn::And`, `Fn::Equals`, `Fn::Not`, `Fn::Or` or "
          + "`Condition`", at: path)
    }
    if call.function.isForRules, region != .rules {
      return report(
        .functionPlace, "`\(call.function.rawValue)` works among the template's `Rules` alone",
        at: path, hint: "compare with `Fn::Equals`")
    }
    let path = path.appending(call.function.rawValue)
    switch call.function {
    case .condition:
      guard let name = call.argument.text else {
        return report(.wrongKind, "the name of a condition is a text", at: path)
      }
      checkConditionName(name, at: path)
    case .and, .or: checkOperands(call.argument, of: call.function, 2...10, at: path, in: region)
    case .not: checkOperands(call.argument, of: .not, 1...1, at: path, in: region)
    case .equals: checkEquals(call.argument, at: path, in: region)
    case .contains, .eachMemberEquals, .eachMemberIn:
      checkRuleFunction(call.function, call.argument, at: path, in: region)
    case .transform: break
    default:
      report(
        .functionPlace, "`\(call.function.rawValue)` gives no truth value", at: path,
        isAboutKey: true, hint: "compare with `Fn::Equals`")
    }
  }

  private mutating func checkOperands(
    _ argument: Value, of function: Intrinsic, _ count: ClosedRange<Int>, at path: Path,
    in region: Region
  ) {
    guard let operands = argument.elements else {
      return report(
        .wrongKind, "`\(function.rawValue)` takes a list, and this is \(argument.kindWords)",
        at: path)
    }
    if !count.contains(operands.count) {
      let wanted =
        count.lowerBound == count.upperBound
        ? "one condition" : "\(count.lowerBound) to \(count.upperBound) conditions"
      report(
        .functionArguments,
        "`\(function.rawValue)` takes \(wanted), and there are \(operands.count)",
        at: path)
    }
    for (index, operand) in operands.enumerated() {
      checkCondition(operand, at: path.appending(index), in: region)
    }
  }

  private mutating func checkEquals(_ argument: Value, at path: Path, in region: Region) {
    guard let operands = argument.elements else {
      return report(
        .wrongKind, "`Fn::Equals` takes a list, and this is \(argument.kindWords)", at: path)
    }
    if operands.count != 2 {
      report(
        .functionArguments, "`Fn::Equals` compares two values, and there are \(operands.count)",
        at: path)
    }
    for (index, operand) in operands.enumerated() {
      checkOperand(operand, at: path.appending(index), in: region)
    }
  }

  private static let comparable: Set<Intrinsic> = [
    .ref, .findInMap, .sub, .join, .select, .split, .length, .toJSONString, .base64, .if,
  ]

  private mutating func checkOperand(_ operand: Value, at path: Path, in region: Region) {
    switch operand {
    case .array: report(.wrongKind, "`Fn::Equals` compares texts, and this is a list", at: path)
    case .object(let object):
      guard let call = Intrinsic.call(in: object) else {
        return report(
          .wrongKind, "`Fn::Equals` compares texts, and this is a mapping", at: path)
      }
      let isKnown =
        region == .rules
        ? call.function == .valueOf
          || Self.comparable.contains(call.function) && !call.function.isUnknownToRules
        : Self.comparable.contains(call.function)
      guard isKnown || call.function == .transform else {
        let when = region == .rules ? "rules are checked" : "conditions are decided"
        return report(
          .functionPlace, "`\(call.function.rawValue)` is not known when \(when)", at: path)
      }
      if call.function == .ref, let name = call.argument.text,
        scope.parameters[name]?.isList == true
      {
        return report(
          .wrongKind, "`Fn::Equals` compares texts, and `\(name)` is a list", at: path)
      }
      checkFunctions(in: operand, at: path, in: region)
    case .null, .bool, .number, .string: break
    }
  }

  mutating func checkConditionName(_ name: String, at path: Path) {
    guard !scope.conditions.contains(name), !scope.hasMacros, !isLoopName(name),
      !scope.hasConditionLoops
    else { return }
    report(
      .unknownCondition, "there is no condition `\(name)`", at: path,
      hint: loopHint(for: name) ?? Suggestion.hint(for: name, among: scope.conditionNames))
  }
}
