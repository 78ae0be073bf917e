package import Documents

/// An input of the query protocol: what its fields are made from.
package indirect enum QueryValue: Sendable {
  case text(String)
  case integer(Int)
  case double(Double)
  case boolean(Bool)
  case blob([UInt8])
  case timestamp(Timestamp)
  case list([QueryValue], Naming = .standard)
  case map([(key: String, value: QueryValue)], MapNaming = .standard)
  case structure(QueryMembers)

  /// How the items of a list are called.
  package struct Naming: Sendable {
    /// What stands between the list's name and the number; none in a flattened list.
    package var member: String?

    package init(member: String?) {
      self.member = member
    }

    package static let standard = Naming(member: "member")
    package static let flattened = Naming(member: nil)
  }

  /// How the parts of a map are called.
  package struct MapNaming: Sendable {
    /// What stands between the map's name and the number; none in a flattened map.
    package var entry: String?
    package var key: String
    package var value: String

    package init(entry: String? = "entry", key: String = "key", value: String = "value") {
      self.entry = entry
      self.key = key
      self.value = value
    }

    package static let standard = MapNaming()
  }
}

/// The members of an input or of a structure in it; those without a value are not sent.
package struct QueryMembers: Sendable {
  /// Names and values, in the order in which they are sent.
  package private(set) var members: [(name: String, value: QueryValue)] = []

  package init() {}

  /// Adds a member.
  package mutating func add(_ name: String, _ value: QueryValue?) {
    if let value { members.append((name, value)) }
  }

  /// Adds a text.
  package mutating func add(_ name: String, _ text: String?) {
    if let text { members.append((name, .text(text))) }
  }

  /// Adds a truth value.
  package mutating func add(_ name: String, _ flag: Bool?) {
    if let flag { members.append((name, .boolean(flag))) }
  }

  /// Adds a list of texts, unless it is empty.
  package mutating func add(_ name: String, _ texts: [String]) {
    if !texts.isEmpty { members.append((name, .list(texts.map { .text($0) }))) }
  }
}
