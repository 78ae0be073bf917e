internal import Diagnostics

/// The other encodings that YAML allows a file to be in: UTF-16 and UTF-32.
enum Encoding {
  /// The same text in UTF-8, and what is wrong with it, if the first bytes say that it is in
  /// another encoding (YAML 1.2.2, §5.2). Places count in that text.
  static func transcoded(_ source: Source) -> (source: Source, faults: [Diagnostic])? {
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

  private static func utf16(_ source: Source, bigEndian: Bool) -> (Source, [Diagnostic]) {
    var units = words(of: UInt16.self, in: source.bytes)
    let wrong = bigEndian != (UInt16(1).bigEndian == 1)
    if wrong { for index in units.indices { units[index] = units[index].byteSwapped } }
    let isWhole = source.bytes.count % 2 == 0
    if isWhole, let text = String(validating: units, as: UTF16.self) {
      return (Source(name: source.name, text: text), [])
    }
    var scalars = ScalarText()
    var codec = UTF16()
    var rest = units.makeIterator()
    scan: while true {
      switch codec.decode(&rest) {
      case .scalarValue(let scalar): scalars.append(scalar)
      case .error: scalars.appendFault()
      case .emptyInput: break scan
      }
    }
    if !isWhole { scalars.appendFault() }
    return scalars.result(of: source, in: "UTF-16")
  }

  private static func utf32(_ source: Source, bigEndian: Bool) -> (Source, [Diagnostic]) {
    var scalars = ScalarText()
    for word in words(of: UInt32.self, in: source.bytes) {
      if let scalar = Unicode.Scalar(bigEndian ? word.bigEndian : word.littleEndian) {
        scalars.append(scalar)
      } else {
        scalars.appendFault()
      }
    }
    if source.bytes.count % 4 != 0 { scalars.appendFault() }
    return scalars.result(of: source, in: "UTF-32")
  }

  /// The whole words that bytes consist of, in the order of this machine.
  private static func words<Word: FixedWidthInteger>(of: Word.Type, in bytes: [UInt8]) -> [Word] {
    let count = bytes.count / MemoryLayout<Word>.size
    return Array(unsafeUninitializedCapacity: count) { buffer, filled in
      bytes.withUnsafeBytes {
        UnsafeMutableRawBufferPointer(buffer).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: $0[..<(count * MemoryLayout<Word>.size)]))
      }
      filled = count
    }
  }

  /// A text that grows by scalars, with a replacement character for what is none.
  private struct ScalarText {
    private var text = ""
    private var faults: [Int] = []
    private static let mostFaults = 10

    mutating func append(_ scalar: Unicode.Scalar) { text.unicodeScalars.append(scalar) }

    mutating func appendFault() {
      if faults.count < Self.mostFaults { faults.append(text.utf8.count) }
      append("\u{FFFD}")
    }

    func result(of source: Source, in name: String) -> (Source, [Diagnostic]) {
      let source = Source(name: source.name, text: text)
      return (
        source,
        faults.map {
          ReadingDiagnostics.notEncoded(source, Span(start: $0, end: $0 + 3), in: name)
        }
      )
    }
  }
}
