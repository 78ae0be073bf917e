import Diagnostics
import Documents
import Testing

/// Block scalars where YAML 1.2 and CloudFormation differ. What CloudFormation reads is what PyYAML
/// 6.0.3 and SnakeYAML read, which share the algorithm.
struct TemplateBlockScalarTests {
  @Test(arguments: [
    // The end of the file is no line break.
    ("a: |\n  x", "x\n", "x"), ("a: |+\n  x", "x\n", "x"), ("a: >\n  x\n  y", "x y\n", "x y"),
    ("a: |+\n  x\n ", "x\n\n", "x\n"), ("a: |+\n  x\n\n  ", "x\n\n\n", "x\n\n"),
    ("a: |+\n ", "\n", ""), ("a: |+\n\n ", "\n\n", "\n"), ("a: |2+\n  x\n  ", "x\n\n", "x\n"),
    ("a: |+\n  x\n\n", "x\n\n", "x\n\n"), ("a: |-\n  x\n  ", "x", "x"),
  ]) func endOfFile(_ text: String, _ byYAML: String, _ byCloudFormation: String) {
    for (dialect, wanted) in [(Dialect.stackFile, byYAML), (.cloudFormation, byCloudFormation)] {
      let reading = read(Source(name: "t", text: text), as: dialect)
      #expect(reading.diagnostics.isEmpty)
      #expect(reading.documents.first?["a"]?.text == wanted)
    }
  }

  /// The text of a whole document has to be indented, and what begins in the first column is a
  /// comment or a mistake.
  @Test(arguments: [
    ("--- |\n# a\n", "# a\n", ""), ("|+\n\n# a\n", "\n# a\n", "\n"), ("|-\n a\n", "a", "a"),
    ("--- >\n a\n# b\n", "a\n", "a\n"), ("--- |\na\n", "a\n", nil), ("|1\n a\n", "a\n", "a\n"),
  ]) func firstColumn(_ text: String, _ byYAML: String, _ byCloudFormation: String?) {
    let reading = read(Source(name: "t", text: text), as: .yaml)
    #expect(reading.documents.first?.text == byYAML)
    let template = read(Source(name: "t", text: text), as: .cloudFormation)
    #expect(template.failed == (byCloudFormation == nil))
    if let byCloudFormation { #expect(template.documents.first?.text == byCloudFormation) }
  }

  /// A deeper empty line before the text says how deep the text has to be.
  @Test func deeperEmptyLine() {
    for dialect in [Dialect.stackFile, .cloudFormation] {
      let reading = read(Source(name: "t", text: "a: |\n     \n  x\nb: 1\n"), as: dialect)
      #expect(reading.diagnostics.map(\.code) == [YAMLCode.blockScalarIndentation.code])
    }
    let ended = read(Source(name: "t", text: "a: |+\n     \n  # c\nb: 1\n"), as: .cloudFormation)
    #expect(ended.diagnostics.isEmpty)
    #expect(ended.documents.first?["a"]?.text == "\n")
    #expect(ended.documents.first?["b"]?.text == "1")
  }
}
