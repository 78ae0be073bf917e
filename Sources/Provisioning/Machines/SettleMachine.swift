internal import AWS
internal import Documents
package import Recording

/// Picks up what a run that was cut short left under way, follows it to its end and records it.
///
/// What was asked of AWS is known from the journal, what came of it only from AWS: the template
/// that the files hold by now may be another one.
package struct SettleMachine: Machine {
  private let work: Undertaking
  private let stackName: String
  private let run: String
  private let record: Record?
  private var script = Script(Phase.looking)
  private var watch = Watch(stack: "", until: .change, after: .event(nil))
  private var found: StackDescription?
  private var resources: [StackResource] = []

  private enum Phase: Sendable {
    case looking
    case checkingOwner
    case checkingChangeSet
    case watching
    case removing
    case listing
    case readingTemplate
    case ending
  }

  /// Settles what one run left; `run` is unique to this one.
  package init(_ work: Undertaking, stackName: String, run: String, record: Record?) {
    self.work = work
    self.stackName = work.facts.stackName ?? stackName
    self.run = run
    self.record = record
  }

  package mutating func begin() -> Move {
    // Before AWS was asked for anything, nothing can have come of it.
    guard work.effect != nil else { return abandon() }
    return script.perform([.describeStack(work.facts.stackID ?? stackName)], then: .looking)
  }

  package mutating func next(after answer: Answer) -> Move {
    if let move = script.pending() { return move }
    switch (script.phase, answer) {
    case (.looking, .stack(let stack)):
      found = stack
      return look()
    case (.checkingOwner, .changeSet(let changeSet)):
      guard changeSet != nil, let found else { return abandon() }
      return remove(found, isAsked: false)
    case (.checkingChangeSet, .changeSet(let changeSet)):
      return check(changeSet)
    case (.watching, _), (.removing, _):
      switch watch.next(after: answer) {
      case .move(let move): return move
      case .ended(let state):
        if case .removing = script.phase { return abandon() }
        return conclude(state)
      case .silent: return .finish(.failed(.outOfSight(stackName)))
      }
    case (.listing, .resources(let listed)):
      resources = listed.filter(\.exists)
      return script.perform([.readTemplate(stack: found?.id ?? "")], then: .readingTemplate)
    case (.readingTemplate, .template(let template)):
      return succeed(template)
    case (.ending, _):
      return .finish(.succeeded(.settled))
    default:
      preconditionFailure("\(answer) is no answer in \(script.phase)")
    }
  }

  // MARK: - Where it stands

  private mutating func look() -> Move {
    guard let found, found.status != .deleteComplete else {
      return work.operation == .destroy ? conclude(nil) : abandon()
    }
    if work.operation == .destroy {
      switch found.status {
      case .deleteInProgress, .deleteFailed: return follow(found)
      default: return abandon()
      }
    }
    if found.status == .deleteInProgress { return remove(found, isAsked: true) }
    let changeSet = work.facts.changeSetID ?? work.facts.changeSetName
    if found.status == .reviewInProgress {
      if work.facts.stackID == found.id { return remove(found, isAsked: false) }
      // AWS may have made it for us and not have been heard; or it is another's.
      guard let changeSet else { return abandon() }
      return script.perform(
        [.describeChangeSet(changeSet, stack: found.id)], then: .checkingOwner)
    }
    guard work.effect == .executeChangeSet else {
      return changeSet.map { dropChangeSet($0, of: found) } ?? abandon()
    }
    if found.status.isInProgress { return follow(found) }
    guard let changeSet else { return follow(found) }
    return script.perform(
      [.describeChangeSet(changeSet, stack: found.id)], then: .checkingChangeSet)
  }

  private mutating func check(_ changeSet: ChangeSetDescription?) -> Move {
    guard let found else { return abandon() }
    // An executed change set may be gone; one that waits was never executed.
    guard let changeSet, changeSet.isUnused else { return follow(found) }
    return dropChangeSet(changeSet.id, of: found)
  }

  private mutating func dropChangeSet(_ changeSet: String, of stack: StackDescription) -> Move {
    script.perform(
      [
        .deleteChangeSet(changeSet, stack: stack.id), .note(.ended(.abandoned)),
        .report(.settled(work.operation, .abandoned, reason: nil)),
      ], then: .ending)
  }

  private mutating func follow(_ stack: StackDescription) -> Move {
    watch = Watch(
      stack: stack.id, until: work.operation == .destroy ? .deletion : .change,
      after: .operation(token: work.facts.token))
    return script.perform(
      [.report(.attached(work.operation, stack.status)), watch.begin()], then: .watching)
  }

  /// A stack that was never created holds nothing: it goes.
  private mutating func remove(_ stack: StackDescription, isAsked: Bool) -> Move {
    watch = Watch(stack: stack.id, until: .deletion, after: .event(nil))
    let token = "\(run)-remove"
    let ask: [Move] =
      isAsked
      ? []
      : [
        .note(
          .intends(.deleteStack), JournalEntry.Facts(stackID: stack.id, token: token))
      ] + (stack.isTerminationProtected == true ? [.protect(stack: stack.id, false)] : []) + [
        .deleteStack(stack.id, token: token)
      ]
    // Noted under the run that is settled, which ends with it.
    return script.perform(ask + [watch.begin()], then: .removing)
  }

  private mutating func abandon() -> Move {
    script.perform(
      [
        .note(.ended(.abandoned)), .report(.settled(work.operation, .abandoned, reason: nil)),
      ], then: .ending)
  }

  // MARK: - The end

  private mutating func conclude(_ state: StackDescription?) -> Move {
    guard let state, state.status != .deleteComplete else {
      guard work.operation == .destroy else { return abandon() }
      return end(
        RecordDraft(
          outcome: .destroyed, stackID: work.facts.stackID ?? record?.target.stackID,
          change: .nothing, kept: Kept.afterDeletion(watch.kept, record)), .succeeded)
    }
    found = state
    if work.operation == .apply, state.status.isSuccess {
      return script.perform([.listResources(stack: state.id)], then: .listing)
    }
    let isEmpty = work.operation == .apply && record?.deployment == nil
    return end(
      RecordDraft(
        outcome: .failed, stackID: state.id, change: isEmpty ? .nothing : .unchanged,
        reason: ProvisioningFault.failed(state, watch.events).message,
        kept: work.operation == .destroy
          ? Kept.afterDeletion(watch.kept, record) : Kept.table(watch.kept)),
      .failed)
  }

  private mutating func succeed(_ template: Value.Object) -> Move {
    guard let found else { return abandon() }
    return end(
      RecordDraft(
        outcome: .succeeded, stackID: found.id,
        change: .found(found, template: template, resources: resources),
        kept: Kept.table(watch.kept)),
      .succeeded)
  }

  private mutating func end(_ draft: RecordDraft, _ ending: JournalEntry.Ending) -> Move {
    script.perform(
      [
        .record(draft), .note(.ended(ending)),
        .report(.settled(work.operation, ending, reason: draft.reason)),
        .report(.kept(draft.kept)),
      ], then: .ending)
  }
}
