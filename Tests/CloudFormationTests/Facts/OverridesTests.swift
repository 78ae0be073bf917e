import Digests
import Foundation
import TestSupport
import Testing

@testable import CloudFormation

@Suite struct OverridesTests {
  @Test func theFactsAreMadeOfTheOverridesAsTheyAre() throws {
    let bytes = try Data(contentsOf: Overrides.file)
    #expect(
      Facts.book.overridesDigest == Array(SHA256.digest(of: bytes).bytes),
      "run Sources/CFacts/regenerate")
  }

  @Test func eachRowIsInTheFacts() throws {
    for row in try Overrides.read() {
      let facts = try #require(Facts[row.type], "\(row.type)")
      switch row.kind {
      case "update":
        let update = facts.update(of: PropertyPath(row.subject))
        #expect(update.effect.rawValue == row.fact, "\(row)")
        #expect(update.ground == .settled(row.reason), "\(row)")
      case "reference":
        let members = row.subject == "-" ? [] : row.subject.split(separator: "|").map(String.init)
        #expect(facts.reference?.kind.rawValue == row.fact, "\(row)")
        #expect(facts.reference?.members == members.map { PropertyPath($0) }, "\(row)")
      case "attribute": #expect(facts.hasAttribute(row.subject), "\(row)")
      case "data": #expect(facts.data == row.fact, "\(row)")
      default: #expect(row.kind == "keep", "\(row)")
      }
    }
  }
}

/// The overrides of this repository.
struct Overrides {
  struct Row {
    let kind: String
    let type: String
    let subject: String
    let fact: String
    let reason: String
  }

  static let file = IndependentData.repository.appendingPathComponent(
    "Sources/CFacts/overrides.tsv")

  static func read() throws -> [Row] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .map { line in
        let columns = line.split(separator: "\t").map(String.init)
        try #require(columns.count == 5, "\(line)")
        return Row(
          kind: columns[0], type: columns[1], subject: columns[2], fact: columns[3],
          reason: columns[4])
      }
  }
}
