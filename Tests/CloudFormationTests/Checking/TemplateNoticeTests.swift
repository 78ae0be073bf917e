import CloudFormation
import Diagnostics
import Documents
import Testing

struct TemplateNoticeTests {
  private func file(_ text: String) throws -> TemplateFile {
    let reading = read(Source(name: "a.yaml", text: text), as: .cloudFormation)
    var diagnostics = reading.diagnostics
    let root = try #require(reading.documents.first)
    return TemplateFile(root, root.value(&diagnostics, for: .json))
  }

  private func line(_ place: Place) -> Int {
    LineTable(place.source).position(of: place.span.start).line
  }

  @Test func aliasesAndMergesAreNamedWhereTheyStand() throws {
    let file = try file(
      """
      Resources:
        A: &a
          Type: AWS::SNS::Topic
        B: *a
        C:
          <<: *a
          Metadata: {x: [*a]}
      """)
    let notices = file.notices
    #expect(notices.map(\.finding.code) == [.reusedYAML, .reusedYAML, .reusedYAML])
    #expect(notices.map { line($0.place) } == [4, 6, 7])
    #expect(notices.allSatisfy { $0.finding.severity == .warning })
  }

  @Test(
    arguments: [
      (51_200, nil), (51_201, Severity.warning), (1_000_000, .warning), (1_000_001, .error),
    ] as [(Int, Severity?)])
  func filesAreTooLarge(count: Int, severity: Severity?) throws {
    let start = "Resources: {}\n#"
    let text = start + String(repeating: "x", count: count - start.utf8.count)
    #expect(try file(text).notices.map(\.finding.severity) == (severity.map { [$0] } ?? []))
  }

  @Test func namesAreTexts() throws {
    let file = try file(
      """
      Mappings: {1234: {a: {b: c}}}
      Resources:
        123: {Type: AWS::SNS::Topic}
        "456": {Type: AWS::SNS::Topic}
      """)
    #expect(
      file.numericKeys.map(\.path) == [
        Path([.key("Resources"), .index(123)]), Path([.key("Mappings"), .index(1234)]),
      ])
  }

  @Test func keysOfMappingsAreTexts() throws {
    var file = try file(
      """
      Mappings:
        Sizes:
          111111111111:
            "32": a
            64: b
          us-east-1: {1.5: c}
      """)
    let found = file.numericKeys
    #expect(
      found.map(\.path) == [
        Path([.key("Mappings"), .key("Sizes"), .index(111_111_111_111)]),
        Path([.key("Mappings"), .key("Sizes"), .index(111_111_111_111), .index(64)]),
        Path([.key("Mappings"), .key("Sizes"), .key("us-east-1"), .key("1.5")]),
      ])
    #expect(found.map { line(file.place(of: $0)) } == [3, 5, 6])
    #expect(found.first?.hint == "put it in quotes: \"111111111111\"")
  }
}
