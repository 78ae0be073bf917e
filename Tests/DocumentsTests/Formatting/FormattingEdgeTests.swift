import Diagnostics
import Documents
import Testing

/// Layouts in which a space or a line break more or less would mean something else.
@Suite struct FormattingEdgeTests {
  static let goldens: [FormattingTests.Golden] = [
    FormattingTests.Golden(
      "Tags and anchors of nothing", "- [!!str,&x ,  a]\n- {a: &x,b: !!str  }\n- [!!str   ]\n",
      "- [!!str , &x , a]\n- {a: &x , b: !!str }\n- [!!str ]\n"),
    FormattingTests.Golden(
      "Tags of nothing on lines of their own", "[\n  !!str,\n  &x\n]\n",
      "[\n  !!str ,\n  &x\n]\n"),
    FormattingTests.Golden(
      "Lone question marks", "- [?   , a]\n- { ?  }\n- [ ?  ]\n- {?  : v}\n- [: , a]\n- {? :x}\n",
      "- [? , a]\n- {? }\n- [? ]\n- {? : v}\n- [:, a]\n- {? :x}\n"),
    FormattingTests.Golden(
      "Lone question marks on lines of their own", "[\n  ?  ,\n  ?\n]\n", "[\n  ? ,\n  ?\n]\n"),
    FormattingTests.Golden("A kept literal that the file ends in", "a: |+\n    x", "a: |+\n  x"),
    FormattingTests.Golden(
      "A stripped literal that the file ends in", "a: |-\n    x", "a: |-\n  x\n"),
    FormattingTests.Golden("A kept literal, then spaces", "a: |+\n    x\n\n   ", "a: |+\n  x\n\n "),
    FormattingTests.Golden("A kept literal of spaces", "a:   |+\n   ", "a: |+\n "),
    FormattingTests.Golden("A header and spaces", "a:   |2+ ", "a: |2+\n"),
    FormattingTests.Golden(
      "A literal of what may be comments", "--- |\n# a\n\n  # b\n", "--- |\n# a\n\n  # b\n"),
    FormattingTests.Golden("A literal at the margin", "--- |\na\n# b\n", "--- |\n  a\n  # b\n"),
    FormattingTests.Golden("A literal of a tab", "|-\n\t", "|-\n\t\n"),
    FormattingTests.Golden("A comment that the file ends in", "a:   1\n# end", "a: 1\n# end\n"),
  ]

  @Test(arguments: goldens) func canonical(_ golden: FormattingTests.Golden) {
    for text in [golden.ugly, golden.canonical] {
      let formatted = Formatting.format(Source(name: "edge.yaml", text: text))
      #expect(formatted.text == golden.canonical)
      #expect(formatted.diagnostics.isEmpty)
    }
  }

  /// The end of the file is no line break to CloudFormation, and it stays that way.
  @Test(arguments: [
    ("a:   |\n    x", "a: |\n  x"), ("a:   |+\n    x", "a: |+\n  x"),
    ("a:   |+\n    x\n   ", "a: |+\n  x\n "), ("a:   |+\n  ", "a: |+\n "),
    ("a:   |-\n    x", "a: |-\n  x\n"),
  ])
  func templatesThatEndUnbroken(_ text: String, _ canonical: String) {
    for dialect in [Dialect.cloudFormation, .stackFile] {
      let formatted = Formatting.format(Source(name: "template.yaml", text: text), as: dialect)
      #expect(formatted.text == canonical)
    }
  }

  /// What is in UTF-8 by then may look like UTF-16 once more: `a` and NUL, and then a colon.
  @Test func encodingsAreUndoneOnce() {
    let source = Source(name: "twice.yaml", bytes: [0, 0x61, 0, 0, 0, 0x3A, 0, 0x20])
    let formatted = Formatting.format(source)
    let reading = read(source, as: .stackFile)
    #expect(formatted.text == nil)
    #expect(formatted.diagnostics.map(\.message) == reading.diagnostics.map(\.message))
    #expect(
      formatted.diagnostics.map { $0.place?.span } == reading.diagnostics.map { $0.place?.span })
  }
}
