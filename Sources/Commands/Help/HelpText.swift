internal import Presentation

/// Writes the help of a command from its declaration.
enum HelpText {
  private static let width = 80

  /// The help of the last command of a way that starts at the program.
  static func of(_ way: [Command]) -> String {
    let command = way[way.count - 1]
    var sections = [title(command), usage(way)]
    if !command.subcommands.isEmpty {
      sections.append(
        section("Commands", command.subcommands.map { ($0.name, $0.summary) }))
    }
    if !command.positionals.isEmpty {
      sections.append(
        section("Arguments", command.positionals.map { ($0.name, sentence($0.help)) }))
    }
    let own = way.count > 1 ? command.flags : []
    if !own.isEmpty { sections.append(section("Flags", own.map(row))) }
    let global = way[0].flags.filter { way.count == 1 || $0 != Program.version }
    sections.append(section(way.count == 1 ? "Flags" : "Flags of every command", global.map(row)))
    if !command.examples.isEmpty { sections.append(examples(command)) }
    if !command.subcommands.isEmpty {
      let spoken = way.map(\.name).joined(separator: " ")
      sections.append("Run `\(spoken) COMMAND --help` for more about a command.")
    }
    return sections.joined(separator: "\n\n") + "\n"
  }

  private static func title(_ command: Command) -> String {
    let paragraphs = [command.summary + ".", command.discussion].filter { !$0.isEmpty }
    return paragraphs.flatMap { Wrapping.lines(of: $0, width: width) + [""] }
      .dropLast().joined(separator: "\n")
  }

  private static func usage(_ way: [Command]) -> String {
    let command = way[way.count - 1]
    var words = way.map(\.name)
    if !command.subcommands.isEmpty { words.append("COMMAND") }
    if way.count > 1, !command.flags.isEmpty { words.append("[FLAGS]") }
    for positional in command.positionals {
      let many = positional.arity.upperBound > 1 ? "..." : ""
      words.append(
        positional.arity.lowerBound == 0
          ? "[\(positional.name)\(many)]" : positional.name + many)
    }
    return "Usage: " + words.joined(separator: " ")
  }

  private static func row(_ flag: Flag) -> (String, String) {
    let short = flag.short.map { "-\($0), " } ?? ""
    let value = flag.placeholder.map { " " + $0 } ?? ""
    return ("\(short)--\(flag.name)\(value)", flag.help)
  }

  /// Terms on the left, what they mean on the right, wrapped.
  private static func section(_ title: String, _ rows: [(term: String, meaning: String)]) -> String
  {
    let column = min(26, (rows.map(\.term.count).max() ?? 0) + 4)
    var lines = [title + ":"]
    for row in rows {
      let term = "  " + row.term
      let meaning = Wrapping.lines(of: row.meaning, width: width - column)
      let fits = term.count + 2 <= column
      if !fits { lines.append(term) }
      for (index, line) in meaning.enumerated() {
        let before = index == 0 && fits ? term : ""
        lines.append(before + String(repeating: " ", count: column - before.count) + line)
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func examples(_ command: Command) -> String {
    let lines = command.examples.map { "  \($0.purpose)\n  $ \($0.line)" }
    return "Examples:\n" + lines.joined(separator: "\n\n")
  }

  private static func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst() + "."
  }
}
