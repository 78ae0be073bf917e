internal import Components
internal import Diagnostics
internal import Documents
internal import Presentation
internal import Stacks

/// `esteira components`.
enum ComponentsCommand {
  private static let json = Flag("json", conflicts: ["markdown", "out"], help: "Print it as JSON.")
  private static let markdown = Flag("markdown", help: "Print it as Markdown.")
  private static let out = Flag(
    "out", kind: .value(name: "DIR"),
    help: "Write an index and a page for each component to DIR, as Markdown.")
  private static let check = Flag(
    "check", help: "With --out: write nothing, and exit with 1 if a file is not what it would be.")
  private static let name = Positional(
    "NAME", Positional.optional, help: "a component, such as ecr-repository; none lists them all")

  static let command: Command = Command(
    name: "components",
    summary: "Show what resources of stack files can be",
    discussion: """
      Lists the components of the catalogue. For one of them, prints what it is, its fields with \
      their defaults, what other resources can refer to, which resources of CloudFormation it \
      becomes, and whole stack files as examples.
      """,
    positionals: [name],
    flags: [json, markdown, out, check],
    examples: [
      Command.Sample("Which components are there?", "esteira components"),
      Command.Sample("What does a repository take?", "esteira components ecr-repository"),
      Command.Sample("Write the reference", "esteira components --out docs/components"),
    ]
  ) { invocation, world in
    let catalogue = Components.catalogue
    if let flag = invocation.value(of: check), !invocation.has(out) {
      return Outcome(diagnostics: [
        CommandCode.missingArgument(
          Positional("--out DIR", Positional.one, help: "the folder whose pages are checked"),
          of: "esteira components --check", at: flag.place)
      ])
    }
    if let folder = invocation.value(of: out) {
      return write(ComponentMarkdown.files(catalogue.components), to: folder, invocation, world)
    }
    guard let asked = invocation.arguments.first else {
      return Outcome(output: list(catalogue.components, invocation))
    }
    guard let component = catalogue[asked.text] else {
      return Outcome(diagnostics: [
        CommandCode.unknownComponent(
          asked, near: Spelling.nearest(to: asked.text, among: catalogue.names))
      ])
    }
    return Outcome(output: page(component, invocation))
  }

  private static func list(_ components: [Component], _ invocation: Invocation) -> String {
    if invocation.has(json) { return ComponentReport.value(components).prettyJSON + "\n" }
    return invocation.has(markdown)
      ? ComponentMarkdown.index(components) : ComponentView().list(components)
  }

  private static func page(_ component: Component, _ invocation: Invocation) -> String {
    if invocation.has(json) { return ComponentReport.value([component]).prettyJSON + "\n" }
    return invocation.has(markdown)
      ? ComponentMarkdown.page(component) : ComponentView().page(component)
  }

  private static func write(
    _ files: [(name: String, text: String)], to folder: Argument, _ invocation: Invocation,
    _ world: World
  ) -> Outcome {
    var outcome = Outcome()
    var changed: [[UInt8]] = []
    for file in files {
      let path = ProjectLoader.path(folder.bytes, Array(file.name.utf8))
      let bytes = Array(file.text.utf8)
      do throws(FileFault) {
        let isChanged =
          invocation.has(check)
          ? try world.contents(path, limit: .max)?.bytes != bytes : try world.put(bytes, path)
        if isChanged { changed.append(path) }
      } catch {
        outcome.diagnostics.append(FileCode.writing(Argument(path, at: folder.place), error))
      }
    }
    outcome.found = invocation.has(check) && !changed.isEmpty
    outcome.output = changed.flatMap { $0 + [UInt8(ascii: "\n")] }
    let verb = invocation.has(check) ? "would change" : "written"
    outcome.talk = "\(changed.count) of \(files.count) pages \(verb).\n"
    return outcome
  }
}
