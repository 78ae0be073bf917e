import Testing

@testable import Presentation

struct DisplayWidthTests {
  @Test(arguments: [
    ("a", 1), ("é", 1), ("e\u{301}", 1), ("漢", 2), ("ｆ", 2), ("한", 2),
    ("\u{1112}\u{1161}\u{11AB}", 2),
    ("🙂", 2), ("👍🏽", 2), ("👩‍👩‍👧", 2), ("🇧🇷", 2), ("❤", 1), ("❤\u{FE0F}", 2), ("1\u{FE0F}\u{20E3}", 2),
    ("क्ष", 2), ("ع", 1), ("─", 1), ("、", 2), ("㈀", 2), ("\u{303F}", 1),
  ])
  func width(text: String, expected: Int) {
    #expect(DisplayWidth.of(text) == expected)
  }
}

struct VisibleTests {
  @Test(arguments: [
    ("plain", "plain"),
    ("a\tb", "a    b"),
    ("\u{1B}[31mred\u{7}", "␛[31mred␇"),
    ("\u{7F}\u{0}", "␡␀"),
    ("\u{9B}31m", "<U+009B>31m"),
    ("a\u{202E}b\u{2066}", "a<U+202E>b<U+2066>"),
    ("\u{FEFF}a\u{200B}", "<U+FEFF>a<U+200B>"),
    ("\u{2028}", "<U+2028>"),
    ("\u{301}x", "◌\u{301}x"),
    ("👩‍👩‍👧", "👩‍👩‍👧"),
    ("\r\n", "␍␊"),
    ("\u{E0001}", "<U+E0001>"),
  ])
  func line(text: String, expected: String) {
    #expect(Array(Visible.line(text).unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test func stacksOfMarksAreCut() {
    let tower = "a" + String(repeating: "\u{301}", count: 1000)
    #expect(Visible.line(tower).unicodeScalars.count < 20)
  }

  @Test func nothingShownCommandsATerminal() {
    for value in UInt32(0)...0x2FFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let shown = Visible.line("a\(Character(scalar))b")
      #expect(
        shown.unicodeScalars.allSatisfy {
          $0.properties.generalCategory != .control
            && ($0.properties.generalCategory != .format || $0 == "\u{200D}" || $0 == "\u{200C}")
        }, "U+\(String(value, radix: 16))")
    }
  }
}

struct WrappingTests {
  @Test(arguments: [
    ("a b c", 80, 0, ["a b c"]),
    ("aaa bbb ccc", 7, 0, ["aaa bbb", "ccc"]),
    ("aaa bbb ccc", 7, 4, ["aaa", "bbb ccc"]),
    ("a\n\nb", 80, 0, ["a", "", "b"]),
    ("longerthanthat a", 5, 0, ["longerthanthat", "a"]),
    ("  kept as it is", 5, 0, ["  kept as it is"]),
    ("漢字 漢字", 8, 0, ["漢字", "漢字"]),
    ("", 5, 0, [""]),
  ])
  func lines(text: String, width: Int, first: Int, expected: [String]) {
    #expect(Wrapping.lines(of: text, width: width, first: first) == expected)
  }
}

struct ShellWordsTests {
  @Test(arguments: [
    ("plain", "plain"), ("", "''"), ("a b", "'a b'"), ("it's", #"'it'\''s'"#), ("$HOME", "'$HOME'"),
    ("*.yaml", "'*.yaml'"), ("--to=json", "--to=json"), ("a\nb", #"$'a\nb'"#),
    ("\u{1B}[0m", #"$'\x1b[0m'"#), ("ação.yaml", "ação.yaml"), ("~", "'~'"), ("a#b", "'a#b'"),
  ])
  func quoted(word: String, expected: String) {
    #expect(ShellWords.quoted(Array(word.utf8)) == expected)
  }

  @Test func bytesThatAreNoText() {
    #expect(ShellWords.quoted([0x63, 0xE9, 0x27]) == #"$'c\xe9\''"#)
  }
}
