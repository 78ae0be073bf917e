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
    if let settled = settledUpdate(of: path) { return settled }
    if !canUpdate { return UpdateBehaviour(effect: .replacement, ground: .noUpdateHandler) }
    if let listed = firstPath(in: .createOnly, .above, path) {
      return UpdateBehaviour(effect: .replacement, ground: .createOnly(listed))
    }
    if let listed = firstPath(in: .conditionalCreateOnly, .above, path) {
      return UpdateBehaviour(effect: .mayReplace, ground: .conditional(listed))
    }
    if let part = firstPath(in: .primaryIdentifier, .above, path), !isReadOnly(part) {
      return UpdateBehaviour(effect: .replacement, ground: .identifier(part))
    }
    let part =
      settledPart(of: path) ?? firstPath(in: .createOnly, .below, path)
      ?? firstPath(in: .conditionalCreateOnly, .below, path)
    if let part { return UpdateBehaviour(effect: .mayReplace, ground: .part(part)) }
    return UpdateBehaviour(effect: .inPlace, ground: .nothingKnown)
  }

  /// What the override of the narrowest path says that covers a path. Wider ones stand first.
  private func settledUpdate(of path: PropertyPath) -> UpdateBehaviour? {
    guard var cursor = cursor(at: .updates) else { return nil }
    var found: (effect: Int, reason: Int)?
    for _ in 0..<cursor.number() {
      let (listed, effect, reason) = (cursor.number(), cursor.number(), cursor.number())
      if relation(ofTextAt: listed, to: path) == .above { found = (effect, reason) }
    }
    guard let found else { return nil }
    let effect = UpdateBehaviour.Effect(rawValue: book.text(at: found.effect))
    Blob.check(effect != nil)
    return UpdateBehaviour(
      effect: effect ?? .mayReplace, ground: .settled(book.text(at: found.reason)))
  }

  /// The first path below a path of which an override says something.
  private func settledPart(of path: PropertyPath) -> PropertyPath? {
    guard var cursor = cursor(at: .updates) else { return nil }
    for _ in 0..<cursor.number() {
      let (listed, _, _) = (cursor.number(), cursor.number(), cursor.number())
      if relation(ofTextAt: listed, to: path) == .below {
        return PropertyPath(book.text(at: listed))
      }
    }
    return nil
  }
}
