import Diagnostics
import Documents
import Testing

struct JSONWritingTests {
  @Test func canonicalFormIsCompactAndSorted() {
    let value: Value = [
      "b": [1, "x", .null, true, [:], []], "a": .number(Number(spelling: "1.50")), "": "",
    ]
    #expect(value.canonicalJSON == #"{"":"","a":1.5,"b":[1,"x",null,true,{},[]]}"#)
  }

  /// The order of RFC 8785, section 3.2.3.
  @Test func keysSortByUTF16() {
    let keys = ["\u{20AC}", "\r", "\u{FB33}", "1", "\u{1F600}", "\u{80}", "\u{F6}"]
    let value = Value.object(Value.Object(keys.map { .init($0, 0) }))
    #expect(
      value.canonicalJSON
        == "{\"\\r\":0,\"1\":0,\"\u{80}\":0,\"\u{F6}\":0,\"\u{20AC}\":0,\"\u{1F600}\":0,\"\u{FB33}\":0}"
    )
  }

  /// Against the standard library's own UTF-16 view.
  @Test func orderAgreesWithUTF16() {
    var generator = ValueGenerator(seed: 3)
    for _ in 0..<500 {
      let object = Value.Object((0..<6).map { _ in .init(generator.text(), .null) })
      let expected = object.members.map(\.key).sorted {
        $0.utf16.lexicographicallyPrecedes($1.utf16)
      }
      let text = expected.map { Value.string($0).canonicalJSON + ":null" }.joined(separator: ",")
      #expect(Value.object(object).canonicalJSONBytes == Array("{\(text)}".utf8))
    }
  }

  @Test func onlyWhatMustBeIsEscaped() {
    let text = "\u{0}\u{8}\t\n\u{B}\u{C}\r\u{1F}\"\\/\u{7F}é\u{2028}\u{2029}😀<>&"
    let expected =
      "\"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001f\\\"\\\\/\u{7F}é\u{2028}\u{2029}😀<>&\""
    #expect(Value.string(text).canonicalJSON == expected)
    #expect(Value.string(text).prettyJSON == expected)
  }

  @Test func prettyForm() {
    let value: Value = [
      "b": [1, .number(Number(spelling: "0.10")), ["x": [:]], []], "a": ["é": "\n"], "e": [:],
    ]
    #expect(
      value.prettyJSON == """
        {
          "b": [
            1,
            0.10,
            {
              "x": {}
            },
            []
          ],
          "a": {
            "é": "\\n"
          },
          "e": {}
        }
        """)
  }

  @Test(arguments: [Value.null, true, false, 12, "a", [], [:]]) func scalarsAlone(_ value: Value) {
    #expect(value.prettyJSON == value.canonicalJSON)
    #expect(readJSON(text: value.prettyJSON).diagnostics.isEmpty)
  }

  @Test func depthIsNoTrouble() throws {
    var value: Value = "x"
    for level in 0..<ReadingLimits.depth { value = level % 2 == 0 ? [value] : ["k": value] }
    for text in [value.prettyJSON, value.canonicalJSON] {
      let reading = readJSON(text: text)
      #expect(reading.diagnostics.isEmpty)
      #expect(jsonValue(try #require(reading.documents.first)) == value)
    }
  }

  @Test(arguments: [".inf", "-.inf", ".nan"]) func notFinite(_ spelling: String) {
    let value: Value = ["a": [.number(Number(spelling: spelling))]]
    #expect(!value.isJSON)
    #expect(readJSON(text: value.canonicalJSON).failed)
    #expect(value.canonicalJSON != Value(dictionaryLiteral: ("a", [.null])).canonicalJSON)
    #expect(
      value.canonicalJSON != Value(dictionaryLiteral: ("a", [.string(spelling)])).canonicalJSON)
  }

  @Test(arguments: 0..<50) func readingGivesBackWhatWasWritten(_ seed: UInt64) throws {
    var generator = ValueGenerator(seed: seed)
    for _ in 0..<20 {
      let value = generator.value()
      #expect(value.isJSON)
      let pretty = try #require(readJSON(text: value.prettyJSON).documents.first)
      let canonical = try #require(readJSON(text: value.canonicalJSON).documents.first)
      #expect(jsonValue(pretty) == value)
      #expect(jsonValue(canonical) == value)
      #expect(jsonValue(pretty).prettyJSON == value.prettyJSON)
      #expect(jsonValue(canonical).canonicalJSONBytes == value.canonicalJSONBytes)
      #expect(jsonValue(canonical).hashValue == value.hashValue)
    }
  }

  /// Equal values have one form, others have others.
  @Test func canonicalFormIsTheValue() {
    var generator = ValueGenerator(seed: 5)
    let values = (0..<400).map { _ in generator.value(depth: 1) }
    for left in values {
      for right in values {
        #expect((left == right) == (left.canonicalJSONBytes == right.canonicalJSONBytes))
      }
    }
  }

  @Test func spellingsOfACharacterAreDifferentTexts() {
    let composed: Value = ["\u{E9}": 1]
    let decomposed: Value = ["e\u{301}": 1]
    #expect(composed != decomposed)
    #expect(Value.string("\u{E9}") != .string("e\u{301}"))
    #expect(composed.canonicalJSONBytes != decomposed.canonicalJSONBytes)
    #expect(Value.Object(dictionaryLiteral: ("\u{E9}", 1), ("e\u{301}", 2)).count == 2)
  }
}
