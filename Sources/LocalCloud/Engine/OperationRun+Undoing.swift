internal import CloudFormation
internal import Documents

extension OperationRun {
  // MARK: - Deletion

  mutating func startDeletion(_ index: Int) {
    guard let step = stack.operation?.steps[index], var resource = step.subject else {
      return set(index, .done)
    }
    if isKept(resource) {
      resource.status = .deleteSkipped
      resource.reason = nil
      record(&resource)
      if let id = resource.physicalID {
        stack.remnants.append(Remnant(type: resource.type, physicalID: id))
      }
      return settle(index, resource)
    }
    guard resource.physicalID != nil else {
      resource.status = .deleteComplete
      resource.reason = nil
      record(&resource)
      return settle(index, resource)
    }
    resource.status = .deleteInProgress
    resource.reason = nil
    record(&resource)
    stack.operation?.steps[index].subject = resource
    putBack(resource)
    set(index, .initiated, dueAfter: neighbours.pace.resource)
  }

  mutating func finishDeletion(_ index: Int) {
    guard var resource = stack.operation?.steps[index].subject else { return }
    if let reason = fault(.delete, resource, late: false) {
      resource.status = .deleteFailed
      resource.reason = reason
      record(&resource)
      putBack(resource)
      return fail(index, .delete)
    }
    resource.status = .deleteComplete
    resource.reason = nil
    record(&resource)
    settle(index, resource)
  }

  private mutating func settle(_ index: Int, _ resource: ResourceRecord) {
    putBack(resource)
    set(index, .done)
  }

  /// Writes a deleted resource's state into the stack, unless another has taken its place.
  private mutating func putBack(_ resource: ResourceRecord) {
    guard let own = stack.resource(resource.logicalID), own.seed == resource.seed else { return }
    if resource.status.isGone, stack.operation?.kind == .update {
      stack.resources.removeAll { $0.logicalID == resource.logicalID }
    } else {
      stack.set(resource)
    }
  }

  /// Whether a resource outlives its stack, by its policy or because the caller said so.
  private func isKept(_ resource: ResourceRecord) -> Bool {
    guard let operation = stack.operation else { return false }
    if operation.retained.contains(resource.logicalID) { return true }
    let replaced =
      operation.kind == .update && operation.phase == .cleanup
      && stack.resource(resource.logicalID).map { $0.seed != resource.seed } ?? false
    let policy =
      replaced ? resource.declaration.updateReplacePolicy : resource.declaration.deletionPolicy
    switch policy {
    case .retain: return resource.physicalID != nil
    case .retainExceptOnCreate:
      return operation.phase != .rollback && operation.phase != .rollbackCleanup
    default: return false
    }
  }

  /// The steps that delete resources, each after what needs it.
  func deletions(of resources: [ResourceRecord]) -> [Step] {
    let template = resources.reduce(Template()) {
      $0.setting(Template.Resource(id: $1.logicalID, $1.entry))
    }
    let graph = DependencyGraph(of: template)
    return resources.filter { !$0.status.isGone }.reversed().map { resource in
      Step(
        action: .delete, logicalID: resource.logicalID,
        needs: graph.dependents(of: resource.logicalID), state: .waiting, due: nil,
        subject: resource)
    }
  }

  // MARK: - Going back

  /// Back to what the resource was before a failed update.
  mutating func startReversion(_ index: Int) {
    guard let id = stack.operation?.steps[index].logicalID, var resource = stack.resource(id)
    else { return set(index, .done) }
    resource.status = .updateInProgress
    resource.reason = nil
    record(&resource)
    stack.set(resource)
    set(index, .initiated, dueAfter: neighbours.pace.resource)
  }

  mutating func finishReversion(_ index: Int) {
    guard let id = stack.operation?.steps[index].logicalID, var resource = stack.resource(id),
      var before = stack.operation?.before?.resources.first(where: { $0.logicalID == id })
    else { return }
    let isSkipped = stack.operation?.retained.contains(id) ?? false
    if !isSkipped, let reason = fault(.rollback, resource, late: false) {
      resource.status = .updateFailed
      resource.reason = reason
      record(&resource)
      stack.set(resource)
      return fail(index, .update)
    }
    if before.seed != resource.seed, resource.physicalID != before.physicalID {
      stack.operation?.leftovers.append(resource)
    }
    before.status = .updateComplete
    before.reason = nil
    record(&before)
    stack.set(before)
    set(index, .done)
  }
}
