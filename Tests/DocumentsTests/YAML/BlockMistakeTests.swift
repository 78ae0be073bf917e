import Documents
import Testing

/// Mistakes in indentation, keys and entries: one diagnostic at the marked place, and edits that
/// mend it.
struct BlockMistakeTests {
  static let tabs = [
    YAMLMistake("a:\n«\t»b: 1\n", .tab, mended: "a:\n  b: 1\n"),
    YAMLMistake(
      "a:\n«\t»b:\n\t\tc: 1\n\n\td: 2\ne: 3\n", .tab, mended: "a:\n  b:\n    c: 1\n\n  d: 2\ne: 3\n"
    ),
    YAMLMistake("a:\n  b: 1\n«\t»c: 2\n", .tab, mended: "a:\n  b: 1\n  c: 2\n"),
    YAMLMistake("a:\n  b:\n  «\t»c: 1\nd: 2\n", .tab, mended: "a:\n  b:\n    c: 1\nd: 2\n"),
    YAMLMistake("a:\n«\t»- b\n\t- c\n", .tab, mended: "a:\n  - b\n  - c\n"),
    YAMLMistake("a:\n«\t»b\n", .tab, mended: "a:\n  b\n"),
    YAMLMistake("«\t»a: 1\n", .tab, mended: "  a: 1\n"),
    YAMLMistake("a: |\n  b\n«\t»c\nd: 1\n", .tab, mended: "a: |\n  b\n  c\nd: 1\n"),
    YAMLMistake("x:\n«\t»name: 1\ny:\n  name: 1\n", .tab),
    YAMLMistake("x:\n«\t»name: 1\n  b: «@c»\n  d: [1,«,»2]\n", .tab, .reservedStart, .emptyItem),
  ]

  static let spaces = [
    YAMLMistake("«a:b»\nc: d\n", .missingSpace, mended: "a: b\nc: d\n"),
    YAMLMistake("a: 1\n«b:2»\nc: 3\n", .missingSpace, mended: "a: 1\nb: 2\nc: 3\n"),
    YAMLMistake("a:\n  b: 1\n  «c:2»\nd: 3\n", .missingSpace, mended: "a:\n  b: 1\n  c: 2\nd: 3\n"),
    YAMLMistake("a:\n  «b:1»\n  c: 2\n", .missingSpace, mended: "a:\n  b: 1\n  c: 2\n"),
    YAMLMistake("- «a:1»\n  b: 2\n", .missingSpace, mended: "- a: 1\n  b: 2\n"),
    YAMLMistake("«\"a\":»1\n", .missingSpace, mended: "\"a\": 1\n"),
    YAMLMistake("a: 1\n«\"b\":»2\n", .missingSpace, mended: "a: 1\n\"b\": 2\n"),
    YAMLMistake("«a:b»\n«c:d»\ne: f\n", .missingSpace, .missingSpace),
    YAMLMistake("a: \"b\"«#c»\n", .commentWithoutSpace, mended: "a: \"b\" #c\n"),
    YAMLMistake("a: [b]«#c»\nd: 1\n", .commentWithoutSpace, mended: "a: [b] #c\nd: 1\n"),
  ]

  static let indentations = [
    YAMLMistake("a:\n    b: 1\n«  »c: 2\n  d: 3\n", .indentation),
    YAMLMistake("a:\n  - b\n« »- c\n - d\ne: 1\n", .indentation),
    YAMLMistake("- a: 1\n« »- b\n- c\n", .indentation),
    YAMLMistake("- - a\n« »- b\n- c\n", .indentation),
    YAMLMistake("a:\n  b:\n      c: 1\n«    »d: 2\n  e: 3\n", .indentation),
    YAMLMistake("a: 1\n  «b: 2»\nc: 3\n", .nestedMapping),
    YAMLMistake("a: text\n  «that goes on: 2»\n  still\nc: 3\n", .nestedMapping),
    YAMLMistake("- a: 1\n   «b: 2»\n", .nestedMapping),
    YAMLMistake("- a\n«b: 1»\n", .textAfterValue),
    YAMLMistake("a: b\n\n  «- c»\n  - d\n", .itemInText),
    YAMLMistake("a:\n- b\n «- c»\n", .itemInText),
    YAMLMistake("\"a\"\n«b: 1»\n", .textAfterValue),
    YAMLMistake("[a]\n«b»\n", .textAfterValue),
  ]

  static let keys = [
    YAMLMistake("a: b«:» c\nd: 1\n", .nestedMapping, mended: "a: \"b: c\"\nd: 1\n"),
    YAMLMistake("a: b«:» c: d\n", .nestedMapping, mended: "a: \"b: c: d\"\n"),
    YAMLMistake("a: say \"b\"«:» c\n", .nestedMapping, mended: "a: 'say \"b\": c'\n"),
    YAMLMistake("a:\n  b: https://c«:» d\n", .nestedMapping),
    YAMLMistake("--- a«:» b\n", .nestedMapping, mended: "---\na: b\n"),
    YAMLMistake("«Resources»\n  a: 1\nb: 2\n", .expectedKey, mended: "Resources:\n  a: 1\nb: 2\n"),
    YAMLMistake("a: 1\n«b»\n  c: 2\nd: 3\n", .expectedKey, mended: "a: 1\nb:\n  c: 2\nd: 3\n"),
    YAMLMistake("a:\n  «b»\n    c: 2\n  d: 3\n", .expectedKey),
    YAMLMistake("«a b»\nc: 1\n", .expectedKey),
    YAMLMistake("a: 1\n«b c»\nd: 2\n", .expectedKey),
    YAMLMistake("a: 1\n«\"b\"»\nc: 2\n", .expectedKey),
    YAMLMistake("a: 1\n«- b»\n- c\nd: 2\n", .expectedKey),
    YAMLMistake("? a\n«b»\n", .expectedKey),
    YAMLMistake("a: «- b»\n", .blockInLine, mended: "a:\n   - b\n"),
    YAMLMistake("a: «- b»\n   - c\nd: 1\n", .blockInLine, mended: "a:\n   - b\n   - c\nd: 1\n"),
    YAMLMistake("a: «? b»\n", .blockInLine),
    YAMLMistake("--- «- a»\n", .blockInLine, mended: "---\n- a\n"),
    YAMLMistake("a: «- b»\nc: «- d»\n", .blockInLine, .blockInLine),
  ]

  static let duplicates = [
    YAMLMistake("a: 1\nb: 2\n«a»: 3\n", meaning: .duplicateKey),
    YAMLMistake("a: 1\n«\"a\"»: 2\n«'a'»: 3\n", meaning: .duplicateKey, .duplicateKey),
    YAMLMistake("x: {a: 1, «a»: 2}\n", meaning: .duplicateKey),
    YAMLMistake("[a, b]: 1\n«[a, b]»: 2\n", meaning: .duplicateKey),
    YAMLMistake("<<: 1\n«<<»: 2\n", meaning: .duplicateKey),
    YAMLMistake("a: &x 1\n<<: «*x»\n", meaning: .mergeKey, in: .stackFile),
    YAMLMistake("<<: «[{a: 1}, b]»\n", meaning: .mergeKey, in: .stackFile),
  ]

  @Test(arguments: tabs + spaces) func space(_ mistake: YAMLMistake) { mistake.check() }
  @Test(arguments: indentations) func indentation(_ mistake: YAMLMistake) { mistake.check() }
  @Test(arguments: keys) func key(_ mistake: YAMLMistake) { mistake.check() }
  @Test(arguments: duplicates) func duplicate(_ mistake: YAMLMistake) { mistake.check() }
}
