internal import Components
internal import Documents
internal import Stacks

/// `esteira schema`.
enum SchemaCommand {
  private static let kind = Positional(
    "KIND", Positional.optional, help: "`stack` or `project`, which is esteira.yaml; none for both")

  static let command: Command = Command(
    name: "schema",
    summary: "Print the JSON Schema of stack and project files",
    discussion: """
      Prints a JSON Schema (draft 2020-12), with which editors complete and check the files while \
      they are written: VS Code with the YAML extension, JetBrains' editors and others. Without an \
      argument it is one schema for both kinds of files. The README shows how to tell an editor.
      """,
    positionals: [kind],
    examples: [
      Command.Sample("For every file of a project", "esteira schema > esteira.schema.json"),
      Command.Sample("For stack files alone", "esteira schema stack > stack.schema.json"),
    ]
  ) { invocation, _ in
    let schemas = FileSchemas(Components.catalogue)
    guard let asked = invocation.arguments.first else { return print(schemas.all) }
    switch asked.text {
    case "stack": return print(schemas.stack)
    case "project": return print(schemas.project)
    default: return Outcome(diagnostics: [CommandCode.unknownSchema(asked)])
    }
  }

  private static func print(_ schema: Value) -> Outcome {
    Outcome(output: schema.prettyJSON + "\n")
  }
}
