internal import Diagnostics
internal import Documents

/// What can be wrong with a command line.
package enum CommandCode: Int, DiagnosticCode {
  case unknownCommand = 1
  case unknownFlag = 2
  case missingValue = 3
  case unexpectedValue = 4
  case invalidValue = 5
  case repeatedFlag = 6
  case conflictingFlags = 7
  case missingArgument = 8
  case unexpectedArgument = 9
  case emptyArgument = 10
  case unknownCode = 11
  case standardInput = 12
  case malformedVariable = 13
  case malformedPort = 14
  case unknownType = 15
  case unknownProperty = 16
  case unknownRegion = 17
  case malformedValue = 18
  case variableFile = 19
  case unknownSchema = 20
  case unknownComponent = 21
  case malformedParameter = 22
  case noTemplate = 23
}

extension CommandCode {
  static func unknownCommand(
    _ argument: Argument, among commands: [Command], below way: String
  ) -> Diagnostic {
    let near = Spelling.nearest(to: argument.text, among: commands.map(\.name))
    let known = list(commands.map(\.name))
    return Diagnostic(
      unknownCommand, .error, "`\(argument.text)` is no command of `\(way)`; it has \(known)",
      at: argument.place,
      hint: suggestion(near, replacing: argument.place)
        ?? Diagnostic.Hint("run `esteira help` for what each of them does"))
  }

  static func unknownFlag(
    _ spelt: String, at argument: Argument, known: [Flag], way: [Command]
  ) -> Diagnostic {
    let spoken = way.map(\.name).joined(separator: " ")
    let near = nearFlag(spelt, argument, known)
    // A letter rather means a word that begins with it than another command's flag.
    let hint = spelt.hasPrefix("--") ? elsewhere(spelt, way) ?? near : near ?? elsewhere(spelt, way)
    return Diagnostic(
      unknownFlag, .error, "`\(spelt)` is no flag of `\(spoken)`", at: argument.place,
      hint: hint
        ?? Diagnostic.Hint(
          "run `\(spoken) --help` for its flags; what follows `--` is never read as a flag"))
  }

  static func missingValue(
    _ flag: Flag, _ spelt: String, at argument: Argument, line: ArgumentLine
  ) -> Diagnostic {
    let wanted = flag.placeholder ?? "VALUE"
    return Diagnostic(
      missingValue, .error, "`\(spelt)` needs a value: `\(spelt) \(wanted)`", at: argument.place,
      hint: Diagnostic.Hint(
        "a value that begins with a dash is attached with `=`: `--\(flag.name)=-value`"))
  }

  static func unexpectedValue(_ spelt: String, at argument: Argument) -> Diagnostic {
    Diagnostic(
      unexpectedValue, .error, "`\(spelt)` takes no value", at: argument.place,
      hint: Diagnostic.Hint("write `\(spelt)` alone, or leave it out"))
  }

  static func invalidValue(_ value: Argument, of spelt: String, choices: [String]) -> Diagnostic {
    Diagnostic(
      invalidValue, .error, "`\(spelt)` takes \(list(choices, "or")), not `\(value.text)`",
      at: value.place,
      hint: suggestion(
        Spelling.nearest(to: value.text, among: choices), replacing: value.place))
  }

  static func repeatedFlag(_ spelt: String, at value: Argument, first: Argument) -> Diagnostic {
    Diagnostic(
      repeatedFlag, .error, "`\(spelt)` is given twice", at: value.place,
      notes: [Diagnostic.Note("it has a value here already", at: first.place)],
      hint: Diagnostic.Hint("keep one of the two"))
  }

  static func conflictingFlags(
    _ one: String, at first: Argument, _ other: String, at second: Argument
  ) -> Diagnostic {
    Diagnostic(
      conflictingFlags, .error, "`\(one)` and `\(other)` cannot be given together", at: first.place,
      notes: [Diagnostic.Note("`\(other)` is here", at: second.place)],
      hint: Diagnostic.Hint("run the command twice, once with each"))
  }

  static func missingArgument(
    _ positional: Positional, of spoken: String, at place: Place
  ) -> Diagnostic {
    Diagnostic(
      missingArgument, .error, "`\(spoken)` needs \(positional.name): \(positional.help)",
      at: place,
      hint: Diagnostic.Hint("run `\(spoken) --help` for examples"))
  }

  static func unexpectedArgument(_ argument: Argument, of spoken: String) -> Diagnostic {
    Diagnostic(
      unexpectedArgument, .error, "`\(spoken)` has no use for the argument `\(argument.text)`",
      at: argument.place, hint: Diagnostic.Hint("run `\(spoken) --help` for what it takes"))
  }

  static func emptyArgument(_ argument: Argument) -> Diagnostic {
    Diagnostic(
      emptyArgument, .error, "an argument is empty", at: argument.place,
      hint: Diagnostic.Hint(
        "an empty argument is often a shell variable that is not set; give a value or leave it out"
      ))
  }

  static func unknownCode(_ argument: Argument, near: [String]) -> Diagnostic {
    let hint =
      if !near.isEmpty {
        "the nearest \(near.count == 1 ? "is" : "are") \(list(near))"
      } else if Code(parsing: argument.text) != nil {
        "no code is near it"
      } else {
        "a code is `EST` and four digits"
      }
    return Diagnostic(
      unknownCode, .error, "there is no code `\(argument.text)`", at: argument.place,
      hint: Diagnostic.Hint(hint + "; run `esteira explain` for all of them"))
  }

  static func standardInput(_ argument: Argument, _ message: String) -> Diagnostic {
    Diagnostic(
      standardInput, .error, message, at: argument.place,
      hint: Diagnostic.Hint("run the command on its own for `-`"))
  }

  /// `a, b and c`, each as code.
  static func malformedVariable(_ argument: Argument) -> Diagnostic {
    Diagnostic(
      malformedVariable, .error, "`\(argument.text)` gives no variable a value",
      at: argument.place, hint: Diagnostic.Hint("write `--var NAME=VALUE`"))
  }

  static func malformedValue(_ argument: Argument) -> Diagnostic {
    Diagnostic(
      malformedValue, .error, "`\(argument.text)` gives no output a value",
      at: argument.place, hint: Diagnostic.Hint("write `--value STACK.OUTPUT=VALUE`"))
  }

  static func malformedParameter(_ argument: Argument, _ flag: String) -> Diagnostic {
    Diagnostic(
      malformedParameter, .error, "`\(argument.text)` gives no parameter a value",
      at: argument.place, hint: Diagnostic.Hint("write `\(flag) NAME=VALUE`"))
  }

  static func noTemplate(_ argument: Argument) -> Diagnostic {
    Diagnostic(
      noTemplate, .error, "`\(argument.text)` is neither a template nor a stack file of a project",
      at: argument.place,
      hint: Diagnostic.Hint(
        "a template has `Resources`; a stack file has `stack`, and an `esteira.yaml` beside or above it"
      ))
  }

  static func variableFile(_ node: Node) -> Diagnostic {
    Diagnostic(
      variableFile, .error,
      "a file of variables gives names texts, numbers, `true`, `false` or lists",
      at: node.style == .absent ? node.key?.place ?? node.place : node.place,
      hint: Diagnostic.Hint("write `NAME: VALUE` on a line for each variable"))
  }

  static func malformedPort(_ argument: Argument) -> Diagnostic {
    Diagnostic(
      malformedPort, .error, "`\(argument.text)` is no port", at: argument.place,
      hint: Diagnostic.Hint("write a number from 1 to 65535, or 0 for any that is free"))
  }

  static func unknownType(_ argument: Argument, near: [String]) -> Diagnostic {
    Diagnostic(
      unknownType, .error, "`\(argument.text)` is no public resource type of AWS",
      at: argument.place,
      hint: suggestion(near, replacing: argument.place)
        ?? Diagnostic.Hint("a type is written like `AWS::S3::Bucket`, capitals included"))
  }

  static func unknownRegion(_ argument: Argument, among known: [String]) -> Diagnostic {
    let near = Spelling.nearest(to: argument.text, among: known)
    return Diagnostic(
      unknownRegion, .error, "nothing is known of a region `\(argument.text)`", at: argument.place,
      hint: suggestion(near, replacing: argument.place)
        ?? Diagnostic.Hint("a region is written like `us-east-1`"))
  }

  static func unknownProperty(
    _ argument: Argument, _ step: String, of place: String, near: [String]
  ) -> Diagnostic {
    Diagnostic(
      unknownProperty, .error, "there is no property `\(step)` in \(place)", at: argument.place,
      hint: suggestion(near, replacing: argument.place)
        ?? Diagnostic.Hint(
          "run `esteira facts` without the path, or with less of it, for its properties"))
  }

  static func unknownSchema(_ argument: Argument) -> Diagnostic {
    let kinds = ["stack", "project"]
    return Diagnostic(
      unknownSchema, .error, "there is no schema of `\(argument.text)`", at: argument.place,
      hint: suggestion(Spelling.nearest(to: argument.text, among: kinds), replacing: argument.place)
        ?? Diagnostic.Hint("there are \(list(kinds)); without an argument it is one for both"))
  }

  static func unknownComponent(_ argument: Argument, near: [String]) -> Diagnostic {
    Diagnostic(
      unknownComponent, .error, "there is no component `\(argument.text)`", at: argument.place,
      hint: suggestion(near, replacing: argument.place)
        ?? Diagnostic.Hint(
          argument.text.contains("::")
            ? "for a type of CloudFormation, run `esteira facts \(argument.text)`"
            : "run `esteira components` for all of them"))
  }

  private static func list(_ words: [String], _ conjunction: String = "and") -> String {
    let quoted = words.map { "`\($0)`" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.joined() }
    return quoted.dropLast().joined(separator: ", ") + " \(conjunction) \(last)"
  }

  private static func suggestion(_ near: [String], replacing place: Place) -> Diagnostic.Hint? {
    guard !near.isEmpty else { return nil }
    let edit = near.count == 1 ? Diagnostic.Edit(place.span, replacement: near[0]) : nil
    return Diagnostic.Hint("did you mean \(list(near, "or"))?", edit: edit)
  }

  private static func nearFlag(
    _ spelt: String, _ argument: Argument, _ known: [Flag]
  ) -> Diagnostic.Hint? {
    guard spelt.hasPrefix("--") else { return longFlags(spelt, argument, known) }
    let near = Spelling.nearest(to: String(spelt.dropFirst(2)), among: known.map(\.name))
    let start = argument.place.span.start
    let isBare = argument.place.source.text(in: argument.place.span).hasPrefix(spelt)
    return suggestion(
      near.map { "--" + $0 },
      replacing: isBare
        ? Place(argument.place.source, Span(start: start, end: start + spelt.utf8.count))
        : argument.place)
  }

  /// The flags that have no letter of their own and begin with the one that was given.
  private static func longFlags(
    _ spelt: String, _ argument: Argument, _ known: [Flag]
  ) -> Diagnostic.Hint? {
    let letter = spelt.dropFirst().lowercased()
    let near = known.filter { $0.short == nil && $0.name.hasPrefix(letter) }.map { "--" + $0.name }
    guard argument.text == spelt else {
      return near.isEmpty ? nil : Diagnostic.Hint("did you mean \(list(near, "or"))?")
    }
    return suggestion(near, replacing: argument.place)
  }

  /// The flag of a command, given before the command.
  private static func elsewhere(_ spelt: String, _ way: [Command]) -> Diagnostic.Hint? {
    let owner = way[way.count - 1].subcommands.first { command in
      command.flags.contains { "--" + $0.name == spelt || $0.short.map { "-\($0)" } == spelt }
    }
    return owner.map { Diagnostic.Hint("it belongs to `\($0.name)`: write it after the command") }
  }
}
