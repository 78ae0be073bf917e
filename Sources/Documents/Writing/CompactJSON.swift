extension Value {
  /// The value as JSON without any spacing, members in their order: for what is sent and counted.
  package var compactJSON: String {
    String(decoding: compactJSONBytes, as: UTF8.self)
  }

  /// `compactJSON` in UTF-8.
  package var compactJSONBytes: [UInt8] {
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
      case .number(let number): bytes.append(contentsOf: number.spelling.utf8)
      default: bytes.appendJSONScalar(value)
      }
      while let last = open.indices.last, open[last].isComplete {
        bytes.append(open[last].isObject ? .closeBrace : .closeBracket)
        open.removeLast()
      }
      guard let last = open.indices.last else { return bytes }
      if open[last].position > 0 { bytes.append(.comma) }
      let next = open[last].next()
      if let key = next.key {
        bytes.appendJSONString(key)
        bytes.append(.colon)
      }
      value = next.value
    }
  }
}
