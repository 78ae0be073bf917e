import AWS
import Documents
import LocalCloud
import Testing

/// What comes in through a parameter with `NoEcho` is told by no answer.
struct SecretTests {
  private static let password: Value = ["Password": ["Type": "String", "NoEcho": true]]

  private static func body(_ name: Value, hidden: Bool = true) -> Value {
    var body: Value.Object = [
      "Resources": ["Topic": ["Type": "AWS::SNS::Topic", "Properties": ["DisplayName": name]]]
    ]
    if hidden { body["Parameters"] = password }
    return .object(body)
  }

  private static func given(_ secret: String) -> [String: String] {
    [
      "Parameters.member.1.ParameterKey": "Password",
      "Parameters.member.1.ParameterValue": secret,
    ]
  }

  /// The changes of a change set as they are told, and the whole answer.
  private func changes(
    to template: Value, in cloud: TestCloud, _ fields: [String: String]
  ) throws -> (names: [String], text: String) {
    let made = try cloud.changeSet(template, stack: "demo", type: "UPDATE", fields)
    let (response, document) = cloud.answer(
      "DescribeChangeSet", ["ChangeSetName": made.id, "IncludePropertyValues": "true"])
    let names = document["DescribeChangeSetResult"]?.members("Changes").compactMap {
      $0["ResourceChange"]?["LogicalResourceId"]?.text
    }
    return (names ?? [], String(decoding: response.body, as: UTF8.self))
  }

  @Test func noAnswerTellsASecret() throws {
    let cloud = try TestCloud()
    let template = Self.body(["Fn::Sub": "of ${Password}"])
    let made = try cloud.changeSet(template, stack: "demo", type: "CREATE", Self.given("sesame"))
    _ = try cloud.call("ExecuteChangeSet", ["ChangeSetName": made.id])
    let calls: [(String, [String: String])] = [
      ("DescribeChangeSet", ["ChangeSetName": made.id, "IncludePropertyValues": "true"]),
      ("DescribeStacks", ["StackName": "demo"]), ("DescribeStackEvents", ["StackName": "demo"]),
      ("DescribeStackResources", ["StackName": "demo"]), ("GetTemplate", ["StackName": "demo"]),
      ("DescribeStackResource", ["StackName": "demo", "LogicalResourceId": "Topic"]),
    ]
    #expect(try cloud.settle("demo") == "CREATE_COMPLETE")
    for (action, fields) in calls {
      let (response, _) = cloud.answer(action, fields)
      let text = String(decoding: response.body, as: UTF8.self)
      #expect(response.status == 200)
      #expect(!text.contains("sesame"), "\(action)")
      #expect(text.contains("****") == ["DescribeChangeSet", "DescribeStacks"].contains(action))
    }
  }

  @Test func anotherSecretIsAChange() throws {
    let cloud = try TestCloud()
    let template = Self.body(["Ref": "Password"])
    try cloud.create(template, "demo", Self.given("sesame"))
    let told = try changes(to: template, in: cloud, Self.given("barley"))
    #expect(told.names == ["Topic"])
    for secret in ["sesame", "barley"] { #expect(!told.text.contains(secret)) }
  }

  @Test func theFormerSecretIsNotToldOnceItIsNoneAnyMore() throws {
    let cloud = try TestCloud()
    try cloud.create(Self.body(["Ref": "Password"]), "demo", Self.given("sesame"))
    let told = try changes(to: Self.body("open", hidden: false), in: cloud, [:])
    #expect(told.names == ["Topic"])
    #expect(told.text.contains("open"))
    #expect(!told.text.contains("sesame"))
  }
}
