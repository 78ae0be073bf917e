import Diagnostics
import Documents
import Testing

/// Short texts that would be very long once they are laid out.
struct WritingLimitTests {
  static let values: [Value] = [
    .null, "two\nlines\n", "\u{7F}\n", [], ["a", ["b", [[1, 2]]], "c\nd"],
    [
      "k": ["l": "m", "n": [["o": "p\nq"], [:]]],
      "r": .string(String(repeating: "s", count: 2_000)),
    ],
  ]

  @Test(arguments: values) func exactlySoLong(_ value: Value) {
    let json = value.prettyJSONBytes
    #expect(value.prettyJSONBytes(within: json.count) == json)
    #expect(value.prettyJSONBytes(within: json.count - 1) == nil)
    let yaml = Array(value.yaml.utf8)
    #expect(value.yamlBytes(within: yaml.count) == yaml)
    #expect(value.yamlBytes(within: yaml.count - 1) == nil)
  }

  @Test func deepValuesAreLimited() {
    var value = Value.array(Array(repeating: 1, count: 10_000_000))
    for _ in 0..<500 { value = [value] }
    #expect(value.prettyJSONBytes(within: 1 << 20) == nil)
    #expect(value.yamlBytes(within: 1 << 20) == nil)
  }

  @Test func deepLayoutsAreLimited() {
    let (opening, closing) = (
      String(repeating: "[", count: 500), String(repeating: "]", count: 500)
    )
    func format(_ leaves: Int) -> Formatted {
      let text = opening + String(repeating: "1,", count: leaves) + closing
      return Formatting.format(Source(name: "deep.yaml", text: text))
    }
    let small = format(1_000)
    #expect(small.diagnostics.isEmpty)
    #expect(small.text?.utf8.count ?? 0 > 1_000_000)
    let large = format(70_000)
    #expect(large.text == nil)
    #expect(!large.wouldChangeMeaning)
    #expect(large.diagnostics.map(\.code) == [WritingCode.tooLarge.code])
  }
}
