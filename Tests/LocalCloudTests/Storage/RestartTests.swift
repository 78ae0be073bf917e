import AWS
import Documents
import LocalCloud
import Testing

/// The cloud is killed at every write there is; the next one goes on and comes to the same end.
struct RestartTests {
  private static let before: Value = template([
    "A": ["Type": "AWS::SNS::Topic", "Properties": ["TopicName": "one"]],
    "B": ["Type": "AWS::SQS::Queue", "Properties": ["DisplayName": ["Ref": "A"]]],
    "C": ["Type": "AWS::S3::Bucket", "DependsOn": "B"],
  ])
  private static let after: Value = template(
    [
      "A": ["Type": "AWS::SNS::Topic", "Properties": ["TopicName": "two"]],
      "B": ["Type": "AWS::SQS::Queue", "Properties": ["DisplayName": ["Ref": "A"]]],
      "D": ["Type": "AWS::IAM::Role", "DependsOn": "B"],
    ], outputs: ["Name": ["Value": ["Ref": "A"]]])

  /// One step of a life. It is repeated after a restart until it is done, as a client would.
  private typealias Act = @Sendable (TestCloud) throws -> Void

  private static let life: [Act] = [
    { cloud in
      if (try? cloud.status("demo")) == nil { try begin("CreateStack", before, cloud) }
      try finish("CREATE_COMPLETE", cloud)
    },
    { cloud in
      if try cloud.status("demo") == "CREATE_COMPLETE" { try begin("UpdateStack", after, cloud) }
      try finish("UPDATE_COMPLETE", cloud)
    },
    { cloud in
      if (try? cloud.status("demo")) != nil {
        _ = try cloud.call("DeleteStack", ["StackName": "demo"])
      }
      while (try? cloud.status("demo")) != nil {
        cloud.wait(7)
        _ = try cloud.call("ListStacks")
      }
      _ = try cloud.call("ListStacks")
    },
  ]

  private static func begin(_ action: String, _ body: Value, _ cloud: TestCloud) throws {
    _ = try cloud.call(
      action,
      TestCloud.allCapabilities.merging([
        "StackName": "demo", "TemplateBody": body.canonicalJSON,
      ]) { $1 })
  }

  private static func finish(_ status: String, _ cloud: TestCloud) throws {
    while try cloud.status("demo") != status {
      #expect(try cloud.status("demo").hasSuffix("_IN_PROGRESS"))
      cloud.wait(7)
    }
  }

  /// What a life leaves to be seen: the history without its ids.
  private static func end(_ cloud: TestCloud) throws -> [String] {
    let arn = try cloud.call("ListStacks").members("StackSummaries")[0]["StackId"]?.text ?? ""
    return try cloud.history(arn)
  }

  @Test func aKillAtAnyWriteChangesNothing() throws {
    let whole = InMemoryStore()
    let undisturbed = try TestCloud(store: whole)
    for act in Self.life { try act(undisturbed) }
    let expected = try Self.end(undisturbed)
    #expect(whole.writes > 20)
    #expect(expected.last == "demo DELETE_COMPLETE")

    for count in 0..<whole.writes {
      var cloud = try TestCloud(store: InMemoryStore(failingAfter: count))
      var kills = 0
      for act in Self.life {
        do {
          try act(cloud)
        } catch let refusal as Refused {
          #expect(refusal.status == 500)
          kills += 1
          // The process is gone; another begins with what was kept.
          cloud = try TestCloud(
            store: InMemoryStore(try cloud.store.load()), seed: 7, at: cloud.now)
          try act(cloud)
        }
      }
      #expect(kills == 1)
      #expect(try Self.end(cloud) == expected, "killed at write \(count)")
    }
  }

  @Test func whatWasNotKeptIsNotAnswered() throws {
    let cloud = try TestCloud(store: InMemoryStore(failingAfter: 0))
    #expect(throws: Refused.self) { try Self.begin("CreateStack", Self.before, cloud) }
    #expect(try cloud.call("ListStacks").members("StackSummaries").isEmpty)
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func everyStateSurvivesBeingKept(_ seed: UInt64) throws {
    var random = RandomTemplates(seed: seed)
    let store = InMemoryStore()
    let cloud = try TestCloud(
      store: store, faults: FaultPlan(rules: [.init("R3", fails: .update)]), seed: seed)
    try cloud.create(random.next())
    _ = try? cloud.update(random.next())
    _ = try cloud.changeSet(random.next(), stack: "late", type: "CREATE")
    let files = store.load()
    let again = try TestCloud(store: InMemoryStore(files), at: cloud.now)
    for (action, fields) in [
      ("DescribeStacks", [:]), ("DescribeStackEvents", ["StackName": "demo"]),
      ("ListStackResources", ["StackName": "demo"]),
      ("DescribeChangeSet", ["StackName": "late", "ChangeSetName": "changes"]),
    ] as [(String, [String: String])] {
      #expect(try cloud.call(action, fields) == (try again.call(action, fields)))
    }
  }
}
