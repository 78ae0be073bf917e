/// The program itself: its flags, and its commands in the order of the overview.
package enum Program {
  static let name = "esteira"

  static let help = Flag("help", short: "h", help: "Show help for a command, and do nothing else.")
  static let noColour = Flag(
    "no-color", help: "Never colour what is written. NO_COLOR and TERM=dumb say the same.")
  static let debug = Flag(
    "debug",
    help: "Show on standard error which calls are made, how they end and what is tried again; "
      + "never a secret. ESTEIRA_LOG=debug says the same.")
  static let version = Flag("version", help: "Show the version.")

  package static let command: Command = Command(
    name: name,
    summary: "Plan, apply and destroy machine-learning infrastructure on AWS",
    flags: [help, noColour, debug, version],
    subcommands: [
      PlanCommand.command,
      ApplyCommand.command,
      DestroyCommand.command,
      DiffCommand.command,
      ShowCommand.command,
      StatusCommand.command,
      OutputsCommand.command,
      HistoryCommand.command,
      StateCommand.command,
      LocalCommand.command,
      EmitCommand.command,
      CheckCommand.command,
      WhoamiCommand.command,
      FormatCommand.command,
      ComponentsCommand.command,
      FactsCommand.command,
      SchemaCommand.command,
      ExplainCommand.command,
      HelpCommand.command,
      VersionCommand.command,
    ])
}
