package import Documents

/// What an input or output holds, whatever the protocol: the shapes say how it travels.
package enum WireValue: Sendable, Equatable {
  case null
  case text(String)
  case number(Number)
  case flag(Bool)
  case bytes([UInt8])
  case time(Timestamp)
  case list([WireValue])
  /// A structure or a map.
  case record([Field])
  /// Any JSON, for members without a shape.
  indirect case document(Value)

  /// A member or an entry.
  package struct Field: Sendable, Equatable {
    package var name: String
    package var value: WireValue

    package init(_ name: String, _ value: WireValue) {
      self.name = name
      self.value = value
    }
  }

  /// A structure of those members that have a value.
  package static func members(_ pairs: KeyValuePairs<String, WireValue?>) -> WireValue {
    .record(pairs.compactMap { pair in pair.value.map { Field(pair.key, $0) } })
  }

  /// A text, if there is one.
  package static func text(_ text: String?) -> WireValue? { text.map { .text($0) } }

  /// A number, if there is one.
  package static func number(_ number: Int?) -> WireValue? { number.map { .number(Number($0)) } }

  /// A truth value, if there is one.
  package static func flag(_ flag: Bool?) -> WireValue? { flag.map { .flag($0) } }

  /// Texts, unless there are none.
  package static func texts(_ texts: [String]) -> WireValue? {
    texts.isEmpty ? nil : .list(texts.map { .text($0) })
  }

  /// A map of texts, unless it is empty; in the order of its keys.
  package static func map(_ texts: [String: String]) -> WireValue? {
    texts.isEmpty
      ? nil : .record(texts.sorted { $0.key < $1.key }.map { Field($0.key, .text($0.value)) })
  }
}

extension WireValue {
  /// The member of a structure or the entry of a map; none where it is null.
  package subscript(name: String) -> WireValue? {
    get { fields.first { $0.name == name && $0.value != .null }?.value }
    set {
      var fields = fields.filter { $0.name != name }
      if let newValue { fields.append(Field(name, newValue)) }
      self = .record(fields)
    }
  }

  package var fields: [Field] {
    if case .record(let fields) = self { fields } else { [] }
  }

  package var elements: [WireValue] {
    if case .list(let elements) = self { elements } else { [] }
  }

  package var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  package var integer: Int? {
    if case .number(let number) = self { number.int } else { nil }
  }

  package var double: Double? {
    if case .number(let number) = self { number.double } else { nil }
  }

  package var flag: Bool? {
    if case .flag(let flag) = self { flag } else { nil }
  }

  package var bytes: [UInt8]? {
    if case .bytes(let bytes) = self { bytes } else { nil }
  }

  package var time: Timestamp? {
    if case .time(let time) = self { time } else { nil }
  }

  /// The elements of a member that is a list; none where it is absent.
  package func list(_ name: String) -> [WireValue] { self[name]?.elements ?? [] }

  /// The texts of a member that is a list of them.
  package func texts(_ name: String) -> [String] { list(name).compactMap(\.text) }

  /// The entries of a member that is a map of texts.
  package func map(_ name: String) -> [String: String] {
    Dictionary(
      (self[name]?.fields ?? []).compactMap { entry in entry.value.text.map { (entry.name, $0) } },
      uniquingKeysWith: { $1 })
  }

  /// What stands at names separated by points.
  package func value(at path: String) -> WireValue? {
    path.split(separator: ".").reduce(Optional(self)) { $0?[String($1)] }
  }
}

extension WireValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(stringLiteral value: String) { self = .text(value) }
  package init(integerLiteral value: Int) { self = .number(Number(value)) }
  package init(booleanLiteral value: Bool) { self = .flag(value) }
  package init(arrayLiteral elements: WireValue...) { self = .list(elements) }
  package init(dictionaryLiteral elements: (String, WireValue)...) {
    self = .record(elements.map { Field($0.0, $0.1) })
  }
}
