import Diagnostics
import Presentation
import TestSupport
import Testing

/// A diagnostic at `⟦…⟧` in a text.
private func sample(
  _ marked: String, name: String = "stack.yaml", _ message: String = "bad"
) -> Diagnostic {
  let pieces = marked.split(omittingEmptySubsequences: false) { $0 == "⟦" || $0 == "⟧" }
  let start = pieces[0].utf8.count
  let span = Span(start: start, end: start + pieces[1].utf8.count)
  return Diagnostic(
    SampleCode.sample, .error, message,
    at: Place(Source(name: name, text: pieces.joined()), span))
}

struct DiagnosticRendererTests {
  private func check(_ diagnostics: [Diagnostic], _ name: String) {
    expectGolden(DiagnosticRenderer().render(diagnostics), name + ".txt")
    expectGolden(DiagnosticRenderer(style: .coloured).render(diagnostics), name + ".coloured.txt")
  }

  @Test func places() {
    check(
      [
        sample("a: 1\nb: ⟦two⟧\n"),
        sample("⟦⟧", name: "empty.yaml"),
        sample("a: [1\nb: 2⟦⟧\n", "a point at the end of a line"),
        sample("a: [1\n⟦⟧", "the end of the file, after a line break"),
        sample("a: [1⟦⟧", "the end of the file, without one"),
        sample("a: ⟦1\n⟧b: 2", "a span that takes its line break along"),
        sample("a:\n  ⟦b: 1\n  c: 2⟧\nd: 3", "two lines"),
        sample("a:\n  ⟦b: 1\n\n  c: 2\n  d: 3\n  e: 4\n  f: 5⟧\ng: 3", "many lines"),
        sample("a: 1\r\nb: ⟦2⟧\r\nc: 3\rd", "other line breaks"),
        sample(String(repeating: "\n", count: 11) + "x: ⟦y⟧", "a line number of two digits"),
      ], "places")
  }

  @Test func widths() {
    check(
      [
        sample("漢字: ⟦値⟧ x", "wide characters"),
        sample("👩‍👩‍👧🇧🇷👍🏽: ⟦🙂🙂⟧ x", "emoji"),
        sample("e\u{301}a\u{308}: ⟦o\u{302}k⟧ x", "combining marks"),
        sample("\ta:\t⟦b⟧ x", "tabs"),
        sample("a\u{200B}b\u{FEFF}: ⟦\u{202E}c⟧ x", "what cannot be seen"),
        sample(
          "\u{1B}[2Ja\u{7}: ⟦\u{1B}]0;x\u{7}⟧ x", name: "\u{1B}[31mname\n.yaml", "\u{1B}[5mmessage"),
        sample("한글: ⟦각⟧ x", "Hangul"),
        sample("\u{FEFF}a: ⟦@x⟧", "a byte-order mark takes no column"),
      ], "widths")
  }

  @Test func damagedText() {
    let source = Source(name: "bytes", bytes: [0x61, 0xFF, 0xC3, 0x3A, 0x20, 0xE6, 0xBC, 0x62])
    let diagnostic = Diagnostic(
      SampleCode.sample, .error, "not UTF-8", at: Place(source, Span(start: 5, end: 7)))
    check([diagnostic], "damaged")
  }

  @Test func longLines() {
    let long = String(repeating: "abcdefghi ", count: 100)
    let wide = String(repeating: "漢字", count: 300)
    check(
      [
        sample("⟦begin⟧ " + long, "at the beginning"),
        sample(long + "⟦middle⟧ " + long, "in the middle"),
        sample(long + "⟦end⟧", "at the end"),
        sample(long + "⟦⟧", "a point at the end"),
        sample("a ⟦" + long + "⟧", "longer than the window"),
        sample(wide + "⟦x⟧" + wide, "among wide characters"),
        sample(String(repeating: "a", count: 5000) + "⟦x⟧" + String(repeating: "b", count: 5000)),
        sample("exactly " + String(repeating: "x", count: 67) + "⟦y⟧", "fits exactly"),
      ], "long-lines")
  }

  @Test func notesHintsAndEdits() throws {
    var first = sample("name: a\nkind: b\n⟦name⟧: c\n", "the key `name` is here twice")
    let place = try #require(first.place)
    first.notes = [
      Diagnostic.Note("it stands here first", at: Place(place.source, Span(start: 0, end: 4))),
      Diagnostic.Note("a note without a place"),
    ]
    first.hint = Diagnostic.Hint("remove one of the two")

    var second = sample("a: {b: ⟦${x}⟧}\n", "a reference in braces must be quoted")
    second.severity = .warning
    second.hint = Diagnostic.Hint(
      "quote it", edit: Diagnostic.Edit(Span(start: 7, end: 11), replacement: "\"${x}\""))

    var third = sample("a:\n⟦\t⟧b: 1\nc: 2\n", "a tab cannot indent")
    third.hint = Diagnostic.Hint(
      "use spaces", edit: Diagnostic.Edit(Span(start: 3, end: 4), replacement: "  "))

    var fourth = sample("a: 1\n⟦b⟧: 2\n", "something is missing")
    fourth.hint = Diagnostic.Hint(
      "add it", edit: Diagnostic.Edit(Span(at: 5), replacement: "x: 1\ny: 2\n"))

    var fifth = sample("a: 1\n⟦b: 2\nc: 3⟧\n", "two lines too many")
    fifth.hint = Diagnostic.Hint(
      "remove them", edit: Diagnostic.Edit(Span(start: 4, end: 14), replacement: ""))

    let long = String(repeating: "abcdefghi ", count: 200)
    var sixth = sample(long + "⟦x⟧" + long, "an edit on a long line")
    sixth.hint = Diagnostic.Hint(
      "write y", edit: Diagnostic.Edit(Span(start: 2000, end: 2001), replacement: "y"))

    let seventh = Diagnostic(
      SampleCode.sample, .error,
      """
      a message without a place that goes on for so long that it has to be wrapped between two of its \
      words, twice if need be, so that no line is longer than eighty columns
      """,
      hint: Diagnostic.Hint(
        "a hint may be long as well, and is wrapped in the same way as the message that it belongs to"
      ))
    check([first, second, third, fourth, fifth, sixth, seventh], "notes")
  }

  @Test(
    arguments: [
      ([], "no errors"), ([.error], "1 error"), ([.warning], "1 warning"),
      ([.error, .warning, .error, .warning, .warning], "2 errors, 3 warnings"),
    ] as [([Severity], String)])
  func summary(severities: [Severity], expected: String) {
    let diagnostics = severities.map { Diagnostic(SampleCode.sample, $0, "x") }
    #expect(DiagnosticRenderer.summary(of: diagnostics) == expected)
  }

  /// Hangul vowels without a consonant take no column on a terminal, yet they come to an end.
  @Test(arguments: ["\u{1160}", "\u{301}", "\u{200D}", "\u{200D}👩"])
  func aLineOfWhatTakesNoRoomIsCut(unit: String) {
    let text = "⟦@" + String(repeating: unit, count: 500_000) + "⟧"
    let drawn = DiagnosticRenderer().render([sample(text)])
    #expect(drawn.utf8.count < 8192)
    #expect(drawn.contains("..."))
  }

  @Test func nothingToSay() {
    #expect(DiagnosticRenderer().render([]).isEmpty)
  }

  @Test func everySpanOfAnyTextCanBeDrawn() {
    let texts = [
      "", "\u{FEFF}", "\u{FEFF}a\n", "\u{FEFF}\r\n", "\n", "a\r\n\tb\u{301}\n漢\r",
      "\u{301}\u{200D}\n\n", "🇧🇷\u{1B}\n",
    ]
    for text in texts {
      let source = Source(name: "t", text: text)
      for start in 0...source.bytes.count {
        for end in start...source.bytes.count {
          let place = Place(source, Span(start: start, end: end))
          let diagnostic = Diagnostic(
            SampleCode.sample, .error, "m", at: place,
            hint: Diagnostic.Hint(
              "h", edit: Diagnostic.Edit(place.span, replacement: "x\n")))
          let lines = DiagnosticRenderer(width: 40).render([diagnostic]).split(separator: "\n")
          #expect(lines.count { $0.contains("^") } >= 1)
          #expect(!lines.contains { $0.contains("\u{1B}") || $0.hasSuffix(" ") })
        }
      }
    }
  }
}
