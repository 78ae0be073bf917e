extension Value {
  /// The one byte sequence of the value, for digests and comparisons: RFC 8785, with numbers kept
  /// to the last digit.
  ///
  /// Every value has one, equal values have the same, and no two others share one. Where the value
  /// holds `.inf`, `-.inf` or `.nan`, for which JSON has no word, these stand there as YAML writes
  /// them: no JSON reader takes that for something else. Whoever writes JSON for others asks
  /// `isJSON` first.
  package var canonicalJSON: String {
    String(decoding: canonicalJSONBytes, as: UTF8.self)
  }

  /// `canonicalJSON` in UTF-8.
  package var canonicalJSONBytes: [UInt8] {
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
        open.append(UnfinishedValue(members: object.canonicallyOrdered))
      case .number(let number): bytes.append(contentsOf: number.canonical.utf8)
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

  /// Whether JSON can write the value: it holds no `.inf`, `-.inf` or `.nan`.
  package var isJSON: Bool {
    var rest = [self]
    while let value = rest.popLast() {
      switch value {
      case .number(let number): if !number.isFinite { return false }
      case .array(let elements): rest.append(contentsOf: elements)
      case .object(let object): rest.append(contentsOf: object.members.map(\.value))
      case .null, .bool, .string: break
      }
    }
    return true
  }
}

extension Value.Object {
  /// The members by their keys' UTF-16 code units, as RFC 8785 sorts them.
  var canonicallyOrdered: [Member] {
    members.sorted { $0.key.precedesInUTF16($1.key) }
  }
}

extension String {
  /// Whether its UTF-16 code units come before another's.
  func precedesInUTF16(_ other: String) -> Bool {
    var others = other.utf8.makeIterator()
    for byte in utf8 {
      guard let otherByte = others.next() else { return false }
      if byte == otherByte { continue }
      // UTF-8 sorts like UTF-16 but for surrogates, which come before U+E000 to U+FFFF.
      let isPair = byte >= 0xF0
      let otherIsPair = otherByte >= 0xF0
      if isPair, 0xEE...0xEF ~= otherByte { return true }
      if otherIsPair, 0xEE...0xEF ~= byte { return false }
      return byte < otherByte
    }
    return others.next() != nil
  }
}
