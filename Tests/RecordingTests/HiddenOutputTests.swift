import Documents
import Recording
import Testing

/// Outputs that show what a template keeps to itself never get into a record.
@Suite struct HiddenOutputTests {
  private static let template: Value.Object = [
    "Transform": "AWS::LanguageExtensions",
    "Parameters": [
      "Word": ["Type": "String", "NoEcho": true], "Names": ["Type": "CommaDelimitedList"],
    ],
    "Resources": ["Topic": ["Type": "AWS::SNS::Topic"]],
    "Outputs": [
      "Login": ["Value": ["Fn::Sub": "admin:${ Word }"]], "Topic": ["Value": ["Ref": "Topic"]],
      "Fn::ForEach::Each": ["N", ["Ref": "Names"], ["Plain${N}": ["Value": ["Fn::Sub": "${N}"]]]],
    ],
  ]
  private static let shown = [
    "Login": "admin:hunter2", "Topic": "arn", "PlainA": "A", "Unheard": "hunter2",
  ]

  @Test func onlyTheirNamesAreKept() {
    let configuration = Configuration(
      template: Self.template, parameters: ["Word": .text("hunter2"), "Names": .text("A,B")])
    let deployment = Deployment(configuration, outputs: Self.shown)
    #expect(deployment.outputs == ["Topic": "arn", "PlainA": "A"])
    #expect(deployment.hiddenOutputs == ["Login", "Unheard"])
    #expect(!"\(deployment)".contains("hunter2"))
  }

  /// Whatever a loop makes that goes through nobody knows what.
  @Test func whatCannotBeToldApartIsHidden() {
    let deployment = Deployment(Configuration(template: Self.template), outputs: Self.shown)
    #expect(deployment.outputs == ["Topic": "arn"])
    #expect(deployment.hiddenOutputs == ["Login", "PlainA", "Unheard"])
  }
}
