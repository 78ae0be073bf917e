internal import AWS
internal import CloudFormation
internal import Documents

/// The embedded cloud's state and everything that can happen to it. A value: no clock, no file, no
/// randomness but what is handed in.
struct CloudEngine: Sendable {
  var settings: Settings
  private(set) var stacks: [String: Stack] = [:]
  /// The ARNs in the order of the stacks' creation.
  private(set) var order: [String] = []
  /// The ARNs of the stacks that changed since this was emptied.
  var touched: Set<String> = []
  var entropy: Entropy

  /// What the cloud is like.
  struct Settings: Sendable {
    var account: String
    var pace = Pace()
    var faults = FaultPlan.none
    /// How many items a page of a list has.
    var pageSize = 100
  }

  /// How long a deleted stack can still be looked at.
  static let afterlife: Int64 = 90 * 24 * 3_600_000

  init(settings: Settings, entropy: Entropy, stacks: [Stack] = []) {
    self.settings = settings
    self.entropy = entropy
    for stack in stacks.sorted(by: { ($0.created, $0.arn) < ($1.created, $1.arn) }) {
      self.stacks[stack.arn] = stack
      order.append(stack.arn)
    }
  }

  // MARK: - Looking

  /// Every stack of a region, oldest first.
  func all(in region: String) -> [Stack] {
    order.compactMap { stacks[$0] }.filter { $0.region == region }
  }

  /// The stack of a name or an ARN; a deleted one is found by its ARN alone.
  func find(_ reference: String, in region: String) -> Stack? {
    if reference.hasPrefix("arn:") {
      return stacks[reference].flatMap { $0.region == region ? $0 : nil }
    }
    return order.reversed().lazy.compactMap { stacks[$0] }
      .first { $0.region == region && $0.name == reference && $0.isListed }
  }

  /// The change set of an ARN, or of a name within a stack.
  func findChangeSet(
    _ reference: String, stack stackReference: String?, in region: String
  ) -> (stack: Stack, index: Int)? {
    if reference.hasPrefix("arn:") {
      for stack in all(in: region) {
        if let index = stack.changeSets.firstIndex(where: { $0.arn == reference }) {
          return (stack, index)
        }
      }
      return nil
    }
    guard let stackReference, let stack = find(stackReference, in: region),
      let index = stack.changeSets.lastIndex(where: { $0.name == reference })
    else { return nil }
    return (stack, index)
  }

  /// What a stack finds around it.
  func neighbourhood(of arn: String?, in region: String) -> Neighbourhood {
    Neighbourhood(
      account: settings.account, region: region, faults: settings.faults, pace: settings.pace,
      others: all(in: region).filter { $0.arn != arn })
  }

  // MARK: - Changing

  /// Keeps a stack as it is now.
  mutating func put(_ stack: Stack) {
    if stacks[stack.arn] == nil { order.append(stack.arn) }
    stacks[stack.arn] = stack
    touched.insert(stack.arn)
  }

  /// A stack that does not exist yet.
  mutating func newStack(
    named name: String, in region: String, as status: StackState, at time: Timestamp
  ) -> Stack {
    let partition = Partition(of: region).name
    let arn =
      "arn:\(partition):cloudformation:\(region):\(settings.account):stack/\(name)/\(entropy.uuid())"
    return Stack(name: name, region: region, arn: arn, status: status, at: time)
  }

  // MARK: - Time

  /// Lets time pass: everything that is due happens, in the order of its times.
  mutating func advance(to now: Timestamp) {
    while let next = nextDue(), next.time <= now { advance(next.arn, to: next.time) }
    for arn in order {
      guard let stack = stacks[arn], stack.status == .deleteComplete, stack.remnants.isEmpty,
        let last = stack.events.last,
        last.time.advanced(byMilliseconds: Self.afterlife) < now
      else { continue }
      stacks[arn] = nil
      order.removeAll { $0 == arn }
      touched.insert(arn)
    }
  }

  private func nextDue() -> (arn: String, time: Timestamp)? {
    var next: (arn: String, time: Timestamp)?
    for arn in order {
      guard let due = stacks[arn]?.due, next.map({ due < $0.time }) ?? true else { continue }
      next = (arn, due)
    }
    return next
  }

  private mutating func advance(_ arn: String, to time: Timestamp) {
    guard var stack = stacks[arn] else { return }
    let neighbours = neighbourhood(of: arn, in: stack.region)
    if stack.operation?.due ?? time <= time, stack.operation != nil {
      var run = OperationRun(stack, among: neighbours, entropy: entropy)
      run.advance(to: time)
      stack = run.stack
    }
    for index in stack.changeSets.indices {
      guard let due = stack.changeSets[index].due, due <= time else { continue }
      stack.moveChangeSet(at: index, among: neighbours)
    }
    put(stack)
  }
}
