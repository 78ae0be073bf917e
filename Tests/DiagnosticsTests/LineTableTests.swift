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

  @Test func oneCharacterMayBeLongerThanABlock() {
    let text = "a" + String(repeating: "\u{301}", count: 20_000) + "b"
    let table = LineTable(Source(name: "t", text: text))
    #expect(table.position(of: 30_000) == Position(line: 1, column: 1))
    #expect(table.position(of: text.utf8.count - 1) == Position(line: 1, column: 2))
  }
}
