import Diagnostics
import Documents
import Testing

/// Each mistake gives one diagnostic at its marked place, and the edits of the hints mend the text.
struct JSONDiagnosticsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var marked: String
    var codes: [JSONCode]
    /// The text after all edits, which is valid JSON; none where there is no sure edit.
    var mended: String?
    var testDescription: String { marked }

    init(_ marked: String, _ codes: JSONCode..., mended: String? = nil) {
      self.marked = marked
      self.codes = codes
      self.mended = mended
    }
  }

  static let commas: [Case] = [
    Case("[1«,»]", .trailingComma, mended: "[1]"),
    Case("{\"a\": [1, 2«,» ]«,»\n}", .trailingComma, .trailingComma, mended: "{\"a\": [1, 2 ]\n}"),
    Case("[1 «2»]", .missingComma, mended: "[1, 2]"),
    Case("[1 «2» «3», 4]", .missingComma, .missingComma, mended: "[1, 2, 3, 4]"),
    Case("[\"a\"«\"b\"»]", .missingComma, mended: "[\"a\",\"b\"]"),
    Case("[[1]«[»2]]", .missingComma, mended: "[[1],[2]]"),
    Case("{\"a\": 1\n «\"b\"»: 2}", .missingComma, mended: "{\"a\": 1,\n \"b\": 2}"),
    Case(
      "{\"a\": {}\n «\"b\"»: 2«,»}", .missingComma, .trailingComma,
      mended: "{\"a\": {},\n \"b\": 2}"),
    Case("[1«;» 2]", .missingComma, mended: "[1, 2]"),
    Case("[1,«,» 2]", .extraComma, mended: "[1, 2]"),
    Case("[1,«,»,, 2]", .extraComma),
    Case("[«,»1]", .extraComma, mended: "[1]"),
    Case("[«,»]", .extraComma, mended: "[]"),
    Case("{«,»}", .extraComma, mended: "{}"),
    Case("{\"a\": 1,«,» \"b\": 2}", .extraComma, mended: "{\"a\": 1, \"b\": 2}"),
    Case("[1,«,»]", .extraComma),
  ]

  static let members: [Case] = [
    Case("{\"a\"«» 1}", .missingColon, mended: "{\"a\": 1}"),
    Case(
      "{\"a\"«» \"b\", \"c\"«=»2}", .missingColon, .missingColon, mended: "{\"a\": \"b\", \"c\":2}"),
    Case("{\"a\" «=>» 1}", .missingColon, mended: "{\"a\" : 1}"),
    Case("{«\"a\"»: }", .missingValue),
    Case("{«\"a\"»: , \"b\": 1}", .missingValue),
    Case("{«\"a\"»}", .missingValue),
    Case("{«\"a\"», \"b\", \"c\"}", .missingValue),
    Case("{\"a\": «:» 1}", .unexpectedText, mended: "{\"a\":  1}"),
    Case("{«:» 1}", .keyNotString),
    Case("{«{»\"a\": 1}: 2, \"b\": 3}", .keyNotString),
    Case("{\"a\": 1, «{»\"b\": [2]}, \"c\": 3}", .keyNotString),
    Case("{«a»: 1, «b-c»: 2}", .unquotedKey, .unquotedKey, mended: "{\"a\": 1, \"b-c\": 2}"),
    Case("{«1»: 2}", .unquotedKey, mended: "{\"1\": 2}"),
    Case("{«two words»: 2}", .unquotedKey, mended: "{\"two words\": 2}"),
    Case("{«a\"»: 1}", .unquotedKey, mended: "{\"a\": 1}"),
    Case("{\"a\": 1, «...»}", .unquotedKey),
    Case("[\"a\"«:» 1, \"b\": 2]", .keyInArray),
    Case("{\"a\": 1 «+ 2», \"b\": 3}", .unexpectedText),
    Case("{\"a\": \"b\" «\"c\"»}", .unexpectedText),
    Case("{\"a\": \"b\"«: 1»}", .unexpectedText),
  ]

  static let words: [Case] = [
    Case(
      "[«True», «False», «None»]", .unquotedText, .unquotedText, .unquotedText,
      mended: "[true, false, null]"),
    Case("{\"a\": «undefined»}", .unquotedText, mended: "{\"a\": null}"),
    Case("[«NaN», «Infinity», «-Infinity»]", .nonFiniteNumber, .nonFiniteNumber, .nonFiniteNumber),
    Case("[«hello»]", .unquotedText, mended: "[\"hello\"]"),
    Case(
      "{\"a\": «hello there», \"b\": 1}", .unquotedText,
      mended: "{\"a\": \"hello there\", \"b\": 1}"),
    Case("{\"a\": «s3://bucket/key»}", .unquotedText, mended: "{\"a\": \"s3://bucket/key\"}"),
    Case("{\"a\": «!Ref Bucket»\n}", .unquotedText, mended: "{\"a\": \"!Ref Bucket\"\n}"),
    Case("{\"a\": «${b.c}»}", .unquotedText, mended: "{\"a\": \"${b.c}\"}"),
    Case("[«nul»]", .unquotedText),
    Case("[«yes», 1]", .unquotedText),
    Case("{\"a\": «x\"», \"b\": 1}", .unquotedText, mended: "{\"a\": \"x\", \"b\": 1}"),
    Case("[«É»]", .unquotedText, mended: "[\"É\"]"),
    Case("«hello»", .unquotedText, mended: "\"hello\""),
    Case("[«truefalse»]", .unquotedText, mended: "[\"truefalse\"]"),
  ]

  static let quotes: [Case] = [
    Case("{«'a'»: «'b'»}", .wrongQuotes, .wrongQuotes, mended: "{\"a\": \"b\"}"),
    Case("[«'it\\'s'»]", .wrongQuotes, mended: "[\"it's\"]"),
    Case("[«'say \"hi\"'»]", .wrongQuotes, mended: "[\"say \\\"hi\\\"\"]"),
    Case("[«`a`», 1]", .wrongQuotes, mended: "[\"a\", 1]"),
    Case("{«\u{201C}a\u{201D}»: 1}", .wrongQuotes, mended: "{\"a\": 1}"),
    Case("[«'a»\n]", .wrongQuotes),
    Case("{\"a\": «\"b»,\n \"c\": 1}", .unclosedString, mended: "{\"a\": \"b\",\n \"c\": 1}"),
    Case("{\"a\": «\"b»\n}", .unclosedString, mended: "{\"a\": \"b\"\n}"),
    Case("[«\"a»]", .unclosedString, mended: "[\"a\"]"),
    Case("{\"a\": [«\"b»]}", .unclosedString, mended: "{\"a\": [\"b\"]}"),
    Case("{«\"a»: 1,\n \"b\": 2}", .unclosedString, mended: "{\"a\": 1,\n \"b\": 2}"),
    Case("{«\"a»: \"b\", \"c\": 1}", .unclosedString, mended: "{\"a\": \"b\", \"c\": 1}"),
    Case("{\"a\": «\"b», \"c\": 1}", .unclosedString, mended: "{\"a\": \"b\", \"c\": 1}"),
    Case("{\"a\": «\"b»", .unclosedString),
    Case(
      "{\"a\": \"say «\"»hi\" there\"}", .unescapedQuote,
      mended: "{\"a\": \"say \\\"hi\\\" there\"}"),
    Case("{\"a«\"»b\": 1}", .unescapedQuote, mended: "{\"a\\\"b\": 1}"),
    Case("[\"a«\t»b\tc\"]", .controlCharacter, mended: "[\"a\\tb\\tc\"]"),
    Case("[\"a«\n»b\"]", .controlCharacter, mended: "[\"a\\nb\"]"),
    Case(
      "{\"a\": \"one«\n»two\n\",\n\"b\": 1}", .controlCharacter,
      mended: "{\"a\": \"one\\ntwo\\n\",\n\"b\": 1}"),
    Case("[\"«\u{0}»\u{1F}\"]", .controlCharacter, mended: "[\"\\u0000\\u001f\"]"),
    Case(
      "[\"C:«\\M»odels\", \"«\\d»+\"]", .badEscape, .badEscape,
      mended: "[\"C:\\\\Models\", \"\\\\d+\"]"),
    Case(
      "[\"«\\x41»«\\'»«\\0»\"]", .badEscape, .badEscape, .badEscape,
      mended: "[\"\\u0041'\\u0000\"]"),
    Case("[\"«\\u12»G4\", \"«\\u»\"]", .badEscape, .badEscape),
    Case("[\"«\\é»\"]", .badEscape, mended: "[\"\\\\é\"]"),
    Case("[\"«\\ud800»\", \"«\\udc00»\\u0000\"]", .loneSurrogate, .loneSurrogate),
    Case("[\"«\\ud83d»\\u0041\", \"«\\ud83d»\\ud83d\\ude00\"]", .loneSurrogate, .loneSurrogate),
  ]

  static let numbers: [Case] = [
    Case("[«012», «-007», «00»]", .leadingZero, .leadingZero, .leadingZero),
    Case(
      "[«+1», «.5», «-.5», «1.», «1.e5»]",
      .malformedNumber, .malformedNumber, .malformedNumber, .malformedNumber, .malformedNumber,
      mended: "[1, 0.5, -0.5, 1.0, 1.0e5]"),
    Case(
      "[«0x1F», «0b11», «-0o17», «1_000»]",
      .malformedNumber, .malformedNumber, .malformedNumber, .malformedNumber,
      mended: "[31, 3, -15, 1000]"),
    Case(
      "[«1.2.3», «2026-01-31», «12:30», «12px»]",
      .malformedNumber, .malformedNumber, .malformedNumber, .malformedNumber,
      mended: "[\"1.2.3\", \"2026-01-31\", \"12:30\", \"12px\"]"),
    Case(
      "[«-», «1e», «1e+», «.»]",
      .malformedNumber, .malformedNumber, .malformedNumber, .malformedNumber),
    Case("{\"a\": «0xZZ»}", .malformedNumber, mended: "{\"a\": \"0xZZ\"}"),
    Case("«-»", .malformedNumber),
  ]

  static let brackets: [Case] = [
    Case("[1«}»", .mismatchedBracket, mended: "[1]"),
    Case("{\"a\": 1«]»", .mismatchedBracket, mended: "{\"a\": 1}"),
    Case("{\"a\": [1, 2«}», \"b\": 3}", .mismatchedBracket, mended: "{\"a\": [1, 2], \"b\": 3}"),
    Case("{\"a\": [1, 2«}»", .mismatchedBracket, mended: "{\"a\": [1, 2]}"),
    Case(
      "{\n  \"a\": {\n    \"b\": [1\n  «}»,\n  \"c\": 2\n}", .mismatchedBracket,
      mended: "{\n  \"a\": {\n    \"b\": [1]\n  },\n  \"c\": 2\n}"),
    Case("«]»", .mismatchedBracket),
    Case("[1, 2«»", .unclosedBracket, mended: "[1, 2]"),
    Case("{\"a\": [{«»\n", .unclosedBracket, mended: "{\"a\": [{}]}\n"),
    Case("{\"a\":«»", .unclosedBracket),
    Case("{\"a\"«»", .unclosedBracket),
    Case("{\"a\": 1,«»\n", .unclosedBracket),
    Case("[1]«]»", .textAfterValue, mended: "[1]"),
    Case("{}«,»\n", .textAfterValue, mended: "{}\n"),
    Case("{} «garbage» and more", .textAfterValue),
    Case("{} «{»}", .secondValue),
    Case("1 «2»", .secondValue),
    Case("\"a\"«:» 1", .textAfterValue),
  ]

  static let trivia: [Case] = [
    Case("«»", .empty),
    Case(" \n\t«»", .empty),
    Case("\u{FEFF}«»", .empty),
    Case("«// a»\n[1, «/* b */» 2] «# c»", .comment, .comment, .comment, mended: "\n[1,  2] "),
    Case("{\"a\"«/**/»: «//»\n1«/**/»}", .comment, .comment, .comment, mended: "{\"a\": \n1}"),
    Case("[1«#»\n]", .comment, mended: "[1\n]"),
    Case("[1, «/*» 2]", .comment),
    Case("[1,«\u{A0}»2]", .unexpectedText, mended: "[1, 2]"),
    Case("[1«\u{2028}\u{FEFF}», 2]", .unexpectedText, mended: "[1 , 2]"),
    Case("[«\u{C}»1]", .unexpectedText, mended: "[ 1]"),
    Case("[1,«\u{0}\u{1}»2]", .unexpectedText, mended: "[1,2]"),
    Case(
      "{«\u{0}»\"a\"«\u{1}»:«\u{2}»1«\u{3}»}",
      .unexpectedText, .unexpectedText, .unexpectedText, .unexpectedText, mended: "{\"a\":1}"),
  ]

  static let several: [Case] = [
    Case(
      """
      {
        «// settings»
        «name»: «'x'»,
        "size": «012»,
        "on": «True»,
        "list": [1, 2«,»],
        "path": "C:«\\d»ir",
        "last"«» 1«,»
      }
      """,
      .comment, .unquotedKey, .wrongQuotes, .leadingZero, .unquotedText, .trailingComma, .badEscape,
      .missingColon, .trailingComma)
  ]

  @Test(arguments: commas + members + words + quotes + numbers + brackets + trivia + several)
  func diagnosed(_ mistake: Case) throws {
    let marked = MarkedText(mistake.marked)
    let source = Source(name: "test.json", text: marked.text)
    let reading = readJSON(source)
    #expect(reading.diagnostics.map(\.code) == mistake.codes.map(\.code))
    #expect(reading.diagnostics.map { $0.place?.span } == marked.spans)
    #expect(reading.diagnostics.allSatisfy { $0.severity == .error && $0.hint != nil })
    #expect(flaws(of: reading, in: source) == [])
    if let mended = mistake.mended {
      #expect(reading.diagnostics.applied(to: marked.text) == mended)
      #expect(readJSON(text: mended).diagnostics.isEmpty)
    }
  }

  @Test func everyCodeIsBroughtAbout() {
    let all =
      Self.commas + Self.members + Self.words + Self.quotes + Self.numbers + Self.brackets
      + Self.trivia
    #expect(Set(all.flatMap(\.codes)) == Set(JSONCode.allCases))
  }

  @Test func openBracketsAreShown() throws {
    let diagnostic = try #require(readJSON(text: "{\"a\": [1").diagnostics.first)
    #expect(
      diagnostic.notes.map { $0.place?.span } == [Span(start: 6, end: 7), Span(start: 0, end: 1)])
    let mismatch = try #require(readJSON(text: "[{\"a\": 1]").diagnostics.first)
    #expect(mismatch.notes.map { $0.place?.span } == [Span(start: 1, end: 2)])
  }

  @Test func depthIsLimited() throws {
    let depth = ReadingLimits.depth
    func nested(_ count: Int) -> String {
      String(repeating: "[", count: count) + String(repeating: "]", count: count)
    }
    #expect(readJSON(text: nested(depth)).diagnostics.isEmpty)
    let reading = readJSON(text: nested(depth + 1))
    #expect(reading.diagnostics.map(\.code) == [ReadingCode.tooDeep.code])
    #expect(reading.diagnostics.first?.place?.span == Span(start: depth, end: depth + 1))
    #expect(readJSON(text: String(repeating: "[{\"a\":", count: 1_000_000)).failed)
  }

  @Test func diagnosticsAreLimited() {
    let reading = readJSON(text: "[" + String(repeating: "01, ", count: 10_000) + "1]")
    #expect(reading.diagnostics.count == ReadingLimits.diagnostics)
    #expect(reading.diagnostics.last?.code == ReadingCode.tooManyMistakes.code)
  }

  @Test func whatIsUnderstoodIsKept() throws {
    let reading = readJSON(text: "{a: 'b', \"c\": [1, 2,], \"d\": True, \"e\": 0x10, \"f\": [3")
    let value = jsonValue(try #require(reading.documents.first))
    #expect(value == ["a": "b", "c": [1, 2], "d": true, "e": 16, "f": [3]])
  }

  @Test func longWordsAreNotRepeated() throws {
    let word = String(repeating: "1x", count: 100_000)
    let diagnostic = try #require(readJSON(text: "[\(word)]").diagnostics.first)
    #expect(diagnostic.message.utf8.count < 200)
  }

  @Test(arguments: JSONCode.allCases) func exampleTriggersItsCode(_ code: JSONCode) throws {
    let file = try #require(code.story.example.files.first)
    let text: String
    switch file.contents {
    case .text(let contents): text = contents
    case .repeated(let pattern, let count, let prefix, let suffix):
      text = prefix + String(repeating: pattern, count: count) + suffix
    default:
      Issue.record("not a text")
      return
    }
    #expect(readJSON(text: text).diagnostics.contains { $0.code == code.code })
  }
}
