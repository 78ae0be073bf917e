import Diagnostics
import Documents
import Testing

/// Long texts made to bring a reader to its knees: time grows with their length, not its square.
struct JSONHostileTests {
  static let texts: [(prefix: String, pattern: String)] = [
    ("", "["), ("", "{\"a\":"), ("[", "\"abc,\n"), ("[\"", "abc\n"), ("[\"", "\\x"), ("[", "x"),
    ("[", "1"), ("{", "x "), ("['", "a"), ("[\"a\"b", "c"), ("[", "\"a\"b "), ("[1", "}"),
    ("", "{\"a\":[{\"b\":[1}"), ("[", "\u{A0}"), ("[", "/*"), ("", ","), ("{", "[{"),
    ("[", "\u{1}"), ("{", ":"), ("[\"", "]"), ("[", "\"a]]]]\n"), ("{", "\"a\" "), ("[a", "${"),
    ("[a", "{${x"), ("[1", ":1"), ("[1", "/1"), ("[", "\u{201C}a"), ("{", "a b\n"), ("[", "\\"),
    ("[", "1 "), ("{", "\"a\":1 \"b\" "),
  ]

  @Test(.timeLimit(.minutes(10)), arguments: texts)
  func survived(_ prefix: String, _ pattern: String) {
    let text = prefix + String(repeating: pattern, count: 600_000 / pattern.utf8.count)
    let source = Source(name: "hostile.json", text: text)
    let reading = readJSON(source)
    #expect(reading.failed)
    #expect(reading.diagnostics.count <= ReadingLimits.diagnostics)
    let ends = reading.diagnostics.compactMap { $0.place?.span.end }
    #expect(ends.allSatisfy { $0 <= source.bytes.count })
  }
}
