package import AWS
package import Documents
package import Recording

/// What a machine wants done next. Whoever performs it gives the answer back to the machine.
package enum Move: Sendable {
  /// Writes into the journal. Answer: `done`.
  case note(JournalEntry.Step, JournalEntry.Facts = JournalEntry.Facts())
  /// Says something to whoever watches. Answer: `done`.
  case report(Progress)
  /// A stack by name or ARN. Answer: `stack`.
  case describeStack(String)
  /// All resources of a stack. Answer: `resources`.
  case listResources(stack: String)
  /// The template of a stack as it was given. Answer: `template`.
  case readTemplate(stack: String)
  /// A page of events, newest first. Answer: `events`.
  case readEvents(stack: String, page: String?)
  /// Answer: `changeSetCreated`.
  case createChangeSet(isCreation: Bool, name: String, token: String)
  /// All pages of it. Answer: `changeSet`.
  case describeChangeSet(String, stack: String)
  /// Answer: `done`.
  case executeChangeSet(String, stack: String, token: String)
  /// One that is gone or was executed is left alone. Answer: `done`.
  case deleteChangeSet(String, stack: String)
  /// Answer: `done`.
  case deleteStack(String, token: String)
  /// Protects a stack from deletion, or ceases to. Answer: `done`.
  case protect(stack: String, Bool)
  /// Lets time pass, longer the more often nothing had happened. Answer: `done`.
  case pause(quiet: Int)
  /// Writes the record. Answer: `done`.
  case record(RecordDraft)
  /// The machine is at its end, and is given no answer.
  case finish(Ending)
}

/// What came of a move.
package enum Answer: Sendable {
  case done
  case stack(StackDescription?)
  case resources([StackResource])
  case template(Value.Object)
  case events(StackEventPage)
  case changeSetCreated(CreatedChangeSet)
  case changeSet(ChangeSetDescription?)
}

/// What is to stand in the record after an operation.
package struct RecordDraft: Sendable {
  package var outcome: Revision.Outcome
  package var stackID: String?
  package var change: Change
  package var reason: String?
  /// What left the stack and still exists.
  package var kept: [String: DeployedResource] = [:]

  /// What stands now.
  package enum Change: Sendable {
    /// What was asked for; with the tags that are there where AWS found nothing to change.
    case desired(outputs: [StackOutput], resources: [StackResource], tags: [StackTag]? = nil)
    /// What CloudFormation says, after a run that was cut short.
    case found(StackDescription, template: Value.Object, resources: [StackResource])
    /// What stood before, while the other was attempted.
    case unchanged
    /// Nothing.
    case nothing
  }
}

/// How a machine ended.
package enum Ending: Sendable {
  case succeeded(Success)
  case failed(ProvisioningFault)
}

/// What a success consisted in.
package enum Success: String, Hashable, Sendable {
  case created
  case updated
  /// AWS found nothing to change.
  case unchanged
  case deleted
  /// There was nothing to delete.
  case absent
  /// Nothing is under way any more.
  case settled
}

/// What happens meanwhile, for whoever watches.
package enum Progress: Sendable {
  case creatingChangeSet(isCreation: Bool)
  case executing(isCreation: Bool)
  case deleting
  /// The remains of a creation that failed are removed.
  case removingRemains
  /// An earlier run's operation still goes on.
  case attached(JournalEntry.Operation, StackStatus)
  /// An earlier run was cut short, and this is how it ended.
  case settled(JournalEntry.Operation, JournalEntry.Ending, reason: String?)
  case events([StackEvent])
  /// What left the stack and still exists, by its policy; by logical id.
  case kept([String: DeployedResource])
}

/// A state machine: it is given what came of its last move and says what to do next. It does
/// nothing itself.
package protocol Machine: Sendable {
  /// The first move.
  mutating func begin() -> Move
  /// The move that follows an answer.
  mutating func next(after answer: Answer) -> Move
}
