import Diagnostics
import Documents
import Testing

/// Keys that stand twice, whichever way they are written and however many there are.
struct DuplicateKeyTests {
  /// What stands twice is marked.
  @Test(arguments: [
    "m:\n  &a x: 1\n  «*a» : 2\n", "- &a x\n- {x: 1, «*a» : 2}\n", "- &a x\n- {*a : 1, «x»: 2}\n",
    "- &a x\n- {*a : 1, «*a» : 2}\n", "- &a x\n- &b x\n- {*a : 1, «*b» : 2}\n",
    "- &a [x, {y: z}]\n- ? *a\n  : 1\n  ? «[x, {y: z}]»\n  : 2\n",
    "- &a x\n- ? [*a]\n  : 1\n  ? «[x]»\n  : 2\n", "- &a x\n- ? [*a]\n  : 1\n  ? [y]\n  : 2\n",
    "x: 1\n!!str «x»: 2\n", "!!str <<: {}\n!!str «<<»: {}\n", "<<: {}\n<<: {}\n",
    "- &ab <<\n- {*ab : 1, «*ab» : 2}\n",
    "{a: 1, b: 1, c: 1, d: 1, e: 1, f: 1, g: 1, h: 1, &x i: 1, «*x» : 1, [j]: 1, «[j]»: 1, «a»: 1}",
    "- &x [a, [b]]\n- {1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1, 7: 1, *x : 1, [a, [c]]: 1, «[a, [b]]»: 1}",
  ]) func found(_ marked: String) {
    let marked = MarkedText(marked)
    let diagnostics = read(Source(name: "keys.yaml", text: marked.text), as: .stackFile).diagnostics
    #expect(diagnostics.allSatisfy { $0.code == MeaningCode.duplicateKey.code })
    #expect(diagnostics.map { $0.place?.span } == marked.spans)
  }

  /// Each names the first, and where there are too many the first of them are shown.
  @Test(arguments: [Dialect.yaml, .json]) func many(_ dialect: Dialect) {
    let entries = (0..<5_000).map { "\"k\($0 % 500)\": \($0)" }
    let source = Source(name: "keys", text: "{" + entries.joined(separator: ",\n") + "}")
    let diagnostics = read(source, as: dialect).diagnostics
    #expect(diagnostics.count == ReadingLimits.diagnostics)
    for (position, diagnostic) in diagnostics.dropLast().enumerated() {
      let key = "\"k\(position)\""
      #expect(diagnostic.place.map { source.text(in: $0.span) } == key)
      let first = diagnostic.notes.first?.place?.span
      #expect(first.map { source.text(in: $0) } == key)
      #expect(first.map { $0.start < source.bytes.count / 10 } == true)
    }
    #expect(diagnostics.last?.code == ReadingCode.tooManyMistakes.code)
  }

  /// Keys in keys, and a small file of aliases that stands for many values.
  @Test func bounded() {
    let nested = (0..<500).reduce("x") { text, _ in "{? \(text) : 1, y: 2}" }
    #expect(read(Source(name: "nested", text: nested), as: .yaml).diagnostics.isEmpty)
    let shared =
      "- &a {? [\(String(repeating: "x, ", count: 1_000))] : 1}\n- {"
      + (0..<900).map { "? [*a, \($0)] : 1, " }.joined() + "}\n"
    #expect(read(Source(name: "shared", text: shared), as: .yaml).diagnostics.isEmpty)
  }
}
