internal import Diagnostics
internal import Planning
internal import Recording
internal import Stacks

/// What the outputs of the project's stacks are, as far as that is known.
struct OutputValues {
  /// From `--value`, by the references.
  private let given: [String: String]
  /// The outputs of the stacks that stand, by their logical ids.
  private var recorded: [String: [String: String]] = [:]

  /// Reads `--value STACK.OUTPUT=VALUE`.
  init(_ invocation: Invocation, _ project: Project, _ environment: Environment) throws(Refused) {
    var given: [String: String] = [:]
    var diagnostics: [Diagnostic] = []
    let known = project.stacks.flatMap {
      (project.outputs(of: $0, in: environment) ?? []).map(\.reference)
    }
    for argument in invocation.values(of: ProjectFlags.value) {
      let text = argument.text
      guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
        diagnostics.append(CommandCode.malformedValue(argument))
        continue
      }
      let name = String(text[..<equals])
      guard known.contains(name) else {
        diagnostics.append(ProjectCode.unknownOutput(name, argument, among: known))
        continue
      }
      given[name] = String(text[text.index(after: equals)...])
    }
    guard diagnostics.isEmpty else { throw Refused(diagnostics: diagnostics) }
    self.given = given
  }

  /// Takes note of what a stack shows now.
  mutating func note(_ record: Record?, of stack: String) {
    recorded[stack] = record?.deployment?.outputs ?? [:]
  }

  func isNoted(_ stack: String) -> Bool { recorded[stack] != nil }

  /// What an output is, if that is known.
  func value(of output: StackOutput) -> String? {
    given[output.reference] ?? recorded[output.stack]?[output.logicalID]
  }

  /// The parameters of a stack, as a plan has them.
  func settings(of stack: LoweredStack) -> [String: ParameterSetting] {
    var settings: [String: ParameterSetting] = [:]
    for parameter in stack.parameters {
      let missing = parameter.outputs.filter { value(of: $0) == nil }
      settings[parameter.name] =
        parameter.value(value(of:)).map(ParameterSetting.text)
        ?? .later(missing.map(\.reference))
    }
    return settings
  }

  /// The parameters of a stack, as CloudFormation gets them.
  func values(of stack: LoweredStack) throws(Refused) -> [String: String] {
    var values: [String: String] = [:]
    var diagnostics: [Diagnostic] = []
    for parameter in stack.parameters {
      if let value = parameter.value(value(of:)) {
        values[parameter.name] = value
      } else {
        for output in parameter.outputs where value(of: output) == nil {
          diagnostics.append(
            ProjectCode.unknownValue(output, of: stack, isApplied: recorded[output.stack] != [:]))
        }
      }
    }
    guard diagnostics.isEmpty else { throw Refused(diagnostics: diagnostics) }
    return values
  }
}
