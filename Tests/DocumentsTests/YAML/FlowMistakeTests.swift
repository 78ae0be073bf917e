import Diagnostics
import Documents
import Testing

/// Mistakes inside brackets: one diagnostic at the marked place, and edits that mend it.
struct FlowMistakeTests {
  static let references = [
    YAMLMistake("a: {b: «${x}»}\n", .unquotedReference, mended: "a: {b: \"${x}\"}\n"),
    YAMLMistake("a: [«${x.y}»]\n", .unquotedReference, mended: "a: [\"${x.y}\"]\n"),
    YAMLMistake("a: [«s3://${a}/b», c]\n", .unquotedReference, mended: "a: [\"s3://${a}/b\", c]\n"),
    YAMLMistake(
      "a: [«${a}/b», «${c}-${d}»]\n", .unquotedReference, .unquotedReference,
      mended: "a: [\"${a}/b\", \"${c}-${d}\"]\n"),
    YAMLMistake("a: {«${x}»: 1, b: 2}\n", .unquotedReference, mended: "a: {\"${x}\": 1, b: 2}\n"),
    YAMLMistake("a: {«p-${x}»: 1}\n", .unquotedReference, mended: "a: {\"p-${x}\": 1}\n"),
    YAMLMistake("a: [«x ${b} y» ]\n", .unquotedReference, mended: "a: [\"x ${b} y\" ]\n"),
    YAMLMistake("a: [\n  «${b}»,\n  c\n  ]\n", .unquotedReference),
    YAMLMistake("a: [«arn:aws:s3:::${b}/*»]\n", .unquotedReference),
  ]

  static let commas = [
    YAMLMistake("a: [b,«,» c]\n", .emptyItem, mended: "a: [b, c]\n"),
    YAMLMistake("a: [«,» b]\n", .emptyItem, mended: "a: [ b]\n"),
    YAMLMistake("a: {b: 1,«,» c: 2}\n", .emptyItem, mended: "a: {b: 1, c: 2}\n"),
    YAMLMistake("[1,«,»«,» 2]\n", .emptyItem, .emptyItem, mended: "[1, 2]\n"),
    YAMLMistake("[\"a\" «\"»b\"]\n", .missingComma, mended: "[\"a\", \"b\"]\n"),
    YAMLMistake("[[a] «[»b]]\n", .missingComma, mended: "[[a], [b]]\n"),
    YAMLMistake("{a: \"1\" «b»: 2}\n", .missingComma, mended: "{a: \"1\", b: 2}\n"),
    YAMLMistake("{a: b«:» c, d: e}\n", .missingComma, mended: "{a: \"b: c\", d: e}\n"),
    YAMLMistake("{a: 1 b«:» 2}\n", .missingComma, mended: "{a: 1, b: 2}\n"),
    YAMLMistake("{\n  a: 1«»\n  b: 2\n}\n", .missingComma, mended: "{\n  a: 1,\n  b: 2\n}\n"),
    YAMLMistake("a: [\n  b: 1«»\n  c: 2\n  ]\n", .missingComma),
    YAMLMistake("a: [1, 2«»\n  b: 3]\n", .missingComma, mended: "a: [1, 2,\n  b: 3]\n"),
    YAMLMistake("[\"a\"\n«\"»b\"]\n", .missingComma, mended: "[\"a\",\n\"b\"]\n"),
  ]

  static let brackets = [
    YAMLMistake("a: «[»b, c\nd: 1\n", .unclosedBracket, mended: "a: [b, c]\nd: 1\n"),
    YAMLMistake("a: «{»b\nc: 1\n", .unclosedBracket, mended: "a: {b}\nc: 1\n"),
    YAMLMistake("a: «{»b: c\nd: 1\n", .unclosedBracket, mended: "a: {b: c}\nd: 1\n"),
    YAMLMistake("- «[»a\n- b\n", .unclosedBracket, mended: "- [a]\n- b\n"),
    YAMLMistake("a: [b, {c: «[»d\ne: 1\n", .unclosedBracket, mended: "a: [b, {c: [d]}]\ne: 1\n"),
    YAMLMistake("a: «[»\n  b,\n  c\nd: 1\n", .unclosedBracket),
    YAMLMistake("«[»a\n", .unclosedBracket, mended: "[a]\n"),
    YAMLMistake("«{»", .unclosedBracket, mended: "{}"),
    YAMLMistake("a: «[»b\n---\nc: 1\n", .unclosedBracket, mended: "a: [b]\n---\nc: 1\n"),
    YAMLMistake("a: «[»b, c\nd: 1\n", .unclosedBracket, in: .cloudFormation),
    YAMLMistake(
      "a:\n  b: «[»\n    c\n  d: 1\ne: 2\n", .unclosedBracket, in: .cloudFormation),
    YAMLMistake("a: {b: «[»c\nd: 1\n", .unclosedBracket, in: .cloudFormation),
    YAMLMistake("a: [b«}»\nc: 1\n", .mismatchedBracket, mended: "a: [b]\nc: 1\n"),
    YAMLMistake("a: {b: 1«]»\n", .mismatchedBracket, mended: "a: {b: 1}\n"),
    YAMLMistake("a: [b, {c: d«]»\ne: 1\n", .mismatchedBracket, mended: "a: [b, {c: d}]\ne: 1\n"),
    YAMLMistake("a: {b: [1«}»\n", .mismatchedBracket, mended: "a: {b: [1]}\n"),
  ]

  static let items = [
    YAMLMistake("a: [«@b», c]\n", .reservedStart, mended: "a: [\"@b\", c]\n"),
    YAMLMistake("a: {b: «`c`»}\n", .reservedStart, mended: "a: {b: \"`c`\"}\n"),
    YAMLMistake(
      "a: [«|b», «%c»]\n", .reservedStart, .reservedStart, mended: "a: [\"|b\", \"%c\"]\n"),
    YAMLMistake("a: [«-» b, «-» c]\n", .reservedStart, .reservedStart, mended: "a: [b, c]\n"),
    YAMLMistake("a: [«-»]\n", .reservedStart, mended: "a: [\"-\"]\n"),
    YAMLMistake("a: {b: «-» c}\n", .reservedStart, mended: "a: {b: c}\n"),
    YAMLMistake("[\na«»\n b: 1]\n", .missingComma, mended: "[\na,\n b: 1]\n"),
    YAMLMistake("[«\"a»\n b\": 1]\n", .multilineKey),
    YAMLMistake("a: [b\n«c»]\n", .flowIndentation, mended: "a: [b\n  c]\n"),
    YAMLMistake("a:\n  b: [\n« »c]\n", .flowIndentation, mended: "a:\n  b: [\n    c]\n"),
    YAMLMistake(
      "a:\n  b: [c,\n«  »]\nd: 1\n", .flowIndentation, mended: "a:\n  b: [c,\n   ]\nd: 1\n"),
    YAMLMistake("[a,«#b»\nc]\n", .commentWithoutSpace, mended: "[a, #b\nc]\n"),
  ]

  @Test(arguments: references) func reference(_ mistake: YAMLMistake) { mistake.check() }
  @Test(arguments: commas) func comma(_ mistake: YAMLMistake) { mistake.check() }
  @Test(arguments: brackets) func bracket(_ mistake: YAMLMistake) { mistake.check() }
  @Test(arguments: items) func item(_ mistake: YAMLMistake) { mistake.check() }

  /// Every code of the reader has a marked mistake of its own.
  @Test func everyCodeIsBroughtAbout() {
    let mistakes = [
      Self.references, Self.commas, Self.brackets, Self.items, BlockMistakeTests.tabs,
      BlockMistakeTests.spaces, BlockMistakeTests.indentations, BlockMistakeTests.keys,
      ScalarMistakeTests.quotes, ScalarMistakeTests.escapes, ScalarMistakeTests.starts,
      ScalarMistakeTests.blockTexts, ScalarMistakeTests.aliases, ScalarMistakeTests.directives,
    ].joined()
    let seen = Set(mistakes.flatMap(\.codes).map(\.number))
    #expect(YAMLCode.allCases.filter { !seen.contains($0.rawValue) } == [])
  }
}
