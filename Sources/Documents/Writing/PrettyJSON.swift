extension Value {
  /// The value as people read it: two spaces a level, members in their order, numbers as they were
  /// written, every character beyond ASCII as it is. The caller adds the last line break.
  ///
  /// `.inf`, `-.inf` and `.nan` stand there as YAML writes them, which is not JSON: `isJSON` tells.
  package var prettyJSON: String {
    String(decoding: prettyJSONBytes, as: UTF8.self)
  }

  /// `prettyJSON` in UTF-8.
  package var prettyJSONBytes: [UInt8] {
    prettyJSONBytes(within: .max) ?? []
  }

  /// `prettyJSON` in UTF-8, or `nil` if that takes more bytes than the limit. No more memory than
  /// a small multiple of the limit is taken to find out.
  ///
  /// - Parameter level: How many collections it stands in, by which its lines are indented.
  package func prettyJSONBytes(within limit: Int = .max, at level: Int = 0) -> [UInt8]? {
    var bytes: [UInt8] = []
    var open: [UnfinishedValue] = []
    var value = self
    while true {
      switch value {
      case .array(let elements) where !elements.isEmpty:
        bytes.append(.openBracket)
        open.append(UnfinishedValue(elements: elements))
      case .object(let object) where !object.isEmpty:
        bytes.append(.openBrace)
        open.append(UnfinishedValue(members: object.members))
      default: bytes.appendJSONScalar(value)
      }
      guard bytes.count <= limit else { return nil }
      while let last = open.indices.last, open[last].isComplete {
        bytes.appendLineBreak(indentation: level + last)
        bytes.append(open[last].isObject ? .closeBrace : .closeBracket)
        open.removeLast()
      }
      guard let last = open.indices.last else { return bytes.count <= limit ? bytes : nil }
      if open[last].position > 0 { bytes.append(.comma) }
      bytes.appendLineBreak(indentation: level + last + 1)
      let next = open[last].next()
      if let key = next.key {
        bytes.appendJSONString(key)
        bytes.append(.colon)
        bytes.append(.space)
      }
      value = next.value
    }
  }
}

/// A collection whose children are being written.
struct UnfinishedValue {
  private let elements: [Value]
  private let members: [Value.Object.Member]
  let isObject: Bool
  /// How many children have been taken.
  private(set) var position = 0

  init(elements: [Value]) {
    self.elements = elements
    self.members = []
    self.isObject = false
  }

  init(members: [Value.Object.Member]) {
    self.elements = []
    self.members = members
    self.isObject = true
  }

  /// Whether every child has been taken.
  var isComplete: Bool { position == (isObject ? members.count : elements.count) }

  /// Takes the next child; there is one.
  mutating func next() -> (key: String?, value: Value) {
    defer { position += 1 }
    return isObject
      ? (members[position].key, members[position].value) : (nil, elements[position])
  }
}

extension [UInt8] {
  /// Appends a scalar or an empty collection; a number as it is spelled.
  mutating func appendJSONScalar(_ value: Value) {
    switch value {
    case .null: append(contentsOf: "null".utf8)
    case .bool(let value): append(contentsOf: (value ? "true" : "false").utf8)
    case .number(let number): append(contentsOf: number.spelling.utf8)
    case .string(let text): appendJSONString(text)
    case .array: append(contentsOf: "[]".utf8)
    case .object: append(contentsOf: "{}".utf8)
    }
  }

  fileprivate mutating func appendLineBreak(indentation: Int) {
    append(.lineFeed)
    append(contentsOf: [UInt8](repeating: .space, count: 2 * indentation))
  }
}
