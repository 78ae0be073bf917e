import CloudFormation
import Documents
import Testing

@Suite struct EvaluatorTests {
  /// What the expressions below are evaluated in: `Open` has no value yet, `Gone` never exists.
  static let head = """
    Parameters:
      Env: {Type: String, Default: dev}
      Subnets: {Type: CommaDelimitedList}
      Ports: {Type: List<Number>}
      Count: {Type: Number}
      Open: {Type: String}
      Stored: {Type: 'AWS::SSM::Parameter::Value<String>'}
    Mappings:
      Map: {us-east-1: {Ami: ami-1, Zones: [a, b]}}
    Conditions:
      Always: !Equals [!Ref Env, dev]
      Never: !Not [!Condition Always]
      Both: !And [!Condition Always, !Condition Never]
      Either: !Or [!Condition Never, !Condition Always]
      Perhaps: !Equals [!Ref Open, x]
      Decided: !Or [!Condition Perhaps, !Condition Always]
    Resources:
      Known: {Type: X}
      New: {Type: X}
    """

  static let evaluator: Evaluator = {
    let template = template(head)
    let values = ParameterValues(
      for: template, given: ["Subnets": "s-1, s-2,s-3", "Ports": "80,443", "Count": "3"])
    return Evaluator(
      template,
      known: Surroundings(
        parameters: values.values,
        pseudoParameters: .of(
          account: "111111111111", region: "us-east-1", partition: "aws",
          urlSuffix: "amazonaws.com", stackName: "demo"),
        exports: ["shared": "from-there"],
        zones: ["us-east-1": ["us-east-1a", "us-east-1b"]],
        reference: { $0 == "Known" ? "known-id" : nil },
        attribute: { $0 == "Known" && $1 == "Arn" ? "arn:known" : nil }))
  }()

  @Test(
    arguments: [
      ("plain", "plain"),
      ("[1, true, {a: [x]}]", "[1, true, {a: [x]}]"),
      ("!Ref Env", "dev"),
      ("!Ref Count", "'3'"),
      ("!Ref Subnets", "[s-1, s-2, s-3]"),
      ("!Ref Ports", "['80', '443']"),
      ("!Ref AWS::AccountId", "'111111111111'"),
      ("!Ref Known", "known-id"),
      ("!GetAtt Known.Arn", "arn:known"),
      ("{Fn::GetAtt: [Known, !Sub 'Arn']}", "arn:known"),
      (
        "!Sub '${Env}|${Known}|${Known.Arn}|${AWS::Region}|${!Env}|${Count}'",
        "dev|known-id|arn:known|us-east-1|${Env}|3"
      ),
      ("!Sub ['${Env}-${own}', {own: !Ref Count, Env: mine}]", "mine-3"),
      ("!Sub ''", "''"),
      ("!Join ['-', [a, 1, true, !Ref Env]]", "a-1-true-dev"),
      ("!Join ['|', !Ref Subnets]", "s-1|s-2|s-3"),
      ("!Join [',', [!Ref AWS::NoValue, !Ref AWS::NoValue]]", "''"),
      ("!Join [',', [a, !Ref AWS::NoValue, b]]", "a,b"),
      ("!Join ['', []]", "''"),
      ("!Select [1, [a, b]]", "b"),
      ("!Select ['2', !Ref Subnets]", "s-3"),
      ("!Select [!Ref Count, [a, b, c, d]]", "d"),
      ("!Select [0, !GetAZs '']", "us-east-1a"),
      ("!GetAZs us-east-1", "[us-east-1a, us-east-1b]"),
      ("!Split [',', 'a,b,,c']", "[a, b, '', c]"),
      ("!Split ['ab', 'abxabab']", "['', x, '', '']"),
      ("!Join ['-', !Split ['.', a.b]]", "a-b"),
      // What ends before the first hole.
      ("!Select [0, !Split [',', !Sub 'a,b,${New}']]", "a"),
      ("!Select [1, !Split [',', !Join ['', ['a,b,', !GetAtt New.A, ',c']]]]", "b"),
      ("!FindInMap [Map, !Ref AWS::Region, Ami]", "ami-1"),
      ("!FindInMap [Map, eu-west-1, Ami, {DefaultValue: !Ref Env}]", "dev"),
      ("!FindInMap [None, a, b, {DefaultValue: 5}]", "5"),
      ("!If [Always, a, b]", "a"),
      ("!If [Never, a, b]", "b"),
      ("!If [Both, a, b]", "b"),
      ("!If [Either, a, b]", "a"),
      ("!If [Decided, a, b]", "a"),
      ("!If [Perhaps, same, same]", "same"),
      ("[a, !If [Never, b, !Ref AWS::NoValue], c]", "[a, c]"),
      ("{keep: 1, drop: !If [Never, b, !Ref AWS::NoValue]}", "{keep: 1}"),
      ("!Equals [1, '1']", "true"),
      ("!Equals [true, 'true']", "true"),
      ("!Equals [a, b]", "false"),
      ("!Equals [[a], [a]]", "true"),
      ("!Base64 'hello world'", "aGVsbG8gd29ybGQ="),
      ("!Base64 ''", "''"),
      ("!Base64 a", "YQ=="),
      ("!Base64 é", "w6k="),
      ("!ImportValue shared", "from-there"),
      ("{Fn::Length: !Ref Subnets}", "3"),
      ("{Fn::Length: [a, !Ref New]}", "2"),
      ("{Fn::ToJsonString: {b: 1, a: [!Ref Env]}}", "'{\"a\":[\"dev\"],\"b\":1}'"),
      (
        "!Cidr ['192.168.0.0/24', 6, 5]",
        "[192.168.0.0/27, 192.168.0.32/27, 192.168.0.64/27, 192.168.0.96/27, 192.168.0.128/27, 192.168.0.160/27]"
      ),
      ("!Cidr ['10.0.7.9/16', '2', '8']", "[10.0.0.0/24, 10.0.1.0/24]"),
      (
        "!Cidr ['2600:1f18:abc:de00::/56', 2, 64]",
        "['2600:1f18:abc:de00::/64', '2600:1f18:abc:de01::/64']"
      ),
      ("!Cidr ['10.0.0.0/24', 1, 8]", "[10.0.0.0/24]"),
    ])
  func knownExpressionsGiveValues(_ text: String, _ expected: String) {
    let result = Self.evaluator.evaluate(yaml(text))
    #expect(result.violations == [])
    #expect(result.value == .known(yaml(expected)))
  }

  static let unknown: [(String, String, [Unknown.Cause])] = [
    ("!Ref New", "!Ref New", [.resource("New")]),
    ("!Ref Open", "!Ref Open", [.parameter("Open")]),
    ("!Ref Stored", "!Ref Stored", [.storedParameter("Stored")]),
    ("!Ref AWS::StackId", "!Ref AWS::StackId", [.pseudoParameter(.stackId)]),
    ("!GetAtt New.A", "!GetAtt New.A", [.attribute(resource: "New", attribute: "A")]),
    (
      "!GetAtt Known.Other", "!GetAtt Known.Other",
      [.attribute(resource: "Known", attribute: "Other")]
    ),
    (
      "{Fn::GetAtt: [Known, !Ref Open]}", "{Fn::GetAtt: [Known, !Ref Open]}", [.parameter("Open")]
    ),
    (
      "!Select [2, !Split [',', !Sub 'a,b,${New}']]",
      "{Fn::Select: [2, {Fn::Split: [',', {Fn::Join: ['', ['a,b,', !Ref New]]}]}]}",
      [.resource("New")]
    ),
    (
      "!Select [0, !Split ['--', !Sub 'a-${New}']]",
      "{Fn::Select: [0, {Fn::Split: ['--', {Fn::Join: ['', ['a-', !Ref New]]}]}]}",
      [.resource("New")]
    ),
    ("{a: !Ref Env, b: [!Ref New, x]}", "{a: dev, b: [!Ref New, x]}", [.resource("New")]),
    ("!Sub 'x-${Env}-${New}-y'", "!Join ['', ['x-dev-', !Ref New, '-y']]", [.resource("New")]),
    ("!Sub '${New}'", "!Ref New", [.resource("New")]),
    (
      "!Join ['-', [a, !Ref New, !Ref Env]]", "!Join ['', ['a-', !Ref New, '-dev']]",
      [.resource("New")]
    ),
    (
      "!Join ['-', !Split [',', !Ref Open]]", "!Join ['-', !Split [',', !Ref Open]]",
      [.parameter("Open")]
    ),
    (
      "!Select [0, !Split [',', !Sub '${Env}${Open}']]",
      "!Select [0, !Split [',', !Join ['', [dev, !Ref Open]]]]", [.parameter("Open")]
    ),
    (
      "!Base64 {'Fn::Sub': '${Env}${New}'}", "!Base64 {'Fn::Join': ['', [dev, !Ref New]]}",
      [.resource("New")]
    ),
    ("!If [Perhaps, !Ref Env, b]", "!If [Perhaps, dev, b]", [.parameter("Open")]),
    (
      "[a, !If [Perhaps, b, !Ref AWS::NoValue]]", "[a, !If [Perhaps, b, !Ref AWS::NoValue]]",
      [.parameter("Open")]
    ),
    (
      "{Fn::Length: [!If [Perhaps, b, !Ref AWS::NoValue]]}",
      "{Fn::Length: [!If [Perhaps, b, !Ref AWS::NoValue]]}", [.parameter("Open")]
    ),
    (
      "!FindInMap [Map, !Ref Open, Ami]", "!FindInMap [Map, !Ref Open, Ami]", [.parameter("Open")]
    ),
    ("!GetAZs eu-west-1", "!GetAZs eu-west-1", [.zones(region: "eu-west-1")]),
    ("!ImportValue {'Fn::Sub': '${Env}-x'}", "!ImportValue dev-x", [.export("dev-x")]),
    (
      "{Fn::ToJsonString: {a: !Ref New, b: !Ref Env}}",
      "{Fn::ToJsonString: {a: !Ref New, b: dev}}", [.resource("New")]
    ),
    (
      "!Cidr [!GetAtt New.Cidr, 2, 8]", "!Cidr [!GetAtt New.Cidr, 2, 8]",
      [.attribute(resource: "New", attribute: "Cidr")]
    ),
    (
      "{Fn::Transform: {Name: M, Parameters: {p: !Ref Env}}}",
      "{Fn::Transform: {Name: M, Parameters: {p: !Ref Env}}}", [.macro("M")]
    ),
    (
      "{a: !Ref Env, Fn::Transform: {Name: M}}", "{a: dev, Fn::Transform: {Name: M}}",
      [.macro("M")]
    ),
  ]

  @Test(arguments: unknown)
  func whatIsNotKnownSaysWhy(_ text: String, _ left: String, _ causes: [Unknown.Cause]) {
    let result = Self.evaluator.evaluate(yaml(text))
    #expect(result.violations == [])
    #expect(!result.value.isKnown)
    #expect(result.value.expression == yaml(left))
    #expect(result.value.causes == causes)
    let again = Self.evaluator.evaluate(result.value.expression)
    #expect(again.value.expression == result.value.expression, "evaluating again changes nothing")
  }

  @Test(arguments: [
    // Whatever the holes are, these are decided by what is known.
    ("!Equals ['a-x', !Sub 'b-${New}']", false as Bool?),
    ("!Equals ['x-a', !Sub '${New}-b']", false),
    ("!Equals [!Sub 'a${New}', !Sub 'a${New}']", true),
    ("!Equals [[a], [a, !Ref New]]", false),
    ("!Equals [[a, !Ref New], [b, !Ref New]]", false),
    ("!Equals [{k: !Ref New, l: 1}, {k: !Ref New, l: '1'}]", true),
    ("!Equals [!Sub 'a${New}', ab]", nil),
    ("!Equals [!Ref New, a]", nil),
    ("!Equals [!Ref New, !Ref Known]", nil),
  ])
  func equalityUsesWhatIsKnown(_ text: String, _ expected: Bool?) {
    let result = Self.evaluator.evaluate(yaml(text)).value
    #expect(result.value == expected.map(Value.bool))
  }

  @Test(arguments: [
    (
      "!Ref Nope",
      "Template format error: Unresolved resource dependencies [Nope] in the Resources block of the template"
    ),
    (
      "!GetAtt Nope.Arn",
      "Template error: instance of Fn::GetAtt references undefined resource Nope"
    ),
    (
      "{Fn::GetAtt: Known}",
      "Template error: every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute"
    ),
    (
      "!Select [bad, [test]]",
      "Template error: Fn::Select requires a list argument with two elements: an integer index and a list"
    ),
    ("!Select [3, [a]]", "Template error: Fn::Select cannot select nonexistent value at index 3"),
    (
      "!FindInMap [Map, eu-west-1, Ami]",
      "Template error: Unable to get mapping for Map::eu-west-1::Ami"
    ),
    ("!If [Nope, a, b]", "Template error: unresolved condition dependency Nope in Fn::If"),
    (
      "!And [!Condition Always]",
      "Template error: every Fn::And object requires a list of at least 2 and at most 10 boolean parameters."
    ),
    (
      "!Not [!Condition Always, !Condition Never]",
      "Template error: every Fn::Not object requires a list with exactly 1 boolean parameter."
    ),
    (
      "!Sub ['${a}', {a: [x]}]",
      "Template error: every value of the context object of every Fn::Sub object must be a string or a function that returns a string"
    ),
    (
      "!Sub '${a b}'",
      "Template error: variable names in Fn::Sub syntax must contain only alphanumeric characters, underscores, periods, and colons"
    ),
    (
      "{Fn::Base64: [a]}", "Template error: every Fn::Base64 object must have a String-typed value."
    ),
  ])
  func mistakesAreSaidInCloudFormationsWords(_ text: String, _ message: String) {
    let result = Self.evaluator.evaluate(yaml(text), at: Path([.key("Resources")]))
    #expect(result.violations.map(\.message) == [message])
    #expect(result.value.causes == [.mistake])
  }

  @Test(
    arguments: [
      "{Fn::Join: x}", "{Fn::Join: ['-', a]}", "{Fn::Join: ['-', [[a]]]}", "{Fn::Split: ['', a]}",
      "{Fn::Split: [a]}", "{Fn::Sub: []}", "{Ref: [a]}",
      "{Fn::If: [Always]}",
      "{Fn::Equals: [a]}", "{Fn::Cidr: ['10.0.0.0/24', 9, 5]}", "{Fn::Cidr: ['10.0/24', 1, 5]}",
      "{Fn::Cidr: [10.0.0.0/16, 0, 8]}", "{Fn::GetAZs: [a]}", "{Fn::Length: a}",
      "{Fn::Length: null}",
      "{Fn::ToJsonString: a}", "{Fn::FindInMap: [a]}", "{Fn::ImportValue: [a]}",
      "{Fn::Transform: null}",
      "{Fn::GetAtt: [Known, '']}", "{Fn::GetAtt: null}", "{Fn::Select: [0]}", "{Fn::Not: x}",
    ])
  func malformedCallsAreReportedOnce(_ text: String) {
    let result = Self.evaluator.evaluate(yaml(text))
    let isMacro = text.contains("Transform")
    #expect(result.violations.count == (isMacro ? 0 : 1))
    #expect(!result.value.isKnown)
  }

  @Test func ringsOfConditionsAreMistakes() {
    let evaluator = Evaluator(
      template("Conditions: {A: !Not [!Condition B], B: !Not [!Condition A], C: text}"))
    #expect(
      evaluator.conditionViolations.map(\.message) == [
        "Template format error: Circular dependency between conditions: [A]",
        "Template format error: Conditions can only be boolean operations on parameters and other conditions",
      ])
    #expect(evaluator.holds("A") == nil)
  }

  /// Deep calls would end the program, and comparing each with all others would take minutes.
  @Test(arguments: [false, true]) func longChainsOfConditionsAreDecided(isKnown: Bool) {
    let count = 20_000
    var conditions = (0..<count).map { number in
      Value.Object.Member("C\(number)", ["Fn::Not": [["Condition": .string("C\(number + 1)")]]])
    }
    conditions.append(.init("C\(count)", ["Fn::Equals": [["Ref": "P"], "a"]]))
    let template = Template([
      "Parameters": ["P": ["Type": "String"]], "Conditions": .object(Value.Object(conditions)),
      "Resources": ["One": ["Type": "T"]],
    ])
    let known = Surroundings(parameters: isKnown ? ["P": "a"] : [:])
    let evaluator = Evaluator(template, known: known)
    #expect(evaluator.holds("C0") == (isKnown ? true : nil))
    #expect(evaluator.conditions["C0"]?.causes == (isKnown ? [] : [.parameter("P")]))
    #expect(evaluator.conditionViolations == [])
  }

  @Test func longRingsOfConditionsAreOneMistake() {
    let count = 20_000
    let ring = (0..<count).map { number in
      Value.Object.Member(
        "C\(number)", ["Fn::Not": [["Condition": .string("C\((number + 1) % count)")]]])
    }
    let evaluator = Evaluator(Template(["Conditions": .object(Value.Object(ring))]))
    #expect(evaluator.conditionViolations.map(\.kind) == [.cycle])
    #expect(evaluator.holds("C7") == nil)
  }

  @Test func decidingTakesOutWhatDoesNotExist() {
    let evaluator = Evaluator(
      template(
        """
        Conditions: {Always: !Equals [a, a], Never: !Equals [a, b], Open: !Equals [!Ref P, x]}
        Parameters: {P: {Type: String}}
        Resources:
          Kept:
            Type: X
            Condition: Always
            DependsOn: [Gone, Also]
            Properties:
              a: !If [Never, !Ref Gone, !Ref Also]
              b: !If [Never, !Ref Gone, !Ref AWS::NoValue]
              c: !If [Open, 1, !Ref AWS::NoValue]
          Also: {Type: X, DependsOn: Gone}
          Gone: {Type: X, Condition: Never}
        Outputs:
          Here: {Value: !If [Always, 1, 2]}
          Not: {Condition: Never, Value: !Ref Gone}
        """))
    let decided = evaluator.decided
    #expect(
      decided.value
        == yaml(
          """
          Conditions: {Always: !Equals [a, a], Never: !Equals [a, b], Open: !Equals [!Ref P, x]}
          Parameters: {P: {Type: String}}
          Resources:
            Kept:
              Type: X
              Condition: Always
              DependsOn: [Also]
              Properties: {a: !Ref Also, c: !If [Open, 1, !Ref AWS::NoValue]}
            Also: {Type: X}
          Outputs: {Here: {Value: 1}}
          """))
    #expect(DependencyGraph(of: decided).order == ["Also", "Kept"])
    #expect(TemplateValidation.violations(ofDecided: decided, from: evaluator.template) == [])
  }
}
