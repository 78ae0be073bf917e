import Diagnostics
import Documents
import Testing

/// One node of a text laid over another.
struct OverlayTests {
  private static func overlaid(_ text: String) throws -> Node {
    let reading = read(Source(name: "x.yaml", text: text), as: .stackFile)
    let root = try #require(reading.documents.first)
    return try #require(root["below"]).overlaid(by: try #require(root["above"]))
  }

  @Test(arguments: [
    ("{a: 1}", "{b: 2}", #"{"a":1,"b":2}"#),
    ("{a: 1}", "{a: 2}", #"{"a":2}"#),
    ("{a: {b: 1, c: 2}}", "{a: {c: 3, d: 4}}", #"{"a":{"b":1,"c":3,"d":4}}"#),
    ("{a: {b: 1}}", "{a: [1]}", #"{"a":[1]}"#),
    ("{a: [1, 2]}", "{a: [3]}", #"{"a":[3]}"#),
    ("{a: 1, b: 2}", "{a: null}", #"{"b":2}"#),
    ("{a: 1, b: 2}", "{a: ~, c: null}", #"{"b":2}"#),
    ("{a: {b: 1}}", "{a: {b: null}}", #"{"a":{}}"#),
    ("{a: !Ref X}", "{a: {b: 1}}", #"{"a":{"b":1}}"#),
    ("{a: {b: 1}}", "{a: !Ref X}", #"{"a":{"Ref":"X"}}"#),
    ("{a: \"\\x41\"}", "{b: \"\\x42\"}", #"{"a":"A","b":"B"}"#),
    ("{a: &x {b: 1}, c: *x}", "{c: {b: 2}}", #"{"a":{"b":1},"c":{"b":2}}"#),
    ("{<<: {a: 1}, b: 2}", "{a: 3}", #"{"a":3,"b":2}"#),
    ("{}", "{a: {b: [1, {c: 2}]}}", #"{"a":{"b":[1,{"c":2}]}}"#),
  ])
  func mappingsMerge(below: String, above: String, expected: String) throws {
    let node = try Self.overlaid("below: \(below)\nabove: \(above)\n")
    var diagnostics: [Diagnostic] = []
    #expect(node.value(&diagnostics, for: .json).canonicalJSON == expected)
    #expect(diagnostics.isEmpty)
  }

  @Test func everyNodeKeepsItsPlace() throws {
    let text = "below:\n  a: {b: one, c: two}\nabove:\n  a: {c: three}\n"
    let node = try Self.overlaid(text)
    let inner = try #require(node["a"])
    for word in ["one", "three"] {
      let key = word == "one" ? "b" : "c"
      let found = try #require(inner[key])
      #expect(found.spelling == word)
      #expect(found.key?.text == key)
      #expect(found.path.description == "a.\(key)")
    }
    // A value that lies above has its own key.
    #expect(try #require(inner["c"]?.key).span.start > text.utf8.firstIndexOf("above"))
  }
}

extension String.UTF8View {
  fileprivate func firstIndexOf(_ word: String) -> Int {
    let (bytes, pattern) = (Array(self), Array(word.utf8))
    return bytes.indices.first { bytes[$0...].starts(with: pattern) } ?? -1
  }
}
