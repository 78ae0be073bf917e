import AWS
import Documents
import LocalCloud
import Testing

/// How change sets come and go.
struct ChangeSetLifeTests {
  private let topic: Value = template(["Topic": ["Type": "AWS::SNS::Topic"]])

  @Test func aChangeSetIsWorkedOutInSteps() throws {
    let cloud = try TestCloud()
    let made = try cloud.call(
      "CreateChangeSet",
      [
        "StackName": "demo", "ChangeSetName": "first", "ChangeSetType": "CREATE",
        "TemplateBody": topic.canonicalJSON,
      ])
    let id = ["ChangeSetName": made["Id"]?.text ?? ""]
    var seen: [String] = []
    for _ in 0..<4 {
      let status = try cloud.call("DescribeChangeSet", id)["Status"]?.text ?? ""
      if seen.last != status { seen.append(status) }
      cloud.wait(10)
    }
    #expect(seen == ["CREATE_PENDING", "CREATE_IN_PROGRESS", "CREATE_COMPLETE"])
    #expect(try cloud.status("demo") == "REVIEW_IN_PROGRESS")
    #expect(try cloud.history("demo") == ["demo REVIEW_IN_PROGRESS: User Initiated"])
  }

  @Test func aNameIsTakenUntilItsChangeSetIsExecuted() throws {
    let cloud = try TestCloud()
    let made = try cloud.changeSet(topic, stack: "demo", "same", type: "CREATE")
    #expect(
      throws: Refused(
        status: 400, code: "AlreadyExistsException", message: "ChangeSet same already exists")
    ) { try cloud.changeSet(topic, stack: "demo", "same", type: "CREATE") }
    _ = try cloud.call("ExecuteChangeSet", ["ChangeSetName": made.id])
    try cloud.settle(made.stack)
    let second = try cloud.changeSet(
      template(["Topic": ["Type": "AWS::SNS::Topic", "Properties": ["DisplayName": "x"]]]),
      stack: "demo", "same", type: "UPDATE")
    #expect(second.id != made.id)
    let first = try cloud.call("DescribeChangeSet", ["ChangeSetName": made.id])
    #expect(first["ExecutionStatus"]?.text == "EXECUTE_COMPLETE")
    let list = try cloud.call("ListChangeSets", ["StackName": "demo"]).members("Summaries")
    #expect(list.map { $0["ChangeSetId"]?.text } == [second.id])
  }

  @Test func executingOneDeletesTheOthers() throws {
    let cloud = try TestCloud()
    let one = try cloud.changeSet(topic, stack: "demo", "one", type: "CREATE")
    let two = try cloud.changeSet(topic, stack: "demo", "two", type: "CREATE")
    _ = try cloud.call("ExecuteChangeSet", ["ChangeSetName": one.id])
    #expect(
      throws: Refused(
        status: 404, code: "ChangeSetNotFound", message: "ChangeSet [\(two.id)] does not exist")
    ) { try cloud.call("DescribeChangeSet", ["ChangeSetName": two.id]) }
  }

  @Test func creatingTheStackMakesAPendingChangeSetObsolete() throws {
    let cloud = try TestCloud()
    let made = try cloud.changeSet(topic, stack: "demo", type: "CREATE")
    #expect(try cloud.create(topic) == made.stack)
    let description = try cloud.call("DescribeChangeSet", ["ChangeSetName": made.id])
    #expect(description["ExecutionStatus"]?.text == "OBSOLETE")
  }

  @Test func aTokenMakesARepeatedCallHarmless() throws {
    let cloud = try TestCloud()
    let fields = [
      "StackName": "demo", "ChangeSetName": "first", "ChangeSetType": "CREATE",
      "ClientToken": "token-1", "TemplateBody": topic.canonicalJSON,
    ]
    let first = try cloud.call("CreateChangeSet", fields)["Id"]?.text
    #expect(try cloud.call("CreateChangeSet", fields)["Id"]?.text == first)
    cloud.wait(100)
    let execution = ["ChangeSetName": first ?? "", "ClientRequestToken": "token-2"]
    _ = try cloud.call("ExecuteChangeSet", execution)
    _ = try cloud.call("ExecuteChangeSet", execution)
    #expect(try cloud.settle("demo") == "CREATE_COMPLETE")
    #expect(
      try cloud.history("demo").count(where: { $0.hasPrefix("demo CREATE_IN_PROGRESS") }) == 1)
  }

  @Test func longListsComeInPages() throws {
    let cloud = try TestCloud(pageSize: 3)
    var topics: Value.Object = [:]
    for index in 0..<8 { topics["Topic\(index)"] = ["Type": "AWS::SNS::Topic"] }
    let made = try cloud.changeSet(template(.object(topics)), stack: "demo", type: "CREATE")
    var ids: [String] = []
    var token: String?
    var pages = 0
    repeat {
      var fields = ["ChangeSetName": made.id]
      fields["NextToken"] = token
      let page = try cloud.call("DescribeChangeSet", fields)
      ids += page.members("Changes").compactMap {
        $0["ResourceChange"]?["LogicalResourceId"]?.text
      }
      token = page["NextToken"]?.text
      pages += 1
    } while token != nil
    #expect(ids == topics.members.map(\.key))
    #expect(pages == 3)
    _ = try cloud.call("ExecuteChangeSet", ["ChangeSetName": made.id])
    try cloud.settle("demo")
    #expect(try cloud.events("demo").count == 3 + 8 * 3)
    #expect(throws: Refused.self) {
      try cloud.call("DescribeStackEvents", ["StackName": "demo", "NextToken": "made-up"])
    }
  }

  @Test func exportsBindStacksTogether() throws {
    let cloud = try TestCloud()
    let exporter: Value = template(
      ["Topic": ["Type": "AWS::SNS::Topic"]],
      outputs: ["Name": ["Value": ["Ref": "Topic"], "Export": ["Name": "shared"]]])
    let importer: Value = template([
      "Param": [
        "Type": "AWS::SSM::Parameter",
        "Properties": ["Type": "String", "Value": ["Fn::ImportValue": "shared"]],
      ]
    ])
    let early = try cloud.create(importer, "early")
    #expect(try cloud.history(early).contains("Param CREATE_FAILED: No export named shared found."))
    let arn = try cloud.create(exporter, "exporter")
    let user = try cloud.create(importer, "importer")
    #expect(try cloud.status(user) == "CREATE_COMPLETE")
    #expect(try cloud.delete(arn) == "CREATE_COMPLETE")
    #expect(
      try cloud.history(arn).last
        == "exporter CREATE_COMPLETE: Delete canceled. Cannot delete export shared as it is in use by importer."
    )
    try cloud.delete(user)
    #expect(try cloud.delete(arn) == "DELETE_COMPLETE")
  }
}
