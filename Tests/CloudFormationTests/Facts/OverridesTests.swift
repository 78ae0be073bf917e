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
    for row in try Overrides.read() where !["telling", "stateless"].contains(row.kind) {
      let facts = try #require(Facts[row.type] ?? Facts.serverless(row.type), "\(row.type)")
      switch row.kind {
      case "update":
        let update = facts.update(of: PropertyPath(row.subject))
        #expect(update.effect.rawValue == row.fact, "\(row)")
        #expect(update.ground == .settled(row.reason), "\(row)")
      case "reference":
        let members = row.subject == "-" ? [] : row.subject.split(separator: "|").map(String.init)
        #expect(facts.reference?.kind.rawValue == row.fact, "\(row)")
        #expect(facts.reference?.members == members.map { PropertyPath($0) }, "\(row)")
      case "attribute":
        #expect(facts.hasAttribute(row.subject) == (row.fact == "add"), "\(row)")
      case "data": #expect(facts.data == row.fact, "\(row)")
      default: #expect(row.kind == "keep", "\(row)")
      }
    }
  }

  @Test func whateverSoundsAsIfItHeldDataIsDecided() throws {
    let rows = try Overrides.read()
    let words = rows.filter { $0.kind == "telling" }.flatMap { $0.subject.split(separator: "|") }
    let stateless = rows.filter { $0.kind == "stateless" }
    var used: Set<String> = []
    for name in Facts.typeNames + Facts.serverlessNames {
      let facts = try #require(Facts[name] ?? Facts.serverless(name))
      let fitting = stateless.filter { $0.fits(name) }
      used.formUnion(fitting.map(\.type))
      #expect(fitting.isEmpty || !facts.holdsData, "\(name): \(fitting)")
      let last = try #require(name.split(separator: ":").last)
      guard words.contains(where: last.contains) else { continue }
      #expect(facts.holdsData || !fitting.isEmpty, "nobody says whether \(name) holds data")
    }
    #expect(used == Set(stateless.map(\.type)), "rows that fit no type")
    #expect(words.count > 40)
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

    /// Whether the row's type, in which `*` is any part of a name, stands for a type.
    func fits(_ name: String) -> Bool {
      let pieces = type.components(separatedBy: "*")
      guard pieces.count > 1 else { return name == type }
      guard name.hasPrefix(pieces[0]), name.hasSuffix(pieces[pieces.count - 1]) else {
        return false
      }
      var rest = name.dropFirst(pieces[0].count).dropLast(pieces[pieces.count - 1].count)
      for piece in pieces[1..<(pieces.count - 1)] {
        guard let found = rest.range(of: piece) else { return false }
        rest = rest[found.upperBound...]
      }
      return true
    }
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
