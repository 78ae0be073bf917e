internal import Diagnostics
internal import Documents
internal import Stacks

/// Reads `--var NAME=VALUE`, `--var-file FILE` and `ESTEIRA_VAR_NAME`.
enum VariableArguments {
  static func values(
    _ invocation: Invocation, _ loaded: LoadedProject, _ world: World
  ) throws(Refused) -> VariableValues {
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
    guard diagnostics.isEmpty else { throw Refused(diagnostics: diagnostics) }
    for variable in loaded.project.stacks.flatMap(\.variables) {
      let name = variable.environmentVariable
      if let value = world.variable(name) { values.environment[name] = value }
    }
    if loaded.usesCommit { values.commit = GitCommit.read(above: loaded.folder, in: world) }
    return values
  }

  /// The values of a file: a mapping of names to scalars and lists.
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
    let reading = Documents.read(file.source, as: file.isJSON ? .json : .yaml)
    diagnostics += reading.diagnostics
    guard !reading.failed, let root = reading.documents.first?.resolved, !root.isNull else {
      return
    }
    guard root.kind == .mapping else {
      diagnostics.append(CommandCode.variableFile(root))
      return
    }
    for entry in root.fields {
      switch entry.value.kind {
      case .scalar where !entry.value.isNull:
        values.arguments[entry.key.text] = entry.value.text
      case .sequence:
        values.arguments[entry.key.text] =
          entry.value.value(&diagnostics, for: .json).canonicalJSON
      case .scalar, .mapping, .alias: diagnostics.append(CommandCode.variableFile(entry.value))
      }
    }
  }
}
