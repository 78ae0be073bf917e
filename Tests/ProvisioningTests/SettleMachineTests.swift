import AWS
import Provisioning
import Recording
import Testing

struct SettleMachineTests {
  /// What a run left that was cut short after these steps.
  private func work(
    _ operation: JournalEntry.Operation,
    _ steps: [(JournalEntry.Step, JournalEntry.Facts)]
  ) throws -> Undertaking {
    let start = (JournalEntry.Step.started(operation), JournalEntry.Facts())
    let entries = ([start] + steps).map { step, facts in
      JournalEntry(
        run: "run", address: StackAddress(environment: "dev", stack: "jobs"), when: .sample,
        step: step, facts: facts)
    }
    return try #require(Undertaking.underWay(in: entries).first)
  }

  private func walk(
    _ work: Undertaking, _ cloud: ScriptedCloud, _ record: Record? = nil
  ) throws -> Walk {
    let walk = try Walk(
      SettleMachine(work, stackName: ScriptedCloud.name, run: "next", record: record), in: cloud)
    #expect(walk.end == "settled")
    #expect(
      walk.journal().contains { if case .ended = $0.step { true } else { false } },
      "what is settled is not open any more")
    return walk
  }

  static let asked: (JournalEntry.Step, JournalEntry.Facts) = (
    .intends(.createChangeSet), JournalEntry.Facts(changeSetName: "run")
  )
  static let made: (JournalEntry.Step, JournalEntry.Facts) = (
    .learned,
    JournalEntry.Facts(stackID: ScriptedCloud.old, changeSetID: ScriptedCloud.changeSet)
  )
  static let executing: (JournalEntry.Step, JournalEntry.Facts) = (
    .intends(.executeChangeSet), JournalEntry.Facts()
  )

  @Test func anEmptyStackOfOursGoes() throws {
    let known = try walk(
      work(.apply, [Self.asked, Self.made]), ScriptedCloud(.reviewInProgress))
    #expect(known.effects == ["delete old"])
    // AWS made it, and its answer was lost.
    var cloud = ScriptedCloud(.reviewInProgress)
    cloud.changeSets = ["run"]
    #expect(try walk(work(.apply, [Self.asked]), cloud).effects == ["delete old"])
  }

  @Test func anEmptyStackOfOthersStays() throws {
    var cloud = ScriptedCloud(.reviewInProgress)
    cloud.changeSets = ["theirs"]
    #expect(try walk(work(.apply, [Self.asked]), cloud).effects.isEmpty)
  }

  @Test func aChangeSetThatWasNotExecutedGoes() throws {
    var cloud = ScriptedCloud(.createComplete)
    cloud.changeSets = [ScriptedCloud.changeSet]
    let walk = try walk(work(.apply, [Self.asked, Self.made, Self.executing]), cloud, .sample())
    #expect(walk.effects == ["drop"])
    #expect(walk.drafts.isEmpty)
  }

  @Test func whatGoesOnIsFollowedAndRecorded() throws {
    var cloud = ScriptedCloud(.updateInProgress)
    cloud.course = [.updateInProgress, .updateInProgress, .updateComplete]
    _ = cloud.answer(.executeChangeSet("x", stack: "y", token: "z"))
    let walk = try walk(work(.apply, [Self.asked, Self.made, Self.executing]), cloud, .sample())
    #expect(walk.effects.isEmpty)
    #expect(walk.drafts.map(\.outcome) == [.succeeded])
    guard case .found? = walk.drafts.first?.change else {
      Issue.record("what stands is asked of CloudFormation")
      return
    }
  }

  @Test func aDeletionThatEndedIsRecorded() throws {
    let intent: (JournalEntry.Step, JournalEntry.Facts) = (
      .intends(.deleteStack), JournalEntry.Facts(stackID: ScriptedCloud.old)
    )
    let walk = try walk(work(.destroy, [intent]), ScriptedCloud(.deleteComplete), .sample())
    #expect(walk.drafts.map(\.outcome) == [.destroyed])
  }

  @Test func beforeTheFirstRequestThereIsNothingToSettle() throws {
    let walk = try walk(work(.apply, []), ScriptedCloud(.createComplete))
    #expect(walk.effects.isEmpty && walk.drafts.isEmpty)
  }
}
