internal import CloudFormation
package import Documents

/// What becomes of one resource.
package struct ResourceChange: Hashable, Sendable {
  /// The logical id.
  package var id: String
  /// The resource type: afterwards, or before if it is deleted.
  package var type: String
  /// Its entry as it stands, with everything known put in; nil if it doesn't exist, or
  /// nothing of the stack changes.
  package var before: Value?
  /// Its entry as it is to be, with everything known put in; nil if it is deleted, or
  /// nothing of the stack changes.
  ///
  /// What only the deployment will tell is a call: `{"Ref": …}`, `{"Fn::GetAtt": …}`.
  package var after: Value?
  /// What of it hangs on hidden values that change, or may: entries don't tell, since they have
  /// references in the place of such values.
  package var hidden: [HiddenChange]
  /// The condition that only the deployment decides, by which it comes or goes; nil if it is known
  /// what becomes of it.
  package var openCondition: String?
  /// What changes of it and why, where it stands and stays.
  package var updates: [PropertyUpdate]
  /// What AWS will report of it; nil if it is not in the change set.
  package var report: Report?

  package init(
    id: String, type: String, before: Value?, after: Value?, hidden: [HiddenChange] = [],
    openCondition: String? = nil, updates: [PropertyUpdate] = [], report: Report? = nil
  ) {
    self.id = id
    self.type = type
    self.before = before
    self.after = after
    self.hidden = hidden
    self.openCondition = openCondition
    self.updates = updates
    self.report = report
  }

  package var action: Action {
    switch (before, after) {
    case (nil, nil): return .none
    case (nil, _?): return .create
    case (_?, nil): return outlivesItsStack ? .keep : .delete
    case (_?, _?) where mayGo: return outlivesItsStack ? .keep : .delete
    case (_?, _?): break
    }
    let outcomes = updates.map(\.outcome) + hidden.map(\.outcome)
    if outcomes.contains(.replace) { return .replace }
    if outcomes.contains(.mayReplace) { return .mayReplace }
    return outcomes.isEmpty ? .none : .update
  }

  /// Whether it stands and only the deployment decides whether it still does afterwards. Then
  /// `after` is what it is if it does.
  package var mayGo: Bool { openCondition != nil && before != nil }

  /// Whether its deletion policy has it stay where it is once the stack lets go of it.
  private var outlivesItsStack: Bool {
    guard let before else { return false }
    switch Template.Resource(id: id, before).deletionPolicy {
    case .retain, .retainExceptOnCreate: return true
    case .delete, .snapshot, nil: return false
    }
  }

  /// How the entry changes.
  package var diff: Diff {
    guard let before, let after else { return Diff(before, after) }
    return Diff(from: before, to: after, ofType: type)
  }
}

/// A property or attribute whose value hangs on hidden ones that change, or may.
package struct HiddenChange: Hashable, Sendable {
  /// It begins at the entry: `Properties.Name`.
  package var path: Path
  /// The parameters that have the values.
  package var parameters: [String]
  /// Whether one of them is known to change.
  package var isCertain: Bool
  package var effect: UpdateEffect
  /// Why the resource does not just stay; nil where it does.
  package var ground: EffectGround?

  package init(
    _ path: Path, of parameters: [String], isCertain: Bool, effect: UpdateEffect = .inPlace,
    ground: EffectGround? = nil
  ) {
    self.path = path
    self.parameters = parameters
    self.isCertain = isCertain
    self.effect = effect
    self.ground = ground
  }

  /// What it may come to for the resource, all told.
  package var outcome: UpdateEffect {
    effect == .replace && !isCertain ? .mayReplace : effect
  }
}

/// What becomes of one output.
package struct OutputChange: Hashable, Sendable {
  /// The logical id.
  package var id: String
  /// Its entry as it stands, with everything known put in; nil if it doesn't exist, or
  /// nothing of the stack changes.
  package var before: Value?
  /// Its entry as it is to be, with everything known put in; nil if it is removed, or
  /// nothing of the stack changes.
  package var after: Value?
  /// The value the stack shows now; nil if it shows none.
  package var recorded: String?
  /// The condition that only the deployment decides, by which it comes or goes; nil if it is known
  /// what becomes of it.
  package var openCondition: String?

  package init(
    id: String, before: Value?, after: Value?, recorded: String? = nil,
    openCondition: String? = nil
  ) {
    self.id = id
    self.before = before
    self.after = after
    self.recorded = recorded
    self.openCondition = openCondition
  }

  package var action: Action { mayGo ? .delete : Action(before, after) }

  /// Whether it is there and only the deployment decides whether it still is afterwards. Then
  /// `after` is what it is if it is.
  package var mayGo: Bool { openCondition != nil && before != nil }
  /// How the entry changes.
  package var diff: Diff { Diff(before, after) }
}

/// A tag of the stack that changes.
package struct TagChange: Hashable, Sendable {
  package var key: String
  package var before: String?
  package var after: String?

  package init(_ key: String, before: String?, after: String?) {
    self.key = key
    self.before = before
    self.after = after
  }
}

/// A parameter whose value changes.
package struct ParameterChange: Hashable, Sendable {
  package var name: String
  package var before: ParameterSetting?
  package var after: ParameterSetting?

  package init(_ name: String, before: ParameterSetting?, after: ParameterSetting?) {
    self.name = name
    self.before = before
    self.after = after
  }
}

extension Action {
  /// What is done to get from one to the other.
  init(_ before: Value?, _ after: Value?) {
    switch (before, after) {
    case (nil, nil): self = .none
    case (nil, _?): self = .create
    case (_?, nil): self = .delete
    case (let before?, let after?): self = Diff(from: before, to: after).isSame ? .none : .update
    }
  }
}

extension Diff {
  /// How a value comes, goes or changes; two missing ones are the same null.
  init(_ before: Value?, _ after: Value?) {
    switch (before, after) {
    case (nil, nil): self = .same(.null)
    case (nil, let after?): self = .added(after)
    case (let before?, nil): self = .removed(before)
    case (let before?, let after?): self = Diff(from: before, to: after)
    }
  }
}

extension ResourceChange {
  /// What would be lost with the resource as it stands, in a few words; nil if nothing is: it
  /// stays, it holds nothing, or its policies keep what it holds.
  package var dataAtRisk: String? {
    guard let before else { return nil }
    let resource = Template.Resource(id: id, before)
    let policy: Template.RetentionPolicy?
    switch action {
    case .delete: policy = resource.deletionPolicy
    case .replace, .mayReplace:
      // The new policy is the one that counts.
      policy = after.flatMap { Template.Resource(id: id, $0).updateReplacePolicy }
    case .create, .update, .keep, .none: return nil
    }
    switch policy {
    case .retain, .retainExceptOnCreate, .snapshot: return nil
    case .delete, nil: return Facts[resource.type]?.data
    }
  }
}
