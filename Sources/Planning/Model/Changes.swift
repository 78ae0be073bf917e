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

  package init(
    id: String, type: String, before: Value?, after: Value?, hidden: [HiddenChange] = [],
    openCondition: String? = nil
  ) {
    self.id = id
    self.type = type
    self.before = before
    self.after = after
    self.hidden = hidden
    self.openCondition = openCondition
  }

  package var action: Action {
    let action = Action(before, after)
    switch action {
    case .none: return hidden.isEmpty ? .none : .update
    case .delete: return outlivesItsStack ? .keep : .delete
    default: return action
    }
  }

  /// Whether its deletion policy has it stay where it is once the stack lets go of it.
  private var outlivesItsStack: Bool {
    guard let before else { return false }
    switch Template.Resource(id: id, before).deletionPolicy {
    case .retain, .retainExceptOnCreate: return true
    case .delete, .snapshot, nil: return false
    }
  }

  /// What the update does; nil if it is none.
  package var effect: UpdateEffect? { action == .update ? .notKnownYet : nil }

  /// How the entry changes.
  package var diff: Diff { Diff(before, after) }

  /// The properties and attributes that change; paths begin at the entry: `Properties.Name`.
  package var changes: [PropertyChange] { diff.changes() }
}

/// A property or attribute whose value hangs on hidden ones that change, or may.
package struct HiddenChange: Hashable, Sendable {
  /// It begins at the entry: `Properties.Name`.
  package var path: Path
  /// The parameters that have the values.
  package var parameters: [String]
  /// Whether one of them is known to change.
  package var isCertain: Bool

  package init(_ path: Path, of parameters: [String], isCertain: Bool) {
    self.path = path
    self.parameters = parameters
    self.isCertain = isCertain
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

  package init(id: String, before: Value?, after: Value?, recorded: String? = nil) {
    self.id = id
    self.before = before
    self.after = after
    self.recorded = recorded
  }

  package var action: Action { Action(before, after) }
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
