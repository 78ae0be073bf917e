internal import AWS
internal import Documents
package import Recording

/// Makes a stack what it should be: change set, execution, watch, record.
package struct ApplyMachine: Machine {
  private let stackName: String
  private let run: String
  private let record: Record?
  private let protection: Bool?
  private var script = Script(Phase.looking)
  private var stack = ""
  private var changeSet = ""
  private var isCreation = false
  /// Whether the stack came with the change set and has to go with it.
  private var isPhantom = false
  private var polls = 0
  private var watch = Watch(stack: "", until: .change, after: .event(nil))
  private var outcome: StackDescription?

  private enum Phase: Sendable {
    case looking
    case checkingRemains(StackDescription)
    case findingRemainsBaseline(StackDescription)
    case removingRemains
    case findingBaseline
    case creatingChangeSet
    case polling
    case cleaningUp(JournalEntry.Ending, Ending)
    case removingPhantom(JournalEntry.Ending, Ending)
    case starting
    case watching
    case listing
    case listingUnchanged
    case ending(Ending)
  }

  /// Applies to the stack of a name, and switches its protection from deletion where that is to
  /// change; `run` is unique to this run.
  package init(stackName: String, run: String, record: Record?, protection: Bool? = nil) {
    self.stackName = stackName
    self.run = run
    self.record = record
    self.protection = protection
  }

  package mutating func begin() -> Move {
    script.perform([.describeStack(stackName)], then: .looking)
  }

  package mutating func next(after answer: Answer) -> Move {
    if let move = script.pending() { return move }
    switch (script.phase, answer) {
    case (.looking, .stack(let found)):
      return look(at: found)
    case (.checkingRemains(let remains), .resources(let resources)):
      return check(resources, of: remains)
    case (.findingRemainsBaseline(let remains), .events(let page)):
      return remove(remains, after: page.events.first?.id)
    case (.removingRemains, _):
      return follow(answer) { machine, state in machine.recreate(state) }
    case (.findingBaseline, .events(let page)):
      watch = Watch(stack: stack, until: .change, after: .event(page.events.first?.id))
      return createChangeSet()
    case (.creatingChangeSet, .changeSetCreated(let created)):
      return poll(created)
    case (.polling, .changeSet(let state)):
      return check(state)
    case (.polling, _):
      return script.perform([.describeChangeSet(changeSet, stack: stack)], then: .polling)
    case (.cleaningUp(let note, let ending), _):
      return clean(note, ending)
    case (.removingPhantom(let note, let ending), _):
      return follow(answer) { machine, _ in machine.conclude(note, ending) }
    case (.starting, _):
      return script.perform([watch.begin()], then: .watching)
    case (.watching, _):
      return follow(answer) { machine, state in machine.settle(state) }
    case (.listing, .resources(let resources)), (.listingUnchanged, .resources(let resources)):
      return succeed(resources)
    case (.ending(let ending), _):
      return .finish(ending)
    default:
      preconditionFailure("\(answer) is no answer in \(script.phase)")
    }
  }

  // MARK: - Where it stands

  private mutating func look(at found: StackDescription?) -> Move {
    let recorded = record?.target.stackID
    guard let found, found.status != .deleteComplete else {
      if record?.deployment != nil { return .finish(.failed(.gone(stackName))) }
      return startCreating()
    }
    guard recorded == found.id else {
      if found.status == .reviewInProgress { return .finish(.failed(.review(stackName))) }
      if let recorded, record?.deployment != nil {
        return .finish(.failed(.another(stackName, recorded: recorded, found: found.id)))
      }
      return .finish(.failed(.unrecorded(stackName, found.status)))
    }
    stack = found.id
    switch found.status {
    case let status where status.isInProgress:
      return .finish(.failed(.inProgress(stackName, status)))
    case .rollbackComplete:
      return script.perform([.listResources(stack: found.id)], then: .checkingRemains(found))
    case let status where status.isUpdatable:
      outcome = found
      return script.perform(
        [started, .readEvents(stack: found.id, page: nil)], then: .findingBaseline)
    case .reviewInProgress:
      return .finish(.failed(.review(stackName)))
    default:
      return .finish(.failed(.stuck(found)))
    }
  }

  private mutating func check(_ resources: [StackResource], of remains: StackDescription) -> Move {
    let left = resources.filter(\.exists)
    guard left.isEmpty else { return .finish(.failed(.remains(stackName, left))) }
    return script.perform(
      [.readEvents(stack: remains.id, page: nil)], then: .findingRemainsBaseline(remains))
  }

  private mutating func remove(_ remains: StackDescription, after event: String?) -> Move {
    isCreation = true
    watch = Watch(stack: remains.id, until: .deletion, after: .event(event))
    let token = "\(run)-remains"
    return script.perform(
      [
        started, .report(.removingRemains),
        .note(.intends(.deleteStack), JournalEntry.Facts(stackID: remains.id, token: token)),
      ] + (remains.isTerminationProtected == true ? [.protect(stack: remains.id, false)] : []) + [
        .deleteStack(remains.id, token: token), watch.begin(),
      ], then: .removingRemains)
  }

  private mutating func recreate(_ state: StackDescription?) -> Move {
    guard let state, state.status != .deleteComplete else { return createChangeSet() }
    return script.perform(
      [.note(.ended(.failed))], then: .ending(.failed(.failed(state, watch.events))))
  }

  private var started: Move {
    .note(.started(.apply), JournalEntry.Facts(stackName: stackName))
  }

  // MARK: - The change set

  private mutating func startCreating() -> Move {
    isCreation = true
    let create = createChangeSet()
    // `createChangeSet` has decided on its moves: the start goes before them.
    return script.prepend(started, before: create)
  }

  private mutating func createChangeSet() -> Move {
    let token = "\(run)-create"
    return script.perform(
      [
        .report(.creatingChangeSet(isCreation: isCreation)),
        .note(
          .intends(.createChangeSet),
          JournalEntry.Facts(
            stackName: stackName, stackID: isCreation ? nil : stack, changeSetName: run,
            token: token)),
        .createChangeSet(isCreation: isCreation, name: run, token: token),
      ], then: .creatingChangeSet)
  }

  private mutating func poll(_ created: CreatedChangeSet) -> Move {
    if isCreation {
      isPhantom = true
      watch = Watch(stack: created.stackID, until: .change, after: .event(nil))
    }
    stack = created.stackID
    changeSet = created.id
    return script.perform(
      [
        .note(.learned, JournalEntry.Facts(stackID: stack, changeSetID: changeSet)),
        .describeChangeSet(changeSet, stack: stack),
      ], then: .polling)
  }

  private mutating func check(_ state: ChangeSetDescription?) -> Move {
    switch state?.status {
    case "CREATE_COMPLETE"?:
      let token = "\(run)-execute"
      return script.perform(
        [
          .report(.executing(isCreation: isCreation)),
          .note(.intends(.executeChangeSet), JournalEntry.Facts(token: token)),
          .executeChangeSet(changeSet, stack: stack, token: token),
          .note(.learned),
        ], then: .starting)
    case "CREATE_PENDING"?, "CREATE_IN_PROGRESS"?:
      polls += 1
      return script.perform([.pause(quiet: polls)], then: .polling)
    default:
      let isEmpty = state?.isEmpty ?? false
      let ending: Ending =
        isEmpty
        ? .succeeded(.unchanged)
        : .failed(.changeSet(stackName, state?.statusReason ?? state?.status))
      return script.perform(
        [
          .note(.intends(.deleteChangeSet)),
          .deleteChangeSet(changeSet, stack: stack),
        ], then: .cleaningUp(.abandoned, ending))
    }
  }

  /// A change set that made its own stack leaves it behind, empty: it goes too.
  private mutating func clean(_ note: JournalEntry.Ending, _ ending: Ending) -> Move {
    guard isPhantom else { return conclude(note, ending) }
    watch = Watch(stack: stack, until: .deletion, after: .event(nil))
    let token = "\(run)-phantom"
    return script.perform(
      [
        .note(.intends(.deleteStack), JournalEntry.Facts(token: token)),
        .deleteStack(stack, token: token), watch.begin(),
      ], then: .removingPhantom(note, ending))
  }

  /// The end without an execution. What AWS finds unchanged is what was asked for.
  private mutating func conclude(_ note: JournalEntry.Ending, _ ending: Ending) -> Move {
    if case .succeeded = ending, !isPhantom, outcome != nil {
      return script.perform(
        protecting + [.listResources(stack: stack)], then: .listingUnchanged)
    }
    return script.perform([.note(.ended(note))], then: .ending(ending))
  }

  private var protecting: [Move] { protection.map { [.protect(stack: stack, $0)] } ?? [] }

  // MARK: - The end

  private mutating func follow(
    _ answer: Answer, _ end: (inout Self, StackDescription?) -> Move
  ) -> Move {
    switch watch.next(after: answer) {
    case .move(let move): move
    case .ended(let state): end(&self, state)
    case .silent: .finish(.failed(.outOfSight(stackName)))
    }
  }

  private mutating func settle(_ state: StackDescription?) -> Move {
    guard let state else {
      return script.perform(
        [.note(.ended(.failed))], then: .ending(.failed(.gone(stackName))))
    }
    outcome = state
    let wanted: StackStatus = isCreation ? .createComplete : .updateComplete
    if state.status == wanted {
      // Not before: where the rest fails, the record of the protection stays true.
      return script.perform(protecting + [.listResources(stack: stack)], then: .listing)
    }
    let fault = ProvisioningFault.failed(state, watch.events)
    let draft = RecordDraft(
      outcome: .failed, stackID: stack, change: isCreation ? .nothing : .unchanged,
      reason: fault.message, kept: Kept.table(watch.kept))
    return script.perform(
      [.record(draft), .note(.ended(.failed)), .report(.kept(draft.kept))],
      then: .ending(.failed(fault)))
  }

  private mutating func succeed(_ resources: [StackResource]) -> Move {
    var success: Success = isCreation ? .created : .updated
    var tags: [StackTag]?
    if case .listingUnchanged = script.phase {
      success = protection == nil ? .unchanged : .updated
      tags = outcome?.tags
    }
    let draft = RecordDraft(
      outcome: .succeeded, stackID: stack,
      change: .desired(
        outputs: outcome?.outputs ?? [], resources: resources.filter(\.exists), tags: tags),
      kept: Kept.table(watch.kept))
    return script.perform(
      [.record(draft), .note(.ended(.succeeded)), .report(.kept(draft.kept))],
      then: .ending(.succeeded(success)))
  }
}
