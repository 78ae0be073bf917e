internal import Diagnostics

/// The other encodings that YAML allows a file to be in: UTF-16 and UTF-32.
enum Encoding {
  /// The same text in UTF-8 if the first bytes say that it is in another encoding (YAML 1.2.2,
  /// §5.2); places then count in that text.
  static func transcoded(_ source: Source) -> Source? {
    let bytes = source.bytes
    func starts(_ pattern: UInt8?...) -> Bool {
      bytes.count >= pattern.count
        && zip(bytes, pattern).allSatisfy { byte, wanted in wanted.map { $0 == byte } ?? (byte != 0)
        }
    }
    if starts(0, 0, 0xFE, 0xFF) || starts(0, 0, 0, nil) { return utf32(source, bigEndian: true) }
    if starts(0xFF, 0xFE, 0, 0) || starts(nil, 0, 0, 0) { return utf32(source, bigEndian: false) }
    if starts(0xFE, 0xFF) || starts(0, nil) { return utf16(source, bigEndian: true) }
    if starts(0xFF, 0xFE) || starts(nil, 0) { return utf16(source, bigEndian: false) }
    return nil
  }

  private static func utf16(_ source: Source, bigEndian: Bool) -> Source {
    var units: [UInt16] = []
    units.reserveCapacity(source.bytes.count / 2)
    for index in stride(from: 0, to: source.bytes.count - 1, by: 2) {
      let first = UInt16(source.bytes[index])
      let second = UInt16(source.bytes[index + 1])
      units.append(bigEndian ? first << 8 | second : second << 8 | first)
    }
    // Half a character becomes U+FFFD, as an odd byte at the end does.
    var text = String(decoding: units, as: UTF16.self)
    if source.bytes.count % 2 == 1 { text.unicodeScalars.append("\u{FFFD}") }
    return Source(name: source.name, text: text)
  }

  private static func utf32(_ source: Source, bigEndian: Bool) -> Source {
    var text = ""
    for index in stride(from: 0, to: source.bytes.count - 3, by: 4) {
      let bytes = source.bytes[index..<(index + 4)]
      let value = (bigEndian ? Array(bytes) : bytes.reversed()).reduce(UInt32(0)) {
        $0 << 8 | UInt32($1)
      }
      text.unicodeScalars.append(Unicode.Scalar(value) ?? "\u{FFFD}")
    }
    if source.bytes.count % 4 != 0 { text.unicodeScalars.append("\u{FFFD}") }
    return Source(name: source.name, text: text)
  }
}
