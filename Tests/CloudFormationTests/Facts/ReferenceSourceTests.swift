import CloudFormation
import Documents
import TestSupport
import Testing

/// `Ref` and `Fn::GetAtt` of the core types, against four sources.
@Suite(.enabled(if: IndependentData.isHere))
struct ReferenceSourceTests {
  /// The core types with what the sources say.
  private static func core() throws -> [(name: String, facts: TypeFacts, sources: Value)] {
    let sources = try IndependentFacts.read("refs/ref-getatt.json").members
    let names = try IndependentFacts.types("schemas/core.json").map(\.name)
    return try names.map { ($0, try #require(Facts[$0]), try #require(sources[$0])) }
  }

  @Test func refReturnsWhatTheSourcesSayOrARowSaysWhyNot() throws {
    let rows = try Overrides.read().filter { $0.kind == "reference" }
    for (name, facts, sources) in try Self.core() {
      let reference = try #require(facts.reference, "\(name)")
      let other = sources["refPulumi"]
      let members =
        other?["property"]?.text.map { [$0] }
        ?? other?["properties"]?.elements.compactMap(\.text)
      let guide = sources["refDocsClass"]?.text
      let rule = facts.primaryIdentifier
      let agrees =
        (members == nil || members == reference.members.map(\.description))
        && (guide == nil || guide == "other" || guide == reference.kind.rawValue)
        && reference.members == rule
      if agrees { continue }
      let row = rows.first { $0.type == name }
      print(
        "\(name): \(reference.members) (\(reference.kind)): \(row?.reason ?? "NOBODY SAYS WHY")")
      #expect(row != nil, "\(name)")
    }
  }

  @Test func getAttKnowsWhatAnySourceNames() throws {
    var count = 0
    for (name, facts, sources) in try Self.core() {
      for source in ["cfnLintGetAtt", "specAttrs", "docsGetAtt"] {
        for attribute in (sources[source]?.elements ?? []).compactMap(\.text) {
          // `.*` is how one source writes any text.
          let plain = attribute.hasSuffix(".*") ? String(attribute.dropLast(2)) + "Any" : attribute
          count += 1
          let isKnown = facts.hasAttribute(plain)
          #expect(isKnown, "\(name) \(attribute) (\(source))")
        }
      }
    }
    #expect(count > 1_500)
  }

  @Test func getAttKnowsNothingThatNoSourceNames() throws {
    for (name, facts, sources) in try Self.core() {
      let named = ["cfnLintGetAtt", "specAttrs", "docsGetAtt"].flatMap {
        (sources[$0]?.elements ?? []).compactMap(\.text)
      }
      for attribute in facts.attributes where !attribute.hasSuffix("*") {
        #expect(named.contains(attribute), "\(name) \(attribute)")
      }
    }
  }
}
