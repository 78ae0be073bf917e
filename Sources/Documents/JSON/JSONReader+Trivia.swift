internal import Diagnostics

extension JSONReader {
  /// Skips a comment that begins with the byte here, and says that JSON has none.
  mutating func skipComment(_ byte: UInt8) -> Bool {
    let start = at
    if byte == UInt8(ascii: "/"), bytes.byte(at + 1) == UInt8(ascii: "*") {
      at += 2
      while at < bytes.count, bytes[at] != 0x2A || bytes.byte(at + 1) != 0x2F { at += 1 }
      if at >= bytes.count {
        at = bytes.count
        report(
          .comment, "this comment is not closed, and JSON has no comments", from: start,
          to: start + 2, hint: .init("remove it"))
        // Everything behind it may have been meant to count.
        isStopped = true
        return true
      }
      at += 2
    } else if byte == UInt8(ascii: "#") || byte == 0x2F && bytes.byte(at + 1) == 0x2F {
      while at < bytes.count, !bytes[at].isLineBreak { at += 1 }
    } else {
      return false
    }
    report(
      .comment, "JSON has no comments", from: start, to: at,
      hint: .init(
        "remove it, or write the file in YAML, which has comments",
        edit: .init(Span(start: start, end: at), replacement: "")))
    return true
  }

  /// Skips characters that look like a space or like nothing and that JSON does not know.
  mutating func skipForeignSpace() -> Bool {
    let start = at
    var name = ""
    while let (scalar, length) = bytes.foreignSpace(at: at) {
      if name.isEmpty { name = String(scalar.value, radix: 16, uppercase: true) }
      at += length
    }
    guard at > start else { return false }
    name = String(repeating: "0", count: max(0, 4 - name.count)) + name
    report(
      .unexpectedText, "the invisible character U+\(name) is not white space in JSON", from: start,
      to: at,
      hint: .init(
        "write a plain space instead", edit: .init(Span(start: start, end: at), replacement: " ")))
    return true
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The character at an offset and its length, if it looks like a space or like nothing and JSON
  /// does not know it.
  func foreignSpace(at offset: Int) -> (scalar: Unicode.Scalar, length: Int)? {
    guard offset < count, self[offset] >= 0x80 || self[offset] == 0x0B || self[offset] == 0x0C
    else { return nil }
    var codec = UTF8()
    var rest = self[offset...].makeIterator()
    guard case .scalarValue(let scalar) = codec.decode(&rest) else { return nil }
    let isForeign =
      scalar.properties.isWhitespace || scalar == "\u{FEFF}" || scalar == "\u{2060}"
      || (0x200B...0x200F).contains(scalar.value)
    return isForeign ? (scalar, UTF8.width(scalar)) : nil
  }
}
