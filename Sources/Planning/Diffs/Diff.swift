package import Documents

/// How one value becomes another, as a tree with everything that stays as it is.
///
/// Both values can be read off it again: it is whole, and drawing it is the view's affair.
package indirect enum Diff: Hashable, Sendable {
  case same(Value)
  case added(Value)
  case removed(Value)
  /// One value in the place of another, with nothing in common that would help a reader.
  case changed(before: Value, after: Value)
  /// The same in other words, or a default that is written on one side alone.
  case rewritten(before: Value?, after: Value?)
  /// An element that is the same and stands elsewhere in a list whose order counts.
  case moved(Value)
  case object([Member])
  case list([Element])

  /// A member of an object.
  package struct Member: Hashable, Sendable {
    package var key: String
    package var diff: Diff
  }

  /// An element of a list, with its places before and after; one of them is missing where it is
  /// added or removed.
  package struct Element: Hashable, Sendable {
    package var before: Int?
    package var after: Int?
    package var diff: Diff
  }

  /// Whether nothing changes that matters. Elements that only change places in a list that is
  /// compared by keys don't.
  package var isSame: Bool {
    switch self {
    case .same, .rewritten: true
    case .added, .removed, .changed, .moved: false
    case .object(let members): members.allSatisfy(\.diff.isSame)
    case .list(let elements): elements.allSatisfy(\.diff.isSame)
    }
  }

  /// The first value; nil where there was none.
  package var before: Value? { side(\.before, at: \.before) }
  /// The second value; nil where there is none any more.
  package var after: Value? { side(\.after, at: \.after) }

  private func side(
    _ part: KeyPath<Diff, Value?>, at position: KeyPath<Element, Int?>
  ) -> Value? {
    switch self {
    case .same(let value), .moved(let value): return value
    case .rewritten(let before, let after): return part == \.after ? after : before
    case .added(let value): return part == \.after ? value : nil
    case .removed(let value): return part == \.before ? value : nil
    case .changed(let before, let after): return part == \.after ? after : before
    case .object(let members):
      return .object(
        Value.Object(
          members.compactMap { member in
            member.diff[keyPath: part].map { .init(member.key, $0) }
          }))
    case .list(let elements):
      let placed = elements.compactMap { element in
        element[keyPath: position].map { ($0, element.diff[keyPath: part]) }
      }
      return .array(placed.sorted { $0.0 < $1.0 }.compactMap(\.1))
    }
  }

  /// The changes alone, each with its path. In lists that is the index afterwards, for what is
  /// removed the index before.
  package func changes(at path: Path = Path()) -> [PropertyChange] {
    switch self {
    case .same, .rewritten: []
    case .moved(let value): [PropertyChange(path, before: value, after: value)]
    case .added(let value): [PropertyChange(path, before: nil, after: value)]
    case .removed(let value): [PropertyChange(path, before: value, after: nil)]
    case .changed(let before, let after): [PropertyChange(path, before: before, after: after)]
    case .object(let members):
      members.flatMap { $0.diff.changes(at: Path(path.steps + [.key($0.key)])) }
    case .list(let elements):
      elements.flatMap { element in
        var changes = element.diff.changes(
          at: Path(path.steps + [.index(element.after ?? element.before ?? 0)]))
        if case .moved = element.diff { changes[0].movedFrom = element.before }
        return changes
      }
    }
  }
}

/// One property that changes.
package struct PropertyChange: Hashable, Sendable {
  /// The way from what is compared to the property.
  package var path: Path
  /// Missing where the property is added.
  package var before: Value?
  /// Missing where the property is removed.
  package var after: Value?
  /// Where it stood in its list, if it only stands elsewhere now.
  package var movedFrom: Int?

  package init(_ path: Path, before: Value?, after: Value?, movedFrom: Int? = nil) {
    self.path = path
    self.before = before
    self.after = after
    self.movedFrom = movedFrom
  }
}
