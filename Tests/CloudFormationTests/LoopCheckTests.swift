import CloudFormation
import Diagnostics
import Documents
import Testing

@Suite struct LoopCheckTests {
  private static let head = """
    Transform: AWS::LanguageExtensions
    Parameters:
      Names: {Type: CommaDelimitedList, Default: 'One,Two'}
      Open: {Type: CommaDelimitedList}
    Conditions:
      IsOne: !Equals [!Ref AWS::Region, us-east-1]
      IsTwo: !Equals [!Ref AWS::Region, us-west-2]
    """

  private static func findings(_ resources: String) -> [String] {
    let text = head + "\nResources:\n" + resources
    return TemplateChecker.findings(in: yaml(text)).filter { $0.severity == .error }.map {
      "\($0.code.rawValue) \($0.path)"
    }
  }

  @Test(arguments: [
    ("  Fn::ForEach::L: [N, !Ref Names, {'Q${N}': {Type: AWS::SQS::Queue}}]", []),
    (
      "  Fn::ForEach::L: [N, !Ref Open, {'Q${N}': {Type: AWS::SQS::Queu}}]\n  R: {Type: AWS::SNS::Topic, DependsOn: QOne}",
      []
    ),
    // What every round would say is said once, where it is written.
    (
      "  Fn::ForEach::L: [N, !Ref Names, {'Q${N}': {Type: AWS::SQS::Queue, Properties: {QueuName: !Ref N}}}]",
      [#"3182 Resources.Fn::ForEach::L[2]["Q${N}"].Properties.QueuName"#]
    ),
    (
      "  Fn::ForEach::L: [N, !Ref Names, {'Q${N}': {Type: AWS::SQS::Queue, DependsOn: !Sub 'P${N}'}}]",
      [#"3123 Resources.Fn::ForEach::L[2]["Q${N}"].DependsOn"#]
    ),
    // What loops make is known to the rest.
    (
      "  Fn::ForEach::L: [N, !Ref Names, {'Q${N}': {Type: AWS::SQS::Queue}}]\n  R: {Type: AWS::SNS::Topic, DependsOn: [QOne, QThree]}",
      ["3123 Resources.R.DependsOn[1]"]
    ),
    // Loops within properties, of which the identifier is known nowhere else.
    (
      """
        R:
          Type: AWS::Lambda::Function
          Properties:
            Code: {ZipFile: ''}
            Handler: index.handler
            Role: arn:aws:iam::111111111111:role/jobs
            Runtime: python3.14
            Environment: {Variables: {Fn::ForEach::L: [N, [A, B], {'V${N}': !Sub '${N}-${AWS::Region}', 'W${N}': !Ref N}]}}
      """, []
    ),
    (
      "  R: {Type: AWS::SNS::Topic, Properties: {Fn::ForEach::L: [N, !Ref Open, {'${N}': !Sub '${N}-${Nope}'}], DisplayName: !Ref N}}",
      [
        #"3121 Resources.R.Properties.Fn::ForEach::L[2]["${N}"].Fn::Sub"#,
        "3121 Resources.R.Properties.DisplayName.Ref",
      ]
    ),
    // What chooses is a name with the identifier in it, and no function.
    (
      "  Fn::ForEach::L: [N, !Ref Names, {'Q${N}': {Type: AWS::SNS::Topic, Condition: 'Is${N}', Properties: {DisplayName: !If ['Is${N}', a, b]}}}]",
      []
    ),
    (
      "  Fn::ForEach::L: [N, !Ref Names, {'Q${N}': {Type: AWS::SNS::Topic, Condition: !Sub 'Is${N}'}}]",
      []
    ),
    (
      "  Fn::ForEach::L: [N, [One, Four], {'Q${N}': {Type: AWS::SNS::Topic, Properties: {DisplayName: !If ['Is${N}', a, b]}}}]",
      [#"3124 Resources.Fn::ForEach::L[2]["Q${N}"].Properties.DisplayName.Fn::If[0]"#]
    ),
    (
      "  Fn::ForEach::L: [N, !Ref Names, {'Q${N}': {Type: AWS::SNS::Topic, Properties: {DisplayName: !If [!Sub 'Is${N}', a, b]}}}]",
      [#"3102 Resources.Fn::ForEach::L[2]["Q${N}"].Properties.DisplayName.Fn::If[0]"#]
    ),
    // Names that functions give.
    (
      "  Fn::ForEach::L: [N, !Ref Names, {'Q${N}': {Type: AWS::SNS::Topic}, 'P${N}': {Type: AWS::SNS::Topic, Properties: {DisplayName: {Ref: !Sub 'Q${N}'}, TopicName: !GetAtt [!Sub 'Q${N}', TopicName]}}}]",
      []
    ),
    (
      "  Fn::ForEach::L: [N, !Ref Names, {'Q${N}': {Type: AWS::SNS::Topic, Properties: {DisplayName: {Ref: !Sub 'P${N}'}}}}]",
      [#"3121 Resources.Fn::ForEach::L[2]["Q${N}"].Properties.DisplayName.Ref"#]
    ),
    // Names within `${}` in which the identifier is put first.
    (
      "  Fn::ForEach::L: [N, !Ref Names, {'Q${N}': {Type: AWS::SNS::Topic}, 'P${N}': {Type: AWS::SNS::Topic, Properties: {DisplayName: !Sub '${Q${N}} ${Q${N}.TopicName}'}}}]",
      []
    ),
    (
      "  Fn::ForEach::L: [N, !Ref Names, {'Q${N}': {Type: AWS::SNS::Topic, Properties: {DisplayName: !Sub '${P${N}}'}}}]",
      [#"3121 Resources.Fn::ForEach::L[2]["Q${N}"].Properties.DisplayName.Fn::Sub"#]
    ),
    // Malformed loops, without echoes from those who need what they would have made.
    (
      "  Fn::ForEach::L: [N, !Ref Names]\n  R: {Type: AWS::SNS::Topic, DependsOn: QOne}",
      ["3141 Resources.Fn::ForEach::L"]
    ),
    (
      "  Fn::ForEach::L: [N, !Ref Names, {Q: {Type: AWS::SQS::Queue}}]",
      ["3141 Resources.Fn::ForEach::L[2].Q"]
    ),
    (
      "  Fn::ForEach::L: [N, [a, a], {'Q${N}': {Type: AWS::SQS::Queue}}]",
      ["3105 Resources.Fn::ForEach::L"]
    ),
  ])
  func loopsAreCheckedByWhatTheyMake(_ resources: String, _ expected: [String]) {
    #expect(Self.findings(resources) == expected)
  }

  /// With the language extensions alone functions may give the names of what is referred to.
  @Test(arguments: [
    ("{Ref: !Sub Topic}", []), ("{Ref: {Fn::Join: ['', [To, pic]]}}", []),
    ("{Ref: !Sub Names}", ["3184 DisplayName"]),
    ("{Ref: !Sub '${Open}'}", ["3102 DisplayName.Ref.Fn::Sub"]),
    ("{Ref: !Sub '${AWS::Region}x'}", []),
    ("{Ref: !Sub '${Nope}'}", ["3121 DisplayName.Ref.Fn::Sub"]),
    ("{Ref: !Sub Topik}", ["3121 DisplayName.Ref"]), ("{Ref: [Topic]}", ["3102 DisplayName.Ref"]),
    ("{Ref: {Name: Topic}}", ["3102 DisplayName.Ref"]),
    ("!GetAtt [!Sub Topic, TopicName]", []),
    ("!GetAtt [!Join ['', [To, pic]], TopicName]", []),
    ("!GetAtt [!Sub Topic, TopicNaem]", ["3122 DisplayName.Fn::GetAtt[1]"]),
    ("!GetAtt [!Sub Topik, TopicName]", ["3121 DisplayName.Fn::GetAtt[0]"]),
    ("!GetAtt [[Topic], TopicName]", ["3102 DisplayName.Fn::GetAtt[0]"]),
  ])
  func functionsGiveNames(_ value: String, _ expected: [String]) {
    let resources =
      "  Topic: {Type: AWS::SNS::Topic}\n  R: {Type: AWS::SNS::Topic, Properties: {DisplayName: \(value)}}"
    #expect(
      Self.findings(resources)
        == expected.map { $0.replacing(" ", with: " Resources.R.Properties.") })
    let plain = "Resources:\n\(resources)"
    let without = TemplateChecker.findings(in: yaml(plain)).filter { $0.severity == .error }
    #expect(without.map(\.code.rawValue) == [3102])
  }

  @Test(arguments: [
    ("!Sub Topic", ["One", "Two"]), ("!Sub One", ["Two"]), ("!Sub '${One}'", []),
  ])
  func namesThatFunctionsGiveAreUsed(_ name: String, _ unused: [String]) {
    let text = """
      Transform: AWS::LanguageExtensions
      Parameters: {One: {Type: String}, Two: {Type: String}}
      Resources:
        Topic: {Type: AWS::SNS::Topic}
        R: {Type: AWS::SNS::Topic, Properties: {DisplayName: {Ref: \(name)}}}
      """
    let found = TemplateChecker.findings(in: yaml(text))
    #expect(
      found.map { "\($0.code) \($0.path)" } == unused.map { "unusedParameter Parameters.\($0)" })
  }

  @Test func namesThatLoopsPutTogetherAreUsed() {
    let text =
      Self.head
      + "\nResources: {Fn::ForEach::L: [N, !Ref Names, {'Q${N}': {Type: AWS::SQS::Queue, Condition: 'Is${N}'}}]}"
    #expect(
      TemplateChecker.findings(in: yaml(text)).map { "\($0.code) \($0.path)" } == [
        "unusedParameter Parameters.Open"
      ])
  }

  @Test(arguments: [
    "Resources: {Fn::ForEach::L: [N, [a, b], {'Q${N}': {Type: AWS::SQS::Queu}}]}",
    "Resources: {Q: {Type: AWS::SQS::Queue, Fn::ForEach::L: [N, [Retain], {'${N}': a}]}}",
    "{Parameters: {Fn::ForEach::L: [N, [a], {'${N}': {Type: String}}]}, Resources: {Q: {Type: AWS::SQS::Queue}}}",
    "Resources: {Q: {Type: AWS::SNS::Topic, Properties: {Fn::ForEach::L: [N, [a], {'${N}': !Ref N}]}}}",
    "{Outputs: {Fn::ForEach::L: [N, [a], {'${N}': {Value: !Ref N}}]}, Resources: {Q: {Type: AWS::SNS::Topic}}}",
  ])
  func loopsNeedTheirTransform(text: String) {
    let found = TemplateChecker.findings(in: yaml(text))
    #expect(found.map(\.code) == [.missingTransform])
    #expect(found.first?.path.steps.last == .key("Fn::ForEach::L"))
    // A macro may carry them out.
    #expect(
      TemplateChecker.findings(
        in: yaml(
          "{Transform: Mine, \(text.hasPrefix("{") ? String(text.dropFirst().dropLast()) : text)}")
      ).filter { $0.code == .missingTransform } == [])
  }
}
