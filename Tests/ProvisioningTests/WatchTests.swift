import AWS
import Provisioning
import Recording
import Testing

/// Answers that are older than what they answer to.
struct WatchTests {
  @Test(arguments: [1, 3, 20])
  func aCreationIsNotOverBeforeItBegan(delay: Int) throws {
    var cloud = ScriptedCloud()
    cloud.course = ApplyMachineTests.creation
    cloud.delay = delay
    let walk = try Walk(
      ApplyMachine(stackName: ScriptedCloud.name, run: "run", record: nil), in: cloud)
    #expect(walk.end == "created")
    #expect(walk.drafts.map(\.outcome) == [.succeeded])
  }

  @Test(arguments: [1, 3, 20])
  func whatWasBeforeAnUpdateIsNotItsEnd(delay: Int) throws {
    var cloud = ScriptedCloud(.updateComplete)
    cloud.course = [.updateInProgress, .updateRollbackInProgress, .updateRollbackComplete]
    cloud.delay = delay
    let walk = try Walk(
      ApplyMachine(stackName: ScriptedCloud.name, run: "run", record: .sample()), in: cloud)
    #expect(walk.end == "operationFailed")
    #expect(walk.drafts.map(\.outcome) == [.failed])
  }

  @Test(arguments: [StackStatus.createComplete, .updateComplete, .rollbackComplete], [1, 3, 20])
  func whatWasBeforeADeletionIsNotItsEnd(status: StackStatus, delay: Int) throws {
    var cloud = ScriptedCloud(status)
    cloud.delay = delay
    let walk = try Walk(
      DestroyMachine(stackName: ScriptedCloud.name, run: "run", record: .sample()), in: cloud)
    #expect(walk.end == "deleted")
  }

  @Test(arguments: [1, 5])
  func remainsAreGoneBeforeTheStackIsMadeAnew(delay: Int) throws {
    var cloud = ScriptedCloud(.rollbackComplete)
    cloud.delay = delay
    let walk = try Walk(
      ApplyMachine(
        stackName: ScriptedCloud.name, run: "run", record: .sample(.failed, stands: false)),
      in: cloud)
    #expect(walk.effects.prefix(2) == ["delete old", "create-new"])
  }

  /// Some resources take half an hour to be made, and no event comes in that time.
  @Test func whatIsSeenMayBeQuiet() throws {
    var cloud = ScriptedCloud()
    cloud.course =
      Array(repeating: .createInProgress, count: 150) + [StackStatus.createComplete]
    cloud.isQuiet = true
    let walk = try Walk(
      ApplyMachine(stackName: ScriptedCloud.name, run: "run", record: nil), in: cloud)
    #expect(walk.end == "created")
  }

  /// One answer that knows nothing of a stack is not believed.
  @Test func aStackIsNotGoneBecauseOneAnswerMissesIt() throws {
    var cloud = ScriptedCloud()
    cloud.course = ApplyMachineTests.creation
    cloud.misses = 2
    let walk = try Walk(
      ApplyMachine(stackName: ScriptedCloud.name, run: "run", record: nil), in: cloud)
    #expect(walk.end == "created")
  }

  /// Nothing is ever recorded that nobody has seen; the journal stays open for the next run.
  @Test func silenceProvesNothing() throws {
    var cloud = ScriptedCloud(.updateComplete)
    cloud.course = ApplyMachineTests.update
    cloud.delay = 1_000
    let walk = try Walk(
      ApplyMachine(stackName: ScriptedCloud.name, run: "run", record: .sample()), in: cloud)
    #expect(walk.end == "outOfSight")
    #expect(walk.drafts.isEmpty)
    #expect(Undertaking.underWay(in: walk.journal()).first?.effect == .executeChangeSet)
  }
}
