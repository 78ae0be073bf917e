package import Documents

/// A line of the journal: a step of a run, and what is known of its names in AWS by then.
package struct JournalEntry: Hashable, Sendable {
  /// The run's id; one run works on several stacks.
  package var run: String
  package var address: StackAddress
  package var when: Timestamp
  package var step: Step
  /// What this step adds to what is known.
  package var facts: Facts

  package init(
    run: String, address: StackAddress, when: Timestamp, step: Step, facts: Facts = Facts()
  ) {
    self.run = run
    self.address = address
    self.when = when
    self.step = step
    self.facts = facts
  }

  /// Whether a run ends with it.
  package var isEnding: Bool { if case .ended = step { true } else { false } }

  /// What happens.
  package enum Step: Hashable, Sendable {
    case started(Operation)
    /// It is about to be asked of AWS; whether it was, the next entry tells.
    case intends(Effect)
    /// AWS has answered.
    case learned
    case ended(Ending)
  }

  /// What a run does to a stack as a whole.
  package enum Operation: String, Hashable, Sendable, CaseIterable {
    case apply
    case destroy
  }

  /// What changes something in AWS.
  package enum Effect: String, Hashable, Sendable, CaseIterable {
    case createChangeSet = "create-change-set"
    case executeChangeSet = "execute-change-set"
    case deleteChangeSet = "delete-change-set"
    case deleteStack = "delete-stack"
    case cancelUpdate = "cancel-update"
    case continueRollback = "continue-rollback"
  }

  /// How a run left a stack.
  package enum Ending: String, Hashable, Sendable, CaseIterable {
    case succeeded
    case failed
    /// Nothing was changed: refused, or there was nothing to do.
    case abandoned
  }

  /// The names by which a run can be found again in AWS.
  package struct Facts: Hashable, Sendable {
    package var stackName: String?
    package var stackID: String?
    package var changeSetName: String?
    package var changeSetID: String?
    /// The idempotency token of the request.
    package var token: String?
    /// Where AWS is asked: no name means anything elsewhere.
    package var account: String?
    package var region: String?

    package init(
      stackName: String? = nil, stackID: String? = nil, changeSetName: String? = nil,
      changeSetID: String? = nil, token: String? = nil, account: String? = nil,
      region: String? = nil
    ) {
      self.stackName = stackName
      self.stackID = stackID
      self.changeSetName = changeSetName
      self.changeSetID = changeSetID
      self.token = token
      self.account = account
      self.region = region
    }

    /// These facts, and where they are silent those known before.
    package func completed(by before: Facts) -> Facts {
      Facts(
        stackName: stackName ?? before.stackName, stackID: stackID ?? before.stackID,
        changeSetName: changeSetName ?? before.changeSetName,
        changeSetID: changeSetID ?? before.changeSetID, token: token ?? before.token,
        account: account ?? before.account, region: region ?? before.region)
    }
  }
}

/// A run that began and has not ended, as far as the journal tells.
package struct Undertaking: Hashable, Sendable {
  package var run: String
  package var address: StackAddress
  package var operation: JournalEntry.Operation
  package var started: Timestamp
  /// What was last about to be asked of AWS; it may or may not have arrived there.
  package var effect: JournalEntry.Effect?
  /// Whether AWS answered to that.
  package var isAnswered: Bool
  package var facts: JournalEntry.Facts

  /// What the entries of one stack leave open, in the order it began.
  package static func underWay(in entries: [JournalEntry]) -> [Undertaking] {
    var open: [Undertaking] = []
    for entry in entries {
      if case .started(let operation) = entry.step {
        open.append(
          Undertaking(
            run: entry.run, address: entry.address, operation: operation, started: entry.when,
            effect: nil, isAnswered: false, facts: entry.facts))
        continue
      }
      guard let index = open.lastIndex(where: { $0.run == entry.run }) else { continue }
      open[index].facts = entry.facts.completed(by: open[index].facts)
      switch entry.step {
      case .intends(let effect):
        open[index].effect = effect
        open[index].isAnswered = false
        // A token belongs to one request.
        open[index].facts.token = entry.facts.token
        if effect == .createChangeSet {
          // It may bring its own stack: what is known of one before is of the remains it replaces.
          open[index].facts.stackID = entry.facts.stackID
          open[index].facts.changeSetID = nil
        }
      case .learned: open[index].isAnswered = open[index].effect != nil
      case .ended: open.remove(at: index)
      case .started: break
      }
    }
    return open
  }
}
