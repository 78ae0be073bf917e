internal import Documents

/// A change set: what executing it would do, once it is worked out.
struct ChangeSet: Sendable, Equatable {
  var name: String
  var arn: String
  var created: Timestamp
  var description: String?
  /// Whether it brings a stack into being.
  var creates: Bool
  var deployment: Deployment
  var status: Status
  var reason: String?
  var execution: Execution
  /// When the next step of working it out is due.
  var due: Timestamp?
  var changes: [PlannedChange]
  /// The token of the call that made it.
  var token: String?
  var onStackFailure: FailureAction

  /// How far it is worked out.
  enum Status: String, Sendable, CaseIterable {
    case createPending = "CREATE_PENDING"
    case createInProgress = "CREATE_IN_PROGRESS"
    case createComplete = "CREATE_COMPLETE"
    case failed = "FAILED"
  }

  /// Whether and how it was executed.
  enum Execution: String, Sendable, CaseIterable {
    case unavailable = "UNAVAILABLE"
    case available = "AVAILABLE"
    case inProgress = "EXECUTE_IN_PROGRESS"
    case complete = "EXECUTE_COMPLETE"
    case failed = "EXECUTE_FAILED"
    case obsolete = "OBSOLETE"

    /// Whether it has been used, and only its ARN leads to it in lists.
    var isPast: Bool { self == .inProgress || self == .complete || self == .failed }
  }
}

/// What becomes of a stack whose creation fails.
enum FailureAction: String, Sendable, CaseIterable {
  case rollback = "ROLLBACK"
  case doNothing = "DO_NOTHING"
  case delete = "DELETE"
}

/// What a change set would do to one resource.
struct PlannedChange: Sendable, Equatable {
  var action: Action
  var logicalID: String
  var physicalID: String?
  var type: String
  /// Whether it is replaced; only said of what is modified.
  var replaces: Bool?
  var policyAction: String?
  var scope: [String]
  var details: [Detail]
  /// The properties before and after, where there are any.
  var before: Value?
  var after: Value?

  /// Whether its values differ, or something else does. What is only suspected to change, because
  /// it depends on something that does, is left out where AWS is asked for values.
  var changesValues: Bool {
    action != .modify || replaces == true || scope != ["Properties"] || before != after
      || details.contains(where: \.isMasked)
  }

  /// What is done.
  enum Action: String, Sendable, CaseIterable {
    case add = "Add"
    case modify = "Modify"
    case remove = "Remove"
  }

  /// One reason for a change.
  struct Detail: Sendable, Equatable {
    /// `Properties`, `Metadata`, `Tags` and so on.
    var attribute: String
    /// The property.
    var name: String?
    /// Whether changing the property makes a new resource.
    var recreates: Bool
    /// Whether the new value is known before it happens.
    var isStatic: Bool
    var source: String
    var causingEntity: String?
    /// The property's values; nil where there is none.
    var before: Value?
    var after: Value?

    /// Whether the values look alike only because neither is shown.
    var isMasked: Bool { before == Self.mask && after == Self.mask }

    private static let mask = Value.string(Deployment.mask)
  }
}
