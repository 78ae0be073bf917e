internal import CloudFormation
internal import Documents

extension CloudEngine {
  /// `CreateStack`: the new stack's ARN.
  mutating func createStack(
    _ submission: Submission, in region: String, onFailure: FailureAction, isProtected: Bool,
    at now: Timestamp
  ) throws(Refusal) -> String {
    try checkName(submission.stackName)
    let existing = find(submission.stackName, in: region)
    if let existing, existing.status != .reviewInProgress {
      if let token = submission.token, existing.operation?.token == token,
        existing.operation?.kind == .create
      {
        return existing.arn
      }
      throw Refusal("AlreadyExistsException", "Stack [\(existing.name)] already exists")
    }
    var stack =
      existing ?? newStack(named: submission.stackName, in: region, as: .createInProgress, at: now)
    let deployment = try submission.deployment(
      of: stack, after: nil, among: neighbourhood(of: stack.arn, in: region), isChangeSet: false)
    for index in stack.changeSets.indices { stack.changeSets[index].execution = .obsolete }
    stack.isProtected = isProtected
    begin(.create, of: &stack, with: deployment, onFailure: onFailure, submission.token, at: now)
    put(stack)
    return stack.arn
  }

  /// `UpdateStack`: the stack's ARN.
  mutating func updateStack(
    _ submission: Submission, in region: String, onFailure: FailureAction?, at now: Timestamp
  ) throws(Refusal) -> String {
    guard var stack = find(submission.stackName, in: region) else {
      throw .validation("Stack [\(submission.stackName)] does not exist")
    }
    if let token = submission.token, stack.operation?.token == token { return stack.arn }
    try checkTakesUpdates(stack)
    let neighbours = neighbourhood(of: stack.arn, in: region)
    let deployment = try submission.deployment(
      of: stack, after: stack.deployment, among: neighbours, isChangeSet: false)
    let differences = Differences(stack, to: deployment, among: neighbours)
    guard differences.isWorthAnUpdate else {
      throw .validation("No updates are to be performed.")
    }
    begin(
      .update, of: &stack, with: deployment,
      onFailure: onFailure ?? (stack.disablesRollback ? .doNothing : .rollback), submission.token,
      at: now)
    stack.updated = now
    stack.changeSetARN = nil
    put(stack)
    return stack.arn
  }

  /// `DeleteStack`. What does not exist is as good as deleted.
  mutating func deleteStack(
    _ reference: String, in region: String, retaining retained: [String], token: String?,
    at now: Timestamp
  ) throws(Refusal) {
    guard var stack = find(reference, in: region), stack.isListed else { return }
    guard !stack.isProtected else {
      throw .validation(
        "Stack [\(stack.name)] cannot be deleted while TerminationProtection is enabled")
    }
    if stack.operation?.kind == .delete { return }
    // A creation can be cut short; an update has to come to its end first, or be taken back.
    guard stack.operation?.kind != .update else {
      throw .validation(
        "Stack [\(stack.arn)] cannot be deleted while in status \(stack.status.rawValue)")
    }
    if !retained.isEmpty, stack.status != .deleteFailed {
      throw .validation(
        "Invalid operation on stack [\(stack.arn)]. Only stacks in DELETE_FAILED state can retain resources."
      )
    }
    let unknown = retained.filter { stack.resource($0) == nil }
    guard unknown.isEmpty else {
      throw .validation(
        "The following resources to retain do not exist in the stack: [\(unknown.joined(separator: ", "))]"
      )
    }
    let status = stack.status
    stack.enter(
      .deleteInProgress, because: status == .reviewInProgress ? nil : "User Initiated", at: now,
      eventID: entropy.uuid(), token: token)
    if let reason = exportInUse(by: stack, in: region) {
      stack.enter(status, because: reason, at: now, eventID: entropy.uuid(), token: token)
      return put(stack)
    }
    stack.deleted = now
    stack.stalled = nil
    for index in stack.changeSets.indices where stack.changeSets[index].execution == .available {
      stack.changeSets[index].execution = .obsolete
    }
    let run = OperationRun(
      stack, among: neighbourhood(of: stack.arn, in: region), entropy: entropy)
    stack.operation = Operation(
      kind: .delete, phase: .work, clock: now, steps: run.deletions(of: stack.resources),
      before: nil, leftovers: [], failures: [], onFailure: .doNothing, retained: retained,
      token: token, changeSetARN: nil)
    put(stack)
  }

  /// `UpdateTerminationProtection`: the stack's ARN.
  mutating func protect(
    _ reference: String, _ isProtected: Bool, in region: String
  ) throws(Refusal) -> String {
    guard var stack = find(reference, in: region), stack.isListed else {
      throw .validation("Stack [\(reference)] does not exist")
    }
    stack.isProtected = isProtected
    put(stack)
    return stack.arn
  }

  /// `ContinueUpdateRollback`: goes on where a rollback failed, leaving some resources as they are.
  mutating func continueRollback(
    _ reference: String, skipping skipped: [String], in region: String, token: String?,
    at now: Timestamp
  ) throws(Refusal) {
    guard var stack = find(reference, in: region) else {
      throw .validation("Stack [\(reference)] does not exist")
    }
    guard stack.status == .updateRollbackFailed, var operation = stack.stalled else {
      throw .validation(
        "Stack:\(stack.arn) is in \(stack.status.rawValue) state and can not continue the update rollback."
      )
    }
    operation.clock = now
    operation.failures = []
    operation.retained = skipped
    operation.token = token
    for index in operation.steps.indices where operation.steps[index].state == .failed {
      operation.steps[index].state = .waiting
      operation.steps[index].due = nil
    }
    stack.stalled = nil
    stack.operation = operation
    stack.enter(
      .updateRollbackInProgress, because: "User Initiated", at: now, eventID: entropy.uuid(),
      token: token)
    put(stack)
  }

  // MARK: - Parts

  /// Begins to make or change a stack's resources.
  mutating func begin(
    _ kind: Operation.Kind, of stack: inout Stack, with deployment: Deployment,
    onFailure: FailureAction, _ token: String?, changeSetARN: String? = nil, at now: Timestamp
  ) {
    let before = stack.deployment.map {
      Operation.Before(deployment: $0, resources: stack.resources)
    }
    let decided = neighbourhood(of: stack.arn, in: stack.region)
      .evaluator(for: deployment, of: stack).decided
    let graph = DependencyGraph(of: decided)
    let steps = decided.resources.map { resource in
      Step(
        action: stack.resource(resource.id) == nil ? .create : .update, logicalID: resource.id,
        needs: graph.dependencies(of: resource.id).map(\.to), state: .waiting, due: nil,
        subject: nil)
    }
    stack.deployment = deployment
    stack.disablesRollback = onFailure == .doNothing
    stack.operation = Operation(
      kind: kind, phase: .work, clock: now, steps: steps, before: before, leftovers: [],
      failures: [], onFailure: onFailure, retained: [], token: token, changeSetARN: changeSetARN)
    stack.enter(
      kind == .create ? .createInProgress : .updateInProgress, because: "User Initiated", at: now,
      eventID: entropy.uuid(), token: token)
  }

  func checkTakesUpdates(_ stack: Stack) throws(Refusal) {
    guard stack.status.takesUpdates else {
      throw .validation(
        "Stack:\(stack.arn) is in \(stack.status.rawValue) state and can not be updated.")
    }
  }

  func checkName(_ name: String) throws(Refusal) {
    if let violation = TemplateLimits.violation(ofStackName: name) { throw Refusal(violation) }
  }

  /// Why a stack's exports keep it from being deleted.
  private func exportInUse(by stack: Stack, in region: String) -> String? {
    let neighbours = neighbourhood(of: stack.arn, in: region)
    for name in stack.outputs.compactMap(\.exportName) {
      if let user = neighbours.importer(of: name) {
        return "Delete canceled. Cannot delete export \(name) as it is in use by \(user.name)."
      }
    }
    return nil
  }
}
