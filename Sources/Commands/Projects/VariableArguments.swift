internal import Diagnostics
internal import Stacks

/// Reads `--var NAME=VALUE` and `ESTEIRA_VAR_NAME`.
enum VariableArguments {
  static func values(
    _ invocation: Invocation, _ project: Project, _ world: World
  ) throws(Refused) -> VariableValues {
    var values = VariableValues()
    var diagnostics: [Diagnostic] = []
    for argument in invocation.values(of: ProjectFlags.variable) {
      let text = argument.text
      guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
        diagnostics.append(CommandCode.malformedVariable(argument))
        continue
      }
      values.arguments[String(text[..<equals])] = String(text[text.index(after: equals)...])
    }
    guard diagnostics.isEmpty else { throw Refused(diagnostics: diagnostics) }
    for variable in project.stacks.flatMap(\.variables) {
      let name = variable.environmentVariable
      if let value = world.variable(name) { values.environment[name] = value }
    }
    return values
  }
}
