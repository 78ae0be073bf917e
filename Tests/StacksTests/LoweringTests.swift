import CloudFormation
import Diagnostics
import Documents
import Stacks
import Testing

/// What values of stack files become in the template.
struct LoweringTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var yaml: String
    /// JSON.
    var expected: String
    var testDescription: String { yaml }

    init(_ yaml: String, _ expected: String) {
      self.yaml = yaml
      self.expected = expected
    }
  }

  static let variables = """
    variables:
      count: {type: number, default: 2}
      ratio: {type: number, default: 0.10}
      on: {type: boolean, default: true}
      name: {type: string, default: churn}
      version: {type: string, default: "3.10"}
      trap: {type: string, default: "a $"}
      zones: {type: list, default: [a, b, 3]}

    """

  static let alone: [Case] = [
    Case("${artifacts}", #"{"Ref": "Artifacts"}"#),
    Case("'${artifacts}'", #"{"Ref": "Artifacts"}"#),
    Case("${artifacts.Arn}", #"{"Fn::GetAtt": ["Artifacts", "Arn"]}"#),
    Case("${artifacts.DomainName}", #"{"Fn::GetAtt": ["Artifacts", "DomainName"]}"#),
    Case("${model-2-data}", #"{"Ref": "Model2Data"}"#),
    Case("${var.count}", "2"),
    Case("\"${var.count}\"", "2"),
    Case("${var.ratio}", "0.1"),
    Case("${var.on}", "true"),
    Case("${var.name}", #""churn""#),
    Case("${var.version}", #""3.10""#),
    Case("${var.zones}", #"["a", "b", 3]"#),
    Case("${env.name}", #""local""#),
    Case("${env.region}", #"{"Ref": "AWS::Region"}"#),
    Case("${env.account}", #"{"Ref": "AWS::AccountId"}"#),
    Case("${project}", #""fraud""#),
  ]

  static let texts: [Case] = [
    Case("plain", #""plain""#),
    Case("007 ${var.count}", #""007 2""#),
    Case("${var.name}-${env.name}-${var.count}-${var.on}", #""churn-local-2-true""#),
    Case("s3://${artifacts}/x", #"{"Fn::Sub": "s3://${Artifacts}/x"}"#),
    Case("${artifacts.Arn}/*", #"{"Fn::Sub": "${Artifacts.Arn}/*"}"#),
    Case("${var.name}/${artifacts}", #"{"Fn::Sub": "churn/${Artifacts}"}"#),
    Case(
      "arn:aws:sns:${env.region}:${env.account}:x",
      #"{"Fn::Sub": "arn:aws:sns:${AWS::Region}:${AWS::AccountId}:x"}"#),
    Case("$${aws:username}", #""${aws:username}""#),
    Case("$$${artifacts}", #""$${artifacts}""#),
    Case("a $ b {c} $d", #""a $ b {c} $d""#),
    Case("$${name} ${artifacts}", #"{"Fn::Sub": "${!name} ${Artifacts}"}"#),
    Case("$${!name} ${artifacts}", #"{"Fn::Join": ["", ["${!name} ", {"Ref": "Artifacts"}]]}"#),
    Case("$${ ${artifacts}", #"{"Fn::Join": ["", ["${ ", {"Ref": "Artifacts"}]]}"#),
    Case(
      "$${a ${artifacts.Arn} b}",
      #"{"Fn::Join": ["", ["${a ", {"Fn::GetAtt": ["Artifacts", "Arn"]}, " b}"]]}"#
    ),
    Case("${var.trap}{x} ${artifacts}", #"{"Fn::Sub": "a ${!x} ${Artifacts}"}"#),
    Case("|\n          ${var.count}", #""2\n""#),
    Case("|-\n          ${var.count}", "2"),
    Case(">-\n          a\n          ${artifacts}", #"{"Fn::Sub": "a ${Artifacts}"}"#),
    Case("\"\\t${artifacts}\"", #"{"Fn::Sub": "\t${Artifacts}"}"#),
    Case("\"\\x24{artifacts}\"", #"{"Ref": "Artifacts"}"#),
  ]

  static let collections: [Case] = [
    Case("{b: 1, a: [\"${artifacts}\", 2]}", #"{"a": [{"Ref": "Artifacts"}, 2], "b": 1}"#),
    Case("{\"${var.name}:sub\": x, a: y}", #"{"a": "y", "churn:sub": "x"}"#),
    Case(
      "{Version: 2012-10-17, On: on, Yes: yes}",
      #"{"On": "on", "Version": "2012-10-17", "Yes": "yes"}"#),
    Case("{Condition: StringLike}", #"{"Condition": "StringLike"}"#),
    Case("[]", "[]"),
    Case("{}", "{}"),
  ]

  static let functions: [Case] = [
    Case("!Ref Artifacts", #"{"Ref": "Artifacts"}"#),
    Case("{Ref: AWS::NoValue}", #"{"Ref": "AWS::NoValue"}"#),
    Case("!GetAtt Artifacts.Arn", #"{"Fn::GetAtt": ["Artifacts", "Arn"]}"#),
    Case("!GetAtt [Artifacts, Endpoint, Port]", #"{"Fn::GetAtt": ["Artifacts", "Endpoint.Port"]}"#),
    Case("{Fn::GetAtt: [Artifacts, Arn]}", #"{"Fn::GetAtt": ["Artifacts", "Arn"]}"#),
    Case("{Fn::GetAtt: Artifacts.Arn}", #"{"Fn::GetAtt": ["Artifacts", "Arn"]}"#),
    Case(
      "!Sub '${Artifacts}-${AWS::StackName}-${!x}'",
      #"{"Fn::Sub": "${Artifacts}-${AWS::StackName}-${!x}"}"#),
    Case(
      "!Sub ['${x}/${Artifacts.Arn}', {x: '${artifacts}'}]",
      #"{"Fn::Sub": ["${x}/${Artifacts.Arn}", {"x": {"Ref": "Artifacts"}}]}"#),
    Case("!Join ['-', ['${artifacts}', 1]]", #"{"Fn::Join": ["-", [{"Ref": "Artifacts"}, "1"]]}"#),
    Case("!Select [0, !GetAZs '']", #"{"Fn::Select": [0, {"Fn::GetAZs": ""}]}"#),
    Case("!GetAZs", #"{"Fn::GetAZs": ""}"#),
    Case("!Base64 007", #"{"Fn::Base64": "007"}"#),
    Case("!Base64 '${artifacts}'", #"{"Fn::Base64": {"Ref": "Artifacts"}}"#),
    Case("{Fn::Base64: !Sub '${Artifacts}'}", #"{"Fn::Base64": {"Fn::Sub": "${Artifacts}"}}"#),
    Case(
      "!Split [',', !ImportValue zones]", #"{"Fn::Split": [",", {"Fn::ImportValue": "zones"}]}"#),
    Case("!Cidr [10.0.0.0/16, 4, 8]", #"{"Fn::Cidr": ["10.0.0.0/16", 4, 8]}"#),
  ]

  @Test(arguments: alone + texts + collections + functions)
  func valuesBecome(_ sample: Case) throws {
    let stack = """
      stack: serving
      \(Self.variables)resources:
        artifacts: {type: AWS::S3::Bucket}
        model-2-data: {type: AWS::S3::Bucket}
        setting:
          type: AWS::SSM::Parameter
          properties:
            Value: \(sample.yaml)

      """
    let lowered = try SampleProject(stack).lowered()
    let value = try #require(lowered.template.resource("Setting")).properties["Value"]
    let expected = Documents.read(Source(name: "expected", text: sample.expected), as: .json)
    var diagnostics: [Diagnostic] = []
    #expect(value == expected.documents.first?.value(&diagnostics))
    #expect(value?.prettyJSON == expected.documents.first?.value(&diagnostics).prettyJSON)
  }

  @Test func everyMemberOfAResourceIsKept() throws {
    let lowered = try SampleProject.resources(
      """
      first:
        type: Custom::Thing
        metadata: {Owner: "${project}"}
        update-policy: {UseOnlineResharding: true}
        creation-policy: {ResourceSignal: {Timeout: PT5M}}
        deletion-policy: RetainExceptOnCreate
        update-replace-policy: Snapshot
        depends-on: [third, second, third]
        properties: {ServiceToken: x}
      second: {type: Acme::Tools::Thing}
      third: {type: Acme::Tools::Thing::MODULE, properties:}
      """
    ).lowered()
    #expect(
      lowered.template.resource("First")?.value == [
        "Type": "Custom::Thing", "Metadata": ["Owner": "fraud"],
        "UpdatePolicy": ["UseOnlineResharding": true],
        "CreationPolicy": ["ResourceSignal": ["Timeout": "PT5M"]],
        "DeletionPolicy": "RetainExceptOnCreate", "UpdateReplacePolicy": "Snapshot",
        "DependsOn": ["Second", "Third"], "Properties": ["ServiceToken": "x"],
      ])
    #expect(lowered.template.resource("Third")?.value == ["Type": "Acme::Tools::Thing::MODULE"])
    #expect(lowered.resources.map(\.name) == ["first", "second", "third"])
    #expect(lowered.stackName == "fraud-local-serving")
  }

  @Test func outputsAreTexts() throws {
    let lowered = try SampleProject(
      """
      stack: serving
      resources:
        artifacts: {type: AWS::S3::Bucket}
      outputs:
        count: 3
        artifacts-bucket:
          value: ${artifacts}
          description: In ${env.name}
        arn: {Fn::GetAtt: [Artifacts, Arn]}
        url: !Sub https://${Artifacts.DomainName}

      """
    ).lowered()
    #expect(
      lowered.template.body["Outputs"] == [
        "Arn": ["Value": ["Fn::GetAtt": ["Artifacts", "Arn"]]],
        "ArtifactsBucket": ["Description": "In local", "Value": ["Ref": "Artifacts"]],
        "Count": ["Value": "3"],
        "Url": ["Value": ["Fn::Sub": "https://${Artifacts.DomainName}"]],
      ])
    #expect(lowered.outputs.map(\.logicalID) == ["Count", "ArtifactsBucket", "Arn", "Url"])
  }

  @Test func orderCommentsAndStyleChangeNothing() throws {
    let one = try SampleProject.resources(
      """
      b: {type: AWS::SNS::Topic, depends-on: a}
      a:
        type: AWS::S3::Bucket
        properties: {Tags: [{Key: x, Value: y}], BucketName: "n"}
      """
    ).lowered()
    let other = try SampleProject.resources(
      """
      # The bucket.
      a:
        properties:
          BucketName: n
          Tags:
            - Value: 'y'
              Key: x
        type: AWS::S3::Bucket
      b:
        depends-on:
          - a
        type: "AWS::SNS::Topic"
      """
    ).lowered()
    #expect(one.template.value.prettyJSON == other.template.value.prettyJSON)
  }

  @Test func aliasesCount() throws {
    let lowered = try SampleProject.resources(
      """
      a:
        type: AWS::S3::Bucket
        properties:
          BucketName: ${project}
          Tags: &tags [{Key: x, Value: y}]
      b:
        type: AWS::S3::Bucket
        properties:
          BucketName: other
          More: *tags
      """
    ).lowered()
    #expect(
      lowered.template.resource("B")?.properties == [
        "BucketName": "other",
        "More": [["Key": "x", "Value": "y"]],
      ])
  }
}
