/// What an update of a property does to the resource, as far as it can be known offline.
package struct UpdateBehaviour: Hashable, Sendable {
  package enum Effect: String, Sendable {
    /// The resource stays.
    case inPlace = "in-place"
    /// Another resource may take its place; only AWS knows.
    case mayReplace = "may-replace"
    /// Another resource takes its place.
    case replacement
    /// The service refuses the update.
    case refused
  }

  /// Why.
  package enum Ground: Hashable, Sendable {
    /// Nothing says otherwise.
    case nothingKnown
    /// The schema lists this path as create-only.
    case createOnly(PropertyPath)
    /// The schema lists this path as create-only under conditions that are not published.
    case conditional(PropertyPath)
    /// Only a part of the property is: this path.
    case part(PropertyPath)
    /// The type has no update handler.
    case noUpdateHandler
    /// The resource is found by this property, which can be written.
    case identifier(PropertyPath)
    /// An override settles it, with this reason.
    case settled(String)
  }

  package let effect: Effect
  package let ground: Ground
}

extension TypeFacts {
  /// What a change of a property does. For a property with parts of different behaviour it is
  /// `mayReplace`: ask for the parts that change.
  package func update(of path: PropertyPath) -> UpdateBehaviour {
    let path = property(at: path)?.path ?? path
    let settled = settledUpdates
    if let row = settled.last(where: { $0.path.covers(path) }) {
      return UpdateBehaviour(effect: row.effect, ground: .settled(row.reason))
    }
    if !canUpdate { return UpdateBehaviour(effect: .replacement, ground: .noUpdateHandler) }
    if let listed = createOnly.first(where: { $0.covers(path) }) {
      return UpdateBehaviour(effect: .replacement, ground: .createOnly(listed))
    }
    if let listed = conditionalCreateOnly.first(where: { $0.covers(path) }) {
      return UpdateBehaviour(effect: .mayReplace, ground: .conditional(listed))
    }
    let readOnly = readOnly
    let found = primaryIdentifier.first { part in
      part.covers(path) && !readOnly.contains { $0.covers(part) }
    }
    if let found { return UpdateBehaviour(effect: .replacement, ground: .identifier(found)) }
    let parts = settled.map(\.path) + createOnly + conditionalCreateOnly
    if let part = parts.first(where: { path.covers($0) }) {
      return UpdateBehaviour(effect: .mayReplace, ground: .part(part))
    }
    return UpdateBehaviour(effect: .inPlace, ground: .nothingKnown)
  }

  /// What overrides say of updates, the wider paths first.
  private var settledUpdates: [(path: PropertyPath, effect: UpdateBehaviour.Effect, reason: String)]
  {
    guard var cursor = cursor(at: .updates) else { return [] }
    return cursor.list {
      let path = PropertyPath(book.text(&$0))
      let effect = UpdateBehaviour.Effect(rawValue: book.text(&$0))
      Blob.check(effect != nil)
      return (path, effect ?? .mayReplace, book.text(&$0))
    }
  }
}
