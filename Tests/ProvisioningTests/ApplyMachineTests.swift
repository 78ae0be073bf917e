import AWS
import Provisioning
import Recording
import Testing

struct ApplyMachineTests {
  static let creation: [StackStatus] = [.createInProgress, .createInProgress, .createComplete]
  static let update: [StackStatus] = [.updateInProgress, .updateCleanup, .updateComplete]

  private func walk(
    _ cloud: ScriptedCloud, _ record: Record? = nil, protection: Bool? = nil
  ) throws -> Walk {
    let walk = try Walk(
      ApplyMachine(
        stackName: ScriptedCloud.name, run: "run", record: record, protection: protection),
      in: cloud)
    walk.expectIntents()
    return walk
  }

  @Test func createsWhatIsNotThere() throws {
    var cloud = ScriptedCloud()
    cloud.course = Self.creation
    cloud.resources = [ScriptedCloud.resource("Topic")]
    let walk = try walk(cloud)
    #expect(walk.end == "created")
    #expect(walk.effects == ["create-new", "execute"])
    #expect(walk.drafts.map(\.outcome) == [.succeeded])
    #expect(walk.drafts.first?.stackID == ScriptedCloud.new)
    #expect(Undertaking.underWay(in: walk.journal()).isEmpty)
  }

  @Test func updatesWhatIsRecorded() throws {
    var cloud = ScriptedCloud(.createComplete)
    cloud.course = Self.update
    let walk = try walk(cloud, .sample())
    #expect(walk.end == "updated")
    #expect(walk.effects == ["create", "execute"])
  }

  @Test(arguments: [
    "The submitted information didn't contain changes. Submit different information to create a "
      + "change set.", "No updates are to be performed.",
  ])
  func nothingToChangeIsASuccess(reason: String) throws {
    var cloud = ScriptedCloud(.createComplete)
    cloud.changeSetStatus = "FAILED"
    cloud.changeSetReason = reason
    let walk = try walk(cloud, .sample())
    #expect(walk.end == "unchanged")
    #expect(walk.effects == ["create", "drop"])
    #expect(walk.drafts.map(\.outcome) == [.succeeded])
  }

  @Test func aRefusedCreationLeavesNoEmptyStack() throws {
    var cloud = ScriptedCloud()
    cloud.changeSetStatus = "FAILED"
    cloud.changeSetReason = "Template error"
    let walk = try walk(cloud)
    #expect(walk.end == "changeSetFailed")
    #expect(walk.effects == ["create-new", "drop", "delete new"])
    #expect(walk.drafts.isEmpty)
    #expect(Undertaking.underWay(in: walk.journal()).isEmpty)
  }

  @Test func aFailedCreationIsRecordedWithItsFirstCause() throws {
    var cloud = ScriptedCloud()
    cloud.course = [.createInProgress, .rollbackInProgress, .rollbackComplete]
    cloud.tidings = [
      ScriptedCloud.event("Other", "CREATE_FAILED", "Resource creation cancelled"),
      ScriptedCloud.event("Queue", "CREATE_FAILED", "It does not want to be"),
    ]
    let walk = try walk(cloud)
    #expect(walk.end == "operationFailed")
    #expect(walk.drafts.first?.outcome == .failed)
    #expect(walk.drafts.first?.reason?.contains("It does not want to be") == true)
    guard case .nothing? = walk.drafts.first?.change else {
      Issue.record("a stack that was not created stands nowhere")
      return
    }
  }

  @Test func remainsAreRemovedFirst() throws {
    var cloud = ScriptedCloud(.rollbackComplete, isProtected: true)
    cloud.resources = [ScriptedCloud.resource("Topic", "DELETE_COMPLETE")]
    let walk = try walk(cloud, .sample(.failed, stands: false))
    #expect(walk.effects.prefix(3) == ["unprotect", "delete old", "create-new"])
    // Killed from here on, the next run has to look for the new stack and not for the old one.
    let index = try #require(
      walk.moves.firstIndex { if case .createChangeSet = $0 { true } else { false } })
    let open = Undertaking.underWay(in: walk.journal(upTo: index))
    #expect(open.first?.facts.stackID == nil)
    #expect(open.first?.facts.changeSetName == "run")
  }

  @Test func remainsThatHoldSomethingStay() throws {
    var cloud = ScriptedCloud(.rollbackComplete)
    cloud.resources = [ScriptedCloud.resource("Topic", "DELETE_SKIPPED")]
    let walk = try walk(cloud, .sample(.failed, stands: false))
    #expect(walk.end == "rollbackHoldsResources")
    #expect(walk.effects.isEmpty)
  }

  @Test func protectsWhatStands() throws {
    var cloud = ScriptedCloud()
    cloud.course = Self.creation
    let walk = try walk(cloud, protection: true)
    #expect(walk.effects == ["create-new", "execute", "protect"])
    #expect(walk.end == "created")
  }

  @Test func aFailureLeavesTheProtectionAlone() throws {
    var cloud = ScriptedCloud(.createComplete, isProtected: true)
    cloud.course = [.updateInProgress, .updateRollbackInProgress, .updateRollbackComplete]
    let walk = try walk(cloud, .sample(), protection: false)
    #expect(walk.effects == ["create", "execute"])
  }

  @Test func protectionAloneIsSwitchedToo() throws {
    var cloud = ScriptedCloud(.createComplete, isProtected: true)
    cloud.changeSetStatus = "FAILED"
    cloud.changeSetReason = "No updates are to be performed."
    let walk = try walk(cloud, .sample(), protection: false)
    #expect(walk.effects == ["create", "drop", "unprotect"])
    #expect(walk.end == "updated")
  }

  @Test func namesWhatAFailedCreationKept() throws {
    var cloud = ScriptedCloud()
    cloud.course = [.createInProgress, .rollbackInProgress, .rollbackComplete]
    cloud.tidings = [
      ScriptedCloud.event("Queue", "CREATE_FAILED", "No"),
      ScriptedCloud.event("Logs", "DELETE_SKIPPED"),
    ]
    let walk = try walk(cloud)
    #expect(walk.kept == ["logs"])
    guard case .failed(let fault) = walk.ending else {
      Issue.record("it has failed")
      return
    }
    #expect(fault.hint.contains("what deletion policies kept is still there"))
  }

  @Test func namesWhatAnUpdateLetsGo() throws {
    var cloud = ScriptedCloud(.createComplete)
    cloud.course = Self.update
    cloud.tidings = [ScriptedCloud.event("Logs", "DELETE_SKIPPED")]
    let walk = try walk(cloud, .sample())
    #expect(walk.kept == ["logs"])
    #expect(walk.drafts.first?.kept.keys.sorted() == ["Logs"])
  }

  @Test(arguments: [
    ("CREATE_COMPLETE", nil, "unrecordedStack"), ("REVIEW_IN_PROGRESS", nil, "reviewInProgress"),
    ("UPDATE_IN_PROGRESS", ScriptedCloud.old, "operationInProgress"),
    ("CREATE_COMPLETE", ScriptedCloud.new, "anotherStack"),
    ("UPDATE_ROLLBACK_FAILED", ScriptedCloud.old, "stuck"),
    ("DELETE_FAILED", ScriptedCloud.old, "stuck"),
    ("ROLLBACK_FAILED", ScriptedCloud.old, "stuck"),
    ("DELETE_COMPLETE", ScriptedCloud.old, "stackGone"),
  ])
  func isRefused(status: String, recorded: String?, code: String) throws {
    let cloud = ScriptedCloud(StackStatus(rawValue: status))
    let walk = try walk(cloud, recorded.map { .sample(id: $0) })
    #expect(walk.end == code)
    #expect(walk.effects.isEmpty && walk.drafts.isEmpty)
  }
}
