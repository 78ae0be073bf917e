internal import Documents

extension Value {
  /// The text, if it is one.
  var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The members, if it is an object.
  var object: Value.Object? {
    if case .object(let object) = self { object } else { nil }
  }

  /// The elements, if it is a list.
  var elements: [Value]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// A scalar as the text that AWS shows.
  var scalarText: String? {
    switch self {
    case .string(let text): text
    case .number(let number): number.spelling
    case .bool(let value): value ? "true" : "false"
    case .null, .array, .object: nil
    }
  }

  /// The value at the end of a way of keys; nil where the way ends earlier.
  func at(_ keys: some Sequence<Substring>) -> Value? {
    var value = self
    for key in keys {
      guard let next = value.object?[String(key)] else { return nil }
      value = next
    }
    return value
  }
}
