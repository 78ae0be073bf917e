internal import Diagnostics

/// Reads a command line by the declarations of commands: data in, an invocation or diagnostics
/// out.
package struct ArgumentParser {
  private let line: ArgumentLine
  /// The commands from the program down to the one that is meant.
  private var way: [Command]
  private let global: [Flag]
  private var arguments: [Argument] = []
  private var given: [String: [Argument]] = [:]
  private var diagnostics: [Diagnostic] = []
  /// What follows an unknown flag may be its value: arguments cannot be counted any more.
  private var isUncertain = false

  package static func parse(_ line: ArgumentLine, program: Command) -> Parsed {
    var parser = ArgumentParser(line: line, way: [program], global: program.flags)
    let understood = parser.readWords()
    return parser.conclude(understood)
  }

  private init(line: ArgumentLine, way: [Command], global: [Flag]) {
    self.line = line
    self.way = way
    self.global = global
  }

  private var command: Command { way[way.count - 1] }
  private var flags: [Flag] {
    way.count > 1 ? command.flags + global.filter { $0 != Program.version } : global
  }
  private var spoken: String { way.map(\.name).joined(separator: " ") }

  /// Reads every word; false when the command is not known, so that the rest means nothing.
  private mutating func readWords() -> Bool {
    var index = 0
    var optionsEnded = false
    while index < line.words.count {
      let word = line.words[index]
      if optionsEnded || word.count < 2 || word[0] != UInt8(ascii: "-") {
        guard readPlain(index) else { return false }
      } else if word == Array("--".utf8) {
        optionsEnded = true
      } else if word[1] == UInt8(ascii: "-") {
        readLong(&index)
      } else {
        readShort(&index)
      }
      index += 1
    }
    return true
  }

  /// A word that is no flag: the command, or an argument of it.
  private mutating func readPlain(_ index: Int) -> Bool {
    let argument = Argument(line.words[index], at: line.place(of: index))
    guard !command.subcommands.isEmpty else {
      arguments.append(argument)
      return true
    }
    if let next = command.subcommands.first(where: { Array($0.name.utf8) == argument.bytes }) {
      way.append(next)
      return true
    }
    diagnostics.append(
      CommandCode.unknownCommand(argument, among: command.subcommands, below: spoken))
    return false
  }

  /// `--flag`, `--flag value`, `--flag=value`.
  private mutating func readLong(_ index: inout Int) {
    let word = line.words[index]
    let equals = word.firstIndex(of: UInt8(ascii: "="))
    let name = String(decoding: word[2..<(equals ?? word.count)], as: UTF8.self)
    let attached = equals.map { equals in
      Argument(word[(equals + 1)...], at: line.place(of: index, from: equals + 1))
    }
    guard let flag = flags.first(where: { $0.name == name }) else {
      unknown("--" + name, &index, isComplete: equals != nil)
      return
    }
    read(flag, spelt: "--" + name, attached: attached, &index)
  }

  /// `-e value`, `-evalue`, `-e=value`, and several toggles behind one dash.
  private mutating func readShort(_ index: inout Int) {
    let word = line.words[index]
    let letters = Array(String(decoding: word.dropFirst(), as: UTF8.self))
    var offset = 1
    for letter in letters {
      let place = line.place(of: index, from: offset)
      offset += String(letter).utf8.count
      guard let flag = flags.first(where: { $0.short == letter }) else {
        unknown("-\(letter)", &index, isComplete: letters.count > 1)
        return
      }
      if flag.kind == .toggle {
        if offset < word.count, word[offset] == UInt8(ascii: "=") {
          read(
            flag, spelt: "-\(letter)", attached: Argument(word[(offset + 1)...], at: place), &index)
          return
        }
        read(flag, spelt: "-\(letter)", attached: nil, &index)
        continue
      }
      var rest = word[min(offset, word.count)...]
      if rest.first == UInt8(ascii: "=") { rest = rest.dropFirst() }
      let hasRest = offset < word.count
      let attached =
        hasRest ? Argument(rest, at: line.place(of: index, from: rest.startIndex)) : nil
      read(flag, spelt: "-\(letter)", attached: attached, &index)
      return
    }
  }

  /// Notes a flag with its value, which is attached to it or the next word.
  private mutating func read(
    _ flag: Flag, spelt: String, attached: Argument?, _ index: inout Int
  ) {
    let itself = Argument(line.words[index], at: line.place(of: index))
    guard case .value(_, let choices) = flag.kind else {
      if attached != nil {
        diagnostics.append(CommandCode.unexpectedValue(spelt, at: itself))
      }
      given[flag.name, default: []].append(itself)
      return
    }
    var value = attached
    if value == nil, index + 1 < line.words.count, !isFlagLike(line.words[index + 1]) {
      index += 1
      value = Argument(line.words[index], at: line.place(of: index))
    }
    guard let value else {
      diagnostics.append(CommandCode.missingValue(flag, spelt, at: itself, line: line))
      return
    }
    if let first = given[flag.name]?.first, !flag.repeats {
      diagnostics.append(CommandCode.repeatedFlag(spelt, at: value, first: first))
    }
    if !choices.isEmpty, !choices.contains(value.text) {
      diagnostics.append(CommandCode.invalidValue(value, of: spelt, choices: choices))
    }
    given[flag.name, default: []].append(value)
  }

  private func isFlagLike(_ word: [UInt8]) -> Bool {
    word.count > 1 && word[0] == UInt8(ascii: "-")
  }

  private mutating func unknown(_ spelt: String, _ index: inout Int, isComplete: Bool) {
    let argument = Argument(line.words[index], at: line.place(of: index))
    diagnostics.append(
      CommandCode.unknownFlag(spelt, at: argument, known: flags, way: way))
    isUncertain = isUncertain || !isComplete
  }

  private mutating func conclude(_ understood: Bool) -> Parsed {
    let withoutColour = given[Program.noColour.name] != nil
    if given[Program.help.name] != nil, understood {
      return Parsed(result: .help(way), withoutColour: withoutColour)
    }
    if given[Program.version.name] != nil, diagnostics.isEmpty {
      return Parsed(result: .version, withoutColour: withoutColour)
    }
    if understood {
      checkConflicts()
      checkArguments()
    }
    if !diagnostics.isEmpty {
      return Parsed(result: .mistakes(diagnostics), withoutColour: withoutColour)
    }
    if !command.subcommands.isEmpty {
      return Parsed(result: .help(way), withoutColour: withoutColour)
    }
    let invocation = Invocation(command: command, arguments: arguments, given: given)
    return Parsed(result: .run(invocation), withoutColour: withoutColour)
  }

  private mutating func checkConflicts() {
    for flag in flags {
      guard let argument = given[flag.name]?.first else { continue }
      for other in flag.conflicts {
        guard let second = given[other]?.first else { continue }
        diagnostics.append(
          CommandCode.conflictingFlags(
            "--" + flag.name, at: argument, "--" + other, at: second))
      }
    }
  }

  private mutating func checkArguments() {
    guard !isUncertain, command.subcommands.isEmpty else { return }
    for argument in arguments where argument.bytes.isEmpty {
      diagnostics.append(CommandCode.emptyArgument(argument))
    }
    var left = arguments.count
    for positional in command.positionals {
      if left < positional.arity.lowerBound {
        diagnostics.append(
          CommandCode.missingArgument(positional, of: spoken, at: line.end))
      }
      left -= min(left, positional.arity.upperBound)
    }
    for argument in arguments.suffix(left) {
      diagnostics.append(CommandCode.unexpectedArgument(argument, of: spoken))
    }
  }
}
