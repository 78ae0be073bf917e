/// A document's meaning without its places: what is compared, hashed and written.
///
/// Texts are equal when they are the same characters one by one, as JSON and YAML have it: `é` in
/// one code point is not `é` in two, unlike for Swift's strings.
package indirect enum Value: Sendable {
  case null
  case bool(Bool)
  case number(Number)
  case string(String)
  case array([Value])
  case object(Object)

  /// The members of an object in their order. Equality ignores the order.
  package struct Object: Sendable, ExpressibleByDictionaryLiteral {
    package private(set) var members: [Member]
    /// Where the members of a large object stand; a small one is looked through.
    private var positions: [ExactText: Int]?

    package struct Member: Sendable {
      package var key: String
      package var value: Value

      package init(_ key: String, _ value: Value) {
        self.key = key
        self.value = value
      }
    }

    /// Members with distinct keys; of equal ones the last wins, at the first one's position.
    package init(_ members: some Sequence<Member> = []) {
      let given = Array(members)
      guard !Self.areFewAndDistinct(given) else {
        self.members = given
        return
      }
      self.members = []
      var positions: [ExactText: Int] = [:]
      for member in given {
        let key = ExactText(member.key)
        if let position = positions[key] {
          self.members[position].value = member.value
        } else {
          positions[key] = self.members.count
          self.members.append(member)
        }
      }
      if self.members.count > Self.few { self.positions = positions }
    }

    /// So many members are found faster by looking at all of them than by their digests.
    private static let few = 32

    package init(dictionaryLiteral elements: (String, Value)...) {
      self.init(elements.map { Member($0.0, $0.1) })
    }

    /// Most objects are small and have no key twice: comparing their keys takes less time than
    /// making a table of them.
    private static func areFewAndDistinct(_ members: [Member]) -> Bool {
      guard members.count <= 12 else { return false }
      for (index, member) in members.enumerated() {
        for other in members[..<index] where ExactText(other.key) == ExactText(member.key) {
          return false
        }
      }
      return true
    }

    /// The value of a key. Setting keeps the position of a key that is there, and appends a new
    /// one; setting `nil` removes it. Removing is linear.
    package subscript(key: String) -> Value? {
      get { position(of: key).map { members[$0].value } }
      set {
        if let position = position(of: key) {
          if let newValue {
            members[position].value = newValue
          } else {
            members.remove(at: position)
            if positions != nil { note() }
          }
        } else if let newValue {
          members.append(Member(key, newValue))
          if positions != nil {
            positions?[ExactText(key)] = members.count - 1
          } else {
            note()
          }
        }
      }
    }

    private func position(of key: String) -> Int? {
      let key = ExactText(key)
      if let positions { return positions[key] }
      return members.firstIndex { ExactText($0.key) == key }
    }

    /// Takes down where the members stand, if there are many.
    private mutating func note() {
      positions = nil
      guard members.count > Self.few else { return }
      positions = Dictionary(
        members.enumerated().map { (ExactText($1.key), $0) }, uniquingKeysWith: { $1 })
    }

    package var isEmpty: Bool { members.isEmpty }
    package var count: Int { members.count }
  }
}

extension Value: Hashable {
  package static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.string(let left), .string(let right)): ExactText(left) == ExactText(right)
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    default: false
    }
  }

  package func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .bool(let value): hasher.combine(value)
    case .number(let number): hasher.combine(number)
    case .string(let text): hasher.combine(ExactText(text))
    case .array(let elements): hasher.combine(elements)
    case .object(let object): hasher.combine(object)
    }
  }
}

extension Value.Object.Member: Hashable {
  package static func == (left: Self, right: Self) -> Bool {
    ExactText(left.key) == ExactText(right.key) && left.value == right.value
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(ExactText(key))
    hasher.combine(value)
  }
}

extension Value.Object: Hashable {
  package static func == (left: Self, right: Self) -> Bool {
    guard left.count == right.count else { return false }
    // Mostly the order is the same, and then nothing else has to be tried.
    let isAligned = zip(left.members, right.members).allSatisfy {
      ExactText($0.key) == ExactText($1.key)
    }
    guard !isAligned else {
      return zip(left.members, right.members).allSatisfy { $0.value == $1.value }
    }
    let values = Dictionary(
      uniqueKeysWithValues: right.members.map { (ExactText($0.key), $0.value) })
    return left.members.allSatisfy { values[ExactText($0.key)] == $0.value }
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
