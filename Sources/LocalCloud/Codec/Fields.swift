internal import Documents

/// What a stored value holds that cannot be.
struct Damage: Error, Equatable {
  /// Where: the way of keys to it.
  var path: String
}

/// The members of a stored object, read one by one.
struct Fields {
  private let object: Value.Object
  private let path: String

  init(_ value: Value, at path: String) throws(Damage) {
    guard let object = value.object else { throw Damage(path: path) }
    self.object = object
    self.path = path
  }

  /// A member that must be there.
  func value(_ key: String) throws(Damage) -> Value {
    guard let value = object[key] else { throw damage(key) }
    return value
  }

  /// A member that may be missing.
  func optional(_ key: String) -> Value? { object[key] }

  func text(_ key: String) throws(Damage) -> String {
    guard let text = try value(key).text else { throw damage(key) }
    return text
  }

  func optionalText(_ key: String) throws(Damage) -> String? {
    guard let value = object[key] else { return nil }
    guard let text = value.text else { throw damage(key) }
    return text
  }

  func flag(_ key: String) throws(Damage) -> Bool {
    guard case .bool(let flag) = try value(key) else { throw damage(key) }
    return flag
  }

  func time(_ key: String) throws(Damage) -> Timestamp {
    guard let time = try optionalTime(key) else { throw damage(key) }
    return time
  }

  func optionalTime(_ key: String) throws(Damage) -> Timestamp? {
    guard let value = object[key] else { return nil }
    guard case .number(let number) = value, let milliseconds = number.int else {
      throw damage(key)
    }
    return Timestamp(milliseconds: Int64(milliseconds))
  }

  /// A word out of a fixed set.
  func word<Word: RawRepresentable>(
    _ key: String, as type: Word.Type = Word.self
  ) throws(Damage) -> Word where Word.RawValue == String {
    guard let word = Word(rawValue: try text(key)) else { throw damage(key) }
    return word
  }

  func texts(_ key: String) throws(Damage) -> [String] {
    try list(key) { (value, path) throws(Damage) in
      guard let text = value.text else { throw Damage(path: path) }
      return text
    }
  }

  /// A list, every element of which is read by a function; a missing one is empty.
  func list<Element>(
    _ key: String, _ each: (Value, String) throws(Damage) -> Element
  ) throws(Damage) -> [Element] {
    guard let value = object[key] else { return [] }
    guard let elements = value.elements else { throw damage(key) }
    var list: [Element] = []
    list.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      list.append(try each(element, "\(path).\(key)[\(index)]"))
    }
    return list
  }

  /// An object that may be missing, read by a function.
  func object<Result>(
    _ key: String, _ read: (Value, String) throws(Damage) -> Result
  ) throws(Damage) -> Result? {
    guard let value = object[key] else { return nil }
    return try read(value, "\(path).\(key)")
  }

  /// A table of texts.
  func table(_ key: String) throws(Damage) -> [String: String] {
    guard let members = object[key]?.object?.members else {
      if object[key] == nil { return [:] }
      throw damage(key)
    }
    var table: [String: String] = [:]
    for member in members {
      guard let text = member.value.text else { throw damage("\(key).\(member.key)") }
      table[member.key] = text
    }
    return table
  }

  private func damage(_ key: String) -> Damage { Damage(path: "\(path).\(key)") }
}

extension Value {
  /// An object of these members; what is nil, and empty lists and objects are left out.
  static func stored(_ members: KeyValuePairs<String, Value?>) -> Value {
    var kept: [Value.Object.Member] = []
    for (key, value) in members {
      switch value {
      case nil, .array([])?: continue
      case let value?: kept.append(.init(key, value))
      }
    }
    return .object(Value.Object(kept))
  }

  /// A text, if there is one.
  static func text(_ text: String?) -> Value? { text.map(Value.string) }

  /// A point in time, if there is one.
  static func time(_ time: Timestamp?) -> Value? {
    time.map { .number(Number(Int($0.milliseconds))) }
  }

  /// A list of texts.
  static func texts(_ texts: [String]) -> Value { .array(texts.map(Value.string)) }

  /// A table of texts, in the order of the keys.
  static func table(_ table: [String: String]) -> Value {
    .object(
      Value.Object(
        table.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) }))
  }
}
