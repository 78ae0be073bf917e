internal import Diagnostics

extension FormatCommand {
  /// Standard input can be read once, and what it is formatted to cannot be told from the names of
  /// rewritten files.
  static func standardInputMistakes(_ invocation: Invocation) -> [Diagnostic] {
    let inputs = invocation.arguments.filter { InputFile.isStandardInput($0) }
    if let second = inputs.dropFirst().first {
      return [CommandCode.standardInput(second, "standard input, `-`, can be read only once")]
    }
    let rewrites = !invocation.has(check) && !invocation.has(target)
    if let input = inputs.first, rewrites, invocation.arguments.count > 1 {
      return [
        CommandCode.standardInput(
          input, "`-` prints what it formats and cannot stand among files that are rewritten")
      ]
    }
    return []
  }
}
