import CloudFormation
import Documents
import TestSupport
import Testing

/// `Ref` and `Fn::GetAtt` of all types, against four sources.
@Suite(.enabled(if: IndependentData.isHere))
struct ReferenceSourceTests {
  /// The types with what the sources say of them.
  private static func types() throws -> [(name: String, facts: TypeFacts, sources: Value)] {
    let sources = try IndependentFacts.read("refs/ref-getatt.json").members
    let known = Facts.typeNames.compactMap { name in
      sources[name].flatMap { says in Facts[name].map { (name, $0, says) } }
    }
    #expect(known.count > 1_800)
    let core = Set(try IndependentFacts.types("schemas/core.json").map(\.name))
    #expect(core.isSubset(of: known.map(\.0)))
    return known
  }

  private static let attributeSources = ["cfnLintGetAtt", "specAttrs", "docsGetAtt"]

  @Test func refReturnsWhatTheSourcesSayOrARowSaysWhyNot() throws {
    let rows = try Overrides.read().filter { $0.kind == "reference" }
    let reasons = Dictionary(uniqueKeysWithValues: rows.map { ($0.type, $0.reason) })
    for (name, facts, sources) in try Self.types() {
      guard let reference = facts.reference else {
        #expect(sources["refPulumi"]?["property"] == nil, "\(name)")
        continue
      }
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
      let reason = reasons[name]
      print("\(name): \(reference.members) (\(reference.kind)): \(reason ?? "NOBODY SAYS WHY")")
      #expect(reason != nil, "\(name)")
    }
  }

  @Test func getAttKnowsWhatAnySourceNamesOrARowSaysWhyNot() throws {
    let rows = try Overrides.read().filter { $0.kind == "attribute" && $0.fact == "absent" }
    let reasons = Dictionary(
      uniqueKeysWithValues: rows.map { ("\($0.type) \($0.subject)", $0.reason) })
    var used: Set<String> = []
    var count = 0
    for (name, facts, sources) in try Self.types() {
      let known = Set(facts.attributes)
      for source in Self.attributeSources {
        for attribute in (sources[source]?.elements ?? []).compactMap(\.text) {
          // `.*` is how one source writes any text.
          let plain = attribute.hasSuffix(".*") ? String(attribute.dropLast(2)) + "Any" : attribute
          count += 1
          if known.contains(plain) { continue }
          let isPart = facts.hasAttribute(plain)
          let reason = isPart ? "a part of one that is known" : reasons["\(name) \(attribute)"]
          if !isPart { used.insert("\(name) \(attribute)") }
          print("\(name) \(attribute) (\(source)): \(reason ?? "NOBODY SAYS WHY")")
          #expect(reason != nil, "\(name) \(attribute) (\(source))")
        }
      }
    }
    #expect(count > 8_000)
    #expect(used == Set(reasons.keys), "rows that settle nothing")
  }

  @Test func getAttKnowsNothingThatNoSourceNames() throws {
    for (name, facts, sources) in try Self.types() {
      let named = Set(
        Self.attributeSources.flatMap { (sources[$0]?.elements ?? []).compactMap(\.text) })
      for attribute in facts.attributes where !attribute.hasSuffix("*") {
        #expect(named.contains(attribute), "\(name) \(attribute)")
      }
    }
  }
}
