import Diagnostics
import Documents
import Testing

/// No tag gets lost in silence when a document becomes a value.
struct ConvertedTagTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var code: MeaningCode?
    var severity = Severity.warning
    var value: Value?
    var dialect = Dialect.yaml
    var testDescription: String { text }
  }

  static let cases = [
    Case(text: "a: «!Sub» x", code: .unknownTag, value: ["a": "x"]),
    Case(text: "a: «!Sub» [x]", code: .unknownTag, value: ["a": ["x"]]),
    Case(text: "«!Sub» a: x", code: .unknownTag, value: ["a": "x"]),
    Case(text: "«!!binary» aGk=", code: .unknownTag, value: "aGk="),
    Case(text: "«!!python/none» x", code: .unknownTag, value: "x"),
    Case(text: "«!!set» {a}", code: .unknownTag, value: ["a": .null]),
    Case(text: "«!<tag:example.com,2000:x>» {a: b}", code: .unknownTag, value: ["a": "b"]),
    Case(text: "- &a «!Sub» x\n- *a\n- *a", code: .unknownTag, value: ["x", "x", "x"]),
    Case(text: "! a: ! 12", value: ["a": "12"]),
    Case(text: "!!map {!!str a: !!seq [!!int 1, !!null ~]}", value: ["a": [1, .null]]),
    Case(text: "«!!merge» <<: {a: b}", code: .unknownTag, value: ["<<": ["a": "b"]]),
    Case(text: "!!int «[1]»", code: .tagMismatch, severity: .error),
    Case(text: "!!seq «{a: b}»", code: .tagMismatch, severity: .error),
    Case(text: "!!map «a»", code: .tagMismatch, severity: .error),
    Case(text: "!!str «[a]»", code: .tagMismatch, severity: .error),
    Case(text: "!!int «a»: b", code: .tagMismatch, severity: .error),
    Case(
      text: "a: !Sub x", value: ["a": ["Fn::Sub": "x"]], dialect: .cloudFormation),
    Case(
      text: "«!Sub» a: x", code: .shortTag, severity: .error, dialect: .cloudFormation),
    Case(
      text: "- &a «!Sub» x\n- {*a : y}", code: .shortTag, severity: .error,
      dialect: .cloudFormation),
    Case(
      text: "a: «!!binary» aGk=", code: .unknownTag, value: ["a": "aGk="],
      dialect: .cloudFormation),
    Case(text: "!!merge <<: {a: b}", value: ["a": "b"], dialect: .cloudFormation),
  ]

  @Test(arguments: cases) func tags(_ given: Case) throws {
    let marked = MarkedText(given.text)
    let reading = read(Source(name: "tags.yaml", text: marked.text), as: given.dialect)
    #expect(reading.diagnostics.isEmpty)
    var diagnostics: [Diagnostic] = []
    let value = try #require(reading.documents.first).value(&diagnostics, for: .json)
    #expect(diagnostics.map(\.code) == (given.code.map { [$0.code] } ?? []))
    #expect(diagnostics.map { $0.place?.span } == marked.spans)
    #expect(diagnostics.allSatisfy { $0.severity == given.severity && $0.hint != nil })
    if let expected = given.value { #expect(value == expected) }
  }

  /// What is said is bounded, and an error behind many warnings still is one.
  @Test(arguments: [("!Sub x", Severity.warning), ("!!int x", .error)])
  func many(_ last: String, _ severity: Severity) throws {
    let text = String(repeating: "- !Sub x\n", count: 10_000) + "- \(last)\n"
    let reading = read(Source(name: "many.yaml", text: text), as: .yaml)
    var diagnostics = reading.diagnostics
    _ = try #require(reading.documents.first).value(&diagnostics)
    #expect(diagnostics.count == ReadingLimits.diagnostics)
    #expect(diagnostics.last?.code == ReadingCode.tooManyMistakes.code)
    #expect(diagnostics.last?.severity == severity)
    #expect(diagnostics.dropLast().allSatisfy { $0.severity == .warning })
  }
}
