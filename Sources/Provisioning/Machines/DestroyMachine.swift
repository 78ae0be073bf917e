internal import AWS
package import Recording

/// Deletes a stack: by its ARN, watched by its ARN, to the end.
package struct DestroyMachine: Machine {
  private let stackName: String
  private let run: String
  private let record: Record?
  private let liftsProtection: Bool
  private var script = Script(Phase.looking)
  private var watch = Watch(stack: "", until: .deletion, after: .event(nil))
  private var stack = ""

  private enum Phase: Sendable {
    case looking
    case findingBaseline
    case watching
    case ending(Ending)
  }

  /// Destroys the stack of a name; `run` is unique to this run. Termination protection is lifted
  /// only where that was asked for.
  package init(stackName: String, run: String, record: Record?, liftsProtection: Bool = false) {
    self.stackName = stackName
    self.run = run
    self.record = record
    self.liftsProtection = liftsProtection
  }

  package mutating func begin() -> Move {
    script.perform([.describeStack(recorded ?? stackName)], then: .looking)
  }

  /// The ARN of the recorded stack, where it may still stand: its name can be another's by now.
  private var recorded: String? { record?.mayStand == true ? record?.target.stackID : nil }

  package mutating func next(after answer: Answer) -> Move {
    if let move = script.pending() { return move }
    switch (script.phase, answer) {
    case (.looking, .stack(let found)):
      return look(at: found)
    case (.findingBaseline, .events(let page)):
      return delete(after: page.events.first?.id)
    case (.watching, _):
      switch watch.next(after: answer) {
      case .move(let move): return move
      case .ended(let state): return settle(state)
      case .silent: return .finish(.failed(.outOfSight(stackName)))
      }
    case (.ending(let ending), _):
      return .finish(ending)
    default:
      preconditionFailure("\(answer) is no answer in \(script.phase)")
    }
  }

  private mutating func look(at found: StackDescription?) -> Move {
    guard let found, found.status != .deleteComplete else { return absent() }
    guard recorded == found.id else {
      return .finish(.failed(.unrecorded(stackName, found.status)))
    }
    if found.status.isInProgress {
      return .finish(.failed(.inProgress(stackName, found.status)))
    }
    stack = found.id
    var moves: [Move] = []
    if found.isTerminationProtected == true {
      guard liftsProtection else { return .finish(.failed(.protected(found.name))) }
      moves.append(.protect(stack: stack, false))
    }
    return script.perform(
      moves + [.readEvents(stack: stack, page: nil)], then: .findingBaseline)
  }

  /// Nothing is there. A record that says otherwise is put right.
  private mutating func absent() -> Move {
    guard let record, record.mayStand else {
      return .finish(.succeeded(.absent))
    }
    let draft = RecordDraft(
      outcome: .destroyed, stackID: record.target.stackID, change: .nothing)
    return script.perform([.record(draft)], then: .ending(.succeeded(.absent)))
  }

  private mutating func delete(after event: String?) -> Move {
    watch = Watch(stack: stack, until: .deletion, after: .event(event))
    let token = "\(run)-delete"
    return script.perform(
      [
        .note(.started(.destroy), JournalEntry.Facts(stackName: stackName, stackID: stack)),
        .report(.deleting),
        .note(.intends(.deleteStack), JournalEntry.Facts(token: token)),
        .deleteStack(stack, token: token),
        .note(.learned),
        watch.begin(),
      ], then: .watching)
  }

  private mutating func settle(_ state: StackDescription?) -> Move {
    guard let state, state.status != .deleteComplete else {
      let draft = RecordDraft(
        outcome: .destroyed, stackID: stack, change: .nothing,
        kept: Kept.afterDeletion(watch.kept, record))
      return script.perform(
        [.record(draft), .note(.ended(.succeeded)), .report(.kept(draft.kept))],
        then: .ending(.succeeded(.deleted)))
    }
    let fault = ProvisioningFault.failed(state, watch.events)
    let draft = RecordDraft(
      outcome: .failed, stackID: stack, change: .unchanged, reason: fault.message,
      kept: Kept.afterDeletion(watch.kept, record))
    return script.perform(
      [.record(draft), .note(.ended(.failed))], then: .ending(.failed(fault)))
  }
}
