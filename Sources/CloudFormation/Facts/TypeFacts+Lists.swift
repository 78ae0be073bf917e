extension TypeFacts {
  /// Whether AWS sets a property, or what it is a part of, and a template cannot.
  package func isReadOnly(_ path: PropertyPath) -> Bool { lists(.readOnly, path) }

  /// Whether a property can be set and not be read again.
  package func isWriteOnly(_ path: PropertyPath) -> Bool { lists(.writeOnly, path) }

  /// Whether a property is on its way out.
  package func isDeprecated(_ path: PropertyPath) -> Bool { lists(.deprecated, path) }

  private func lists(_ field: Field, _ path: PropertyPath) -> Bool {
    firstPath(in: field, .above, path) != nil
  }

  /// How a path that is listed stands to one that is asked for.
  enum Relation {
    case apart
    /// It is the same, or leads to something that contains it.
    case above
    /// It leads to a part of it.
    case below
  }

  /// The first path of a list that stands to a path as asked. Copies only what it finds.
  func firstPath(
    in field: Field, _ wanted: Relation, _ path: PropertyPath
  ) -> PropertyPath? {
    guard var cursor = cursor(at: field) else { return nil }
    for _ in 0..<cursor.number() {
      let place = cursor.number()
      if relation(ofTextAt: place, to: path) == wanted { return PropertyPath(book.text(at: place)) }
    }
    return nil
  }

  /// How a path in the pool stands to another one.
  func relation(ofTextAt place: Int, to path: PropertyPath) -> Relation {
    let slash = UInt8(ascii: "/")
    let any = CollectionOfOne(UInt8(ascii: "*"))
    var rest = book.bytes(at: place)[...]
    for step in path.steps {
      if rest.isEmpty { return .above }
      let segment = rest.prefix { $0 != slash }
      guard segment.elementsEqual(step.utf8) || segment.elementsEqual(any) || step == "*" else {
        return .apart
      }
      rest = rest.dropFirst(segment.count + 1)
    }
    return rest.isEmpty ? .above : .below
  }
}
