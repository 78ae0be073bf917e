package import CloudFormation

/// What will be done to a stack: inert data, made once, shown, kept and carried out.
package struct Plan: Hashable, Sendable {
  package var target: Target
  /// What is done to the stack as a whole: an update is one even if nothing of it changes.
  package var operation: Action
  /// What a creation that failed may have left: it goes first.
  package var remains: Remains?
  /// The record it was made against; nil if there was none.
  package var base: RecordMark?
  /// What the stack is to be; nil if it is to be gone.
  package var desired: StackContent?
  /// In the order in which they come about: what others need comes first, deletions last and the
  /// other way round.
  package var resources: [ResourceChange]
  /// In the order of the template; those that are removed last.
  package var outputs: [OutputChange]
  /// By key.
  package var tags: [TagChange]
  /// By name.
  package var parameters: [ParameterChange]
  /// What termination protection is switched to; nil if it stays as it is.
  package var protection: Bool?
  /// What CloudFormation wants acknowledged.
  package var capabilities: Set<Capability>

  package init(
    target: Target, operation: Action, remains: Remains? = nil, base: RecordMark? = nil,
    desired: StackContent?,
    resources: [ResourceChange] = [], outputs: [OutputChange] = [], tags: [TagChange] = [],
    parameters: [ParameterChange] = [], protection: Bool? = nil,
    capabilities: Set<Capability> = []
  ) {
    self.target = target
    self.operation = operation
    self.remains = remains
    self.base = base
    self.desired = desired
    self.resources = resources
    self.outputs = outputs
    self.tags = tags
    self.parameters = parameters
    self.protection = protection
    self.capabilities = capabilities
  }

  /// Where it is carried out.
  package struct Target: Hashable, Sendable {
    package var environment: String
    /// The stack's name in the project.
    package var stack: String
    /// CloudFormation's name for the stack.
    package var stackName: String
    /// Missing on the embedded cloud before it has one.
    package var account: String?
    package var region: String?

    package init(
      environment: String, stack: String, stackName: String, account: String? = nil,
      region: String? = nil
    ) {
      self.environment = environment
      self.stack = stack
      self.stackName = stackName
      self.account = account
      self.region = region
    }
  }

  /// Whether there is nothing to do.
  package var isEmpty: Bool {
    switch operation {
    case .none: return true
    case .create, .delete, .keep: return false
    case .update, .replace, .mayReplace: break
    }
    return counts.total == 0 && outputs.allSatisfy { $0.action == .none } && tags.isEmpty
      && parameters.isEmpty && protection == nil
  }

  /// How many resources are made, changed, removed and left alone.
  package var counts: Counts {
    // Each action once: it takes a comparison.
    let actions = resources.map(\.action)
    func count(_ action: Action) -> Int {
      actions.reduce(0) { $1 == action ? $0 + 1 : $0 }
    }
    return Counts(
      create: count(.create), update: count(.update), replace: count(.replace),
      mayReplace: count(.mayReplace), delete: count(.delete), keep: count(.keep),
      none: count(.none))
  }

  /// A stack that could not be created and was not removed yet.
  package struct Remains: Hashable, Sendable {
    /// The stack's ARN.
    package var stackID: String
    /// Why the creation failed.
    package var reason: String?

    package init(stackID: String, reason: String? = nil) {
      self.stackID = stackID
      self.reason = reason
    }
  }

  /// Numbers of resources.
  package struct Counts: Hashable, Sendable {
    package var create = 0
    package var update = 0
    package var replace = 0
    package var mayReplace = 0
    package var delete = 0
    package var keep = 0
    package var none = 0

    package init(
      create: Int = 0, update: Int = 0, replace: Int = 0, mayReplace: Int = 0, delete: Int = 0,
      keep: Int = 0, none: Int = 0
    ) {
      self.create = create
      self.update = update
      self.replace = replace
      self.mayReplace = mayReplace
      self.delete = delete
      self.keep = keep
      self.none = none
    }

    /// How many are touched, or leave the stack.
    package var total: Int { create + update + replace + mayReplace + delete + keep }
  }
}

/// What is done to a part of a stack.
package enum Action: String, CaseIterable, Hashable, Sendable {
  case create
  case update
  /// Another resource takes its place.
  case replace
  /// Another resource may take its place; only AWS knows.
  case mayReplace = "may-replace"
  case delete
  /// It leaves the stack and stays in the account.
  case keep
  case none
}
