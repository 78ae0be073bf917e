package import AWS

extension StackStatus {
  /// Whether the stack is whole and takes an update.
  var isUpdatable: Bool { Self.updatable.contains(rawValue) }

  /// Whether an event of the stack itself with this status begins an operation.
  var beginsOperation: Bool { Self.beginnings.contains(rawValue) }

  private static let updatable: Set = [
    "CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "IMPORT_COMPLETE",
    "IMPORT_ROLLBACK_COMPLETE",
  ]
  private static let beginnings: Set = [
    "CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "DELETE_IN_PROGRESS", "IMPORT_IN_PROGRESS",
  ]
}

extension StackEvent {
  /// Whether it reports that something could not be done.
  package var isFailure: Bool { status?.hasSuffix("_FAILED") ?? false }

  /// Whether an operation of the stack begins with it.
  var beginsOperation: Bool {
    isAboutStack && status.map { StackStatus(rawValue: $0).beginsOperation } == true
  }

  /// Whether it only says that another failure stopped it.
  var isEcho: Bool {
    guard let reason else { return true }
    return Self.echoes.contains { reason.lowercased().hasPrefix($0) }
  }

  private static let echoes = [
    "resource creation cancelled", "resource update cancelled", "resource deletion cancelled",
    "the following resource(s) failed",
  ]
}

extension Sequence<StackEvent> {
  /// The failures that are none of another's echoes, in their order.
  package var causes: [StackEvent] {
    let failures = filter { $0.isFailure && !$0.isAboutStack }
    let causes = failures.filter { !$0.isEcho }
    return causes.isEmpty ? Array(failures.prefix(1)) : causes
  }
}

extension StackResource {
  /// Whether it still stands for something that exists.
  var exists: Bool { status != "DELETE_COMPLETE" && !(physicalID ?? "").isEmpty }
}

extension ChangeSetDescription {
  /// Whether it failed only because there is nothing to change.
  ///
  /// The API has no code for it: these are the sentences it uses.
  var isEmpty: Bool {
    guard status == "FAILED", let reason = statusReason else { return false }
    return reason.contains("didn't contain changes")
      || reason.contains("No updates are to be performed")
  }

  /// Whether nobody has executed it, and be it because another one came first (`OBSOLETE`).
  var isUnused: Bool {
    status == "FAILED" || executionStatus.map { !$0.hasPrefix("EXECUTE_") } ?? false
  }
}
