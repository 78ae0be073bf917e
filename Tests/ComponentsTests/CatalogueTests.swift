import Components
import Diagnostics
import Stacks
import Testing

/// What holds for every component of the catalogue.
struct CatalogueTests {
  static let components = Components.catalogue.components

  @Test func namesAreDistinct() {
    let names = Self.components.map(\.name)
    #expect(Set(names).count == names.count)
  }

  /// Every default and every example of a field is a right value of it.
  @Test(arguments: components.map(\.name))
  func everyExampleIsSound(name: String) throws {
    let component = try #require(Components.catalogue[name])
    #expect(!component.examples.isEmpty)
    for example in component.examples {
      let files = ProjectFiles(
        project: Source(name: "esteira.yaml", text: "project: churn\n"),
        others: [Source(name: "example.yaml", text: example.text)])
      let reading = Project.read(files, with: Components.catalogue)
      #expect(reading.diagnostics.isEmpty, "\(reading.diagnostics.map(\.message))")
      let project = try #require(reading.project)
      let stack = try #require(project.stacks.first)
      let lowering = project.lower(stack, in: .local, with: VariableValues())
      #expect(lowering.diagnostics.isEmpty, "\(lowering.diagnostics.map(\.message))")
      #expect(lowering.stack != nil)
    }
  }
}
