/// The state of a stack, as AWS spells it.
enum StackState: String, Sendable, CaseIterable {
  case reviewInProgress = "REVIEW_IN_PROGRESS"
  case createInProgress = "CREATE_IN_PROGRESS"
  case createComplete = "CREATE_COMPLETE"
  case createFailed = "CREATE_FAILED"
  case rollbackInProgress = "ROLLBACK_IN_PROGRESS"
  case rollbackComplete = "ROLLBACK_COMPLETE"
  case rollbackFailed = "ROLLBACK_FAILED"
  case updateInProgress = "UPDATE_IN_PROGRESS"
  case updateCleanup = "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"
  case updateComplete = "UPDATE_COMPLETE"
  case updateFailed = "UPDATE_FAILED"
  case updateRollbackInProgress = "UPDATE_ROLLBACK_IN_PROGRESS"
  case updateRollbackCleanup = "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS"
  case updateRollbackComplete = "UPDATE_ROLLBACK_COMPLETE"
  case updateRollbackFailed = "UPDATE_ROLLBACK_FAILED"
  case deleteInProgress = "DELETE_IN_PROGRESS"
  case deleteComplete = "DELETE_COMPLETE"
  case deleteFailed = "DELETE_FAILED"

  /// Whether an operation is under way. `REVIEW_IN_PROGRESS` is none: it waits for a change set.
  var isUnderWay: Bool { self != .reviewInProgress && rawValue.hasSuffix("_IN_PROGRESS") }

  /// Whether the stack may be brought to another template.
  var takesUpdates: Bool {
    switch self {
    case .createComplete, .updateComplete, .updateRollbackComplete, .createFailed, .updateFailed:
      true
    default: false
    }
  }
}

/// The state of a resource, as AWS spells it.
enum ResourceState: String, Sendable, CaseIterable {
  case createInProgress = "CREATE_IN_PROGRESS"
  case createComplete = "CREATE_COMPLETE"
  case createFailed = "CREATE_FAILED"
  case updateInProgress = "UPDATE_IN_PROGRESS"
  case updateComplete = "UPDATE_COMPLETE"
  case updateFailed = "UPDATE_FAILED"
  case deleteInProgress = "DELETE_IN_PROGRESS"
  case deleteComplete = "DELETE_COMPLETE"
  case deleteFailed = "DELETE_FAILED"
  case deleteSkipped = "DELETE_SKIPPED"

  /// Whether the resource is gone from its stack.
  var isGone: Bool { self == .deleteComplete || self == .deleteSkipped }
}
