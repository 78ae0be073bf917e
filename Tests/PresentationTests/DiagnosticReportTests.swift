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
            ["message": "n", "file": "b.yaml", "start": point, "end": point],
            ["message": "bare", "file": .null, "start": .null, "end": .null],
          ],
          "hint": [
            "message": "h", "edit": ["start": start, "end": end, "replacement": "y"],
          ],
        ]
      ],
    ]
    #expect(DiagnosticReport.value(of: [diagnostic]) == expected)
  }

  @Test func whatIsNotThereIsNullOrEmpty() {
    let value = DiagnosticReport.value(of: [Diagnostic(SampleCode.sample, .error, "m")])
    let expected: Value = [
      "version": 1,
      "diagnostics": [
        [
          "code": "EST9101", "severity": "error", "message": "m", "file": .null, "start": .null,
          "end": .null, "notes": [], "hint": .null,
        ]
      ],
    ]
    #expect(value == expected)
  }

  @Test(
    arguments: [
      (nil, .array([])), (Path(), .array([])),
      (Path([.key("Resources"), .key("B"), .index(0)]), .array(["Resources", "B", 0])),
    ] as [(Path?, Value)])
  func aCheckSaysWhereInTheDocumentItIs(path: Path?, written: Value) throws {
    let source = Source(name: "a.yaml", text: "a: b\n")
    let diagnostic = Diagnostic(
      SampleCode.sample, .note, "m", at: Place(source, Span(start: 3, end: 4)),
      hint: Diagnostic.Hint("h"))
    var report = CheckReport(.json)
    report.add([Located(diagnostic, at: path)])
    let bytes = Array(report.parts(version: "1") { _ in nil }.joined())
    let reading = Documents.read(Source(name: "-", bytes: bytes), as: .json)
    var faults = reading.diagnostics
    let value = try #require(reading.documents.first).value(&faults, for: .json)
    #expect(faults.isEmpty)
    // Each is written by itself, and the whole reads as if it had been written at once.
    #expect(String(decoding: bytes, as: UTF8.self) == value.prettyJSON + "\n")
    guard case .object(let report) = value, case .array(let found)? = report["diagnostics"],
      case .object(let object)? = found.first
    else { return #expect(Bool(false), "\(value)") }
    #expect(
      object.members.map(\.key) == [
        "code", "severity", "message", "file", "start", "end", "path", "notes", "hint",
      ])
    #expect(object["path"] == written)
    #expect(object["hint"] == ["message": "h", "edit": .null])
  }
}
