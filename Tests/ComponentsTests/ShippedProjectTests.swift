import CloudFormation
import Components
import Diagnostics
import Documents
import Foundation
import Stacks
import TestSupport
import Testing

/// The project that the repository ships with: it reads without a word, and `templates/` holds what
/// it lowers to.
struct ShippedProjectTests {
  static let folder = IndependentData.repository.appendingPathComponent("stacks")
  static let environments = ["local", "dev", "prod"]
  static let stacks = ["alerts", "platform", "serving-r", "serving"]

  static func source(_ name: String) throws -> Source {
    let bytes = try Data(contentsOf: folder.appendingPathComponent(name))
    return Source(name: "stacks/\(name)", bytes: Array(bytes))
  }

  static func project() throws -> Project {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    let others = names.filter { $0.hasSuffix(".yaml") && $0 != "esteira.yaml" }
    let files = ProjectFiles(project: try source("esteira.yaml"), others: try others.map(source))
    let reading = Project.read(files, with: Components.catalogue)
    #expect(reading.diagnostics.isEmpty, "\(reading.diagnostics.map(\.message))")
    return try #require(reading.project)
  }

  @Test func everyStackAndEnvironmentHasItsTemplates() throws {
    let project = try Self.project()
    #expect(project.environments.map(\.name) == Self.environments)
    #expect(project.stacks.map(\.name) == Self.stacks)
  }

  @Test(arguments: environments, stacks)
  func templateIsRecorded(environment: String, stack: String) throws {
    let project = try Self.project()
    let lowering = project.lower(
      try #require(project.stack(named: stack)),
      in: try #require(project.environment(named: environment)), with: VariableValues())
    #expect(lowering.diagnostics.isEmpty, "\(lowering.diagnostics.map(\.message))")
    let template = try #require(lowering.stack).template
    #expect(TemplateValidation(of: template).violations.isEmpty)
    expectGolden(
      template.value.prettyJSON + "\n", "../../../templates/\(environment)/\(stack).template.json")
  }
}
