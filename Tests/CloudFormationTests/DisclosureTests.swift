import CloudFormation
import Documents
import Testing

/// Which outputs show what a template marks `NoEcho`.
@Suite struct DisclosureTests {
  private static func disclosure(_ output: Value) -> Disclosure {
    Disclosure(
      of: Template([
        "Transform": "AWS::LanguageExtensions",
        "Parameters": [
          "Word": ["Type": "String", "NoEcho": true], "Open": ["Type": "String"],
          "Default": ["Type": "String", "NoEcho": "true", "Default": "Word"],
        ],
        "Mappings": ["M": ["a": ["b": "c"]]],
        "Resources": [
          "Token": [
            "Type": "AWS::SSM::Parameter",
            "Properties": ["Type": "String", "Value": ["Ref": "Word"]],
          ],
          "Far": [
            "Type": "AWS::SSM::Parameter",
            "Properties": ["Type": "String", "Value": ["Fn::GetAtt": ["Token", "Value"]]],
          ],
          "Queue": [
            "Type": "AWS::SQS::Queue", "Properties": ["QueueName": ["Fn::Sub": "q-${Word}"]],
          ],
          "Plain": [
            "Type": "AWS::SQS::Queue", "Properties": ["QueueName": "q", "DelaySeconds": 1],
          ],
          "Db": [
            "Type": "AWS::RDS::DBInstance",
            "Properties": ["DBInstanceIdentifier": "db", "MasterUserPassword": ["Ref": "Word"]],
          ],
          "Own": ["Type": "Custom::Own", "Properties": ["Word": ["Ref": "Word"]]],
          "Calm": ["Type": "Custom::Own", "Properties": ["Word": ["Ref": "Open"]]],
          "Nested": [
            "Type": "AWS::CloudFormation::Stack",
            "Properties": ["TemplateURL": "u", "Parameters": ["Word": ["Ref": "Word"]]],
          ],
          "Fn::ForEach::Each": [
            "N", ["A"],
            [
              "Hold${N}": [
                "Type": "AWS::SSM::Parameter",
                "Properties": ["Type": "String", "Value": ["Ref": "Word"]],
              ]
            ],
          ],
        ],
        "Outputs": ["Out": ["Value": output]],
      ]))
  }

  @Test(
    arguments: [
      ["Ref": "Word"], ["Fn::Sub": "x-${Word}"], ["Fn::Sub": "x-${ Word }"],
      ["Fn::Sub": ["x-${A}", ["A": ["Ref": "Word"]]]],
      ["Fn::Join": ["", ["a", ["Fn::Base64": ["Ref": "Word"]]]]],
      ["Fn::If": ["C", ["Ref": "Word"], "x"]],
      ["Fn::GetAtt": ["Token", "Value"]], ["Fn::GetAtt": "Token.Value"],
      ["Fn::Sub": "${Token.Value}"], ["Fn::GetAtt": "Far.Value"],
      ["Fn::GetAtt": ["HoldA", "Value"]], ["Fn::GetAtt": ["Token", ["Ref": "Open"]]],
      ["Fn::GetAtt": ["Token", ["Fn::Sub": "Value"]]],
      // What is named by it has it in its name and its ARN.
      ["Ref": "Queue"], ["Fn::GetAtt": "Queue.Arn"], ["Fn::GetAtt": "Queue.QueueName"],
      // What gives back whatever it was given.
      ["Ref": "Own"], ["Fn::GetAtt": "Own.Anything"],
      ["Fn::GetAtt": "Nested.Outputs.Password"],
      // What cannot be followed.
      ["Ref": ["Fn::ImportValue": "x"]], ["Ref": "Unheard"], ["Fn::GetAtt": "Unheard.Arn"],
      ["Fn::Transform": ["Name": "Mine"]], ["Fn::Unheard": ["Ref": "Open"]],
      ["Fn::Sub": ["Ref": "Open"]], ["Fn::GetAtt": "Plain"], ["Ref": ["Ref": "Default"]],
      ["Fn::FindInMap": ["M", ["Ref": "Word"], "b"]],
    ] as [Value])
  func tells(_ output: Value) {
    let disclosure = Self.disclosure(output)
    #expect(disclosure.tells(output: "Out"))
    #expect(disclosure.outputs == ["Out"])
  }

  @Test(
    arguments: [
      "Word", ["Ref": "Open"], ["Fn::Sub": "${!Word}-${Open}-Word"],
      ["Fn::Sub": ["${Word}", ["Word": "x"]]], ["Fn::If": ["Word", "a", "b"]],
      ["Ref": "Token"], ["Fn::GetAtt": ["Token", "Type"]], ["Ref": "Plain"],
      ["Fn::GetAtt": "Plain.Arn"], ["Ref": "Db"], ["Fn::GetAtt": "Db.Endpoint.Address"],
      ["Fn::GetAtt": "Calm.Anything"], ["Ref": "Nested"], ["Ref": "AWS::Region"],
      ["Fn::FindInMap": ["M", "a", "b"]], ["Fn::ImportValue": "x"], ["Ref": "HoldA"],
    ] as [Value])
  func tellsNothing(_ output: Value) {
    let disclosure = Self.disclosure(output)
    #expect(!disclosure.tells(output: "Out"))
    #expect(disclosure.tells(output: "Other"))
  }

  @Test func outputsOfLoopsAreToldApart() {
    let disclosure = Disclosure(
      of: template(
        """
        Transform: AWS::LanguageExtensions
        Parameters: {Pw: {Type: String, NoEcho: true}, Other: {Type: String}}
        Resources:
          Fn::ForEach::P:
            - N
            - [A]
            - Hold${N}: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !Ref Pw}}
        Outputs:
          Fn::ForEach::O: [N, [Pw, Other], {"Out${N}": {Value: {Ref: {"Fn::Sub": "${N}"}}}}]
          Fn::ForEach::Q:
            - N
            - [A]
            - "Attr${N}": {Value: {"Fn::GetAtt": [{"Fn::Sub": "Hold${N}"}, Value]}}
        """))
    #expect(disclosure.outputs == ["OutPw", "AttrA"])
  }

  @Test func nothingIsHiddenWithoutSecrets() {
    let disclosure = Disclosure(of: template("Outputs: {Out: {Value: !Ref Unheard}}"))
    #expect(disclosure.outputs.isEmpty && !disclosure.tells(output: "Other"))
  }

  /// Each resource is followed once, however many ways lead to it, and however far it is.
  @Test func longChainsAreFollowed() {
    var resources: Value.Object = [
      "P0": ["Type": "AWS::SSM::Parameter", "Properties": ["Value": ["Ref": "Word"]]]
    ]
    for index in 1...5000 {
      let before: Value = ["Fn::GetAtt": [.string("P\(index - 1)"), "Value"]]
      resources["P\(index)"] = [
        "Type": "AWS::SSM::Parameter",
        "Properties": ["Value": ["Fn::Select": [0, [before, before]]]],
      ]
    }
    let disclosure = Disclosure(
      of: Template([
        "Parameters": ["Word": ["Type": "String", "NoEcho": true]],
        "Resources": .object(resources),
        "Outputs": [
          "Out": ["Value": ["Fn::GetAtt": ["P5000", "Value"]]],
          "Name": ["Value": ["Ref": "P5000"]],
        ],
      ]))
    #expect(disclosure.outputs == ["Out"])
  }
}
