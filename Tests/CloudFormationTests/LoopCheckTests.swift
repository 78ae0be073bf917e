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
}
