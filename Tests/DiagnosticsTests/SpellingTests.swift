import Testing

@testable import Diagnostics

struct SpellingTests {
  @Test(arguments: [
    ("fromat", ["format"]),
    ("FORMAT", ["format"]),
    ("versoin", ["version"]),
    ("explian", ["explain"]),
    ("hlep", ["help"]),
    ("frobnicate", []),
    ("", []),
    ("x", []),
    (String(repeating: "format", count: 100_000), []),
  ])
  func findsWhatWasMeant(word: String, expected: [String]) {
    let words = ["format", "explain", "help", "version"]
    #expect(Spelling.nearest(to: word, among: words) == expected)
  }

  @Test(arguments: [
    ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("abc", "abc", 0), ("abc", "acb", 1),
    ("kitten", "sitting", 3), ("ca", "abc", 3),
  ])
  func distances(left: String, right: String, expected: Int) {
    #expect(
      Spelling.distance(Array(left.unicodeScalars), Array(right.unicodeScalars)) == expected)
  }
}
