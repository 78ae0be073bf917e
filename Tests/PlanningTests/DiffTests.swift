import CloudFormation
import Documents
import Planning
import Testing

@Suite struct DiffTests {
  @Test(arguments: [
    ("{a: 1, b: {c: 2}}", "{b: {c: 2.0}, a: 1}", []),
    ("{a: 1}", "{a: 2}", ["a: 1 -> 2"]),
    ("{a: 1}", "{b: 1}", ["a: 1 -> ", "b:  -> 1"]),
    ("{a: 1, b: 2, c: 3}", "{c: 3, x: 4}", ["a: 1 -> ", "b: 2 -> ", "x:  -> 4"]),
    ("{a: {b: {c: x, d: y}}}", "{a: {b: {c: z, d: y}}}", ["a.b.c: \"x\" -> \"z\""]),
    ("[a, b, c]", "[a, c]", ["[1]: \"b\" -> "]),
    ("[a, c]", "[a, b, c]", ["[1]:  -> \"b\""]),
    ("[a, b, c]", "[a, x, c]", ["[1]: \"b\" -> \"x\""]),
    ("[a, b, c, d]", "[b, c, d, e]", ["[0]: \"a\" -> ", "[3]:  -> \"e\""]),
    ("[{p: 1, q: 2}, z]", "[{p: 1, q: 3}, z]", ["[0].q: 2 -> 3"]),
    ("[]", "[a]", ["[0]:  -> \"a\""]),
    ("a", "[a]", [": \"a\" -> [\"a\"]"]),
    ("{a: null}", "{}", ["a: null -> "]),
    // Tags by their keys, whatever their order.
    ("[{Key: a, Value: 1}, {Key: b, Value: 2}]", "[{Key: b, Value: 2}, {Key: a, Value: 1}]", []),
    (
      "[{Key: a, Value: 1}, {Key: b, Value: 2}]", "[{Key: c, Value: 3}, {Key: b, Value: 4}]",
      [
        "[0]:  -> {\"Key\":\"c\",\"Value\":3}", "[1].Value: 2 -> 4",
        "[0]: {\"Key\":\"a\",\"Value\":1} -> ",
      ]
    ),
    // Named elements as long as what stays keeps its order.
    (
      "[{Name: a, V: 1}, {Name: b, V: 2}]", "[{Name: x}, {Name: a, V: 1}, {Name: b, V: 3}]",
      ["[0]:  -> {\"Name\":\"x\"}", "[2].V: 2 -> 3"]
    ),
    (
      "[{Name: a}, {Name: b}]", "[{Name: b}, {Name: a}]",
      ["[1]: {\"Name\":\"a\"} -> {\"Name\":\"a\"}"]
    ),
    // A call is one thing.
    (
      "{a: {Ref: X}}", "{a: {Ref: Y}}", ["a: {\"Ref\":\"X\"} -> {\"Ref\":\"Y\"}"]
    ),
    ("{a: {Ref: X}}", "{a: {b: 1}}", ["a: {\"Ref\":\"X\"} -> {\"b\":1}"]),
  ])
  func changesAreNamedOneByOne(_ before: String, _ after: String, _ expected: [String]) {
    let diff = Diff(from: yaml(before), to: yaml(after))
    let changes = diff.changes().map { change in
      let sides = [change.before, change.after].map { $0?.canonicalJSON ?? "" }
      return "\(change.path): \(sides[0]) -> \(sides[1])"
    }
    #expect(changes == expected)
    #expect(diff.isSame == expected.isEmpty)
    #expect(diff.before == yaml(before))
    #expect(diff.after == yaml(after))
  }

  @Test(arguments: 0..<300)
  func bothValuesCanBeReadOffADiff(_ seed: Int) {
    var stacks = RandomStacks(seed: UInt64(seed))
    let before = stacks.value(depth: 5, ["A"])
    let after = stacks.value(depth: 5, ["A"])
    let diff = Diff(from: before, to: after)
    #expect(diff.before == before)
    #expect(diff.after == after)
    #expect(diff.changes().isEmpty == diff.isSame)
    #expect(Diff(from: after, to: after).isSame)
  }

  @Test func longListsAreComparedInLittleMemory() {
    let before = Value.array((0..<20_000).map { .number(Number($0)) })
    let after = Value.array((0..<20_000).reversed().map { .number(Number($0)) })
    let diff = Diff(from: before, to: after)
    #expect(diff.after == after)
    #expect(diff.before == before)
  }
}
