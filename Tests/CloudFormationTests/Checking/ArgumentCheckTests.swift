import CloudFormation
import Diagnostics
import Documents
import Testing

/// What functions take, and where they work.
struct ArgumentCheckTests {
  private static let head = """
    Parameters: {L: {Type: CommaDelimitedList}, S: {Type: String}, N: {Type: Number}}
    Mappings: {M: {us-east-1: {b: c, l: [e]}, eu-west-1: {b: d, l: [f]}}}
    Conditions: {Is: !Equals [!Ref AWS::Region, us-east-1]}
    Resources:
      Other: {Type: AWS::SNS::Topic}
      Nested: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: 'https://s3.amazonaws.com/a/b'}}
      Network: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
      One: {Type: AWS::SNS::Topic, Properties: {DisplayName:

    """
  private static let extended = "Transform: AWS::LanguageExtensions\n" + head

  private static func errors(_ value: String, extended isExtended: Bool = false) -> [String] {
    findings(in: (isExtended ? extended : head) + "    \(value)}}\n")
      .filter { $0.severity == .error }.map(\.brief)
  }

  @Test(arguments: [
    "!Join [',', !Ref L]", "!Join [',', [!Ref S, 1, !Ref AWS::NoValue]]", "!Join [',', []]",
    "!Join [',', !Ref AWS::NotificationARNs]", "!Join [',', !If [Is, [a], !Ref L]]",
    "!Join [',', !GetAtt Network.CidrBlockAssociations]", "!Join [',', {Fn::GetAZs: !Ref S}]",
    "!Sub ['${A}', {A: !If [Is, a, 1]}]", "!Sub ['${L}', {L: a}]", "!Select ['1', [a, b]]",
    "!Select [!Ref N, [a]]", "!Select [0, !Cidr [!GetAtt Network.CidrBlock, 2, 8]]",
    "!Select [1, [a, !If [Is, b, !Ref AWS::NoValue]]]", "!Select [0, !Split [',', !Ref S]]",
    "{Fn::Base64: 1}", "!Join [',', !FindInMap [M, !Ref S, l]]",
    "!FindInMap [M, us-east-1, !Ref S]",
    "!Join ['', !Split [',', !GetAtt Nested.Outputs.Names]]",
    "!FindInMap [M, !Ref AWS::Region, b]", "!FindInMap [!Ref S, a, b]",
    "!FindInMap [M, !Ref S, b]", "!FindInMap [M, !FindInMap [M, us-east-1, b], b]",
    "{Fn::Transform: {Name: Mine, Parameters: {A: !Ref S}}}",
    "!Join ['', [{Fn::Transform: {Name: Mine}}]]",
    "!Select [0, !GetAZs '']", "!Select [0, !GetAZs eu-west-1]",
    "!Select [0, !GetAZs us-iso-east-1]",
    "!Select [0, !GetAZs eusc-de-east-1]", "!Select [0, !Cidr [2600:1f18:abc:de00::/56, 2, 64]]",
    "!FindInMap [!FindInMap [M, us-east-1, b], a, b]",
    "!FindInMap [M, !Select [0, !Split ['.', !Ref S]], b]",
    "!FindInMap [M, nope, b, {DefaultValue: x}]",
    // What is looked up later may be anything.
    "!Select [0, !GetAZs '{{resolve:ssm:region}}']",
    "!Select [0, !Cidr ['{{resolve:ssm:block}}', '{{resolve:ssm:count}}', '{{resolve:ssm:bits}}']]",
    // Regions of which nothing is known may be new.
    "!Select [0, !GetAZs me-south-1]", "!Select [0, !GetAZs sa-northwest-1]",
  ])
  func whatFunctionsTakeIsTaken(value: String) {
    #expect(Self.errors(value) == [])
  }

  @Test(arguments: [
    ("!Join [',', !Ref AWS::Region]", "wrongKind Fn::Join[1]"),
    ("!Join [',', !Ref Other]", "wrongKind Fn::Join[1]"),
    ("!Join [',', abc]", "wrongKind Fn::Join[1]"),
    ("!Join [',', !Sub '${S}']", "wrongKind Fn::Join[1]"),
    ("!Join [',', !GetAtt Other.TopicName]", "wrongKind Fn::Join[1].Fn::GetAtt"),
    ("!Join [',', !If [Is, a, [b]]]", "wrongKind Fn::Join[1].Fn::If[1]"),
    ("!Join [',', [!Ref L]]", "wrongKind Fn::Join[1][0]"),
    ("!Join [',', [[a]]]", "wrongKind Fn::Join[1][0]"),
    ("!Join [',', [{a: b}]]", "wrongKind Fn::Join[1][0]"),
    ("!Join [',', !FindInMap [M, !Ref S, b]]", "wrongKind Fn::Join[1]"),
    ("!Join [',', !GetAtt Nested.Outputs.Names]", "wrongKind Fn::Join[1].Fn::GetAtt"),
    ("!Sub ['${A}', {A: !FindInMap [M, us-east-1, l]}]", "wrongKind Fn::Sub[1].A"),
    ("!Join [!Ref S, [a]]", "wrongKind Fn::Join[0]"),
    ("!Join [',']", "functionArguments Fn::Join"),
    ("!Sub ['${A}', {A: [a]}]", "wrongKind Fn::Sub[1].A"),
    ("!Sub ['${A}', {A: !Ref L}]", "wrongKind Fn::Sub[1].A"),
    ("!Sub ['${A}', {A: !Split [',', a]}]", "wrongKind Fn::Sub[1].A"),
    ("!Sub ['${A}', {A: !Equals [a, b]}]", "functionPlace Fn::Sub[1].A"),
    ("!Sub '${L}'", "wrongKind Fn::Sub"),
    ("!Sub '${Network.CidrBlockAssociations}'", "wrongKind Fn::Sub"),
    ("!If [Is, a]", "functionArguments Fn::If"),
    ("!If [!Sub Is, a, b]", "wrongKind Fn::If[0]"),
    ("!Select [x, [a]]", "functionArguments Fn::Select[0]"),
    ("!Select [-1, [a]]", "functionArguments Fn::Select[0]"),
    ("!Select [5, [a, b]]", "functionArguments Fn::Select[0]"),
    ("!Select [0, abc]", "wrongKind Fn::Select[1]"),
    ("!Select [0, !Ref S]", "wrongKind Fn::Select[1]"),
    ("!Select [!Ref L, [a]]", "wrongKind Fn::Select[0]"),
    ("!Select [0, !Split [!Ref S, a]]", "wrongKind Fn::Select[1].Fn::Split[0]"),
    ("!Select [0, !Split [',', !Ref L]]", "wrongKind Fn::Select[1].Fn::Split[1]"),
    ("!Select [0, !Cidr [10.0.0.0/16, 300, 8]]", "functionArguments Fn::Select[1].Fn::Cidr[1]"),
    ("!Select [0, !Cidr [foo, 1, 8]]", "functionArguments Fn::Select[1].Fn::Cidr[0]"),
    ("!Select [0, !Cidr [10.0.0.0, 1, 8]]", "functionArguments Fn::Select[1].Fn::Cidr[0]"),
    ("!Select [0, !Cidr [10.0.0.0/33, 1, 8]]", "functionArguments Fn::Select[1].Fn::Cidr[0]"),
    ("!Select [0, !GetAZs mars-1]", "functionArguments Fn::Select[1].Fn::GetAZs"),
    ("!Select [0, !GetAZs us-esat-1]", "functionArguments Fn::Select[1].Fn::GetAZs"),
    ("!Select [0, !GetAZs us-east-1a]", "functionArguments Fn::Select[1].Fn::GetAZs"),
    ("!Select [0, !GetAZs us-east-]", "functionArguments Fn::Select[1].Fn::GetAZs"),
    ("!Select [0, !GetAZs us--1]", "functionArguments Fn::Select[1].Fn::GetAZs"),
    ("!FindInMap [M, !Sub '${S}', b]", "missingTransform Fn::FindInMap[1]"),
    ("!FindInMap [!Sub '${S}', a, b]", "missingTransform Fn::FindInMap[0]"),
    ("!FindInMap [M, us-east-1, !Join ['', [b]]]", "missingTransform Fn::FindInMap[2]"),
    ("!FindInMap [M, !If [Is, a, b], b]", "missingTransform Fn::FindInMap[1]"),
    ("!FindInMap [M, us-east-1, b, x]", "wrongKind Fn::FindInMap[3]"),
    ("!FindInMap [M, us-east-1]", "functionArguments Fn::FindInMap"),
    ("{Fn::Base64: [a]}", "wrongKind Fn::Base64"),
    ("{Fn::Base64: !Ref L}", "wrongKind Fn::Base64"),
    ("{Fn::ImportValue: [a]}", "wrongKind Fn::ImportValue"),
    ("{Fn::ImportValue: !Ref Other}", "unknownReference Fn::ImportValue.Ref"),
    ("!FindInMap [M, [us-east-1], b]", "wrongKind Fn::FindInMap[1]"),
    ("!FindInMap [M, !Ref L, b]", "wrongKind Fn::FindInMap[1]"),
    ("!FindInMap [M, !GetAtt Other.TopicName, b]", "functionPlace Fn::FindInMap[1]"),
    ("!Equals [a, b]", "functionPlace "),
    ("{Fn::Contains: [[a], b]}", "functionPlace "),
    ("{Fn::Length: !Ref L}", "missingTransform "),
    ("{Fn::ToJsonString: {a: b}}", "missingTransform "),
  ])
  func whatFunctionsDoNotTakeIsFound(value: String, expected: String) {
    let parts = expected.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    let place = parts[1].isEmpty ? "DisplayName" : "DisplayName.\(parts[1])"
    #expect(Self.errors(value) == ["\(parts[0]) \(place)"])
  }

  @Test(arguments: [
    ("{Fn::Length: !Ref L}", nil), ("{Fn::Length: [a, b]}", nil),
    ("{Fn::Length: !Split [',', !Ref S]}", nil), ("{Fn::ToJsonString: {a: !Ref S}}", nil),
    ("{Fn::ToJsonString: [a]}", nil), ("{Fn::ToJsonString: !Ref L}", nil),
    ("!FindInMap [M, nope, b, {DefaultValue: x}]", nil), ("!FindInMap [M, !Sub '${S}', b]", nil),
    ("{Fn::Length: abc}", "wrongKind DisplayName.Fn::Length"),
    ("{Fn::Length: {a: b}}", "wrongKind DisplayName.Fn::Length"),
    ("{Fn::Length: !Ref S}", "wrongKind DisplayName.Fn::Length"),
    (
      "{Fn::Length: !GetAtt Network.CidrBlockAssociations}",
      "functionPlace DisplayName.Fn::Length"
    ),
    ("{Fn::ToJsonString: abc}", "wrongKind DisplayName.Fn::ToJsonString"),
    ("{Fn::ToJsonString: !Ref S}", "wrongKind DisplayName.Fn::ToJsonString"),
    ("!FindInMap [M, nope, b, x]", "wrongKind DisplayName.Fn::FindInMap[3]"),
    ("!FindInMap [M, nope, b, {Default: x}]", "missingPart DisplayName.Fn::FindInMap[3]"),
  ])
  func theExtensionsAreCheckedToo(value: String, expected: String?) {
    #expect(Self.errors(value, extended: true) == (expected.map { [$0] } ?? []))
  }

  @Test(arguments: [
    ("!FindInMap [M, nope, b]", "[1]", "the mapping `M` has no `nope`"),
    ("!FindInMap [M, us-east-1, nope]", "[2]", "`us-east-1` of the mapping `M` has no `nope`"),
    // Whatever region it is.
    ("!FindInMap [M, !Ref AWS::Region, nope]", "[2]", "the mapping `M` has no `nope`"),
    ("!FindInMap [M, !Ref Few, b]", "[1]", "the mapping `M` has none of `x`, `y`"),
  ])
  func whatIsLookedUpIsThere(value: String, place: String, message: String) {
    let few = Self.head.replacing(
      "Parameters: {", with: "Parameters: {Few: {Type: String, AllowedValues: [x, y]}, ")
    let found = findings(in: few + "    \(value)}}\n").filter { $0.severity == .error }
    #expect(found.map(\.brief) == ["unknownMapping DisplayName.Fn::FindInMap\(place)"])
    #expect(found.map(\.message) == [message])
  }

  @Test func whatMayBeThereIsNotMissed() {
    let some = Self.head.replacing(
      "Parameters: {",
      with: "Parameters: {Some: {Type: String, AllowedValues: [x, us-east-1]}, "
        + "Given: {Type: String, Default: x}, ")
    for key in ["!Ref Some", "!Ref Given", "!Ref S"] {
      let found = findings(in: some + "    !FindInMap [M, \(key), b]}}\n")
      #expect(found.filter { $0.severity == .error } == [])
    }
  }

  @Test(arguments: [
    ("Value: !Ref L", "wrongKind Value"), ("Value: !Split [',', a]", "wrongKind Value"),
    ("Value: {Fn::GetAZs: ''}", "wrongKind Value"),
    ("Value: !If [Is, !Ref L, a]", "wrongKind Value.Fn::If[1]"),
    ("Value: !Equals [a, b]", "functionPlace Value"),
    ("Value: !Join [',', !GetAtt Network.CidrBlockAssociations]", nil),
    ("Value: !Select [0, !Ref L]", nil), ("Value: 1", nil), ("Value: !Ref AWS::NoValue", nil),
    ("Value: a, Condition: [Is]", "wrongKind Condition"),
    ("Value: a, Condition: !Equals [a, b]", "wrongKind Condition"),
    ("Value: a, Description: !Sub x", "wrongKind Description"),
    ("Value: a, Description: 12", nil),
    ("Value: a, Description: \(String(repeating: "a", count: 1025))", "exceedsLimit Description"),
    ("Value: a, Export: {Name: [x]}", "wrongKind Export.Name"),
    ("Value: a, Export: {Name: !Ref L}", "wrongKind Export.Name"),
    ("Value: a, Export: {Name: !Ref Other}", "unknownReference Export.Name.Ref"),
    (
      "Value: a, Export: {Name: !GetAtt Other.TopicName}",
      "functionPlace Export.Name.Fn::GetAtt[0]"
    ),
    ("Value: a, Export: {Name: !Sub '${AWS::StackName}-${S}'}", nil),
  ])
  func outputsAreTexts(body: String, expected: String?) {
    let text = Self.head + "    !Join ['', !Ref L]}}\nOutputs: {Out: {\(body)}}\n"
    let found = findings(in: text).filter { $0.severity == .error }.map(\.brief)
    #expect(found == (expected.map { [$0.replacing(" ", with: " Outputs.Out.")] } ?? []))
  }

  @Test(
    arguments: [
      ("x", "x", "", "", .error), ("1", "'1'", "", "", .error), ("x", "y", "", "", nil),
      ("!Sub '${S}-x'", "!Sub '${S}-x'", "", "", .error), ("!Ref S", "!Sub '${S}'", "", "", nil),
      // Neither may ever be made.
      ("x", "x", "Is", "", .warning), ("x", "x", "", "Is", .warning),
      ("x", "x", "Is", "Is", .warning),
      // One of them may stand for the other.
      ("x", "x", "Is", "Not", nil),
      // What conditions come to with whatever parameters.
      ("x", "x", "Never", "", nil), ("x", "x", "", "Never", nil), ("x", "x", "Never", "Never", nil),
      ("x", "x", "Always", "", .error), ("x", "x", "Is", "Always", .warning),
    ] as [(String, String, String, String, Severity?)])
  func exportsDiffer(
    one: String, other: String, condition: String, otherCondition: String, expected: Severity?
  ) {
    func output(_ name: String, _ condition: String) -> String {
      "{Value: a, Export: {Name: \(name)}\(condition.isEmpty ? "" : ", Condition: \(condition)")}"
    }
    let text =
      Self.head.replacing(
        "Conditions: {",
        with:
          "Conditions: {Never: !Equals [a, b], Always: !Not [!Condition Never], Not: !Not [!Condition Is], "
      )
      + "    !Ref S}}\nOutputs:\n  One: \(output(one, condition))\n"
      + "  Other: \(output(other, otherCondition))\n"
    let found = findings(in: text).filter { $0.code == .sharedName }
    #expect(found.map(\.brief) == (expected == nil ? [] : ["sharedName Outputs.Other.Export.Name"]))
    #expect(found.first?.severity == expected)
  }
}
