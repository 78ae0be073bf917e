import AWS
import Provisioning
import Recording
import Testing

struct DestroyMachineTests {
  private func walk(
    _ cloud: ScriptedCloud, _ record: Record?, liftsProtection: Bool = false,
    name: String = ScriptedCloud.name
  ) throws -> Walk {
    let walk = try Walk(
      DestroyMachine(
        stackName: name, run: "run", record: record, liftsProtection: liftsProtection),
      in: cloud)
    walk.expectIntents()
    return walk
  }

  @Test func deletesByARNWhateverTheStackIsCalled() throws {
    let walk = try walk(ScriptedCloud(.createComplete), .sample(), name: "renamed-dev-jobs")
    #expect(walk.end == "deleted")
    #expect(walk.effects == ["delete old"])
    #expect(walk.drafts.map(\.outcome) == [.destroyed])
    #expect(Undertaking.underWay(in: walk.journal()).isEmpty)
  }

  @Test func namesWhatItsPolicyKeeps() throws {
    var cloud = ScriptedCloud(.createComplete)
    cloud.tidings = [ScriptedCloud.event("Logs", "DELETE_SKIPPED")]
    let walk = try walk(cloud, .sample())
    #expect(walk.end == "deleted")
    #expect(walk.kept == ["logs"])
    #expect(walk.drafts.first?.kept.values.map(\.physicalID) == ["logs"])
  }

  @Test func removesWhatAFailedCreationLeft() throws {
    var record = Record.sample(.failed, stands: false)
    record.revision.kept = [
      "Logs": DeployedResource(
        physicalID: "logs", type: "AWS::Logs::LogGroup", status: "DELETE_SKIPPED")
    ]
    let walk = try walk(ScriptedCloud(.rollbackComplete), record)
    #expect(walk.end == "deleted")
    // CloudFormation told of it once, when the creation failed.
    #expect(walk.kept == ["logs"])
    #expect(walk.drafts.first?.kept.keys.sorted() == ["Logs"])
  }

  @Test(arguments: [StackStatus?.none, .deleteComplete])
  func recordsThatItIsGone(status: StackStatus?) throws {
    let walk = try walk(ScriptedCloud(status), .sample())
    #expect(walk.end == "absent")
    #expect(walk.drafts.map(\.outcome) == [.destroyed])
    #expect(walk.effects.isEmpty)
  }

  @Test func protectionIsLiftedOnlyWhereThatIsAskedFor() throws {
    let cloud = ScriptedCloud(.createComplete, isProtected: true)
    #expect(try walk(cloud, .sample()).end == "terminationProtected")
    let lifted = try walk(cloud, .sample(), liftsProtection: true)
    #expect(lifted.effects == ["unprotect", "delete old"])
    #expect(lifted.end == "deleted")
  }

  @Test func whatAFirstTryKeptIsNotForgotten() throws {
    var record = Record.sample(.failed)
    record.revision.kept = [
      "Logs": DeployedResource(
        physicalID: "logs", type: "AWS::Logs::LogGroup", status: "DELETE_SKIPPED")
    ]
    let walk = try walk(ScriptedCloud(.deleteFailed), record)
    #expect(walk.end == "deleted")
    #expect(walk.kept == ["logs"])
  }

  @Test func aFailedDeletionStaysRecorded() throws {
    var cloud = ScriptedCloud(.createComplete)
    cloud.course = [.deleteInProgress, .deleteFailed]
    cloud.tidings = [ScriptedCloud.event("Bucket", "DELETE_FAILED", "The bucket is not empty")]
    let walk = try walk(cloud, .sample())
    #expect(walk.end == "deletionFailed")
    #expect(walk.drafts.first?.outcome == .failed)
    guard case .unchanged? = walk.drafts.first?.change else {
      Issue.record("what stands is still recorded")
      return
    }
  }

  @Test(arguments: [
    (Record?.none, "unrecordedStack"), (.sample(.destroyed, stands: false), "unrecordedStack"),
  ])
  func whatIsNotRecordedIsNotTouched(record: Record?, code: String) throws {
    let walk = try walk(ScriptedCloud(.createComplete), record)
    #expect(walk.end == code)
    #expect(walk.effects.isEmpty)
  }

  @Test func doesNotCutInOnAnother() throws {
    let walk = try walk(ScriptedCloud(.updateInProgress), .sample())
    #expect(walk.end == "operationInProgress")
  }
}
