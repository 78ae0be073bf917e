internal import Diagnostics
internal import Documents
internal import Stacks

/// Reads `--var NAME=VALUE`, `--var-file FILE` and `ESTEIRA_VAR_NAME`.
enum VariableArguments {
  /// The values, and what there is to say about them that stands in nobody's way.
  static func values(
    _ invocation: Invocation, _ loaded: LoadedProject, _ world: World
  ) throws(Refused) -> (values: VariableValues, warnings: [Diagnostic]) {
    try values(invocation, loaded.project, loaded.folder, world)
  }

  /// The values for a project in a folder.
  static func values(
    _ invocation: Invocation, _ project: Project, _ folder: [UInt8], _ world: World
  ) throws(Refused) -> (values: VariableValues, warnings: [Diagnostic]) {
    var values = VariableValues()
    var diagnostics: [Diagnostic] = []
    for argument in invocation.values(of: ProjectFlags.variableFile) {
      read(argument, world, &values, &diagnostics)
    }
    for argument in invocation.values(of: ProjectFlags.variable) {
      let text = argument.text
      guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
        diagnostics.append(CommandCode.malformedVariable(argument))
        continue
      }
      values.arguments[String(text[..<equals])] = String(text[text.index(after: equals)...])
    }
    guard !diagnostics.hasErrors else { throw Refused(diagnostics: diagnostics) }
    for variable in project.stacks.flatMap(\.variables) {
      let name = variable.environmentVariable
      if let value = world.variable(name) { values.environment[name] = value }
    }
    if project.refersToCommit { values.commit = GitCommit.read(above: folder, in: world) }
    return (values, diagnostics)
  }

  /// The values of a file: a mapping of names to scalars and lists, by the rules of stack files.
  private static func read(
    _ argument: Argument, _ world: World, _ values: inout VariableValues,
    _ diagnostics: inout [Diagnostic]
  ) {
    let file: InputFile
    switch InputFile.read(argument, in: world) {
    case .success(let found): file = found
    case .failure(let refusal):
      diagnostics.append(refusal.diagnostic)
      return
    }
    let reading = Documents.read(file.source, as: file.isJSON ? .json : .stackFile)
    diagnostics += reading.diagnostics
    if let report = reading.severalDocuments(
      "a file of variables",
      hint: "give each its own file, and name them all: `--var-file` may be repeated")
    {
      // Which of them is meant, nobody can tell.
      diagnostics.append(report)
      return
    }
    guard !reading.failed, let root = reading.documents.first?.resolved, !root.isNull else {
      return
    }
    guard root.kind == .mapping else {
      diagnostics.append(CommandCode.variableFile(root))
      return
    }
    for entry in root.fields {
      let value = entry.value.resolved
      switch value.kind {
      case .scalar where !value.isNull, .sequence: values.files[entry.key.text] = value
      case .scalar, .mapping, .alias: diagnostics.append(CommandCode.variableFile(value))
      }
    }
  }
}
