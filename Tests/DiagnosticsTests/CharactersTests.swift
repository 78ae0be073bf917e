import Testing

@testable import Diagnostics

struct CharactersTests {
  @Test(arguments: [
    "", "plain", "aé漢字🇧🇷🇵🇹🇪", "e\u{301}\u{301}", "\u{301}", "a\r\nb\rc", "각하\u{1161}",
    "क्षि", "👩‍👩‍👧 \u{200B}x", String(repeating: "漢", count: 5000),
    String(repeating: "🇧🇷", count: 2000), String(repeating: "é", count: 4095) + "\u{301}x",
  ])
  func agreesWithTheStandardLibrary(text: String) {
    let source = Source(name: "t", text: text)
    let walked = Array(Characters(of: source, in: Span(start: 0, end: source.bytes.count)))
    #expect(walked.map(\.character) == Array(text))
    #expect(walked.map { $0.span.end - $0.span.start } == text.map { $0.utf8.count })
  }

  @Test func damageNeverLosesABytesPlace() {
    // Every two bytes that can follow each other, among others.
    for first in stride(from: 0, through: 255, by: 5) {
      for second in 0...255 {
        let bytes = [0x61, UInt8(first), UInt8(second), 0xE6, 0xBC, 0x62].map { UInt8($0) }
        let source = Source(name: "t", bytes: bytes)
        let walked = Array(Characters(of: source, in: Span(start: 0, end: bytes.count)))
        #expect(String(walked.map(\.character)) == String(decoding: bytes, as: UTF8.self))
        #expect(walked.first?.span.start == 0 && walked.last?.span.end == bytes.count)
        #expect(zip(walked, walked.dropFirst()).allSatisfy { $0.span.end == $1.span.start })
      }
    }
  }
}
