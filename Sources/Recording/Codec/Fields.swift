internal import Documents

/// What a form of the past or present does not allow, in words and with its path.
struct Malformed: Error {
  var message: String
  /// Whether a later version of the program would understand it.
  var isNewer: Bool

  init(_ message: String, isNewer: Bool = false) {
    self.message = message
    self.isNewer = isNewer
  }
}

/// The members of an object that is read strictly: each is taken once, and none may be left.
///
/// A member that nobody knows would be lost when the record is written again.
struct Fields {
  private let path: String
  private var rest: [String: Value]

  init(_ object: Value.Object, path: String = "") throws(Malformed) {
    self.path = path
    rest = [:]
    for member in object.members {
      guard rest.updateValue(member.value, forKey: member.key) == nil else {
        throw Malformed("`\(path)\(member.key)` is there twice")
      }
    }
  }

  /// Whether a member is there and was not taken yet.
  func has(_ key: String) -> Bool { rest[key] != nil }

  mutating func text(_ key: String) throws(Malformed) -> String {
    guard let text = try optionalText(key) else { throw missing(key) }
    return text
  }

  mutating func optionalText(_ key: String) throws(Malformed) -> String? {
    guard let value = rest.removeValue(forKey: key) else { return nil }
    guard case .string(let text) = value else { throw expected("a text", key) }
    return text
  }

  mutating func optionalFlag(_ key: String) throws(Malformed) -> Bool? {
    guard let value = rest.removeValue(forKey: key) else { return nil }
    guard case .bool(let flag) = value else { throw expected("true or false", key) }
    return flag
  }

  /// A whole number from 1.
  mutating func count(_ key: String) throws(Malformed) -> Int {
    guard let value = rest.removeValue(forKey: key) else { throw missing(key) }
    guard case .number(let number) = value, let int = number.int, int >= 1 else {
      throw expected("a whole number from 1", key)
    }
    return int
  }

  mutating func timestamp(_ key: String) throws(Malformed) -> Timestamp {
    guard let timestamp = Timestamp(iso8601: try text(key)) else {
      throw expected("a time such as 2026-11-20T17:00:00Z", key)
    }
    return timestamp
  }

  mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, of _: Choice.Type = Choice.self
  ) throws(Malformed) -> Choice where Choice.RawValue == String {
    guard let choice = Choice(rawValue: try text(key)) else {
      let names = Choice.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
      throw expected("one of \(names)", key)
    }
    return choice
  }

  mutating func texts(_ key: String) throws(Malformed) -> [String] {
    guard case .array(let elements) = rest.removeValue(forKey: key) else {
      throw expected("a list of texts", key)
    }
    var texts: [String] = []
    for element in elements {
      guard case .string(let text) = element else { throw expected("a list of texts", key) }
      texts.append(text)
    }
    return texts
  }

  mutating func object(_ key: String) throws(Malformed) -> Value.Object {
    guard let object = try optionalObject(key) else { throw missing(key) }
    return object
  }

  mutating func optionalObject(_ key: String) throws(Malformed) -> Value.Object? {
    guard let value = rest.removeValue(forKey: key) else { return nil }
    guard case .object(let object) = value else { throw expected("an object", key) }
    return object
  }

  mutating func fields(_ key: String) throws(Malformed) -> Fields {
    try Fields(try object(key), path: "\(path)\(key).")
  }

  mutating func optionalFields(_ key: String) throws(Malformed) -> Fields? {
    guard let object = try optionalObject(key) else { return nil }
    return try Fields(object, path: "\(path)\(key).")
  }

  /// A table from names to what a function makes of their values.
  mutating func table<Entry>(
    _ key: String, _ entry: (_ value: Value, _ path: String) throws(Malformed) -> Entry
  ) throws(Malformed) -> [String: Entry] {
    var table: [String: Entry] = [:]
    for member in try object(key).members {
      let path = "\(path)\(key).\(member.key)"
      guard table.updateValue(try entry(member.value, path), forKey: member.key) == nil else {
        throw Malformed("`\(path)` is there twice")
      }
    }
    return table
  }

  /// A table from names to texts.
  mutating func textTable(_ key: String) throws(Malformed) -> [String: String] {
    try table(key) { value, path throws(Malformed) in
      guard case .string(let text) = value else { throw Malformed("`\(path)` is not a text") }
      return text
    }
  }

  /// Makes sure that everything was taken.
  func end() throws(Malformed) {
    guard let key = rest.keys.min() else { return }
    throw Malformed("`\(path)\(key)` is not a member of this form")
  }

  private func missing(_ key: String) -> Malformed { Malformed("`\(path)\(key)` is missing") }

  private func expected(_ what: String, _ key: String) -> Malformed {
    Malformed("`\(path)\(key)` is not \(what)")
  }
}

extension Value.Object {
  /// Appends a member, if there is a value for it. Keys are not compared: each is written once.
  static func of(_ members: [(String, Value?)]) -> Value.Object {
    Value.Object(members.compactMap { key, value in value.map { Member(key, $0) } })
  }

  /// The entries of a table in the order of their names.
  static func table<Entry>(
    _ table: [String: Entry], _ value: (Entry) -> Value
  ) -> Value.Object {
    let sorted = table.sorted { $0.key.isWritten(before: $1.key) }
    return Value.Object(sorted.map { Member($0.key, value($0.value)) })
  }
}

extension String {
  /// The order of names in a record: by their bytes, since Swift's own order takes spellings of one
  /// `é` for equal.
  func isWritten(before other: String) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }
}
