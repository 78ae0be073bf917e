/// A document's meaning without its places: what is compared, hashed and written.
package indirect enum Value: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(Number)
  case string(String)
  case array([Value])
  case object(Object)

  /// The members of an object in their order. Equality ignores the order.
  package struct Object: Sendable, ExpressibleByDictionaryLiteral {
    package private(set) var members: [Member]

    package struct Member: Hashable, Sendable {
      package var key: String
      package var value: Value

      package init(_ key: String, _ value: Value) {
        self.key = key
        self.value = value
      }
    }

    /// Members with distinct keys; of equal ones the last wins, at the first one's position.
    package init(_ members: some Sequence<Member> = []) {
      self.members = []
      var positions: [String: Int] = [:]
      for member in members {
        if let position = positions[member.key] {
          self.members[position].value = member.value
        } else {
          positions[member.key] = self.members.count
          self.members.append(member)
        }
      }
    }

    package init(dictionaryLiteral elements: (String, Value)...) {
      self.init(elements.map { Member($0.0, $0.1) })
    }

    /// The value of a key. Setting keeps the position of a key that is there, and appends a new
    /// one; setting `nil` removes it. Linear: for building and for small objects.
    package subscript(key: String) -> Value? {
      get { members.first { $0.key == key }?.value }
      set {
        if let index = members.firstIndex(where: { $0.key == key }) {
          if let newValue { members[index].value = newValue } else { members.remove(at: index) }
        } else if let newValue {
          members.append(Member(key, newValue))
        }
      }
    }

    package var isEmpty: Bool { members.isEmpty }
    package var count: Int { members.count }
  }
}

extension Value.Object: Hashable {
  package static func == (left: Self, right: Self) -> Bool {
    guard left.count == right.count else { return false }
    if left.members == right.members { return true }
    let values = Dictionary(uniqueKeysWithValues: right.members.map { ($0.key, $0.value) })
    return left.members.allSatisfy { values[$0.key] == $0.value }
  }

  package func hash(into hasher: inout Hasher) {
    // Independent of the order, as equality is.
    var sum = 0
    for member in members { sum &+= member.hashValue }
    hasher.combine(sum)
  }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(integerLiteral value: Int) { self = .number(Number(value)) }
  package init(arrayLiteral elements: Value...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, Value)...) {
    self = .object(Object(elements.map { Object.Member($0.0, $0.1) }))
  }
}
