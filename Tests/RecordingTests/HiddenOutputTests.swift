import Documents
import Recording
import TestSupport
import Testing

/// Outputs that show what a template keeps to itself never get into a record.
@Suite struct HiddenOutputTests {
  private static func template(_ output: Value) -> Value.Object {
    [
      "Parameters": ["Word": ["Type": "String", "NoEcho": true], "Open": ["Type": "String"]],
      "Resources": [
        "Token": [
          "Type": "AWS::SSM::Parameter",
          "Properties": ["Type": "String", "Value": ["Ref": "Word"]],
        ],
        "Db": ["Type": "X", "Properties": ["Endpoint": ["Port": 1, "Key": ["Ref": "Word"]]]],
      ],
      "Outputs": ["Out": ["Value": output]],
    ]
  }

  @Test(
    arguments: [
      (["Ref": "Word"], true), (["Fn::Sub": "x-${Word}"], true),
      (["Fn::Sub": ["x-${A}", ["A": ["Ref": "Word"]]]], true),
      (["Fn::Join": ["", ["a", ["Fn::Base64": ["Ref": "Word"]]]]], true),
      (["Fn::If": ["C", ["Ref": "Word"], "x"]], true),
      (["Fn::GetAtt": ["Token", "Value"]], true), (["Fn::GetAtt": "Token.Value"], true),
      (["Fn::Sub": "${Token.Value}"], true), (["Fn::GetAtt": ["Db", "Endpoint.Key"]], true),
      (["Ref": "Open"], false), (["Fn::Sub": "${!Word}-${Open}-Word"], false), ("Word", false),
      (["Fn::If": ["Word", "a", "b"]], false), (["Fn::GetAtt": ["Token", "Type"]], false),
      (["Fn::GetAtt": ["Db", "Endpoint.Port"]], false), (["Ref": "Token"], false),
    ] as [(Value, Bool)])
  func onlyWhatTellsIsHidden(_ output: Value, _ isHidden: Bool) {
    let configuration = Configuration(template: Self.template(output))
    #expect(configuration.hiddenOutputs == (isHidden ? ["Out"] : []))
    let deployment = Deployment(configuration, outputs: ["Out": "hunter2"])
    #expect(deployment.outputs == (isHidden ? [:] : ["Out": "hunter2"]))
  }

  /// What a loop makes has no name before.
  @Test(arguments: [(["Ref": "Word"], true), ("x", false)] as [(Value, Bool)])
  func whatALoopMakesIsHiddenAsAWhole(_ value: Value, _ isHidden: Bool) {
    var template = Self.template("y")
    template["Outputs"] = [
      "Out": ["Value": "y"],
      "Fn::ForEach::Each": ["N", ["A"], ["Out${N}": ["Value": value]]],
    ]
    let deployment = Deployment(
      Configuration(template: template), outputs: ["Out": "y", "OutA": "hunter2"])
    #expect(deployment.outputs == (isHidden ? ["Out": "y"] : ["Out": "y", "OutA": "hunter2"]))
  }
}
