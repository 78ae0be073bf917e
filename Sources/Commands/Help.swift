/// `esteira help`.
enum HelpCommand {
  private static let name = Positional(
    "COMMAND", Positional.any, help: "the command to explain; none for an overview")

  static let command: Command = Command(
    name: "help",
    summary: "Show help for a command",
    discussion: "Prints what a command does, its arguments and its flags.",
    positionals: [name],
    examples: [Command.Sample("What can format do?", "esteira help format")]
  ) { invocation, _ in
    var way = [Program.command]
    for argument in invocation.arguments {
      let commands = way[way.count - 1].subcommands
      let spoken = way.map(\.name).joined(separator: " ")
      guard !commands.isEmpty else {
        return Outcome(diagnostics: [CommandCode.unexpectedArgument(argument, of: spoken)])
      }
      guard let next = commands.first(where: { $0.name == argument.text }) else {
        return Outcome(diagnostics: [
          CommandCode.unknownCommand(argument, among: commands, below: spoken)
        ])
      }
      way.append(next)
    }
    return Outcome(output: HelpText.of(way))
  }
}
