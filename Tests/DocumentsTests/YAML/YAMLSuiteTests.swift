import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Documents

/// The 402 cases of the YAML test suite: the events of the valid ones, a mistake in the others.
@Suite(.enabled(if: IndependentData.isHere)) struct YAMLSuiteTests {
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    var id: String
    var name: String
    var yaml: String
    var error: Bool
    var json: String?
    var events: String
    var testDescription: String { "\(id) \(name)" }
  }

  static let cases: [Case] = {
    guard let bytes = try? IndependentData.bytes("yaml-test-suite/cases.json") else { return [] }
    return (try? JSONDecoder().decode([Case].self, from: Data(bytes))) ?? []
  }()

  @Test func allCasesAreHere() {
    #expect(Self.cases.count == 402)
    #expect(Self.cases.filter(\.error).count == 94)
  }

  @Test(arguments: cases.filter { !$0.error }) func valid(_ given: Case) {
    let reading = read(Source(name: given.id, text: given.yaml), as: .yaml)
    let syntax = reading.diagnostics.filter { $0.code.number < 1300 && $0.severity == .error }
    #expect(syntax.isEmpty, "\(syntax.map(\.message))")
    #expect(Events(reading).lines.joined(separator: "\n") + "\n" == given.events)
  }

  @Test(arguments: cases.filter(\.error)) func invalid(_ given: Case) {
    let reading = read(Source(name: given.id, text: given.yaml), as: .yaml)
    #expect(reading.failed)
    for diagnostic in reading.diagnostics {
      guard let place = diagnostic.place else { continue }
      #expect(place.span.start >= 0 && place.span.start <= place.span.end)
      #expect(place.span.end <= given.yaml.utf8.count)
    }
  }
}
