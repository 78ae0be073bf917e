import Presentation
import Testing

struct OutputViewTests {
  @Test(arguments: [
    ("short", "  url (local): short\n"),
    // As long as the line, and one longer.
    (String(repeating: "v", count: 65), "  url (local): \(String(repeating: "v", count: 65))\n"),
    (
      String(repeating: "v", count: 66),
      "  url (local):\n    \(String(repeating: "v", count: 66))\n"
    ),
    // A word has no place to break.
    (
      String(repeating: "v", count: 90),
      "  url (local):\n    \(String(repeating: "v", count: 90))\n"
    ),
    (
      String(repeating: "word ", count: 17) + "end",
      "  url (local):\n    \(String(repeating: "word ", count: 14))word\n    word word end\n"
    ),
    ("a\u{1B}[0m", "  url (local): a\u{241B}[0m\n"), ("", "  url (local): \n"),
  ])
  func anOutputIsALineWhereItFits(value: String, text: String) {
    #expect(OutputView().render("url", mark: " (local)", value: value) == text)
  }
}
