import CloudFormation
import Documents
import TestSupport
import Testing

/// What updates do, against the resource specification and the user guide.
@Suite(.enabled(if: IndependentData.isHere))
struct ReplacementSourceTests {
  @Test func eachDisagreementIsSettledWithAReason() throws {
    let rows = try Overrides.read().filter { ["update", "keep"].contains($0.kind) }
    let types = try #require(IndependentFacts.read("cfnspec/replacement-core.json")["types"])
      .members
    #expect(types.count > 200)
    var used: Set<String> = []
    var compared = 0
    for (name, properties) in types.sorted(by: { $0.key < $1.key }) {
      let facts = try #require(Facts[name], "\(name)")
      for (path, sources) in properties.members.sorted(by: { $0.key < $1.key }) {
        compared += 1
        let update = facts.update(of: PropertyPath(path))
        let effects = sources.elements.map { $0.text.map(Self.effects) ?? nil }
        if effects.allSatisfy({ $0 == nil || $0!.contains(update.meaning) }) { continue }
        let row = rows.first { row in
          row.type == name
            && PropertyPath(path).steps.starts(with: PropertyPath(row.subject).withoutItems.steps)
        }
        if let row { used.insert("\(row.type) \(row.subject)") }
        let words = row.map { "\($0.kind), \($0.reason)" } ?? "NOBODY SAYS WHY"
        print("\(name) \(path): \(update.effect.rawValue), others \(sources.compactJSON): \(words)")
        #expect(row != nil, "\(name) \(path)")
      }
    }
    #expect(compared > 2_600)
    for row in rows where row.kind == "keep" {
      #expect(used.contains("\(row.type) \(row.subject)"), "a row that settles nothing: \(row)")
    }
  }

  /// What a letter of a source allows. The guide's S speaks of interruptions, not of replacement,
  /// and its X of updates that are not supported, which CloudFormation answers by replacement.
  private static func effects(_ letter: String) -> Set<UpdateBehaviour.Effect>? {
    switch letter {
    case "M", "N": [.inPlace]
    case "I", "R": [.replacement]
    case "C": [.mayReplace]
    case "S": [.inPlace, .mayReplace]
    case "X": [.replacement, .refused]
    default: nil
    }
  }
}

extension UpdateBehaviour {
  /// The effect for the property itself: the sources speak of its parts separately.
  fileprivate var meaning: Effect {
    if case .part = ground { .inPlace } else { effect }
  }
}
