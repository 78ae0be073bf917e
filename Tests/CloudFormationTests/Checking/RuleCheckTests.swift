import CloudFormation
import Diagnostics
import Documents
import Testing

/// The rules of a template, and the other sections that are decided before anything is made.
struct RuleCheckTests {
  private static func errors(_ rule: String) -> [String] {
    findings(
      in: """
        Parameters: {L: {Type: CommaDelimitedList}, S: {Type: String}}
        Conditions: {Is: !Equals [!Ref S, a]}
        Rules: {R: {\(rule)}}
        Resources: {One: {Type: AWS::SNS::Topic, Condition: Is, Properties: {DisplayName: !Join ['', !Ref L]}}}
        """
    ).filter { $0.severity == .error }.map(\.brief)
  }

  @Test(arguments: [
    "{Fn::Contains: [[a, b], !Ref S]}", "{Fn::Contains: [!Ref L, !Ref S]}",
    "{Fn::EachMemberEquals: [{Fn::ValueOf: [L, VpcId]}, a]}",
    "{Fn::EachMemberIn: [{Fn::ValueOfAll: ['AWS::EC2::Subnet::Id', VpcId]}, {Fn::RefAll: 'AWS::EC2::VPC::Id'}]}",
    "!And [!Equals [!Ref AWS::Region, a], !Not [{Fn::Contains: [[a], !Ref S]}]]",
    "!Equals [{Fn::ValueOf: [S, Tags.Team]}, a]", "!Equals [!Sub '${S}', a]", "true",
  ])
  func rulesMayAsk(assertion: String) {
    #expect(
      Self.errors("Assertions: [{Assert: \(assertion), AssertDescription: wrong}]") == [])
  }

  @Test(arguments: [
    ("!Equals [!Ref Nope, a]", "unknownReference Fn::Equals[0].Ref"),
    ("!Equals [!Ref One, a]", "unknownReference Fn::Equals[0].Ref"),
    ("!Equals [!GetAtt One.TopicName, a]", "functionPlace Fn::Equals[0]"),
    ("!Equals [!If [Is, a, b], a]", "functionPlace Fn::Equals[0]"),
    ("!Equals [!Ref L, a]", "wrongKind Fn::Equals[0]"),
    ("{Fn::Contains: [[a]]}", "functionArguments Fn::Contains"),
    ("{Fn::Contains: [!Ref S, a]}", "wrongKind Fn::Contains[0]"),
    ("{Fn::Contains: [!GetAtt One.TopicName, a]}", "functionPlace Fn::Contains[0]"),
    ("{Fn::EachMemberIn: [[a], b]}", "wrongKind Fn::EachMemberIn[1]"),
    (
      "{Fn::Contains: [[a], {Fn::ValueOf: [Nope, x]}]}",
      "unknownReference Fn::Contains[1].Fn::ValueOf[0]"
    ),
    ("{Fn::Contains: [[a], {Fn::ValueOf: [S]}]}", "functionArguments Fn::Contains[1].Fn::ValueOf"),
    ("{Fn::Join: ['', [a]]}", "functionPlace Fn::Join"),
    ("x", "wrongKind "),
  ])
  func rulesMayNotAsk(assertion: String, expected: String) {
    let parts = expected.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    let place = "Rules.R.Assertions[0].Assert" + (parts[1].isEmpty ? "" : ".\(parts[1])")
    #expect(Self.errors("Assertions: [{Assert: \(assertion)}]") == ["\(parts[0]) \(place)"])
  }

  @Test(arguments: [
    ("RuleCondition: !Equals [!Ref S, a]", "missingPart Rules.R"),
    ("Assertionz: [{Assert: !Equals [!Ref S, a]}]", "missingPart Rules.R"),
    ("Assertions: {Assert: !Equals [!Ref S, a]}", "wrongKind Rules.R.Assertions"),
    ("Assertions: [{AssertDescription: wrong}]", "missingPart Rules.R.Assertions[0]"),
    (
      "Assertions: [{Assert: !Equals [!Ref S, a], AssertDescription: [a]}]",
      "wrongKind Rules.R.Assertions[0].AssertDescription"
    ),
    (
      "RuleCondition: x, Assertions: [{Assert: !Equals [!Ref S, a]}]",
      "wrongKind Rules.R.RuleCondition"
    ),
  ])
  func rulesHaveTheirForm(rule: String, expected: String) {
    #expect(Self.errors(rule) == [expected])
  }

  private static let topic = "Resources: {One: {Type: AWS::SNS::Topic}}\n"

  @Test(arguments: [
    ("Rules: {R-x: {Assertions: [{Assert: true}]}}", "badName Rules.R-x"),
    ("Conditions: {Is-Prod: !Equals [!Ref AWS::Region, a]}", "badName Conditions.Is-Prod"),
    ("Conditions: {Is_Prod: !Equals [!Ref AWS::Region, a]}", nil),
    ("Conditions: {Is: {Fn::Contains: [[a], b]}}", "functionPlace Conditions.Is"),
    ("Mappings: {M: {}}", "missingPart Mappings.M"),
    ("Mappings: {M: {a: {}}}", "missingPart Mappings.M.a"),
    ("Mappings: {M: {a_b: {c: d}}}", "badName Mappings.M.a_b"),
    ("Mappings: {M: {a.b-c: {c: d}}}", nil),
    ("Mappings: {M: {a: {b: [c, 1]}}}", nil),
    ("Mappings: {M: {a: {\(keys(201))}}}", "exceedsLimit Mappings.M.a"),
    ("Mappings: {M: {a: {\(keys(200))}}}", nil),
    ("Mappings: {M: {'Fn::Transform': {Name: AWS::Include}}}", nil),
  ])
  func sectionsAreChecked(section: String, expected: String?) {
    let found = findings(in: section + "\n" + Self.topic).filter { $0.severity == .error }
    #expect(
      found.map(\.brief) == (expected.map { [$0.replacing(".a.b", with: #"["a.b"]"#)] } ?? []))
  }

  private static func keys(_ count: Int) -> String {
    (0..<count).map { "k\($0): v" }.joined(separator: ", ")
  }
}
