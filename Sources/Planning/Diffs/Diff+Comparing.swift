internal import CloudFormation
package import Documents

extension Diff {
  /// Compares two values by meaning: numbers by value, objects by key, lists by the keys of their
  /// elements where they have any, otherwise by what they have in common.
  ///
  /// A call that CloudFormation has yet to work out is compared as a whole.
  package init(from before: Value, to after: Value) {
    if before == after {
      self = .same(after)
      return
    }
    switch (before, after) {
    case (.object(let left), .object(let right))
    where Intrinsic.call(in: left) == nil && Intrinsic.call(in: right) == nil:
      self = .object(Self.members(left, right))
    case (.array(let left), .array(let right)):
      self = .list(
        Self.keyedElements(left, right) ?? ListComparison(left, right).elements)
    default: self = .changed(before: before, after: after)
    }
  }

  /// The keys of the second object in their order; those that are gone follow the one they stood
  /// behind.
  private static func members(_ before: Value.Object, _ after: Value.Object) -> [Member] {
    let old = Dictionary(
      before.members.map { (Value.string($0.key), $0.value) },
      uniquingKeysWith: { first, _ in first })
    let kept = Set(after.members.map { Value.string($0.key) })
    var gone: [Value?: [Member]] = [:]
    var anchor: Value?
    for member in before.members {
      if kept.contains(.string(member.key)) {
        anchor = .string(member.key)
      } else {
        gone[anchor, default: []].append(Member(key: member.key, diff: .removed(member.value)))
      }
    }
    var members = gone[nil] ?? []
    for member in after.members {
      let key = Value.string(member.key)
      let diff = old[key].map { Diff(from: $0, to: member.value) } ?? .added(member.value)
      members.append(Member(key: member.key, diff: diff))
      members += gone[key] ?? []
    }
    return members
  }

  /// Lists whose elements are known by a key: tags by `Key`, whose order means nothing; others by
  /// their name or id, as long as what stays keeps its order.
  private static func keyedElements(_ before: [Value], _ after: [Value]) -> [Element]? {
    for key in ["Key", "Name", "Id", "Sid"] {
      guard let old = positions(before, key), let new = positions(after, key) else { continue }
      guard old.keys.contains(where: { new[$0] != nil }) else { return nil }
      if key != "Key" {
        let order = after.compactMap { $0.member(key).flatMap { old[$0] } }
        if order != order.sorted() { return nil }
      }
      var elements: [Element] = []
      for (index, value) in after.enumerated() {
        if let position = value.member(key).flatMap({ old[$0] }) {
          elements.append(
            Element(
              before: position, after: index, diff: Diff(from: before[position], to: value)))
        } else {
          elements.append(Element(before: nil, after: index, diff: .added(value)))
        }
      }
      for (index, value) in before.enumerated()
      where value.member(key).map({ new[$0] == nil }) ?? true {
        elements.append(Element(before: index, after: nil, diff: .removed(value)))
      }
      return elements
    }
    return nil
  }

  /// Where the element of each key stands; nil unless every element is an object with a text of
  /// its own under the key.
  private static func positions(_ elements: [Value], _ key: String) -> [Value: Int]? {
    var positions: [Value: Int] = [:]
    for (index, element) in elements.enumerated() {
      guard let name = element.member(key), case .string = name,
        positions.updateValue(index, forKey: name) == nil
      else { return nil }
    }
    return positions
  }
}

extension Value {
  /// The value of a member, if it is an object that has it.
  func member(_ key: String) -> Value? {
    if case .object(let object) = self { object[key] } else { nil }
  }
}
