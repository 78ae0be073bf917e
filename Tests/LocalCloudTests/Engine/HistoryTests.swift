import AWS
import Documents
import LocalCloud
import Testing

/// What stacks go through when things fail, in AWS's words and order.
struct HistoryTests {
  private let two: Value = template([
    "Log": ["Type": "AWS::Logs::LogGroup"],
    "Topic": ["Type": "AWS::SNS::Topic", "DependsOn": "Log"],
  ])

  @Test func aCreationHasTwoEventsAResourceBeforeItIsComplete() throws {
    let cloud = try TestCloud()
    let arn = try cloud.create(two)
    #expect(
      try cloud.history(arn) == [
        "demo CREATE_IN_PROGRESS: User Initiated",
        "Log CREATE_IN_PROGRESS",
        "Log CREATE_IN_PROGRESS: Resource creation Initiated",
        "Log CREATE_COMPLETE",
        "Topic CREATE_IN_PROGRESS",
        "Topic CREATE_IN_PROGRESS: Resource creation Initiated",
        "Topic CREATE_COMPLETE",
        "demo CREATE_COMPLETE",
      ])
    let physical = try cloud.events(arn).filter { $0["LogicalResourceId"]?.text == "Log" }
      .map { $0["PhysicalResourceId"]?.text ?? "" }
    #expect(physical[0] == "")
    #expect(physical[1].hasPrefix("demo-Log-"))
    #expect(physical[1] == physical[2])
  }

  @Test func whatNeedsNothingIsMadeAtTheSameTime() throws {
    let cloud = try TestCloud()
    let arn = try cloud.create(
      template(["A": ["Type": "AWS::SNS::Topic"], "B": ["Type": "AWS::SNS::Topic"]]))
    #expect(
      try cloud.history(arn).dropFirst().prefix(3) == [
        "A CREATE_IN_PROGRESS", "B CREATE_IN_PROGRESS",
        "A CREATE_IN_PROGRESS: Resource creation Initiated",
      ])
  }

  @Test func aFailedCreationIsRolledBackInReverse() throws {
    let cloud = try TestCloud(
      faults: FaultPlan(rules: [.init("Topic", reason: "No more topics")]))
    let arn = try cloud.create(two)
    #expect(
      try cloud.history(arn).suffix(8) == [
        "Log CREATE_COMPLETE",
        "Topic CREATE_IN_PROGRESS",
        "Topic CREATE_FAILED: No more topics",
        "demo ROLLBACK_IN_PROGRESS: The following resource(s) failed to create: [Topic]. . Rollback requested by user.",
        "Topic DELETE_COMPLETE",
        "Log DELETE_IN_PROGRESS",
        "Log DELETE_COMPLETE",
        "demo ROLLBACK_COMPLETE",
      ])
    #expect(try cloud.describe(arn)["DeletionTime"] != nil)
  }

  @Test func aLateFailureDeletesWhatExists() throws {
    let cloud = try TestCloud(
      faults: FaultPlan(rules: [
        .init("AWS::IAM::Policy", reason: "denied", late: true),
        .init("AWS::IAM::Policy", fails: .delete, reason: "still denied"),
      ]))
    let arn = try cloud.create(template(["Broken": ["Type": "AWS::IAM::Policy"]]))
    try cloud.delete(arn)
    try cloud.delete(arn, ["RetainResources.member.1": "Broken"])
    #expect(
      try cloud.history(arn) == [
        "demo CREATE_IN_PROGRESS: User Initiated",
        "Broken CREATE_IN_PROGRESS",
        "Broken CREATE_IN_PROGRESS: Resource creation Initiated",
        "Broken CREATE_FAILED: denied",
        "demo ROLLBACK_IN_PROGRESS: The following resource(s) failed to create: [Broken]. . Rollback requested by user.",
        "Broken DELETE_IN_PROGRESS",
        "Broken DELETE_FAILED: still denied",
        "demo ROLLBACK_FAILED: The following resource(s) failed to delete: [Broken]. ",
        "demo DELETE_IN_PROGRESS: User Initiated",
        "Broken DELETE_IN_PROGRESS",
        "Broken DELETE_FAILED: still denied",
        "demo DELETE_FAILED: The following resource(s) failed to delete: [Broken]. ",
        "demo DELETE_IN_PROGRESS: User Initiated",
        "Broken DELETE_SKIPPED",
        "demo DELETE_COMPLETE",
      ])
  }

  @Test func othersUnderWayAreCancelled() throws {
    let cloud = try TestCloud(faults: FaultPlan(rules: [.init("A", reason: "no")]))
    let arn = try cloud.create(
      template(["A": ["Type": "AWS::SNS::Topic"], "B": ["Type": "AWS::SNS::Topic"]]))
    let history = try cloud.history(arn)
    #expect(history.contains("B CREATE_FAILED: Resource creation cancelled"))
    #expect(
      history.contains(
        "demo ROLLBACK_IN_PROGRESS: The following resource(s) failed to create: [A, B]. . Rollback requested by user."
      ))
  }

  @Test(arguments: [
    ("DO_NOTHING", "CREATE_FAILED"), ("ROLLBACK", "ROLLBACK_COMPLETE"),
    ("DELETE", "DELETE_COMPLETE"),
  ])
  func onFailureIsHeeded(_ action: String, _ status: String) throws {
    let cloud = try TestCloud(faults: FaultPlan(rules: [.init("Topic")]))
    let arn = try cloud.create(two, "demo", ["OnFailure": action])
    #expect(try cloud.status(arn) == status)
  }

  @Test func aFailedUpdateGoesBackAndCleansUp() throws {
    let cloud = try TestCloud(
      faults: FaultPlan(rules: [.init("Second", fails: .create, reason: "no room")]))
    let before: Value = template([
      "First": ["Type": "AWS::SNS::Topic", "Properties": ["DisplayName": "one"]]
    ])
    let arn = try cloud.create(before)
    let count = try cloud.history(arn).count
    try cloud.update(
      template([
        "First": ["Type": "AWS::SNS::Topic", "Properties": ["DisplayName": "two"]],
        "Second": ["Type": "AWS::SNS::Topic", "DependsOn": "First"],
      ]))
    #expect(
      try cloud.history(arn).dropFirst(count) == [
        "demo UPDATE_IN_PROGRESS: User Initiated",
        "First UPDATE_IN_PROGRESS",
        "First UPDATE_COMPLETE",
        "Second CREATE_IN_PROGRESS",
        "Second CREATE_FAILED: no room",
        "demo UPDATE_ROLLBACK_IN_PROGRESS: The following resource(s) failed to create: [Second]. ",
        "First UPDATE_IN_PROGRESS",
        "First UPDATE_COMPLETE",
        "demo UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
        "Second DELETE_COMPLETE",
        "demo UPDATE_ROLLBACK_COMPLETE",
      ])
    #expect(try cloud.resources(arn).keys.sorted() == ["First"])
    // It is as it was: the same template again changes nothing.
    #expect(
      throws: Refused(
        status: 400, code: "ValidationError", message: "No updates are to be performed.")
    ) {
      try cloud.update(before)
    }
  }

  @Test func aReplacementMakesTheNewOneFirst() throws {
    let cloud = try TestCloud()
    func named(_ name: String) -> Value {
      template(["Queue": ["Type": "AWS::SQS::Queue", "Properties": ["QueueName": .string(name)]]])
    }
    let arn = try cloud.create(named("one"))
    let count = try cloud.history(arn).count
    try cloud.update(named("two"))
    #expect(
      try cloud.history(arn).dropFirst(count) == [
        "demo UPDATE_IN_PROGRESS: User Initiated",
        "Queue UPDATE_IN_PROGRESS: Requested update requires the creation of a new physical resource; hence creating one.",
        "Queue UPDATE_IN_PROGRESS: Resource creation Initiated",
        "Queue UPDATE_COMPLETE",
        "demo UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
        "Queue DELETE_IN_PROGRESS",
        "Queue DELETE_COMPLETE",
        "demo UPDATE_COMPLETE",
      ])
    let ids = try cloud.events(arn).suffix(7).filter {
      $0["LogicalResourceId"]?.text == "Queue"
    }.map { String(($0["PhysicalResourceId"]?.text ?? "").suffix(3)) }
    #expect(ids == ["one", "two", "two", "one", "one"])
  }

  @Test func aReplacementThatFailsKeepsTheOldOne() throws {
    let cloud = try TestCloud(
      faults: FaultPlan(rules: [.init("Queue", fails: .update, reason: "no")]))
    func named(_ name: String) -> Value {
      template(["Queue": ["Type": "AWS::SQS::Queue", "Properties": ["QueueName": .string(name)]]])
    }
    let arn = try cloud.create(named("one"))
    try cloud.update(named("two"))
    #expect(try cloud.status(arn) == "UPDATE_ROLLBACK_COMPLETE")
    #expect(try cloud.resources(arn)["Queue"]?.hasSuffix("/one") == true)
  }

  @Test func aRollbackThatFailsCanBeContinued() throws {
    let cloud = try TestCloud(
      faults: FaultPlan(rules: [
        .init("B", fails: .update, reason: "no"),
        .init("A", fails: .rollback, reason: "no way back"),
      ]))
    func versions(_ text: String) -> Value {
      template([
        "A": ["Type": "AWS::SNS::Topic", "Properties": ["DisplayName": .string(text)]],
        "B": [
          "Type": "AWS::SNS::Topic", "DependsOn": "A", "Properties": ["DisplayName": .string(text)],
        ],
      ])
    }
    let arn = try cloud.create(versions("one"))
    try cloud.update(versions("two"))
    #expect(try cloud.status(arn) == "UPDATE_ROLLBACK_FAILED")
    #expect(
      try cloud.describe(arn)["StackStatusReason"]?.text
        == "The following resource(s) failed to update: [A]. ")
    _ = try cloud.call(
      "ContinueUpdateRollback", ["StackName": arn, "ResourcesToSkip.member.1": "A"])
    #expect(try cloud.settle(arn) == "UPDATE_ROLLBACK_COMPLETE")
  }

  @Test func retainedResourcesAreSkippedAndKeepTheirNames() throws {
    let cloud = try TestCloud()
    let bucket: Value = template([
      "Bucket": [
        "Type": "AWS::S3::Bucket", "DeletionPolicy": "Retain",
        "Properties": ["BucketName": "kept-bucket"],
      ]
    ])
    let arn = try cloud.create(bucket)
    #expect(try cloud.delete(arn) == "DELETE_COMPLETE")
    #expect(try cloud.history(arn).suffix(2) == ["Bucket DELETE_SKIPPED", "demo DELETE_COMPLETE"])
    let again = try cloud.create(bucket, "again")
    #expect(try cloud.history(again).contains("Bucket CREATE_FAILED: kept-bucket already exists"))
  }

  @Test func twoResourcesCannotHaveOneName() throws {
    let cloud = try TestCloud()
    let bucket: Value = template([
      "Bucket": ["Type": "AWS::S3::Bucket", "Properties": ["BucketName": "only-one"]]
    ])
    let first = try cloud.create(bucket, "first")
    let second = try cloud.create(bucket, "second")
    #expect(
      try cloud.history(second).contains(
        "Bucket CREATE_FAILED: only-one already exists in stack \(first)"))
  }

  /// Every API may have a stage `live`, and none has two.
  @Test func aNameIsTheOnlyOneWithinWhatItIsOf() throws {
    func stage(of api: String) -> Value {
      [
        "Type": "AWS::ApiGateway::Stage",
        "Properties": ["RestApiId": .string(api), "StageName": "live"],
      ]
    }
    let cloud = try TestCloud()
    let both = try cloud.create(template(["A": stage(of: "one"), "B": stage(of: "two")]), "both")
    #expect(try cloud.status(both) == "CREATE_COMPLETE")
    let third = try cloud.create(template(["C": stage(of: "three")]), "third")
    #expect(try cloud.status(third) == "CREATE_COMPLETE")
    let again = try cloud.create(template(["D": stage(of: "two")]), "again")
    #expect(
      try cloud.history(again).contains("D CREATE_FAILED: live already exists in stack \(both)"))
  }

  @Test func aStackWithoutResourcesInForceIsComplete() throws {
    let cloud = try TestCloud()
    let arn = try cloud.create([
      "Conditions": ["Never": ["Fn::Equals": ["a", "b"]]],
      "Resources": ["Topic": ["Type": "AWS::SNS::Topic", "Condition": "Never"]],
    ])
    #expect(try cloud.status(arn) == "CREATE_COMPLETE")
    #expect(try cloud.resources(arn).isEmpty)
  }
}
