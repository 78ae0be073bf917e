internal import Diagnostics
internal import Documents

/// JSON of services, programs and files.
enum JSONText {
  /// What a text means; nil where it is no JSON.
  static func value(_ bytes: [UInt8]) -> Value? {
    let reading = read(Source(name: "answer", bytes: bytes), as: .json)
    var diagnostics = reading.diagnostics
    let value = reading.documents.first?.value(&diagnostics, for: .json)
    return diagnostics.hasErrors ? nil : value
  }
}

extension Value {
  /// The member of an object.
  subscript(name: String) -> Value? {
    if case .object(let object) = self { object[name] } else { nil }
  }

  /// The text, where it is one.
  var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  var flag: Bool? {
    if case .bool(let flag) = self { flag } else { nil }
  }

  var number: Number? {
    if case .number(let number) = self { number } else { nil }
  }

  /// The elements of an array.
  var elements: [Value]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The members of an object in their order.
  var members: [Value.Object.Member]? {
    if case .object(let object) = self { object.members } else { nil }
  }
}
