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

  /// Whether it is a boolean, a number or a text: a walk can pass it without making a path to it.
  var isFilledScalar: Bool {
    switch self {
    case .bool, .number, .string: true
    case .null, .array, .object: false
    }
  }
}

extension Path {
  /// The path one key further down.
  func appending(_ key: String) -> Path { appending(.key(key)) }
  /// The path one index further down.
  func appending(_ index: Int) -> Path { appending(.index(index)) }

  private func appending(_ step: Step) -> Path {
    var longer: [Step] = []
    longer.reserveCapacity(steps.count + 1)
    longer += steps
    longer.append(step)
    return Path(longer)
  }
}
