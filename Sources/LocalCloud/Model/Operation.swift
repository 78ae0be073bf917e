internal import Documents

/// An operation under way on a stack: what is still to do, so that it goes on wherever it was left.
struct Operation: Sendable, Equatable {
  var kind: Kind
  var phase: Phase
  /// The time up to which it has been carried out.
  var clock: Timestamp
  var steps: [Step]
  /// What the stack was before, to go back to.
  var before: Before?
  /// Resources that are no longer the stack's own and go when all else is done.
  var leftovers: [ResourceRecord]
  /// What failed, in the order of failing.
  var failures: [Failure]
  var onFailure: FailureAction
  /// Logical ids that a deletion leaves alone.
  var retained: [String]
  var token: String?
  /// The change set that is executed.
  var changeSetARN: String?

  /// What was asked for.
  enum Kind: String, Sendable, CaseIterable {
    case create, update, delete
  }

  /// How far it is.
  enum Phase: String, Sendable, CaseIterable {
    /// Making, changing or deleting resources.
    case work
    /// Deleting what an update no longer needs.
    case cleanup
    /// Undoing what a failed operation did.
    case rollback
    /// Deleting what the failed update had made.
    case rollbackCleanup
  }

  /// A stack before an update.
  struct Before: Sendable, Equatable {
    var deployment: Deployment
    var resources: [ResourceRecord]
  }

  /// A resource that could not be brought where it should be.
  struct Failure: Sendable, Equatable {
    var logicalID: String
    var verb: Verb

    /// What failed.
    enum Verb: String, Sendable, CaseIterable {
      case create, update, delete
    }
  }

  /// The steps that can begin: everything they need is settled. A need that no step serves is.
  var ready: [Int] {
    let open = Set(steps.filter { $0.state != .done }.map(\.logicalID))
    return steps.indices.filter {
      steps[$0].state == .waiting && !steps[$0].needs.contains(where: open.contains)
    }
  }

  /// When something is due next; at once if something can begin, or all is done.
  var due: Timestamp {
    let running = steps.compactMap(\.due).min()
    return running.map { ready.isEmpty ? $0 : clock } ?? clock
  }
}

/// What an operation does to one resource.
struct Step: Sendable, Equatable {
  var action: Action
  /// The resource as it is to become, or as it is while it is deleted.
  var logicalID: String
  /// What has to be settled before, by logical id.
  var needs: [String]
  var state: State
  /// When the step under way ends.
  var due: Timestamp?
  /// For a deletion, what is deleted: it may no longer be the stack's own.
  var subject: ResourceRecord?

  /// What is done.
  enum Action: String, Sendable, CaseIterable {
    case create, update, replace, delete, revert
  }

  /// How far it is.
  enum State: String, Sendable, CaseIterable {
    case waiting
    /// Asked for, nothing exists yet.
    case started
    /// Something exists and is being completed.
    case initiated
    case done
    case failed
  }

  var isRunning: Bool { state == .started || state == .initiated }
}
