import Diagnostics
import Documents
import Testing

/// What is written as YAML is read again as the same value, by 1.2's rules and by CloudFormation's.
@Suite struct RoundTripTests {
  static let dialects: [Dialect] = [.yaml, .stackFile, .cloudFormation]

  @Test(arguments: RandomValues.traps) func traps(_ text: String) {
    expectSame(.string(text))
    expectSame([["k": .string(text), "l": [.string(text)]]])
    expectSame(.object(Value.Object([.init(text, .string(text))])))
    expectSame([.object(Value.Object([.init(text, [.string(text), 1])]))])
  }

  @Test(arguments: RandomValues.numbers) func numbers(_ spelling: String) {
    expectSame(["n": .number(Number(spelling: spelling))])
  }

  @Test(arguments: 0..<40) func randomValues(_ block: Int) {
    for seed in 0..<50 {
      var random = RandomValues(seed: UInt64(block * 50 + seed))
      expectSame(random.value())
    }
  }

  @Test func longKeysAndDepth() {
    expectSame([.object(Value.Object([.init(String(repeating: "é", count: 2_000), ["a\n": [1]])]))])
    var value: Value = "x"
    for level in 0..<ReadingLimits.depth {
      value = level.isMultiple(of: 2) ? [value] : ["k": value]
    }
    expectSame(value)
  }

  private func expectSame(_ value: Value) {
    for dialect in Self.dialects {
      let yaml = value.yaml
      let reading = read(Source(name: "written", text: yaml), as: dialect)
      var diagnostics = reading.diagnostics
      let again = reading.documents.first?.value(&diagnostics)
      #expect(diagnostics.isEmpty, "\(diagnostics.map(\.message)) in \(yaml)")
      #expect(reading.documents.count == 1)
      #expect(again == value, "\(yaml)")
    }
  }
}
