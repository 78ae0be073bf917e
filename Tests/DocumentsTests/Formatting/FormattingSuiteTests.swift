import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Documents

/// Files that this project did not write keep their meaning and their comments, and formatting them
/// a second time changes nothing.
@Suite(.enabled(if: IndependentData.isHere)) struct FormattingSuiteTests {
  @Test(arguments: YAMLSuiteTests.cases.filter { !$0.error }) func suite(
    _ given: YAMLSuiteTests.Case
  ) {
    expectHarmless(Source(name: given.id, text: given.yaml))
  }

  @Test(arguments: YAMLSuiteTests.cases.filter(\.error)) func suiteErrors(
    _ given: YAMLSuiteTests.Case
  ) {
    let formatted = Formatting.format(Source(name: given.id, text: given.yaml))
    #expect(formatted.text == nil)
    #expect(formatted.diagnostics.hasErrors)
    #expect(!formatted.changed)
  }

  struct Template: Decodable {
    var path: String
    var format: String?
  }

  @Test func templates() throws {
    let index = try JSONDecoder().decode(
      [Template].self, from: Data(IndependentData.bytes("templates/index.json")))
    let paths = index.filter { $0.format == "yaml" }.map(\.path)
    #expect(paths.count > 1_700)
    var formatted = 0
    for path in paths {
      let source = Source(name: path, bytes: try IndependentData.bytes("templates/" + path))
      if read(source, as: .stackFile).failed {
        #expect(Formatting.format(source).text == nil)
      } else {
        expectHarmless(source)
        formatted += 1
      }
    }
    #expect(formatted > 1_740)
  }

  private func expectHarmless(_ source: Source) {
    let reading = read(source, as: .stackFile)
    guard !reading.failed else { return }
    let formatted = Formatting.format(source)
    guard let text = formatted.text else {
      Issue.record("\(source.name): \(formatted.diagnostics.map(\.message))")
      return
    }
    let result = Source(name: source.name, text: text)
    let again = read(result, as: .stackFile)
    #expect(Events(again).lines == Events(reading).lines, "\(source.name)")
    #expect(comments(of: again) == comments(of: reading), "\(source.name)")
    let template = read(source, as: .cloudFormation)
    if !template.failed {
      let canonical = read(result, as: .cloudFormation)
      #expect(Events(canonical).lines == Events(template).lines, "\(source.name)")
    }
    #expect(Formatting.format(result).text == text, "\(source.name)")
    #expect(!Formatting.format(result).changed, "\(source.name)")
  }

  private func comments(of reading: Reading) -> [String] {
    guard let tree = reading.documents.first?.tree else { return [] }
    return tree.comments.map {
      tree.source.text(in: $0).trimmingCharacters(in: .whitespaces)
    }
  }
}
