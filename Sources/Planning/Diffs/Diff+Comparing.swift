internal import CloudFormation
package import Documents

extension Diff {
  /// Compares two values by meaning: numbers by value, objects by key, lists by the keys of their
  /// elements where they have any, otherwise by what they have in common.
  ///
  /// A call that CloudFormation has yet to work out is compared as a whole.
  package init(from before: Value, to after: Value) {
    self.init(from: before, to: after, as: .none)
  }

  /// Compares the entries of a resource, with what is known of its type: which lists are sets,
  /// what holds if nothing is given, where policies stand, and which texts are JSON.
  package init(from before: Value, to after: Value, ofType type: String) {
    self.init(from: before, to: after, as: .entry(of: type))
  }

  init(from before: Value, to after: Value, as meaning: Meaning) {
    if before == after {
      self = .same(after)
      return
    }
    if meaning.isSame(before, after) {
      self = .rewritten(before: before, after: after)
      return
    }
    switch (before, after) {
    case (.object(let left), .object(let right))
    where Intrinsic.call(in: left) == nil && Intrinsic.call(in: right) == nil:
      self = .object(Self.members(left, right, meaning))
    case (.array(let left), .array(let right)):
      self = .list(
        Self.keyedElements(left, right, meaning)
          ?? (meaning.isUnordered
            ? Self.setElements(left, right, meaning.element)
            : ListComparison(left, right, as: meaning.element).elements))
    default: self = .changed(before: before, after: after)
    }
  }

  /// The keys of the second object in their order; those that are gone follow the one they stood
  /// behind.
  private static func members(
    _ before: Value.Object, _ after: Value.Object, _ meaning: Meaning
  ) -> [Member] {
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
        let isUsual = meaning.member(member.key).isDefault(member.value)
        gone[anchor, default: []].append(
          Member(
            key: member.key,
            diff: isUsual ? .rewritten(before: member.value, after: nil) : .removed(member.value)))
      }
    }
    var members = gone[nil] ?? []
    for member in after.members {
      let key = Value.string(member.key)
      let meaning = meaning.member(member.key)
      let diff: Diff =
        if let value = old[key] {
          Diff(from: value, to: member.value, as: meaning)
        } else if meaning.isDefault(member.value) {
          .rewritten(before: nil, after: member.value)
        } else {
          .added(member.value)
        }
      members.append(Member(key: member.key, diff: diff))
      members += gone[key] ?? []
    }
    return members
  }

  /// The members by which people know the elements of a list.
  private static let keys = ["Key", "Name", "Id", "Sid", "VariantName", "PolicyName", "IndexName"]

  /// Lists whose elements are known by a key: tags by `Key`, whose order means nothing; others by
  /// their name or id, as long as what stays keeps its order.
  private static func keyedElements(
    _ before: [Value], _ after: [Value], _ meaning: Meaning
  ) -> [Element]? {
    let (isUnordered, uniqueKey) = (meaning.isUnordered, meaning.uniqueKey)
    let meaning = meaning.element
    for key in [uniqueKey].compactMap(\.self) + keys {
      guard let old = positions(before, key), let new = positions(after, key) else { continue }
      guard old.keys.contains(where: { new[$0] != nil }) else { return nil }
      if key != "Key", !isUnordered {
        let order = after.compactMap { $0.member(key).flatMap { old[$0] } }
        if order != order.sorted() { return nil }
      }
      var elements: [Element] = []
      for (index, value) in after.enumerated() {
        if let position = value.member(key).flatMap({ old[$0] }) {
          elements.append(
            Element(
              before: position, after: index,
              diff: Diff(from: before[position], to: value, as: meaning)))
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

  /// Lists that are sets: what both have is the same wherever it stands; of the rest those that have
  /// something in common are taken for one that changed.
  private static func setElements(
    _ before: [Value], _ after: [Value], _ meaning: Meaning
  ) -> [Element] {
    var places: [Value: [Int]] = [:]
    for (index, value) in before.enumerated().reversed() {
      places[value, default: []].append(index)
    }
    var elements: [Element] = []
    var new: [Int] = []
    for (index, value) in after.enumerated() {
      if let position = places[value]?.popLast() {
        elements.append(Element(before: position, after: index, diff: .same(value)))
      } else {
        new.append(index)
      }
    }
    var old = places.values.joined().sorted()
    for index in new {
      // The one that it has the most in common with is taken for what it was.
      let likeness = old.map { (place: $0, count: meaning.likeness(before[$0], after[index])) }
      guard let best = likeness.max(by: { $0.count < $1.count }), best.count > 0 else {
        elements.append(Element(before: nil, after: index, diff: .added(after[index])))
        continue
      }
      let place = likeness.first { $0.count == best.count }?.place ?? best.place
      old.removeAll { $0 == place }
      elements.append(
        Element(
          before: place, after: index,
          diff: Diff(from: before[place], to: after[index], as: meaning)))
    }
    elements += old.map { Element(before: $0, after: nil, diff: .removed(before[$0])) }
    return elements
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
