import CloudFormation
import Diagnostics
import Documents
import Stacks
import Testing

/// How a value is written changes nothing of what is emitted; what facts want as a text stays as it
/// is written.
struct StyleTests {
  private static func emitted(_ resources: String, _ variable: String = "1") -> String? {
    let sample = SampleProject(
      "stack: serving\nvariables: {num: {type: number, default: \(variable)}}\nresources:\n"
        + resources.indented(2))
    return sample.run().stacks.first?.template.value.prettyJSON
  }

  private static func alarm(_ threshold: String) -> String {
    "busy:\n  type: AWS::CloudWatch::Alarm\n  properties: {ComparisonOperator: GreaterThanThreshold, EvaluationPeriods: 1, Threshold: \(threshold)}\n"
  }

  @Test(arguments: [("1.50", "1.5"), ("1e1", "10"), ("10.0", "10"), ("0x1F", "31"), ("-0", "0")])
  func numbersHaveOneSpelling(written: String, canonical: String) throws {
    let left = try #require(Self.emitted(Self.alarm(written)))
    #expect(left == Self.emitted(Self.alarm(canonical)))
    #expect(left.contains("\"Threshold\": \(canonical)\n") || left.contains(": \(canonical)"))
    let text =
      "setting: {type: AWS::SSM::Parameter, properties: {Type: String, Value: \"v${var.num}\"}}\n"
    #expect(Self.emitted(text, written) == Self.emitted(text, canonical))
    #expect(Self.emitted(text, written)?.contains("\"v\(canonical)\"") == true)
  }

  @Test(arguments: [
    ("3.10", "\"3.10\"", 1), ("012345678901", "\"012345678901\"", 1), ("1e3", "\"1e3\"", 1),
    ("True", "\"True\"", 1), ("on", "\"on\"", 1), ("12:30", "\"12:30\"", 1),
    ("5", "\"5\"", 0), ("true", "\"true\"", 0), ("\"3.10\"", "\"3.10\"", 0),
    ("!!str 3.10", "\"3.10\"", 0), ("! \"${var.num}\"", "1", 0),
  ])
  func textsStayAsTheyAreWritten(written: String, expected: String, warnings: Int) throws {
    let sample = SampleProject(
      "stack: serving\nvariables: {num: {type: number, default: 1}}\nresources:\n  setting: {type: AWS::SSM::Parameter, properties: {Type: String, Value: \(written)}}\n"
    )
    let result = sample.run()
    let value = try #require(result.stacks.first?.template.resource("Setting")).properties["Value"]
    #expect(value?.canonicalJSON == expected)
    #expect(result.diagnostics.count == warnings, "\(result.diagnostics.map(\.line))")
    #expect(result.diagnostics.allSatisfy { $0.severity == .warning })
  }

  @Test func variablesMayHoldPlainReferences() throws {
    let lowered = try SampleProject(
      """
      stack: serving
      variables:
        word: {type: string, default: "a$${x}b"}
        words: {type: list, default: ["$${x}"]}
      resources:
        setting:
          type: AWS::SSM::Parameter
          properties: {Type: String, Value: "${var.word}", Description: !Join ["", "${var.words}"]}
      """
    ).lowered()
    let properties = try #require(lowered.template.resource("Setting")).properties
    #expect(properties["Value"] == "a${x}b")
    #expect(properties["Description"] == ["Fn::Join": ["", ["${x}"]]])
  }

  /// Where a value has to be known, account and region are the environment's own.
  @Test func placesAreKnownWhereTheyHaveToBe() throws {
    let sample = SampleProject(
      """
      stack: serving
      description: In ${env.region} of ${env.account}
      tags: {place: "${env.region}"}
      resources:
        topic: {type: AWS::SNS::Topic, properties: {DisplayName: "${env.region}"}}
      """)
    let lowered = try sample.lowered()
    #expect(lowered.template.body["Description"] == "In us-east-1 of 000000000000")
    #expect(lowered.tags.map(\.value) == ["us-east-1"])
    #expect(
      lowered.template.resource("Topic")?.properties["DisplayName"] == ["Ref": "AWS::Region"])
  }

  @Test func commitsBelongInTagsAndDescriptions() {
    var sample = SampleProject.resources(
      """
      topic:
        type: AWS::SNS::Topic
        properties:
          Tags: [{Key: commit, Value: "${git.commit}"}]
      job:
        type: AWS::Lambda::Function
        properties:
          Description: ${git.commit}
      setting:
        type: AWS::SSM::Parameter
        properties: {Type: String, Value: "${git.commit}"}
      """)
    sample.values.commit = String(repeating: "a", count: 40)
    #expect(sample.run().diagnostics.map(\.code) == [StackCode.commitInContent.code])
  }
}
