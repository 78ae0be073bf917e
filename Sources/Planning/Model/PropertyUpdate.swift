internal import CloudFormation
package import Documents

/// What the change of a property does to its resource.
package enum UpdateEffect: String, CaseIterable, Hashable, Sendable {
  /// The resource stays.
  case inPlace = "in-place"
  /// Another resource may take its place; only AWS knows.
  case mayReplace = "may-replace"
  /// Another resource takes its place.
  case replace
  /// The service refuses the update.
  case refused
}

/// One property, or attribute, of a resource that changes, with why, and what that does.
package struct PropertyUpdate: Hashable, Sendable {
  /// Where it is; it begins at the entry: `Properties.Name`.
  package var change: PropertyChange
  /// Whether the value afterwards is known; else it is an expression.
  package var isKnown: Bool
  /// Whether it is sure to become another one.
  package var isCertain: Bool
  package var effect: UpdateEffect
  /// Why the resource does not just stay; nil where it does.
  package var ground: EffectGround?
  package var causes: [Cause]

  package init(
    _ change: PropertyChange, isKnown: Bool = true, isCertain: Bool = true,
    effect: UpdateEffect = .inPlace, ground: EffectGround? = nil, causes: [Cause] = [.template]
  ) {
    self.change = change
    self.isKnown = isKnown
    self.isCertain = isCertain
    self.effect = effect
    self.ground = ground
    self.causes = causes
  }

  package var path: Path { change.path }

  /// What it may come to for the resource, all told.
  package var outcome: UpdateEffect {
    effect == .replace && !isCertain ? .mayReplace : effect
  }

  /// What a value changes by.
  package enum Cause: Hashable, Sendable {
    /// The template says something else, directly or in its mappings and conditions.
    case template
    /// A parameter has another value.
    case parameter(String)
    /// A resource that it refers to is another one, or changes; with the attribute, if it is one.
    case resource(String, attribute: String?)
    /// The stack has other tags.
    case stackTags
  }
}

/// Why the change of a property does more than change it.
package enum EffectGround: Hashable, Sendable {
  /// Only another resource can have another value here.
  case createOnly(String)
  /// AWS's schemas say that it sometimes takes another resource, and not when.
  case conditional(String)
  /// The type has no update at all.
  case noUpdate
  /// The resource is found by it.
  case identifier(String)
  /// What is known beside the schemas, in words.
  case known(String)
  /// Nothing is known of the type.
  case unknownType
  /// What a macro makes of it, only AWS can say.
  case macro
  /// The meaning is the same, and only what is written is another; CloudFormation may compare that.
  case wording(String)
}

extension TypeFacts {
  /// What changing a value does, of which only parts may count.
  func effect(of change: PropertyChange) -> (effect: UpdateEffect, ground: EffectGround?) {
    let steps = change.path.steps.dropFirst().map(\.text)
    let behaviour = update(of: PropertyPath(steps: steps))
    guard case .part = behaviour.ground else { return Self.words(for: behaviour) }
    // Only what is there on one side and not on the other counts.
    var worst: (effect: UpdateEffect, ground: EffectGround?) = (.inPlace, nil)
    let leaves = Diff(change.before, change.after).leaves(at: steps)
    for leaf in leaves {
      let behaviour = update(of: PropertyPath(steps: leaf))
      if case .part = behaviour.ground { continue }
      let found = Self.words(for: behaviour)
      if found.effect.weight > worst.effect.weight { worst = found }
    }
    return worst
  }

  private static func words(
    for behaviour: UpdateBehaviour
  ) -> (effect: UpdateEffect, ground: EffectGround?) {
    let effect: UpdateEffect =
      switch behaviour.effect {
      case .inPlace: .inPlace
      case .mayReplace: .mayReplace
      case .replacement: .replace
      case .refused: .refused
      }
    let ground: EffectGround? =
      switch behaviour.ground {
      case .nothingKnown: nil
      case .createOnly(let path): .createOnly(path.description)
      case .conditional(let path), .part(let path): .conditional(path.description)
      case .noUpdateHandler: .noUpdate
      case .identifier(let path): .identifier(path.description)
      case .settled(let reason): .known(reason)
      }
    return (effect, effect == .inPlace ? nil : ground)
  }
}

extension UpdateEffect {
  /// How much it does to a resource.
  var weight: Int {
    switch self {
    case .inPlace: 0
    case .mayReplace: 1
    case .replace: 2
    case .refused: 3
    }
  }
}

extension Path.Step {
  /// The step as schemas name it.
  var text: String {
    switch self {
    case .key(let key): key
    case .index: "*"
    }
  }
}

extension Diff {
  /// The ways to everything that comes, goes or changes, down to the scalars.
  func leaves(at steps: [String]) -> [[String]] {
    switch self {
    case .same, .rewritten, .moved: []
    case .added(let value), .removed(let value): Self.leaves(of: value, at: steps)
    case .changed(let before, let after):
      Self.leaves(of: before, at: steps) + Self.leaves(of: after, at: steps)
    case .object(let members): members.flatMap { $0.diff.leaves(at: steps + [$0.key]) }
    case .list(let elements): elements.flatMap { $0.diff.leaves(at: steps + ["*"]) }
    }
  }

  private static func leaves(of value: Value, at steps: [String]) -> [[String]] {
    switch value {
    case .object(let object) where Intrinsic.call(in: object) == nil && !object.isEmpty:
      object.members.flatMap { leaves(of: $0.value, at: steps + [$0.key]) }
    case .array(let elements) where !elements.isEmpty:
      elements.flatMap { leaves(of: $0, at: steps + ["*"]) }
    default: [steps]
    }
  }
}
