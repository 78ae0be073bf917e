import CloudFormation
import Components
import Diagnostics
import Foundation
import Stacks
import TestSupport
import Testing

/// The templates that the examples become, and the logical ids in them.
struct TemplateTests {
  @Test(arguments: ExampleStack.all)
  func templatesAreRecorded(_ example: ExampleStack) throws {
    let name = "\(example.component)/\(example.slug)"
    expectGolden(example.text, "\(name).yaml")
    expectGolden(try example.lowered(in: "local").json, "\(name).local.json")
    expectGolden(try example.lowered(in: "prod").json, "\(name).prod.json")
  }

  @Test(arguments: ExampleStack.all)
  func templatesHaveNoFindings(_ example: ExampleStack) throws {
    for environment in ["local", "prod"] {
      let findings = TemplateChecker.findings(
        in: try example.lowered(in: environment).template.value)
      // That a name somebody gave stands in the way of a replacement is only worth knowing.
      #expect(findings.filter { $0.severity != .note }.map(\.message) == [])
    }
  }

  /// Another logical id would replace people's resources: a line of the list may come, and never
  /// change or go, not even by recording it anew.
  @Test func logicalIDsAreAContract() throws {
    let lines = Components.catalogue.components.flatMap { component in
      component.parts.map { part in
        let part = part.field == nil ? part : part.of("on-call")
        return
          "\(component.name) \(part.suffix.isEmpty ? "-" : part.suffix) \(part.type) \(part.logicalID(of: "model-2-data"))"
      }
    }
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Goldens/logical-ids.txt")
    let recorded = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    let known = recorded.split(separator: "\n").map(String.init)
    #expect(known.filter { !lines.contains($0) } == [])
    let grown = known + lines.filter { !known.contains($0) }
    expectGolden(grown.map { $0 + "\n" }.joined(), "logical-ids.txt")
  }
}
