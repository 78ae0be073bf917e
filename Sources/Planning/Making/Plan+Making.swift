package import CloudFormation
package import Documents

extension Plan {
  /// What has to be done for a stack to become what is desired.
  ///
  /// - Parameters:
  ///   - desired: What the stack is to be; nil if it is to be gone.
  ///   - recorded: What stands; nil if nothing does.
  ///   - remains: What a failed creation may have left instead.
  ///   - base: The record that says what stands.
  ///   - pseudoParameters: What is known of the stack's place.
  ///   - secrets: The values of the parameters that `desired` hides, as far as they are known. They
  ///     decide what exists, and are not told.
  package init(
    of desired: StackContent?, from recorded: RecordedStack?, remains: Remains? = nil,
    base: RecordMark?, on target: Target, pseudoParameters: [PseudoParameter: Value] = [:],
    secrets: [String: String] = [:]
  ) {
    let resources: [ResourceChange]
    let outputs: [OutputChange]
    let hidden = HiddenValues(from: recorded?.content, to: desired)
    let planned = desired?.unrolled(pseudoParameters)
    if let planned, let recorded, recorded.content == desired {
      // Mostly nothing has changed: then nothing has to be worked out.
      let parts = Sight.parts(of: planned, pseudoParameters, secrets: secrets)
      resources = parts.resources.map {
        ResourceChange(id: $0.id, type: $0.type, before: nil, after: nil)
      }
      outputs = parts.outputs.map {
        OutputChange(id: $0.id, before: nil, after: nil, recorded: recorded.outputs[$0.id])
      }
    } else {
      let stands = recorded?.unrolled(pseudoParameters)
      let new = planned.map { Sight(of: $0, pseudoParameters, hidden: hidden, secrets: secrets) }
      let old = stands.map { Sight(of: $0.content, pseudoParameters, standing: $0.standing) }
      let open = OpenConditions(from: stands?.content, to: planned)
      resources = Self.resources(
        from: old, to: new, open, Outlook.Settings(from: stands?.content, to: planned, hidden))
      outputs = Self.outputs(from: old, to: new, open, recorded?.outputs ?? [:])
    }
    self.init(
      target: target,
      operation: Self.operation(recorded != nil || remains != nil, desired != nil, remains != nil),
      remains: remains, base: base, desired: desired,
      resources: resources, outputs: outputs,
      tags: Self.tags(from: recorded?.content.tags ?? [:], to: desired?.tags ?? [:]),
      parameters: Self.parameters(
        from: recorded?.content.parameters ?? [:], to: desired?.parameters ?? [:],
        defaults: hidden.defaults),
      protection: Self.protection(from: recorded?.content, to: desired),
      capabilities: desired.map { Capabilities.required(by: $0.template) } ?? [])
  }

  private static func operation(
    _ stands: Bool, _ shallStand: Bool, _ isRemains: Bool
  ) -> Action {
    switch (stands, shallStand) {
    case (false, true): .create
    case (true, true): isRemains ? .create : .update
    case (true, false): .delete
    case (false, false): .none
    }
  }

  private static func protection(from old: StackContent?, to new: StackContent?) -> Bool? {
    guard let new else { return nil }
    return new.isProtected == (old?.isProtected ?? false) ? nil : new.isProtected
  }

  private static func resources(
    from old: Sight?, to new: Sight?, _ conditions: OpenConditions, _ settings: Outlook.Settings
  ) -> [ResourceChange] {
    var changes: [ResourceChange] = []
    var outlook: Outlook?
    if let old, let new { outlook = Outlook(from: old, to: new, changing: settings) }
    // What may go is planned as what goes: nobody is to lose data by a plan that says less.
    var going: [String: (condition: String, look: Outlook.Look?)] = [:]
    for id in new?.orderedResources ?? [] {
      guard let after = new?.resources[id] else { continue }
      let before = old?.resources[id]
      let open = new?.openConditions[.resource(id)]
      if let open {
        if before != nil, conditions.mayGo(.resource(id), by: open) {
          going[id] = (open, outlook?.look(at: id))
          continue
        }
        if before == nil, !conditions.mayCome(.resource(id), by: open) { continue }
      }
      guard before != nil, let look = outlook?.look(at: id) else {
        outlook?.noteMade(id)
        changes.append(
          ResourceChange(
            id: id, type: Sight.type(of: after), before: nil, after: after, openCondition: open,
            report: Report(.add)))
        continue
      }
      changes.append(
        ResourceChange(
          id: id, type: Sight.type(of: after), before: before, after: after,
          hidden: look.hidden, updates: look.updates, report: look.report))
    }
    for id in (old?.orderedResources ?? []).reversed()
    where new?.resources[id] == nil || going[id] != nil {
      guard let before = old?.resources[id] else { continue }
      changes.append(
        ResourceChange(
          id: id, type: Sight.type(of: before), before: before,
          after: going[id] == nil ? nil : new?.resources[id],
          hidden: going[id]?.look?.hidden ?? [], openCondition: going[id]?.condition,
          updates: going[id]?.look?.updates ?? [], report: new == nil ? nil : Report(.remove)))
    }
    return changes
  }

  private static func outputs(
    from old: Sight?, to new: Sight?, _ conditions: OpenConditions, _ recorded: [String: String]
  ) -> [OutputChange] {
    var changes: [OutputChange] = []
    let standing = Dictionary(
      (old?.outputs ?? []).map { ($0.id, $0.entry) }, uniquingKeysWith: { first, _ in first })
    for output in new?.outputs ?? [] {
      let before = standing[output.id]
      var open = new?.openConditions[.output(output.id)]
      if let condition = open {
        if before == nil, !conditions.mayCome(.output(output.id), by: condition) { continue }
        if before != nil, !conditions.mayGo(.output(output.id), by: condition) { open = nil }
      }
      changes.append(
        OutputChange(
          id: output.id, before: before, after: output.entry, recorded: recorded[output.id],
          openCondition: open))
    }
    let staying = Set((new?.outputs ?? []).map(\.id))
    for output in old?.outputs ?? [] where !staying.contains(output.id) {
      changes.append(
        OutputChange(
          id: output.id, before: output.entry, after: nil, recorded: recorded[output.id]))
    }
    return changes
  }

  private static func tags(
    from old: [String: String], to new: [String: String]
  ) -> [TagChange] {
    Set(old.keys).union(new.keys).sorted().compactMap { key in
      let same = old[key].map(Value.string) == new[key].map(Value.string)
      return same ? nil : TagChange(key, before: old[key], after: new[key])
    }
  }

  private static func parameters(
    from old: [String: ParameterSetting], to new: [String: ParameterSetting],
    defaults: [String]
  ) -> [ParameterChange] {
    Set(old.keys).union(new.keys).union(defaults).sorted().compactMap { name in
      if defaults.contains(name) {
        return ParameterChange(name, before: .hidden(.recorded), after: .hidden(.other))
      }
      return old[name] == new[name]
        ? nil : ParameterChange(name, before: old[name], after: new[name])
    }
  }
}
