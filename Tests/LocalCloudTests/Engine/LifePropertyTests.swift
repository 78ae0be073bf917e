import AWS
import Documents
import LocalCloud
import Testing

/// What holds for every template, whatever goes wrong.
struct LifePropertyTests {
  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func nothingIsLeftBehind(_ seed: UInt64) throws {
    var random = RandomTemplates(seed: seed)
    let faults = random.faults().map {
      FaultPlan.Rule($0.id, fails: $0.action == 0 ? .create : .update)
    }
    let cloud = try TestCloud(faults: FaultPlan(rules: faults), seed: seed)
    let arn = try cloud.create(random.next())
    if try cloud.status(arn) == "CREATE_COMPLETE" {
      for _ in 0..<3 {
        do {
          try cloud.update(random.next(), arn)
        } catch let refusal as Refused {
          #expect(refusal.message == "No updates are to be performed.")
        }
        #expect(
          ["UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "CREATE_COMPLETE"].contains(
            try cloud.status(arn)))
      }
    }
    #expect(try cloud.delete(arn) == "DELETE_COMPLETE")
    try expectBalanced(try cloud.events(arn))
  }

  /// Everything that came to exist was deleted, once, and nothing else was.
  private func expectBalanced(_ events: [XMLElement]) throws {
    var alive: Set<String> = []
    for event in events where event["ResourceType"]?.text != "AWS::CloudFormation::Stack" {
      let id = event["LogicalResourceId"]?.text ?? ""
      let physical = "\(id)/\(event["PhysicalResourceId"]?.text ?? "")"
      if event["ResourceStatusReason"]?.text == "Resource creation Initiated" {
        #expect(alive.insert(physical).inserted, "\(physical) came to exist twice")
      }
      if event["ResourceStatus"]?.text == "DELETE_COMPLETE", !physical.hasSuffix("/") {
        #expect(alive.remove(physical) != nil, "\(physical) was deleted and did not exist")
      }
    }
    #expect(alive.isEmpty)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func whatComesOfAnUpdateIsWhatCreatingMakes(_ seed: UInt64) throws {
    var random = RandomTemplates(seed: seed)
    let (before, after) = (random.next(), random.next())
    guard before != after else { return }
    let cloud = try TestCloud(seed: seed)
    let arn = try cloud.create(before)
    do {
      try cloud.update(after)
    } catch let refusal as Refused {
      #expect(refusal.message == "No updates are to be performed.")
    }
    let fresh = try TestCloud(seed: seed)
    let other = try fresh.create(after)
    #expect(try cloud.resources(arn).keys.sorted() == (try fresh.resources(other).keys.sorted()))
    #expect(try cloud.outputs(arn).keys.sorted() == (try fresh.outputs(other).keys.sorted()))
    // The same template once more is no update.
    #expect(
      throws: Refused(
        status: 400, code: "ValidationError", message: "No updates are to be performed.")
    ) { try cloud.update(after) }
  }

  @Test func manyResourcesInARowAreMade() throws {
    let cloud = try TestCloud()
    var resources: Value.Object = [:]
    for index in 0..<500 {
      var entry: Value.Object = ["Type": "AWS::SNS::Topic"]
      if index > 0 { entry["DependsOn"] = .string("T\(index - 1)") }
      resources["T\(index)"] = .object(entry)
    }
    let fields = TestCloud.allCapabilities.merging(
      ["StackName": "demo", "TemplateBody": template(.object(resources)).canonicalJSON]
    ) { $1 }
    _ = try cloud.call("CreateStack", fields)
    cloud.wait(60_000)
    #expect(try cloud.status("demo") == "CREATE_COMPLETE")
  }
}
