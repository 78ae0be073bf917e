import CloudFormation
import Documents
import Testing

@Suite struct RuleTests {
  private static let template = CloudFormationTests.template(
    """
    Parameters:
      Stage: {Type: String}
      Sizes: {Type: CommaDelimitedList}
      Open: {Type: String}
      Many: {Type: CommaDelimitedList}
    Resources: {One: {Type: X}}
    """)

  private static func evaluator(_ template: Template = template) -> Evaluator {
    Evaluator(
      template,
      known: Surroundings(parameters: ["Stage": "prod", "Sizes": ["a", "b", "a"]]))
  }

  @Test(arguments: [
    ("{Fn::Contains: [!Ref Sizes, b]}", true as Bool?),
    ("{Fn::Contains: [!Ref Sizes, c]}", false),
    ("{Fn::Contains: [[!Ref Open, x], x]}", true),
    ("{Fn::Contains: [[!Ref Open, x], y]}", nil),
    ("{Fn::Contains: [!Ref Many, y]}", nil),
    ("{Fn::Contains: [[], y]}", false),
    ("{Fn::EachMemberEquals: [[prod, prod], !Ref Stage]}", true),
    ("{Fn::EachMemberEquals: [!Ref Sizes, a]}", false),
    ("{Fn::EachMemberEquals: [[!Ref Open, x], y]}", false),
    ("{Fn::EachMemberEquals: [[!Ref Open, y], y]}", nil),
    ("{Fn::EachMemberIn: [!Ref Sizes, [b, a, c]]}", true),
    ("{Fn::EachMemberIn: [!Ref Sizes, [a]]}", false),
    ("{Fn::EachMemberIn: [[!Ref Open, x], [y]]}", false),
    ("{Fn::EachMemberIn: [[x], [!Ref Open, x]]}", true),
    ("{Fn::EachMemberIn: [[x], !Ref Many]}", nil),
    ("{Fn::RefAll: 'AWS::EC2::VPC::Id'}", nil),
    ("{Fn::ValueOf: [Stage, Attribute]}", nil),
  ])
  func functionsOfRulesDecideWithWhatIsKnown(_ text: String, _ expected: Bool?) {
    let result = Self.evaluator().evaluate(yaml(text))
    #expect(result.violations == [])
    #expect(result.value.value == expected.map(Value.bool))
    #expect(result.value.isKnown == (expected != nil))
  }

  @Test(arguments: [
    "{Fn::Contains: x}", "{Fn::Contains: [a, b]}", "{Fn::EachMemberIn: [[a], b]}",
    "{Fn::EachMemberEquals: [[a]]}",
  ])
  func malformedCallsAreMistakes(_ text: String) {
    #expect(Self.evaluator().evaluate(yaml(text)).violations.count == 1)
  }

  @Test(
    arguments: [
      ("{Assertions: [{Assert: !Equals [!Ref Stage, dev], AssertDescription: wrong}]}", ["wrong"]),
      ("{Assertions: [{Assert: !Equals [!Ref Stage, prod], AssertDescription: wrong}]}", []),
      ("{Assertions: [{Assert: !Equals [!Ref Open, prod], AssertDescription: wrong}]}", []),
      (
        "{RuleCondition: !Equals [!Ref Stage, dev], Assertions: [{Assert: !Equals [a, b], AssertDescription: wrong}]}",
        []
      ),
      (
        "{RuleCondition: !Equals [!Ref Open, dev], Assertions: [{Assert: !Equals [a, b], AssertDescription: wrong}]}",
        []
      ),
      (
        "{Assertions: [{Assert: !Equals [a, b], AssertDescription: one}, {Assert: !Not [!Equals [a, a]], AssertDescription: two}]}",
        ["one", "two"]
      ),
      ("{Assertions: [{AssertDescription: wrong}]}", []), ("[]", []), ("null", []),
    ] as [(String, [String])])
  func onlyWhatIsKnownNotToHoldIsBroken(_ rule: String, _ broken: [String]) {
    var template = Self.template
    template.body["Rules"] = ["R": yaml(rule)]
    let evaluator = Self.evaluator(template)
    #expect(evaluator.brokenAssertions.map(\.assertion.description) == broken)
    #expect(evaluator.ruleViolation?.message == broken.first)
    for (index, found) in evaluator.brokenAssertions.enumerated() {
      #expect(found.path.description == "Rules.R.Assertions[\(index)]")
    }
  }

  @Test(arguments: [
    ("!Ref {'Fn::Sub': 'O${own}'}", "Transform: Other", 1, nil as String?),
    ("!Ref {'Fn::Sub': ['O${own}', {own: ne}]}", "Transform: AWS::LanguageExtensions", 0, "one"),
    ("!GetAtt [!Sub ['O${own}', {own: ne}], Arn]", "Transform: AWS::LanguageExtensions", 0, "arn"),
    ("!GetAtt [!Ref Open, Arn]", "Transform: AWS::LanguageExtensions", 0, nil),
    ("!Ref {Ref: Open}", "Transform: AWS::LanguageExtensions", 0, nil),
  ])
  func namesAreWorkedOutWhereTheExtensionsAreAskedFor(
    _ text: String, _ transform: String, _ violations: Int, _ expected: String?
  ) {
    let template = CloudFormationTests.template(
      "\(transform)\nParameters: {Open: {Type: String}}\nResources: {One: {Type: X}}")
    let evaluator = Evaluator(
      template, known: Surroundings(reference: { _ in "one" }, attribute: { _, _ in "arn" }))
    let result = evaluator.evaluate(yaml(text))
    #expect(result.violations.count == violations)
    #expect(result.value.value == expected.map(Value.string))
  }
}
