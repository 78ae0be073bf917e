import Diagnostics
import Stacks
import Testing

/// Which templates a project's files name, for whoever reads them.
struct TemplateNameTests {
  @Test(arguments: [
    "stack: old\ntemplate: legacy.yaml\n", "{stack: old, template: legacy.yaml}\n",
    #"{"stack": "old", "template": "legacy.yaml"}"#, "stack: old\n\"template\": legacy.yaml\n",
  ])
  func named(text: String) {
    let files = ProjectFiles(
      project: Source(name: "esteira.yaml", text: "project: p\n"),
      others: [Source(name: "old.yaml", text: text)])
    #expect(files.namedTemplates == [.init(stackFile: "old.yaml", path: "legacy.yaml")])
  }

  @Test(arguments: [
    "template: legacy.yaml\n", "stack: a\nresources: {}\n# template\n", "- template",
  ])
  func notNamed(text: String) {
    let files = ProjectFiles(
      project: Source(name: "esteira.yaml", text: "project: p\n"),
      others: [Source(name: "old.yaml", text: text)])
    #expect(files.namedTemplates.isEmpty)
  }
}
