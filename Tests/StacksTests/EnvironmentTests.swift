import CloudFormation
import Diagnostics
import Documents
import Stacks
import Testing

/// What differs in an environment.
struct EnvironmentTests {
  static let project = """
    project: fraud
    environments:
      prod: {account: "222222222222", region: sa-east-1}

    """
  static let stack = """
    stack: serving
    variables:
      days: {type: number, default: 7}
    resources:
      logs:
        type: AWS::Logs::LogGroup
        properties: {RetentionInDays: "${var.days}", LogGroupName: fraud}
      topic: {type: AWS::SNS::Topic}
    outputs: {logs: "${logs}"}
    environments:
      prod:

    """

  private static func sample(_ override: String, environment: String = "prod") -> SampleProject {
    var sample = SampleProject(stack + override.indented(4), project: project)
    sample.environment = environment
    return sample
  }

  @Test(arguments: [
    ("variables: {days: {default: 30}}", #"{"LogGroupName":"fraud","RetentionInDays":30}"#),
    (
      "resources: {logs: {properties: {RetentionInDays: 90}}}",
      #"{"LogGroupName":"fraud","RetentionInDays":90}"#
    ),
    ("resources: {logs: {properties: {LogGroupName: null}}}", #"{"RetentionInDays":7}"#),
    ("description: In production", #"{"LogGroupName":"fraud","RetentionInDays":7}"#),
  ])
  func partsAreLaidOver(override: String, properties: String) throws {
    let lowered = try Self.sample(override).lowered()
    let logs = try #require(lowered.template.resource("Logs"))
    #expect(Value.object(logs.properties).canonicalJSON == properties)
    // Elsewhere nothing has changed.
    let elsewhere = try Self.sample(override, environment: "local").lowered()
    let other = try #require(elsewhere.template.resource("Logs"))
    #expect(
      Value.object(other.properties).canonicalJSON
        == #"{"LogGroupName":"fraud","RetentionInDays":7}"#)
  }

  @Test func resourcesComeAndGo() throws {
    let text = """
      resources:
        topic: null
        queue: {type: AWS::SQS::Queue}
      outputs:
        queue: ${queue}
      """
    let lowered = try Self.sample(text).lowered()
    #expect(lowered.template.resources.map(\.id) == ["Logs", "Queue"])
    #expect(lowered.template.outputs.map(\.id) == ["Logs", "Queue"])
  }

  /// Each mistake is told once, also where it shows in one environment only.
  @Test(arguments: [
    ("resources: {«lgs»: {properties: {}}}", StackCode.overridesNothing),
    ("resources: {logs: {properties: {«Nothing»: null}}}", .overridesNothing),
    ("«resource»: {}", .unknownKey),
    ("resources: {logs: {properties: {LogGroupName: «${nothing}»}}}", .unknownReference),
    ("resources: {logs: {«propertes»: {}}}", .unknownKey),
    ("resources: {topic: {type: «topik»}}", .unknownType),
    ("stack: x", .unknownKey),
  ])
  func mistakesAreFound(override: String, code: StackCode) {
    let marked = MarkedText(override.contains("«") ? override : "«stack»: x")
    var text = marked.text
    // Flow mappings take no bare references.
    text = text.replacing("${nothing}", with: "\"${nothing}\"")
    let diagnostics = Self.sample(text).run().diagnostics
    #expect(diagnostics.map(\.code) == [code.code], "\(diagnostics.map(\.line))")
  }
}
