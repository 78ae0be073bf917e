import Diagnostics
import Documents
import Presentation
import Testing

struct DiagnosticReportTests {
  @Test func everyFieldHasItsPlace() {
    let source = Source(name: "a.yaml", text: "é: {b: ${x}}\n")
    let other = Source(name: "b.yaml", text: "\nx")
    let diagnostic = Diagnostic(
      SampleCode.sample, .warning, "m", at: Place(source, Span(start: 8, end: 12)),
      notes: [
        Diagnostic.Note("n", at: Place(other, Span(at: 1))), Diagnostic.Note("bare"),
      ],
      hint: Diagnostic.Hint(
        "h", edit: Diagnostic.Edit(Span(start: 8, end: 12), replacement: "y")))
    let start: Value = ["line": 1, "column": 8]
    let end: Value = ["line": 1, "column": 12]
    let point: Value = ["line": 2, "column": 1]
    let expected: Value = [
      "version": 1,
      "diagnostics": [
        [
          "code": "EST9101", "severity": "warning", "message": "m", "file": "a.yaml",
          "start": start, "end": end,
          "notes": [
            ["message": "n", "file": "b.yaml", "start": point, "end": point], ["message": "bare"],
          ],
          "hint": [
            "message": "h", "edit": ["start": start, "end": end, "replacement": "y"],
          ],
        ]
      ],
    ]
    #expect(DiagnosticReport.value(of: [diagnostic]) == expected)
  }

  @Test func whatIsNotThereIsLeftOut() {
    let value = DiagnosticReport.value(of: [Diagnostic(SampleCode.sample, .error, "m")])
    let expected: Value = [
      "version": 1,
      "diagnostics": [
        ["code": "EST9101", "severity": "error", "message": "m", "notes": []]
      ],
    ]
    #expect(value == expected)
  }
}
