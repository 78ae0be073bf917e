import Diagnostics
import Testing

@testable import Documents

/// Unquoted references inside brackets, which formatting quotes.
struct ReferenceQuotingTests {
  @Test(arguments: [
    ("a: [${x}, ${y.z}]\n", "a: [\"${x}\", \"${y.z}\"]\n"),
    ("a: {k: ${x}, l: [ ${y} ]}\nb:   ${z}\n", "a: {k: \"${x}\", l: [\"${y}\"]}\nb: ${z}\n"),
    ("a: [${image}:stable]\n", "a: [\"${image}:stable\"]\n"),
  ]) func referencesAreQuoted(_ text: String, _ canonical: String) {
    let formatted = Formatting.format(Source(name: "stack.yaml", text: text))
    #expect(formatted.text == canonical)
    #expect(formatted.diagnostics.isEmpty)
    #expect(formatted.changed)
  }

  @Test(arguments: [(30, 20), (1, 1_000), (2_000, 1)])
  func manyReferencesAreQuoted(lines: Int, references: Int) {
    let items = (1...references).map { "${x\($0)}" }
    let line = "- [" + items.joined(separator: ", ") + "]\n"
    let text = String(repeating: line, count: lines)
    let formatted = Formatting.format(Source(name: "stack.yaml", text: text))
    #expect(formatted.diagnostics.isEmpty)
    let quoted = formatted.text?.split(separator: "\"${").count ?? 0
    #expect(quoted - 1 == lines * references)
  }
}
