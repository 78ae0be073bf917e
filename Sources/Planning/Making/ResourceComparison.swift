internal import CloudFormation
internal import Documents

/// One resource as it stands against what it is to be, when it is known what becomes of those that
/// it needs.
struct ResourceComparison {
  let before: Value
  let after: Value
  /// What it is to be, with what is not known yet.
  let entry: [Evaluated.Member]
  let was: Template.Resource
  let becomes: Template.Resource
  let fates: Outlook.Fates
  let changes: Outlook.Settings
  let hidden: [HiddenChange]

  private var type: String { becomes.type }

  /// The facts of its type; those of all custom resources are the same.
  var facts: TypeFacts? {
    isCustom ? Facts["AWS::CloudFormation::CustomResource"] : Facts[type]
  }

  private var isCustom: Bool {
    type.hasPrefix("Custom::") || type == "AWS::CloudFormation::CustomResource"
  }

  /// What becomes of it.
  var look: Outlook.Look {
    var updates = Diff(from: before, to: after, ofType: type).changes().map(update)
    updates += cascades(beside: updates)
    updates += rewordings(beside: updates)
    updates += stackTags
    let hidden = hidden.map { change in
      var change = change
      let found = effect(of: PropertyChange(change.path, before: nil, after: nil))
      (change.effect, change.ground) = found
      return change
    }
    return Outlook.Look(
      updates: updates, hidden: hidden,
      report: ResourceReport(self, updates, hidden).report)
  }

  /// What a change does to the resource.
  func effect(of change: PropertyChange) -> (effect: UpdateEffect, ground: EffectGround?) {
    guard change.path.steps.first == .key("Properties") else { return (.inPlace, nil) }
    guard let facts else { return (.mayReplace, .unknownType) }
    // Custom resources take any properties, of which their schema says nothing.
    if isCustom, change.path.steps.dropFirst().first != .key("ServiceToken") {
      return (.inPlace, nil)
    }
    // Beside other properties a macro stands for any of them.
    if change.path.steps.last == .key(Intrinsic.transform.rawValue) { return (.mayReplace, .macro) }
    return facts.effect(of: change)
  }

  // MARK: - What is written or set otherwise

  private func update(_ change: PropertyChange) -> PropertyUpdate {
    let found = effect(of: change)
    let holes = holes(at: change.path)
    let isSettled = holes.allSatisfy { hole in
      hole.causes.allSatisfy { cause in
        switch cause {
        case .resource(let id): fates[id] != .mayBeReplaced
        case .attribute(let id, _): fates[id] != .mayBeReplaced && fates[id] != .isUpdated
        default: false
        }
      }
    }
    return PropertyUpdate(
      change, isKnown: holes.isEmpty || change.after == nil,
      isCertain: isSettled || change.before == nil || change.after == nil,
      effect: found.effect, ground: found.ground, causes: causes(of: change))
  }

  /// What is not known of the value at a path.
  private func holes(at path: Path) -> [Unknown] {
    guard case .key(let first)? = path.steps.first,
      let member = entry.first(where: { $0.key == first })
    else { return [] }
    return member.value.part(at: path.steps.dropFirst()).holes
  }

  /// Why a value is another one.
  private func causes(of change: PropertyChange) -> [PropertyUpdate.Cause] {
    let old = before(change.path)
    let new = after(change.path)
    // Where an element of a list stood, another one may stand now.
    if change.after == nil, new?.isCall != true { return [.template] }
    var causes: [PropertyUpdate.Cause] = []
    for reference in new.map({ References.within($0) }) ?? [] {
      if let cause = cause(reference.target), !causes.contains(cause) { causes.append(cause) }
    }
    return old == new && !causes.isEmpty ? causes : [.template] + causes
  }

  private func cause(_ target: Reference.Target) -> PropertyUpdate.Cause? {
    switch target {
    case .ref(let name) where changes.parameters.contains(name): return .parameter(name)
    case .ref(let id):
      switch fates[id] {
      case .stays, .isUpdated: return nil
      case .isMade, .mayBeReplaced, .isReplaced: return .resource(id, attribute: nil)
      }
    case .attribute(resource: let id, let attribute):
      if case .stays = fates[id] { return nil }
      return .resource(id, attribute: attribute)
    case .dependsOn, .condition, .mapping, .export: return nil
    }
  }

  private func before(_ path: Path) -> Value? { was.value.written(at: path.steps[...]) }
  private func after(_ path: Path) -> Value? { becomes.value.written(at: path.steps[...]) }

  // MARK: - What comes of others

  /// What refers to resources that are others afterwards, or may be.
  private func cascades(beside updates: [PropertyUpdate]) -> [PropertyUpdate] {
    let told = updates.map(\.path)
    var found: [PropertyUpdate] = []
    for member in entry where member.key == "Properties" {
      for hole in member.value.holes(at: Path([.key(member.key)])) {
        let isTold = told.contains {
          $0.steps.starts(with: hole.path.steps) || hole.path.steps.starts(with: $0.steps)
        }
        guard !isTold else { continue }
        var isCertain = false
        var causes: [PropertyUpdate.Cause] = []
        for cause in hole.unknown.causes {
          guard let (cause, sure) = consequence(of: cause) else { continue }
          causes.append(cause)
          isCertain = isCertain || sure
        }
        guard !causes.isEmpty else { continue }
        let change = PropertyChange(
          hole.path, before: hole.unknown.expression, after: hole.unknown.expression)
        if let index = found.firstIndex(where: { $0.path == hole.path }) {
          // Several pieces of one text.
          found[index].isCertain = found[index].isCertain || isCertain
          found[index].causes += causes.filter { !found[index].causes.contains($0) }
          continue
        }
        let whole = member.value.part(at: hole.path.steps.dropFirst()).expression
        let effect = effect(of: change)
        found.append(
          PropertyUpdate(
            PropertyChange(hole.path, before: whole, after: whole), isKnown: false,
            isCertain: isCertain, effect: effect.effect, ground: effect.ground, causes: causes))
      }
    }
    return found
  }

  /// What becomes of a value that hangs on another resource, and whether that is sure; nil if it
  /// stays.
  private func consequence(
    of cause: Unknown.Cause
  ) -> (cause: PropertyUpdate.Cause, isCertain: Bool)? {
    switch cause {
    case .resource(let id):
      let cause = PropertyUpdate.Cause.resource(id, attribute: nil)
      switch fates[id] {
      case .stays, .isUpdated: return nil
      case .isMade, .isReplaced: return (cause, true)
      case .mayBeReplaced: return (cause, false)
      }
    case .attribute(let id, let attribute):
      let cause = PropertyUpdate.Cause.resource(id, attribute: attribute)
      switch fates[id] {
      case .stays: return nil
      case .isUpdated: return Attribute.follows(attribute) ? (cause, false) : nil
      case .isMade: return (cause, true)
      case .isReplaced: return (cause, Attribute.identifies(attribute, of: fates.type(of: id)))
      case .mayBeReplaced: return (cause, false)
      }
    default: return nil
    }
  }

  // MARK: - The rest

  /// Properties that say the same in other words, where CloudFormation may take that for another
  /// value and replace the resource.
  private func rewordings(beside updates: [PropertyUpdate]) -> [PropertyUpdate] {
    guard let facts else { return [] }
    let tags = facts.tagging?.property.steps.first
    let told = Set(updates.compactMap(\.property))
    return reworded.filter { $0 != tags && !told.contains($0) }.compactMap { name in
      guard facts.update(of: PropertyPath(steps: [name])).effect == .replacement else { return nil }
      return PropertyUpdate(
        PropertyChange(
          Path([.key("Properties"), .key(name)]), before: before["Properties"]?[name],
          after: after["Properties"]?[name]),
        isCertain: false, effect: .replace, ground: .wording(name))
    }
  }

  /// The properties that are not written as they were.
  var reworded: [String] {
    let old = before["Properties"]?.members ?? []
    let new = after["Properties"]?.members ?? []
    let names = new.map(\.key) + old.map(\.key).filter { name in !new.contains { $0.key == name } }
    return names.filter { name in
      let (left, right) = (before["Properties"]?[name], after["Properties"]?[name])
      guard let left, let right else { return (left == nil) != (right == nil) }
      return !left.isWritten(as: right)
    }
  }

  /// Whether it gets the tags of the stack.
  var takesStackTags: Bool { changes.changesTags && facts?.tagging?.isTaggable == true }

  private var stackTags: [PropertyUpdate] {
    guard takesStackTags else { return [] }
    return [
      PropertyUpdate(
        PropertyChange(Path([.key("Tags")]), before: nil, after: nil), causes: [.stackTags])
    ]
  }
}

extension PropertyUpdate {
  /// The property of the resource that it is, or is a part of.
  var property: String? {
    guard path.steps.count > 1, path.steps[0] == .key("Properties"),
      case .key(let name) = path.steps[1]
    else { return nil }
    return name
  }
}
