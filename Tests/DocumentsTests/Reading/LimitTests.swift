import Diagnostics
import Documents
import Testing

/// Texts made to exhaust a reader: each comes to an end, with what it says bounded.
struct LimitTests {
  private func codes(_ text: String, as dialect: Dialect = .yaml) -> [Code] {
    let source = Source(name: "hostile.yaml", text: text)
    let reading = read(source, as: dialect)
    #expect(reading.diagnostics.count <= ReadingLimits.diagnostics)
    return reading.diagnostics.map(\.code)
  }

  private func times(_ count: Int, _ text: String) -> String {
    String(repeating: text, count: count)
  }

  @Test func textsAreLimited() {
    let largest = Source(
      name: "t", bytes: Array(repeating: UInt8(ascii: "#"), count: ReadingLimits.bytes))
    #expect(read(largest, as: .yaml).diagnostics.isEmpty)
    let larger = Source(
      name: "t", bytes: Array(repeating: UInt8(ascii: "#"), count: ReadingLimits.bytes + 1))
    for dialect in [Dialect.yaml, .json] {
      #expect(read(larger, as: dialect).diagnostics.map(\.code) == [ReadingCode.tooLarge.code])
    }
  }

  @Test(arguments: ["[", "- ", "? ", "{a: ", "[[{a: ", "- ? - "])
  func depthIsLimited(_ pattern: String) {
    #expect(codes(times(1_000_000 / pattern.utf8.count, pattern)) == [ReadingCode.tooDeep.code])
  }

  @Test func deepIndentationIsLimited() {
    let keys = (0..<2000).map { times($0, " ") + "a:" }.joined(separator: "\n")
    #expect(codes(keys) == [ReadingCode.tooDeep.code])
    let items = (0..<2000).map { times($0, " ") + "-" }.joined(separator: "\n")
    #expect(codes(items) == [ReadingCode.tooDeep.code])
  }

  @Test func exactlySoDeep() {
    let depth = ReadingLimits.depth
    #expect(codes(times(depth, "[") + times(depth, "]")).isEmpty)
    #expect(codes(times(depth + 1, "[") + times(depth + 1, "]")) == [ReadingCode.tooDeep.code])
    #expect(codes(times(depth, "- ") + "a").isEmpty)
    #expect(codes(times(depth + 1, "- ") + "a") == [ReadingCode.tooDeep.code])
  }

  @Test func aliasesAreLimited() {
    let names = "abcdefghijklmnop".map(String.init)
    var laughs = "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
    for (inner, outer) in zip(names, names.dropFirst()) {
      laughs += "\(outer): &\(outer) [" + times(9, "*\(inner),") + "*\(inner)]\n"
    }
    #expect(codes(laughs) == [MeaningCode.aliasExpansion.code])
    let merged = names.dropFirst().reduce(into: "a: &a {x: 1}\n") { text, name in
      let inner = String(UnicodeScalar(name.utf8.first! - 1))
      text += "\(name): &\(name)\n  <<: [" + times(9, "*\(inner),") + "*\(inner)]\n"
    }
    #expect(codes(merged, as: .stackFile) == [MeaningCode.aliasExpansion.code])
    // Few values, but long ones.
    let long = "- &a " + times(100_000, "x") + "\n"
    let most = ReadingLimits.expandedBytes / 100_000
    #expect(codes(long + times(most, "- *a\n")).isEmpty)
    #expect(codes(long + times(most + 20, "- *a\n")) == [MeaningCode.aliasExpansion.code])
    #expect(
      codes("k: {? &a \(times(1_000, "x")) : 1}\nl:\n" + times(70_000, "- {*a : 1}\n"))
        == [MeaningCode.aliasExpansion.code])
    // A chain of aliases nests without a bracket.
    let chain = (1..<2000).reduce(into: "- &a0 [x]\n") { $0 += "- &a\($1) [*a\($1 - 1)]\n" }
    #expect(codes(chain) == [MeaningCode.aliasExpansion.code])
    // Many aliases of something small are no bomb.
    #expect(codes("- &a [x]\n" + times(100_000, "- *a\n")).isEmpty)
  }

  @Test func mistakesAreLimited() {
    let many = codes(times(1000, "- @a\n"))
    #expect(many.count == ReadingLimits.diagnostics)
    #expect(many.last == ReadingCode.tooManyMistakes.code)
    #expect(many.dropLast().allSatisfy { $0 == YAMLCode.reservedStart.code })
    let exactly = codes(times(ReadingLimits.diagnostics - 1, "- @a\n"))
    #expect(exactly.allSatisfy { $0 == YAMLCode.reservedStart.code })
    let keys = codes("a: 1\n" + times(1000, "a: 2\n"))
    #expect(keys.count == ReadingLimits.diagnostics)
    #expect(keys.last == ReadingCode.tooManyMistakes.code)
    // Those of the syntax and those of the meaning share the limit.
    let both = codes(times(60, "- @a\n- {b: 1, b: 2}\n"))
    #expect(both.count == ReadingLimits.diagnostics)
    #expect(both.filter { $0 == ReadingCode.tooManyMistakes.code }.count == 1)
  }

  /// Patterns that invite a reader to look at everything again and again.
  static let hazards = [
    "\"a\n", "a: \"b\n", "- 'a\n", "[a\n", "a: [b\n", "a: {b: [\n", "- [\n", "{a: 'b\n", "a: [b}\n",
    "- - - - ", "a\n", "a: b\n c: d\n", "a:b\n", "- a\n b\n", "? a\n", "&a ", "!a ", "*a ",
    "a: *b\n",
    "a: &b\n", "\"\\q", "\"\\x", "'''", "${", "[${a\n", "[a: b\n", "a: |\n b\n", "a: |\n\n",
    "- |x\n",
    "\t", "\ta: b\n", " \t", "a: 1\n  b\n c\n", "%a\n", "---\n", "...\n", "--- a\n%b\n", "#",
    "a #\n",
    ",", "[,", "{,", ": ", ":\n", "?", "? - ", "- a\n  - b\n", "a: - b\n", "a: b: c\n", "a \n\n",
    "[\n a\n", "x: [a\ny: ]\n", "[a]: ", "{a}: ", "\"a\": ", "a: !!str &b c\n", "\r", "\r\n \r\n",
    "a:\n - b\n- c\n", "\u{e9}: \u{1F600}\n", "- [a, b\n- {c: d\n", "a: 'b' c\n", "a: [b] c\n",
  ]

  /// The same, all in one line.
  static let lines = [
    "\"a\" b, ", "@a, ", "*a, ", "a b: c, ", "- a, ", "${a}, ", "\"a\" ", "[a}, ", "\"\\q\", ",
    "'a' 'b', ",
    "a: b: c ", "?, ", "!<a, ", "&a &b, ", "\"a\"#b, ",
  ]

  @Test(arguments: hazards + lines) func hazard(_ pattern: String) {
    for dialect in [Dialect.yaml, .cloudFormation] {
      for prefix in ["", "a: ", "[", "{", "a:\n  b: {c: ", "\"", "- |\n  x\n"] {
        let text = prefix + times(60_000 / pattern.utf8.count, pattern)
        let source = Source(name: "hazard.yaml", text: text)
        let reading = read(source, as: dialect)
        #expect(reading.diagnostics.count <= ReadingLimits.diagnostics)
        let spans = reading.diagnostics.compactMap { $0.place?.span }
        #expect(spans.count == reading.diagnostics.count)
        #expect(
          spans.allSatisfy { 0 <= $0.start && $0.start <= $0.end && $0.end <= source.bytes.count })
      }
    }
  }

  @Test func longIsNoMistake() {
    let line = times(1_000_000, "x")
    #expect(codes("a: \(line)\n").isEmpty)
    #expect(codes("a: \"\(line)\"\n").isEmpty)
    #expect(codes("a:\n" + times(100_000, "  word word\n")).isEmpty)
    #expect(codes("a: [" + times(100_000, "b, ") + "]\n").isEmpty)
    let keys = (0..<50_000).map { "k\($0): &a\($0) v\n" }.joined()
    #expect(codes(keys).isEmpty)
    #expect(codes("\(line): 1\n") == [YAMLCode.keyTooLong.code])
  }
}
