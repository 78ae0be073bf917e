internal import AWS
internal import CloudFormation
internal import Documents

extension CloudEngine {
  /// What `CreateChangeSet` gives beside the submission.
  struct ChangeSetRequest: Sendable {
    var name: String
    var creates: Bool
    var description: String?
    var onStackFailure: FailureAction = .rollback
    var token: String?
  }

  /// `CreateChangeSet`: the ARNs of the change set and of its stack.
  mutating func createChangeSet(
    _ request: ChangeSetRequest, _ submission: Submission, in region: String, at now: Timestamp
  ) throws(Refusal) -> (changeSet: String, stack: String) {
    try Self.checkChangeSetName(request.name)
    var stack = try stackForChangeSet(request, submission, in: region, at: now)
    if let existing = stack.changeSets.last(where: { $0.name == request.name }),
      !existing.execution.isPast
    {
      if let token = request.token, existing.token == token { return (existing.arn, stack.arn) }
      throw Refusal("AlreadyExistsException", "ChangeSet \(request.name) already exists")
    }
    let neighbours = neighbourhood(of: stack.arn, in: region)
    let deployment = try submission.deployment(
      of: stack, after: stack.deployment, among: neighbours, isChangeSet: true)
    if find(stack.arn, in: region) == nil {
      stack.enter(
        .reviewInProgress, because: "User Initiated", at: now, eventID: entropy.uuid(), token: nil)
    }
    let partition = Partition(of: region).name
    let arn =
      "arn:\(partition):cloudformation:\(region):\(settings.account):changeSet/\(request.name)/\(entropy.uuid())"
    stack.changeSets.append(
      ChangeSet(
        name: request.name, arn: arn, created: now, description: request.description,
        creates: request.creates, deployment: deployment, status: .createPending, reason: nil,
        execution: .unavailable, due: now.advanced(byMilliseconds: settings.pace.changeSet / 2),
        changes: [], token: request.token, onStackFailure: request.onStackFailure))
    put(stack)
    return (arn, stack.arn)
  }

  private mutating func stackForChangeSet(
    _ request: ChangeSetRequest, _ submission: Submission, in region: String, at now: Timestamp
  ) throws(Refusal) -> Stack {
    let existing = find(submission.stackName, in: region)
    guard request.creates else {
      guard let existing else {
        throw .validation("Stack [\(submission.stackName)] does not exist")
      }
      try checkTakesUpdates(existing)
      return existing
    }
    guard let existing else {
      try checkName(submission.stackName)
      return newStack(named: submission.stackName, in: region, as: .reviewInProgress, at: now)
    }
    guard existing.status == .reviewInProgress else {
      throw .validation(
        "Stack [\(submission.stackName)] already exists and cannot be created again with the changeSet [\(request.name)]."
      )
    }
    return existing
  }

  /// `ExecuteChangeSet`.
  mutating func executeChangeSet(
    _ reference: String, stack stackReference: String?, disablesRollback: Bool, token: String?,
    in region: String, at now: Timestamp
  ) throws(Refusal) {
    let found = try changeSet(reference, stack: stackReference, in: region)
    var stack = found.stack
    let changeSet = stack.changeSets[found.index]
    if let token, stack.operation?.token == token, stack.operation?.changeSetARN == changeSet.arn {
      return
    }
    guard changeSet.execution == .available else {
      let state =
        changeSet.status == .createComplete
        ? "execution status of [\(changeSet.execution.rawValue)]"
        : "status of [\(changeSet.status.rawValue)]"
      throw Refusal(
        "InvalidChangeSetStatus",
        "ChangeSet [\(changeSet.arn)] cannot be executed in its current \(state)")
    }
    if !changeSet.creates { try checkTakesUpdates(stack) }
    // The others were worked out against a stack that is no more.
    stack.changeSets.removeAll { $0.arn != changeSet.arn && !$0.execution.isPast }
    guard let index = stack.changeSets.firstIndex(where: { $0.arn == changeSet.arn }) else {
      return
    }
    stack.changeSets[index].execution = .inProgress
    begin(
      changeSet.creates ? .create : .update, of: &stack, with: changeSet.deployment,
      onFailure: disablesRollback ? .doNothing : changeSet.onStackFailure, token,
      changeSetARN: changeSet.arn, at: now)
    stack.updated = now
    stack.changeSetARN = changeSet.arn
    put(stack)
  }

  /// `DeleteChangeSet`. What does not exist is as good as deleted.
  mutating func deleteChangeSet(
    _ reference: String, stack stackReference: String?, in region: String
  ) throws(Refusal) {
    if !reference.hasPrefix("arn:") {
      guard let stackReference else {
        throw .validation(
          "StackName must be specified if ChangeSetName is not specified as an ARN.")
      }
      guard find(stackReference, in: region) != nil else {
        throw .validation("Stack [\(stackReference)] does not exist")
      }
    }
    guard let found = findChangeSet(reference, stack: stackReference, in: region) else { return }
    var stack = found.stack
    let changeSet = stack.changeSets[found.index]
    guard changeSet.execution != .inProgress else {
      throw Refusal(
        "InvalidChangeSetStatus",
        "ChangeSet [\(changeSet.arn)] cannot be deleted in its current execution status of [\(changeSet.execution.rawValue)]"
      )
    }
    stack.changeSets.remove(at: found.index)
    put(stack)
  }

  /// The change set of a call; AWS's words if there is none.
  func changeSet(
    _ reference: String, stack stackReference: String?, in region: String
  ) throws(Refusal) -> (stack: Stack, index: Int) {
    if !reference.hasPrefix("arn:") {
      guard let stackReference else {
        throw .validation(
          "StackName must be specified if ChangeSetName is not specified as an ARN.")
      }
      guard find(stackReference, in: region) != nil else {
        throw .validation("Stack [\(stackReference)] does not exist")
      }
    }
    guard let found = findChangeSet(reference, stack: stackReference, in: region) else {
      throw Refusal(
        "ChangeSetNotFound", "ChangeSet [\(reference)] does not exist", status: 404)
    }
    return found
  }

  private static func checkChangeSetName(_ name: String) throws(Refusal) {
    let isWord = name.utf8.allSatisfy { byte in
      byte == UInt8(ascii: "-") || Letters.mixed.contains(byte)
    }
    let startsWithLetter = name.utf8.first.map { Letters.mixed.prefix(52).contains($0) } ?? false
    guard isWord, startsWithLetter, name.utf8.count <= 128 else {
      throw .validation(
        "1 validation error detected: Value '\(name)' at 'changeSetName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/]*"
      )
    }
  }
}

extension Stack {
  /// One step in working out a change set.
  mutating func moveChangeSet(at index: Int, among neighbours: Neighbourhood) {
    guard let due = changeSets[index].due else { return }
    guard changeSets[index].status != .createPending else {
      changeSets[index].status = .createInProgress
      changeSets[index].due = due.advanced(byMilliseconds: neighbours.pace.changeSet / 2)
      return
    }
    changeSets[index].due = nil
    let differences = Differences(self, to: changeSets[index].deployment, among: neighbours)
    guard changeSets[index].creates || differences.isWorthAnUpdate else {
      changeSets[index].status = .failed
      changeSets[index].reason =
        "The submitted information didn't contain changes. Submit different information to create a change set."
      return
    }
    changeSets[index].changes = differences.changes
    changeSets[index].status = .createComplete
    changeSets[index].execution =
      changeSets[index].execution == .obsolete ? .obsolete : .available
    if let problem = differences.problem {
      changeSets[index].reason =
        "[WARN] --include-property-values option can return incomplete ChangeSet data because: \(problem)"
    }
  }
}
