extension [UInt8] {
  /// Appends a text in double quotes with as few escapes as JSON allows, as RFC 8785 asks.
  mutating func appendJSONString(_ text: String) {
    append(.quote)
    var text = text
    text.withUTF8 { bytes in
      var start = 0
      while true {
        let end = bytes.endOfPlainText(from: start)
        append(contentsOf: bytes[start..<end])
        guard end < bytes.count else { break }
        appendJSONEscape(of: bytes[end])
        start = end + 1
      }
    }
    append(.quote)
  }

  /// Appends the escape of a control character, a double quote or a backslash.
  mutating func appendJSONEscape(of byte: UInt8) {
    append(.backslash)
    switch byte {
    case 0x08: append(UInt8(ascii: "b"))
    case 0x0C: append(UInt8(ascii: "f"))
    case .tab: append(UInt8(ascii: "t"))
    case .lineFeed: append(UInt8(ascii: "n"))
    case .carriageReturn: append(UInt8(ascii: "r"))
    case .quote, .backslash: append(byte)
    default:
      append(UInt8(ascii: "u"))
      append(contentsOf: byte.fourHexadecimalDigits.utf8)
    }
  }
}

extension UInt8 {
  /// The byte as `001b`.
  var fourHexadecimalDigits: String {
    let digits = String(self, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}
