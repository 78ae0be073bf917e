internal import CloudFormation
internal import Diagnostics
internal import Documents
internal import Planning
internal import Presentation
internal import Stacks

extension PlanCode {
  /// A resource that would have to become one of another type.
  static func typeChanged(_ change: ResourceChange, in stack: LoweredStack) -> Diagnostic {
    let name = stack.names[change.id] ?? change.id
    let before = change.before.map { Template.Resource(id: change.id, $0).type } ?? "?"
    let after = change.after.map { Template.Resource(id: change.id, $0).type } ?? change.type
    return Diagnostic(
      typeChanged, .error,
      "`\(name)` is recorded as \(before), and CloudFormation does not change the type of a resource",
      at: stack.origins.place(of: Path([.key("Resources"), .key(change.id), .key("Type")])),
      hint: Diagnostic.Hint("give the \(after) a name of its own"))
  }
}

/// What a plan must not do, or cannot.
struct PlanGuard {
  let planned: PlannedStack
  /// The names that `--allow-data-loss` gives.
  let allowed: Set<String>

  var diagnostics: [Diagnostic] {
    planned.plan.refusedUpdates.map(refused) + planned.plan.nameConflicts.map(conflict)
      + planned.plan.dataLosses.compactMap(loss)
  }

  private func refused(_ change: ResourceChange, _ update: PropertyUpdate) -> Diagnostic {
    let reason = update.ground.map { ": " + UpdateWords(names: planned.names).ground($0) } ?? ""
    return Diagnostic(
      PlanCode.updateRefused, .error,
      "`\(name(change))` cannot get another `\(property(update.path))`\(reason)",
      at: place(change, update.path),
      hint: Diagnostic.Hint("take the change back, or make another resource under a new name"))
  }

  private func conflict(
    _ change: ResourceChange, _ update: PropertyUpdate, _ property: String
  ) -> Diagnostic {
    Diagnostic(
      PlanCode.fixedName, .error,
      "`\(name(change))` is replaced for its `\(self.property(update.path))`, and the new one cannot "
        + "have the name of the old one",
      at: place(change, Path([.key("Properties"), .key(property)])),
      notes: [
        Diagnostic.Note("this is what replaces it", at: place(change, update.path))
      ],
      hint: Diagnostic.Hint("change `\(property)` too, or leave it to CloudFormation"))
  }

  private func loss(_ change: ResourceChange, _ data: String) -> Diagnostic? {
    let name = name(change)
    // Of what is in no file any more only the logical id is known, which is made of the name.
    let own = Set([name, change.id, own(name)].map(Self.letters))
    guard own.isDisjoint(with: allowed.map(Self.letters)) else { return nil }
    let what =
      switch change.action {
      case .replace: "is replaced; lost with it: \(data)"
      case .mayReplace: "may be replaced; lost with it: \(data)"
      default: "is deleted; lost with it: \(data)"
      }
    let update = change.updates.first { $0.outcome == .replace || $0.outcome == .mayReplace }
    return Diagnostic(
      PlanCode.dataLoss, .error, "`\(name)` (\(change.type)) \(what)",
      at: change.after == nil ? nil : place(change, update?.path ?? Path()),
      hint: Diagnostic.Hint(
        "keep it, or say that it may be lost: `--allow-data-loss \(self.own(name))`"))
  }

  /// What a name and the logical id that is made of it have in common.
  private static func letters(_ name: String) -> String {
    name.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  private func name(_ change: ResourceChange) -> String { planned.names[change.id] ?? change.id }

  /// A resource's own name, of which a part may be meant: `network` of `network (Vpc)`.
  private func own(_ name: String) -> String { String(name.prefix { $0 != " " }) }

  private func place(_ change: ResourceChange, _ path: Path) -> Place? {
    planned.place(Path([.key("Resources"), .key(change.id)] + path.steps))
  }

  private func property(_ path: Path) -> String {
    let text = path.description
    return text.hasPrefix("Properties.") ? String(text.dropFirst("Properties.".count)) : text
  }
}
