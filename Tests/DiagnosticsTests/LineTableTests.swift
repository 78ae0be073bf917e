import Testing

@testable import Diagnostics

struct LineTableTests {
  @Test(arguments: [
    ("", 0, 1, 1),
    ("abc", 0, 1, 1),
    ("abc", 3, 1, 4),
    ("abc", 99, 1, 4),
    ("a\nb", 1, 1, 2),
    ("a\nb", 2, 2, 1),
    ("a\n", 2, 2, 1),
    ("a\r\nb", 1, 1, 2),
    // Inside CRLF, which is one line break.
    ("a\r\nb", 2, 1, 2),
    ("a\r\nb", 3, 2, 1),
    ("a\rb", 2, 2, 1),
    ("a\r\r\nb", 2, 2, 1),
    ("a\r\r\nb", 4, 3, 1),
    // é is two bytes: both belong to the first column.
    ("éx", 0, 1, 1),
    ("éx", 1, 1, 1),
    ("éx", 2, 1, 2),
    // A combining accent belongs to its letter.
    ("e\u{301}x", 1, 1, 1),
    ("e\u{301}x", 3, 1, 2),
    ("漢字x", 3, 1, 2),
    ("漢字x", 6, 1, 3),
    // A family is one character, whatever it is made of.
    ("👩‍👩‍👧x", 18, 1, 2),
    ("👩‍👩‍👧x", 7, 1, 1),
    ("🇧🇷🇵🇹x", 8, 1, 2),
    ("🇧🇷🇵🇹x", 16, 1, 3),
  ])
  func position(text: String, offset: Int, line: Int, column: Int) {
    let table = LineTable(Source(name: "t", text: text))
    #expect(table.position(of: offset) == Position(line: line, column: column))
  }

  @Test(
    arguments: [
      ([0x61, 0xFF, 0x62], 2, 3),
      // A truncated sequence is one damaged character.
      ([0xE6, 0xBC, 0x62], 2, 2),
      ([0x80, 0x80, 0x62], 2, 3),
      ([0xE6, 0xBC], 2, 2),
    ] as [([UInt8], Int, Int)])
  func damagedBytesCountAsTheyAreShown(bytes: [UInt8], offset: Int, column: Int) {
    let table = LineTable(Source(name: "t", bytes: bytes))
    #expect(table.position(of: offset) == Position(line: 1, column: column))
  }

  @Test func linesEndBeforeTheirBreak() {
    let table = LineTable(Source(name: "t", text: "ab\r\nc\r\n\rd\n"))
    #expect(table.count == 5)
    #expect(
      (1...5).map { table.span(ofLine: $0) } == [
        Span(start: 0, end: 2), Span(start: 4, end: 5), Span(start: 7, end: 7),
        Span(start: 8, end: 9), Span(at: 10),
      ])
  }

  @Test func longLinesAreCountedLikeShortOnes() {
    let unit = "aé漢👩‍👩‍👧e\u{301} "
    let text = String(repeating: unit, count: 2000)
    let table = LineTable(Source(name: "t", text: "x\n" + text))
    for index in stride(from: 0, through: 2000, by: 97) {
      let offset = 2 + index * unit.utf8.count
      #expect(table.position(of: offset) == Position(line: 2, column: index * unit.count + 1))
      let near = table.characterStart(near: offset, onLine: 2)
      #expect(near <= offset && offset - near < 4096)
    }
  }

  /// Letters under 600 accents are cut, from wherever the counting starts.
  @Test(arguments: [("a", "\u{301}"), ("@", "\u{200D}"), ("👩", "\u{200D}👩")])
  func charactersWithoutEndAreCut(first: String, rest: String) {
    let text = "x: " + first + String(repeating: rest, count: 20_000) + "b"
    let source = Source(name: "t", text: text)
    let table = LineTable(source)
    let all = Span(start: 0, end: source.bytes.count)
    for (column, walked) in Characters(of: source, in: all).enumerated() {
      #expect(table.position(of: walked.span.start) == Position(line: 1, column: column + 1))
      #expect(walked.span.end - walked.span.start <= 1024)
    }
    #expect(table.position(of: text.utf8.count - 1).column > 30)
  }

  /// Nobody sees a byte-order mark: it takes no column.
  @Test(arguments: [
    ("\u{FEFF}a: @x", 0, 1, 1), ("\u{FEFF}a: @x", 2, 1, 1), ("\u{FEFF}a: @x", 3, 1, 1),
    ("\u{FEFF}a: @x", 6, 1, 4), ("\u{FEFF}", 0, 1, 1), ("\u{FEFF}", 3, 1, 1),
    ("\u{FEFF}\nab", 3, 1, 1), ("\u{FEFF}\nab", 5, 2, 2), ("a\u{FEFF}b", 4, 1, 3),
    ("\n\u{FEFF}b", 4, 2, 2),
  ])
  func aByteOrderMark(text: String, offset: Int, line: Int, column: Int) {
    let table = LineTable(Source(name: "t", text: text))
    #expect(table.position(of: offset) == Position(line: line, column: column))
    #expect(table.span(ofLine: 1).start == (text.hasPrefix("\u{FEFF}") ? 3 : 0))
  }
}
