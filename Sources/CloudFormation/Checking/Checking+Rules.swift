internal import Documents

extension TemplateChecker {
  /// The rules, which hold the values of parameters to each other before anything is made.
  mutating func checkRules() {
    for rule in template.rules where !isMacro(rule.id) {
      let path = Path([.key("Rules"), .key(rule.id)])
      checkName(rule.id, of: "a rule", at: path)
      guard let body = members(of: rule.entry, at: path, what: "a rule") else { continue }
      if let condition = body["RuleCondition"] {
        checkCondition(condition, at: path.appending("RuleCondition"), in: .rules)
      }
      guard let assertions = body["Assertions"] else {
        let others = body.members.map(\.key).filter { $0 != "RuleCondition" }
        let near = others.first { Suggestion.hint(for: $0, among: ["Assertions"]) != nil }
        report(
          .missingPart, "a rule needs `Assertions`", at: path,
          hint: near.map { "`\($0)` may be meant so" }
            ?? "write a list of mappings with `Assert` and `AssertDescription`")
        continue
      }
      checkAssertions(assertions, at: path.appending("Assertions"))
    }
  }

  private mutating func checkAssertions(_ value: Value, at path: Path) {
    guard let assertions = value.elements else {
      guard !value.isExpandedLater else { return }
      return report(
        .wrongKind, "`Assertions` is a list, and this is \(value.kindWords)", at: path,
        hint: "put a dash before the assertion")
    }
    for (index, assertion) in assertions.enumerated() {
      let path = path.appending(index)
      guard !assertion.isExpandedLater,
        let body = members(of: assertion, at: path, what: "an assertion")
      else { continue }
      if let condition = body["Assert"] {
        checkCondition(condition, at: path.appending("Assert"), in: .rules)
      } else {
        report(
          .missingPart, "an assertion needs an `Assert`", at: path,
          hint: "write what has to hold, such as `Fn::Contains: [[a, b], !Ref Name]`")
      }
      if let description = body["AssertDescription"], description.parameterText == nil {
        report(
          .wrongKind,
          "the description of an assertion is a text, and this is "
            + description.kindWords, at: path.appending("AssertDescription"),
          hint: "write what is told to those whose values do not keep to it")
      }
    }
  }

  /// A function that only rules know: its place and its arguments.
  mutating func checkRuleFunction(
    _ function: Intrinsic, _ argument: Value, at path: Path, in region: Region
  ) {
    guard region == .rules else {
      // What schemas know takes no such value, and they say so.
      guard region == .conditions else { return }
      return report(
        .functionPlace, "`\(function.rawValue)` works among the template's `Rules` alone", at: path,
        isAboutKey: true, hint: "compare with `Fn::Equals`")
    }
    let name = "`\(function.rawValue)`"
    switch function {
    case .contains, .eachMemberEquals, .eachMemberIn:
      guard let parts = arguments(argument, of: function, 2...2, at: path, in: region) else {
        return
      }
      checkRuleList(parts[0], "\(name) looks at the members of a list", at: path.appending(0))
      if function == .eachMemberIn {
        checkRuleList(parts[1], "\(name) looks for them in a list", at: path.appending(1))
      } else {
        checkRuleArgument(
          parts[1], .text, "\(name) compares them with a text", at: path.appending(1))
      }
    case .refAll: checkLiteral(argument, "\(name) takes a type of parameters", at: path)
    case .valueOf, .valueOfAll:
      guard let parts = arguments(argument, of: function, 2...2, at: path, in: region) else {
        return
      }
      let what = function == .valueOf ? "a parameter" : "a type of parameters"
      checkLiteral(parts[0], "\(name) takes the name of \(what)", at: path.appending(0))
      checkLiteral(parts[1], "\(name) takes the name of an attribute", at: path.appending(1))
      guard function == .valueOf, let parameter = parts[0].text else { return }
      checkReference(parameter, at: path.appending(0), in: .rules)
    default: break
    }
  }

  private mutating func checkRuleList(_ value: Value, _ rule: String, at path: Path) {
    guard let elements = value.elements else {
      return checkRuleArgument(value, .list, rule, at: path)
    }
    for (index, element) in elements.enumerated() {
      checkRuleArgument(element, .text, "a list in a rule has texts", at: path.appending(index))
    }
  }

  private mutating func checkRuleArgument(
    _ value: Value, _ kind: ArgumentKind, _ rule: String, at path: Path
  ) {
    if let call = value.object.flatMap({ Intrinsic.call(in: $0) }),
      call.function.isUnknownToRules
    {
      return report(
        .functionPlace, "`\(call.function.rawValue)` is not known when rules are checked", at: path,
        hint: "refer to parameters")
    }
    checkArgument(value, kind, rule, at: path, in: .rules)
  }
}

extension Intrinsic {
  /// Whether what it gives is not known before anything is made.
  var isUnknownToRules: Bool {
    switch self {
    case .if, .getAZs, .cidr: true
    default: isGivenLate
    }
  }
}
