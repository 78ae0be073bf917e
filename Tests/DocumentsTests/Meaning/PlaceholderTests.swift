import Diagnostics
import Documents
import Testing

/// `{{ name }}`, as template engines have it, is a mapping in a mapping, and the hint says so.
struct PlaceholderTests {
  @Test(arguments: [
    ("name: {{ var }}\n", "name: \"{{ var }}\"\n"), ("name: {{var}}\n", "name: \"{{var}}\"\n"),
    ("- [{{ a }}, b]\n", "- [\"{{ a }}\", b]\n"),
    ("a: {{ b | default(\"c\") }}\n", "a: '{{ b | default(\"c\") }}'\n"),
    ("a: {{ 'b' }}\nc: {{ d }} # e\n", "a: \"{{ 'b' }}\"\nc: \"{{ d }}\" # e\n"),
  ]) func areQuoted(_ text: String, _ mended: String) {
    var diagnostics: [Diagnostic] = []
    for root in read(Source(name: "t", text: text), as: .yaml).documents {
      _ = root.value(&diagnostics)
    }
    #expect(diagnostics.allSatisfy { $0.code == MeaningCode.keyNotText.code })
    #expect(diagnostics.allSatisfy { $0.hint?.message.contains("mapping in a mapping") == true })
    #expect(diagnostics.applied(to: text) == mended)
  }

  @Test(arguments: [
    "{a: b}: c\n", "a: {{b: c}: d}\n", "a: {{b}, c}\n", "a: { {b} }\n", "a: {{\n  b }}\n",
    "[{b}: c]\n",
  ])
  func othersAreMeant(_ text: String) {
    var diagnostics: [Diagnostic] = []
    for root in read(Source(name: "t", text: text), as: .yaml).documents {
      _ = root.value(&diagnostics)
    }
    #expect(diagnostics.map(\.code) == [MeaningCode.keyNotText.code])
    #expect(diagnostics.allSatisfy { $0.hint?.edit == nil })
  }
}
