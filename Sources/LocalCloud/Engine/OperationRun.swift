internal import CloudFormation
internal import Documents

/// Carries out the operation of one stack, as far as its time has come. A value: what it leaves
/// behind says everything that is needed to go on.
struct OperationRun {
  var stack: Stack
  let neighbours: Neighbourhood
  var entropy: Entropy

  init(_ stack: Stack, among neighbours: Neighbourhood, entropy: Entropy) {
    self.stack = stack
    self.neighbours = neighbours
    self.entropy = entropy
  }

  /// Does everything that is due.
  mutating func advance(to now: Timestamp) {
    while let operation = stack.operation, operation.due <= now { move(operation) }
  }

  private mutating func move(_ operation: Operation) {
    let ready = operation.ready
    if !ready.isEmpty {
      for index in ready where stack.operation != nil { start(index) }
    } else if let time = operation.steps.compactMap(\.due).min() {
      stack.operation?.clock = time
      for index in operation.steps.indices where operation.steps[index].due == time {
        finish(index)
      }
    } else {
      endPhase()
      return
    }
    let failed = !(stack.operation?.failures.isEmpty ?? true)
    let stopsAtOnce = operation.kind != .delete && operation.phase == .work
    if failed, stopsAtOnce {
      cancelRunning()
      endPhase()
    }
  }

  // MARK: - Steps

  private mutating func start(_ index: Int) {
    guard let step = stack.operation?.steps[index] else { return }
    switch step.action {
    case .create: startCreation(index)
    case .update, .replace: startUpdate(index)
    case .delete: startDeletion(index)
    case .revert: startReversion(index)
    }
  }

  private mutating func finish(_ index: Int) {
    guard let step = stack.operation?.steps[index], step.isRunning else { return }
    switch step.action {
    case .create: finishCreation(index)
    case .update: finishUpdate(index)
    case .replace: finishReplacement(index)
    case .delete: finishDeletion(index)
    case .revert: finishReversion(index)
    }
  }

  /// The simulated time.
  var clock: Timestamp { stack.operation?.clock ?? stack.created }

  /// Puts a step into another state; it is due again after a share of a resource's time.
  mutating func set(_ index: Int, _ state: Step.State, dueAfter milliseconds: Int64? = nil) {
    let due = milliseconds.map(clock.advanced(byMilliseconds:))
    stack.operation?.steps[index].state = state
    stack.operation?.steps[index].due = due
  }

  /// Marks a step as failed.
  mutating func fail(_ index: Int, _ verb: Operation.Failure.Verb) {
    guard let step = stack.operation?.steps[index] else { return }
    set(index, .failed)
    stack.operation?.failures.append(.init(logicalID: step.logicalID, verb: verb))
  }

  /// When one resource failed, CloudFormation gives up the others that it is working on.
  private mutating func cancelRunning() {
    guard let steps = stack.operation?.steps else { return }
    for index in steps.indices where steps[index].isRunning {
      guard var resource = stack.resource(steps[index].logicalID) else { continue }
      let creates = steps[index].action == .create
      resource.status = creates ? .createFailed : .updateFailed
      resource.reason = creates ? "Resource creation cancelled" : "Resource update cancelled"
      record(&resource)
      stack.set(resource)
      fail(index, creates ? .create : .update)
    }
  }

  // MARK: - History

  /// Dates a resource's new status and writes its event.
  mutating func record(_ resource: inout ResourceRecord) {
    resource.changed = clock
    let time = clock
    stack.events.append(
      EventRecord(
        id: "\(resource.logicalID)-\(resource.status.rawValue)-\(time.withMilliseconds)",
        time: time, logicalID: resource.logicalID, physicalID: resource.physicalID ?? "",
        type: resource.type, status: resource.status.rawValue, reason: resource.reason,
        token: stack.operation?.token))
  }

  /// Puts the stack into another state and writes its event.
  mutating func enter(_ status: StackState, because reason: String? = nil) {
    stack.enter(
      status, because: reason, at: clock, eventID: entropy.uuid(), token: stack.operation?.token)
  }
}

extension Stack {
  /// Puts the stack into another state and writes its event.
  mutating func enter(
    _ status: StackState, because reason: String?, at time: Timestamp, eventID: String,
    token: String?
  ) {
    self.status = status
    self.reason = reason
    events.append(
      EventRecord(
        id: eventID, time: time, logicalID: name, physicalID: arn,
        type: "AWS::CloudFormation::Stack", status: status.rawValue, reason: reason, token: token))
  }
}

extension Timestamp {
  /// ISO 8601 with three decimals always, as AWS writes times.
  var withMilliseconds: String {
    let text = iso8601
    return text.utf8.contains(UInt8(ascii: ".")) ? text : text.dropLast() + ".000Z"
  }
}
