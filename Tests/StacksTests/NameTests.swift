import Diagnostics
import Stacks
import TestSupport
import Testing

/// Logical ids are a contract: other ones would replace people's resources. The golden list may
/// grow, never change.
struct NameTests {
  static let names = [
    "a", "artifacts", "model-artifacts", "a-b", "ab", "model-2-data", "model2-data", "v1", "v-1a",
    "x9-y8-z7", "s3-bucket", "http-api", "url", "my-very-long-name-of-many-words-1-2-3",
  ]

  @Test func logicalIDsAreAContract() throws {
    var lines: [String] = []
    for name in Self.names {
      let lowered = try SampleProject(
        "stack: x\nresources: {\(name): {type: A::B::C}}\noutputs: {\(name): y}\n"
      ).lowered()
      let id = try #require(lowered.resources.first?.logicalID)
      #expect(lowered.outputs.first?.logicalID == id)
      lines.append("\(name) \(id)\n")
    }
    expectGolden(lines.joined(), "logical-ids.txt")
  }

  @Test(arguments: [
    "A", "a_b", "a--b", "-a", "a-", "1a", "aB", "ä", "a.b", "'a b'",
    String(repeating: "a", count: 256),
  ])
  func otherNamesAreRefused(name: String) {
    let diagnostics = SampleProject("stack: x\nresources: {\(name): {type: A::B::C}}\n").run()
      .diagnostics
    #expect(diagnostics.map(\.code) == [StackCode.invalidName.code])
  }
}
