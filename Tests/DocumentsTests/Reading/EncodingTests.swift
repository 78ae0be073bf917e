import Diagnostics
import Documents
import Testing

/// Bytes that are no text, texts in other encodings, and characters that may not stand in a text.
struct EncodingTests {
  private func reading(_ bytes: [UInt8]) -> Reading {
    read(Source(name: "bytes.yaml", bytes: bytes), as: .yaml)
  }

  /// Bytes behind `a: `, and where in them they are no UTF-8.
  static let invalid: [(bytes: [UInt8], span: Range<Int>)] = [
    ([0xE3, 0x6F], 0..<1),  // ã in Latin-1
    ([0x6A, 0xE9], 1..<2),
    ([0xC0, 0x80], 0..<2),  // overlong
    ([0xC1, 0xBF], 0..<2),
    ([0xE0, 0x80, 0x80], 0..<3),
    ([0xF0, 0x8F, 0xBF, 0xBF], 0..<4),
    ([0xED, 0xA0, 0x80], 0..<3),  // a surrogate
    ([0xF4, 0x90, 0x80, 0x80], 0..<4),  // beyond U+10FFFF
    ([0xF5, 0x80, 0x80, 0x80], 0..<4),
    ([0x80], 0..<1),
    ([0xFF], 0..<1),
    ([0xE2, 0x82], 0..<2),  // cut off
    ([0xF0, 0x9F, 0x98], 0..<3),
    ([0xC3], 0..<1),
    ([0x22, 0xE3, 0x22], 1..<2),  // in quotes
    ([0x23, 0xE3], 1..<2),  // in a comment, or what looks like one
  ]

  @Test(arguments: invalid) func invalidUTF8(_ bytes: [UInt8], _ span: Range<Int>) {
    for behind in [[], Array("\nb: 1\n".utf8)] {
      let reading = reading(Array("a: ".utf8) + bytes + behind)
      #expect(reading.diagnostics.map(\.code) == [ReadingCode.invalidUTF8.code])
      #expect(
        reading.diagnostics.first?.place?.span
          == Span(start: 3 + span.lowerBound, end: 3 + span.upperBound))
      #expect(reading.documents.isEmpty)
    }
  }

  @Test func everyLineOfLatin1() {
    let reading = reading(Array("a: ".utf8) + [0xE3, 0x0A] + Array("b: ".utf8) + [0xE9, 0x0A])
    #expect(reading.diagnostics.map { $0.place?.span.start } == [3, 8])
    let many = self.reading(Array(repeating: [0xE3, 0x0A], count: 10_000).flatMap { $0 })
    #expect(many.diagnostics.count == 10)
  }

  static let text = "a: \u{e9}\u{65E5}\u{1F600}\nb: [c, \"d\"]\n"

  static func encoded(_ text: String, _ width: Int, bigEndian: Bool, mark: Bool) -> [UInt8] {
    let text = (mark ? "\u{FEFF}" : "") + text
    let words =
      width == 2 ? Array(text.utf16).map { UInt32($0) } : text.unicodeScalars.map(\.value)
    return words.flatMap { word -> [UInt8] in
      let bytes = (0..<width).map { UInt8(truncatingIfNeeded: word >> (8 * UInt32($0))) }
      return bigEndian ? bytes.reversed() : bytes
    }
  }

  @Test(arguments: [2, 4], [false, true])
  func otherEncodings(_ width: Int, _ bigEndian: Bool) throws {
    for mark in [false, true] {
      let bytes = Self.encoded(Self.text, width, bigEndian: bigEndian, mark: mark)
      let reading = reading(bytes)
      #expect(reading.diagnostics.isEmpty)
      let root = try #require(reading.documents.first)
      #expect(root["a"]?.text == "\u{e9}\u{65E5}\u{1F600}")
      #expect(root["b"]?.elements.map(\.text) == ["c", "d"])
    }
  }

  @Test(arguments: [2, 4], [false, true])
  func otherEncodingsDamaged(_ width: Int, _ bigEndian: Bool) {
    let whole = Self.encoded("a: b", width, bigEndian: bigEndian, mark: true)
    for bytes in [whole + [0x61], whole + lone(width, bigEndian), whole.dropLast()] {
      let reading = reading(Array(bytes))
      #expect(reading.diagnostics.map(\.code) == [ReadingCode.invalidUTF8.code])
      #expect(
        reading.diagnostics[0].place?.source.text(in: reading.diagnostics[0].place!.span)
          == "\u{FFFD}")
    }
  }

  private func lone(_ width: Int, _ bigEndian: Bool) -> [UInt8] {
    let bytes = [0x00, 0xD8, 0x00, 0x00].prefix(width).map { UInt8($0) }
    return bigEndian ? bytes.reversed() : bytes
  }

  @Test func byteOrderMarks() throws {
    let reading = read(Source(name: "t", text: "\u{FEFF}a: 1\n...\n\u{FEFF}b: 2\n"), as: .yaml)
    #expect(reading.diagnostics.isEmpty)
    #expect(reading.documents.map { $0.entries.map(\.key.text) } == [["a"], ["b"]])
    let alone = read(Source(name: "t", text: "\u{FEFF}"), as: .yaml)
    #expect(!alone.failed)
    // Inside quotes it is a character like any other.
    for text in ["a: 1\n\u{FEFF}b: 2\n", "a: x\u{FEFF}\n", "a: 1 # \u{FEFF}\n"] {
      let inside = read(Source(name: "t", text: text), as: .yaml)
      #expect(inside.diagnostics.map(\.code) == [ReadingCode.controlCharacter.code])
    }
    let quoted = read(Source(name: "t", text: "a: \"\u{FEFF}\"\n"), as: .yaml)
    #expect(quoted.documents.first?["a"]?.text == "\u{FEFF}")
  }

  @Test(arguments: (0..<0x20).filter { ![0x09, 0x0A, 0x0D].contains($0) })
  func controlsAreRefused(_ control: UInt8) {
    for text in ["ab: x", "ab: \"x\"", "ab: |\n x", "#b: x"] {
      // Not at the beginning, where a NUL says UTF-16.
      var bytes = Array(text.utf8)
      let at = bytes.lastIndex(of: UInt8(ascii: "x"))!
      bytes[at] = control
      let reading = reading(bytes)
      #expect(reading.diagnostics.map(\.code) == [ReadingCode.controlCharacter.code])
      #expect(reading.diagnostics.first?.place?.span == Span(start: at, end: at + 1))
    }
  }

  @Test(arguments: ["\u{7F}", "\u{80}", "\u{9F}", "\u{FFFE}", "\u{FFFF}"])
  func someStandInQuotesOnly(_ character: String) throws {
    for text in ["a: \"\(character)\"\n", "a: 'x\(character)'\nb: \"\(character)\"\n"] {
      let reading = read(Source(name: "t", text: text), as: .yaml)
      #expect(reading.diagnostics.isEmpty)
      #expect(reading.documents.first?["a"]?.text.hasSuffix(character) == true)
    }
    for text in ["a: «\(character)»\n", "# «\(character)»\n", "a: |\n  «\(character)»\nb: 'x'\n"] {
      let marked = MarkedText(text)
      let reading = read(Source(name: "t", text: marked.text), as: .yaml)
      #expect(reading.diagnostics.map(\.code) == [ReadingCode.controlCharacter.code])
      #expect(reading.diagnostics.map { $0.place?.span } == marked.spans)
    }
  }

  /// They are text, but not to every reader.
  @Test(arguments: [("\u{85}", "\\N"), ("\u{2028}", "\\L"), ("\u{2029}", "\\P")])
  func lineBreaksOfYAML11(_ character: String, _ escape: String) {
    let text = """
      a: x«\(character)»x # «\(character)»
      'k«\(character)»': '«\(character)»'
      b: |
        x«\(character)»
      c: ["«\(character)»", "\(escape)", y«\(character)»]

      """
    for dialect in [Dialect.yaml, .stackFile, .cloudFormation] {
      let marked = MarkedText(text)
      let reading = read(Source(name: "t", text: marked.text), as: dialect)
      #expect(!reading.failed)
      #expect(reading.diagnostics.allSatisfy { $0.code == ReadingCode.lineSeparator.code })
      #expect(reading.diagnostics.map { $0.place?.span } == marked.spans)
      #expect(reading.diagnostics.allSatisfy { $0.hint?.message.contains(escape) == true })
      let escaped = reading.diagnostics.applied(to: marked.text)
      #expect(reading.diagnostics.compactMap { $0.hint?.edit?.replacement } == [escape])
      let again = read(Source(name: "t", text: escaped), as: dialect)
      #expect(again.diagnostics.count == marked.spans.count - 1)
      #expect(Events(again).lines == Events(reading).lines)
      #expect(reading.documents.first?["a"]?.text == "x\(character)x")
    }
    #expect(read(Source(name: "t", text: "[\"\(character)\"]"), as: .json).diagnostics.isEmpty)
  }

  /// However many warnings there are, a text that is not wrong is read.
  @Test func manyWarnings() {
    let text = String(repeating: "- x\u{85}x\n", count: ReadingLimits.diagnostics * 2)
    let reading = read(Source(name: "t", text: text), as: .yaml)
    #expect(!reading.failed)
    #expect(reading.diagnostics.count == ReadingLimits.diagnostics)
    #expect(reading.diagnostics.last?.code == ReadingCode.tooManyMistakes.code)
    #expect(reading.documents.first?.elements.count == ReadingLimits.diagnostics * 2)
  }

  @Test(arguments: ["\u{A0}", "\u{E000}", "\u{FFFD}", "\u{10FFFF}"])
  func othersAreText(_ character: String) {
    let reading = read(Source(name: "t", text: "a: x\(character)x\n"), as: .yaml)
    #expect(reading.diagnostics.isEmpty)
    #expect(reading.documents.first?["a"]?.text == "x\(character)x")
  }

  @Test(arguments: ["\r\n", "\r", "\n"]) func lineBreaks(_ end: String) throws {
    let lines = [
      "a:", "  - b", "  - |", "    c", "", "    d", "e: \"f", "  g\"", "h: i", "  j", "",
    ]
    let reading = read(Source(name: "t", text: lines.joined(separator: end)), as: .yaml)
    #expect(reading.diagnostics.isEmpty)
    let root = try #require(reading.documents.first)
    #expect(root["a"]?.elements.map(\.text) == ["b", "c\n\nd\n"])
    #expect(root["e"]?.text == "f g")
    #expect(root["h"]?.text == "i j")
  }

  @Test(arguments: ["", "\n", " ", "# c\n", "\n\n# c", "...\n", "\t\n"])
  func emptyTexts(_ text: String) {
    for dialect in [Dialect.yaml, .stackFile, .cloudFormation] {
      let reading = read(Source(name: "t", text: text), as: dialect)
      #expect(reading.diagnostics.isEmpty)
      #expect(reading.documents.isEmpty)
    }
  }

  @Test func emptyDocuments() {
    let reading = read(Source(name: "t", text: "---\n---\n...\n"), as: .yaml)
    #expect(reading.diagnostics.isEmpty)
    #expect(reading.documents.map(\.style) == [.absent, .absent])
    for text in ["%YAML 1.2", "%YAML 1.2\n", "%YAML 1.2\n# c\n"] {
      let reading = read(Source(name: "t", text: text), as: .yaml)
      #expect(reading.diagnostics.map(\.code) == [YAMLCode.directive.code])
    }
  }
}
