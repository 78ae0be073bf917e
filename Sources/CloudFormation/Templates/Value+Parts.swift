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
}

extension Path {
  /// The path one key further down.
  func appending(_ key: String) -> Path { Path(steps + [.key(key)]) }
  /// The path one index further down.
  func appending(_ index: Int) -> Path { Path(steps + [.index(index)]) }
}
