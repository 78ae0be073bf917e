package import Planning

/// Says why a property changes, and what that does to its resource.
package struct UpdateWords: Sendable {
  /// What logical ids are called in the stack file.
  package var names: [String: String]
  /// The resources that are made.
  package var made: Set<String>

  package init(names: [String: String], made: Set<String> = []) {
    self.names = names
    self.made = made
  }

  /// The words for a plan's changes.
  package init(_ plan: Plan, names: [String: String]) {
    self.init(
      names: names, made: Set(plan.resources.filter { $0.action == .create }.map(\.id)))
  }

  /// What becomes of a resource that does not just stay; nil where it does.
  package func warning(of resource: ResourceChange) -> String? {
    switch resource.action {
    case .replace: return "REPLACED: another resource takes its place" + data(resource)
    case .mayReplace: return "MAY BE REPLACED: only AWS can tell" + data(resource)
    case .create, .update, .delete, .keep, .none: return nil
    }
  }

  private func data(_ resource: ResourceChange) -> String {
    guard let data = resource.dataAtRisk else { return "" }
    return resource.action == .replace
      ? "; LOST with the old one: \(data)" : "; lost with the old one: \(data)"
  }

  /// Why a property changes, and what that does; what goes without saying is left out.
  package func words(for update: PropertyUpdate) -> [String] {
    let causes = update.causes.compactMap { cause($0, isCertain: update.isCertain) }
    return causes.map { "because \($0)" }
      + words(update.effect, update.ground, isCertain: update.isCertain)
  }

  /// What a change does to its resource; none if it stays.
  package func words(
    _ effect: UpdateEffect, _ ground: EffectGround?, isCertain: Bool
  ) -> [String] {
    let reason = ground.map { ": \(self.ground($0))" } ?? ""
    switch effect {
    case .inPlace: return []
    case .mayReplace: return ["may replace the resource\(reason)"]
    case .refused: return ["the service refuses this change\(reason)"]
    case .replace:
      return [
        (isCertain ? "replaces the resource" : "replaces the resource if it changes") + reason
      ]
    }
  }

  /// A cause; nil for what is plain from before and after.
  package func cause(_ cause: PropertyUpdate.Cause, isCertain: Bool) -> String? {
    switch cause {
    case .template: return nil
    case .parameter(let name): return "the parameter `\(Visible.line(name))` changes"
    case .stackTags: return "the tags of the stack change"
    case .resource(let id, let attribute):
      let name = Visible.line(names[id] ?? id)
      let what = attribute.map { "`\(name).\(Visible.line($0))`" } ?? "`\(name)`"
      if made.contains(id) { return "`\(name)` is new" }
      return isCertain ? "\(what) is another one afterwards" : "\(what) may be another one"
    }
  }

  /// A ground, in words.
  package func ground(_ ground: EffectGround) -> String {
    switch ground {
    case .createOnly(let path): "\(Visible.line(path)) is fixed when it is created"
    case .conditional(let path): "whether \(Visible.line(path)) can be changed, AWS decides"
    case .noUpdate: "resources of this type are never changed, only replaced"
    case .identifier(let path): "it is found by its \(Visible.line(path))"
    case .known(let words): Visible.line(words)
    case .unknownType: "nothing is known of this type"
    case .macro: "a macro may make anything of it"
    case .wording(let path):
      "\(Visible.line(path)) means the same and is written otherwise, and it is fixed when it is created"
    }
  }
}
