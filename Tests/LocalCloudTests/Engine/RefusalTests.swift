import AWS
import Documents
import LocalCloud
import Testing

/// What calls that cannot be are answered with: the words differ from call to call.
struct RefusalTests {
  static let cases: [(String, [String: String], String)] = [
    ("DescribeStacks", ["StackName": "none"], "Stack with id none does not exist"),
    ("DescribeStackEvents", ["StackName": "none"], "Stack [none] does not exist"),
    ("DescribeStackResources", ["StackName": "none"], "Stack with id none does not exist"),
    (
      "DescribeStackResource", ["StackName": "none", "LogicalResourceId": "A"],
      "Stack 'none' does not exist"
    ),
    (
      "DescribeStackResource", ["StackName": "there", "LogicalResourceId": "Gone"],
      "Resource Gone does not exist for stack there"
    ),
    ("ListStackResources", ["StackName": "none"], "Stack with id none does not exist"),
    ("GetTemplate", ["StackName": "none"], "Stack with id none does not exist"),
    ("GetTemplate", ["ChangeSetName": "some"], "StackName is a required parameter."),
    ("GetTemplate", [:], "StackName is required if ChangeSetName is not specified."),
    (
      "DeleteChangeSet", ["ChangeSetName": "some"],
      "StackName must be specified if ChangeSetName is not specified as an ARN."
    ),
    (
      "DeleteChangeSet", ["ChangeSetName": "some", "StackName": "none"],
      "Stack [none] does not exist"
    ),
    (
      "UpdateStack", ["StackName": "none", "TemplateBody": "{}"], "Stack [none] does not exist"
    ),
    ("UpdateTerminationProtection", ["StackName": "none"], "Stack [none] does not exist"),
    (
      "CreateStack", ["StackName": "*@da591fa3_$", "TemplateBody": "{}"],
      "1 validation error detected: Value '*@da591fa3_$' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/._+]*"
    ),
    (
      "CreateStack", ["StackName": "new", "TemplateBody": "a: [b"],
      "Template format error: YAML not well-formed."
    ),
    (
      "CreateStack", ["StackName": "new", "TemplateURL": "http://example.com/t"],
      "TemplateURL must be a supported URL."
    ),
    (
      "CreateStack", ["StackName": "new"],
      "Either Template URL or Template Body must be specified."
    ),
    (
      "CreateStack",
      [
        "StackName": "new",
        "TemplateBody":
          #"{"Resources": {"A": {"Type": "AWS::SNS::Topic", "DependsOn": "Missing"}}}"#,
      ],
      "Template format error: Unresolved resource dependencies [Missing] in the Resources block of the template"
    ),
    (
      "CreateStack",
      [
        "StackName": "new",
        "TemplateBody":
          #"{"Parameters": {"Input": {"Type": "String"}}, "Resources": {"A": {"Type": "AWS::SNS::Topic"}}}"#,
      ], "Parameters: [Input] must have values"
    ),
    (
      "CreateChangeSet",
      [
        "StackName": "there", "ChangeSetName": "again", "ChangeSetType": "CREATE",
        "TemplateBody": #"{"Resources": {"A": {"Type": "AWS::SNS::Topic"}}}"#,
      ],
      "Stack [there] already exists and cannot be created again with the changeSet [again]."
    ),
    (
      "UpdateStack",
      [
        "StackName": "there",
        "TemplateBody": #"{"Resources": {"Topic": {"Type": "AWS::SQS::Queue"}}}"#,
      ],
      "Update of resource type is not permitted. The new template modifies resource type of the following resources: [Topic]"
    ),
  ]

  @Test(arguments: cases.indices)
  func aCallIsRefusedInAWSsWords(_ index: Int) throws {
    let (action, fields, message) = Self.cases[index]
    let cloud = try TestCloud()
    try cloud.create(template(["Topic": ["Type": "AWS::SNS::Topic"]]), "there")
    #expect(throws: Refused(status: 400, code: "ValidationError", message: message)) {
      try cloud.call(action, fields)
    }
  }

  @Test func deletedStacksAnswerByTheirARNAlone() throws {
    let cloud = try TestCloud()
    let arn = try cloud.create(template(["Topic": ["Type": "AWS::SNS::Topic"]]))
    try cloud.delete(arn)
    let deleted = try cloud.describe(arn)
    #expect(deleted["StackStatus"]?.text == "DELETE_COMPLETE")
    #expect(deleted["EnableTerminationProtection"] == nil)
    #expect(throws: Refused.self) { try cloud.describe("demo") }
    #expect(
      throws: Refused(
        status: 400, code: "ValidationError",
        message: "Stack:\(arn) is in DELETE_COMPLETE state and can not be updated.")
    ) { try cloud.update(template(["Topic": ["Type": "AWS::SNS::Topic"]]), arn) }
    // Deleting what is gone succeeds, by name and by ARN.
    _ = try cloud.call("DeleteStack", ["StackName": "demo"])
    _ = try cloud.call("DeleteStack", ["StackName": arn])
    cloud.wait(91 * 24 * 3_600_000)
    #expect(throws: Refused.self) { try cloud.describe(arn) }
  }

  @Test func capabilitiesAreAskedFor() throws {
    let cloud = try TestCloud()
    let role: Value = template(["Role": ["Type": "AWS::IAM::Role"]])
    #expect(
      throws: Refused(
        status: 400, code: "InsufficientCapabilitiesException",
        message: "Requires capabilities : [CAPABILITY_IAM]")
    ) {
      try cloud.call("CreateStack", ["StackName": "demo", "TemplateBody": role.canonicalJSON])
    }
  }

  @Test func protectedStacksStay() throws {
    let cloud = try TestCloud()
    let arn = try cloud.create(
      template(["Topic": ["Type": "AWS::SNS::Topic"]]), "demo",
      ["EnableTerminationProtection": "true"])
    #expect(
      throws: Refused(
        status: 400, code: "ValidationError",
        message: "Stack [demo] cannot be deleted while TerminationProtection is enabled")
    ) { try cloud.delete(arn) }
    _ = try cloud.call(
      "UpdateTerminationProtection", ["StackName": arn, "EnableTerminationProtection": "false"])
    #expect(try cloud.delete(arn) == "DELETE_COMPLETE")
  }

  @Test func aStackIsNotDeletedWhileItIsUpdated() throws {
    let cloud = try TestCloud()
    let arn = try cloud.create(template(["Topic": ["Type": "AWS::SNS::Topic"]]))
    let changed: Value = template(["Queue": ["Type": "AWS::SQS::Queue"]])
    _ = try cloud.call("UpdateStack", ["StackName": arn, "TemplateBody": changed.canonicalJSON])
    var refusedIn: Set<String> = []
    while case let state = try cloud.status(arn), state.hasSuffix("_IN_PROGRESS") {
      #expect(
        throws: Refused(
          status: 400, code: "ValidationError",
          message: "Stack [\(arn)] cannot be deleted while in status \(state)")
      ) { try cloud.call("DeleteStack", ["StackName": "demo"]) }
      refusedIn.insert(state)
      cloud.wait(5)
    }
    #expect(refusedIn == ["UPDATE_IN_PROGRESS", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"])
    #expect(try cloud.delete(arn) == "DELETE_COMPLETE")
  }

  @Test func aStackCanBeDeletedWhileItIsCreated() throws {
    let cloud = try TestCloud()
    let two: Value = template([
      "Topic": ["Type": "AWS::SNS::Topic"],
      "Queue": ["Type": "AWS::SQS::Queue", "DependsOn": "Topic"],
    ])
    let made = try cloud.call(
      "CreateStack", ["StackName": "demo", "TemplateBody": two.canonicalJSON])
    let arn = try #require(made["StackId"]?.text)
    cloud.wait(15)
    #expect(try cloud.status(arn) == "CREATE_IN_PROGRESS")
    #expect(try cloud.delete(arn) == "DELETE_COMPLETE")
    #expect(
      try cloud.history(arn) == [
        "demo CREATE_IN_PROGRESS: User Initiated", "Topic CREATE_IN_PROGRESS",
        "Topic CREATE_IN_PROGRESS: Resource creation Initiated",
        "demo DELETE_IN_PROGRESS: User Initiated", "Topic DELETE_IN_PROGRESS",
        "Topic DELETE_COMPLETE", "demo DELETE_COMPLETE",
      ])
  }

  @Test func aChangeSetWithoutChangesFails() throws {
    let cloud = try TestCloud()
    let topic: Value = template(["Topic": ["Type": "AWS::SNS::Topic"]])
    try cloud.create(topic)
    let made = try cloud.changeSet(topic, stack: "demo", type: "UPDATE")
    let description = try cloud.call("DescribeChangeSet", ["ChangeSetName": made.id])
    #expect(description["Status"]?.text == "FAILED")
    #expect(description["ExecutionStatus"]?.text == "UNAVAILABLE")
    #expect(
      description["StatusReason"]?.text
        == "The submitted information didn't contain changes. Submit different information to create a change set."
    )
    #expect(
      throws: Refused(
        status: 400, code: "InvalidChangeSetStatus",
        message: "ChangeSet [\(made.id)] cannot be executed in its current status of [FAILED]")
    ) { try cloud.call("ExecuteChangeSet", ["ChangeSetName": made.id]) }
  }

  @Test(arguments: [["Key": "team", "Value": "risk"], nil])
  func tagsOrOutputsAloneAreChanges(_ tag: [String: String]?) throws {
    let cloud = try TestCloud()
    let topic: Value = ["Topic": ["Type": "AWS::SNS::Topic"]]
    try cloud.create(template(topic))
    let outputs: Value? = tag == nil ? ["Name": ["Value": "x"]] : nil
    var fields: [String: String] = [:]
    for (key, value) in tag ?? [:] { fields["Tags.member.1.\(key)"] = value }
    let made = try cloud.changeSet(
      template(topic, outputs: outputs), stack: "demo", type: "UPDATE", fields)
    let description = try cloud.call("DescribeChangeSet", ["ChangeSetName": made.id])
    #expect(description["Status"]?.text == "CREATE_COMPLETE")
    #expect(description.members("Changes").count == (tag == nil ? 0 : 1))
    _ = try cloud.call("ExecuteChangeSet", ["ChangeSetName": made.id])
    #expect(try cloud.settle("demo") == "UPDATE_COMPLETE")
    #expect(try cloud.outputs("demo").isEmpty == (tag != nil))
  }

  @Test func anActionThatIsNotThereIsNamed() throws {
    let cloud = try TestCloud()
    #expect(
      throws: Refused(
        status: 400, code: "InvalidAction",
        message: "Could not find operation DetectStackDrift for version 2010-05-15")
    ) { try cloud.call("DetectStackDrift", ["StackName": "demo"]) }
  }
}
