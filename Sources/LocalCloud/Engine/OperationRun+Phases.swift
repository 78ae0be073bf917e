internal import CloudFormation
internal import Documents

extension OperationRun {
  /// What follows when nothing of a phase is left to do, or nothing more of it can be done.
  mutating func endPhase() {
    guard let operation = stack.operation else { return }
    switch (operation.kind, operation.phase) {
    case (.create, .work): endCreation(operation)
    case (.create, _): endCreationRollback(operation)
    case (.update, .work): endUpdate(operation)
    case (.update, .cleanup): endUpdateCleanup(operation)
    case (.update, .rollback): endUpdateRollback(operation)
    case (.update, .rollbackCleanup):
      stack.resources.removeAll { $0.status.isGone }
      close(.updateRollbackComplete)
    case (.delete, _): endDeletion(operation)
    }
  }

  /// The operation is over.
  private mutating func close(_ status: StackState, because reason: String? = nil) {
    enter(status, because: reason)
    if let arn = stack.operation?.changeSetARN,
      let index = stack.changeSets.firstIndex(where: { $0.arn == arn })
    {
      let succeeded = status == .createComplete || status == .updateComplete
      stack.changeSets[index].execution = succeeded ? .complete : .failed
    }
    stack.operation = nil
  }

  // MARK: - Creation

  private mutating func endCreation(_ operation: Operation) {
    var reason = Self.summary(of: operation.failures)
    if operation.failures.isEmpty {
      switch settledOutputs() {
      case .success(let settled):
        stack.outputs = settled.outputs
        stack.imports = settled.imports
        return close(.createComplete)
      case .failure(let mistake):
        reason = mistake.reason.hasSuffix(".") ? String(mistake.reason.dropLast()) : mistake.reason
      }
    }
    switch operation.onFailure {
    case .doNothing: close(.createFailed, because: reason)
    case .rollback, .delete:
      let deletes = operation.onFailure == .delete
      stack.deleted = clock
      enter(
        deletes ? .deleteInProgress : .rollbackInProgress,
        because: reason + ". \(deletes ? "Delete" : "Rollback") requested by user.")
      begin(.rollback, deletions(of: stack.resources))
    }
  }

  private mutating func endCreationRollback(_ operation: Operation) {
    let deletes = operation.onFailure == .delete
    if operation.failures.isEmpty {
      close(deletes ? .deleteComplete : .rollbackComplete)
    } else {
      close(
        deletes ? .deleteFailed : .rollbackFailed, because: Self.summary(of: operation.failures))
    }
  }

  // MARK: - Update

  private mutating func endUpdate(_ operation: Operation) {
    var reason = Self.summary(of: operation.failures)
    if operation.failures.isEmpty {
      switch settledOutputs() {
      case .success(let settled):
        stack.outputs = settled.outputs
        stack.imports = settled.imports
        return beginCleanup(operation)
      case .failure(let mistake): reason = mistake.reason
      }
    }
    guard operation.onFailure != .doNothing else {
      return close(.updateFailed, because: reason)
    }
    enter(.updateRollbackInProgress, because: reason)
    beginReversion(operation)
  }

  private mutating func beginCleanup(_ operation: Operation) {
    enter(.updateCleanup)
    let kept = Set(decidedResources().map(\.id))
    let removed = stack.resources.filter { !kept.contains($0.logicalID) }
    begin(.cleanup, deletions(of: removed + operation.leftovers))
  }

  private mutating func endUpdateCleanup(_ operation: Operation) {
    // A resource that could not be deleted is no longer the stack's: CloudFormation lets go of it.
    let kept = Set(decidedResources().map(\.id))
    stack.resources.removeAll { !kept.contains($0.logicalID) }
    close(
      .updateComplete,
      because: operation.failures.isEmpty
        ? nil : "Update successful. One or more resources could not be deleted.")
  }

  private mutating func beginReversion(_ operation: Operation) {
    guard let before = operation.before else { return close(.updateRollbackFailed) }
    let earlier = Dictionary(
      before.resources.map { ($0.logicalID, $0) }, uniquingKeysWith: { first, _ in first })
    stack.operation?.leftovers = stack.resources.filter { earlier[$0.logicalID] == nil }
    stack.deployment = before.deployment
    let changed = stack.resources.filter { resource in
      guard let old = earlier[resource.logicalID] else { return false }
      return old.properties != resource.properties || old.seed != resource.seed
        || old.tags != resource.tags || old.status != resource.status
    }
    let graph = DependencyGraph(of: before.deployment.template)
    begin(
      .rollback,
      changed.map { resource in
        Step(
          action: .revert, logicalID: resource.logicalID,
          needs: graph.dependencies(of: resource.logicalID).map(\.to), state: .waiting, due: nil,
          subject: nil)
      })
  }

  private mutating func endUpdateRollback(_ operation: Operation) {
    guard operation.failures.isEmpty else {
      stack.stalled = operation
      return close(.updateRollbackFailed, because: Self.summary(of: operation.failures))
    }
    for old in operation.before?.resources ?? [] {
      // What never changed keeps its state, and takes back the entry it was made from.
      guard var resource = stack.resource(old.logicalID), resource.seed == old.seed else {
        continue
      }
      resource.entry = old.entry
      stack.set(resource)
    }
    enter(.updateRollbackCleanup)
    begin(.rollbackCleanup, deletions(of: operation.leftovers))
  }

  // MARK: - Deletion

  private mutating func endDeletion(_ operation: Operation) {
    guard operation.failures.isEmpty else {
      return close(.deleteFailed, because: Self.summary(of: operation.failures))
    }
    stack.outputs = []
    stack.imports = []
    close(.deleteComplete)
  }

  // MARK: - Parts

  private mutating func begin(_ phase: Operation.Phase, _ steps: [Step]) {
    stack.operation?.phase = phase
    stack.operation?.steps = steps
    stack.operation?.failures = []
  }

  /// The resources that the stack is to have: conditions decided.
  private func decidedResources() -> [Template.Resource] {
    guard let deployment = stack.deployment else { return [] }
    return neighbours.evaluator(for: deployment, of: stack).decided.resources
  }

  /// `The following resource(s) failed to create: [A, B]. `, one sentence a verb.
  static func summary(of failures: [Operation.Failure]) -> String {
    var text = ""
    for verb in Operation.Failure.Verb.allCases {
      let ids = failures.filter { $0.verb == verb }.map(\.logicalID)
      if ids.isEmpty { continue }
      text +=
        "The following resource(s) failed to \(verb.rawValue): [\(ids.joined(separator: ", "))]. "
    }
    return text
  }

  private func settledOutputs() -> Result<SettledOutputs, Mistake> {
    guard let deployment = stack.deployment else { return .success(SettledOutputs()) }
    return SettledOutputs.of(deployment, stack, neighbours)
  }
}
