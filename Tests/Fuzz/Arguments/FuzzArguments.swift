internal import CFuzzer
internal import Commands
internal import Diagnostics
internal import FuzzSupport

/// Reads lines as the arguments of the program.
@main
struct FuzzArguments {
  static func main() {
    fuzz(CommandLine.argc, CommandLine.unsafeArgv) { start, count in
      check(UnsafeBufferPointer(start: start, count: count))
      return 0
    }
  }
}

private func check(_ input: UnsafeBufferPointer<UInt8>) {
  // An argument can hold any byte but NUL.
  let words = input.split(omittingEmptySubsequences: false) { $0 == 0x0A || $0 == 0 }
  let line = ArgumentLine(program: "esteira", words: words.map(Array.init))
  switch ArgumentParser.parse(line, program: Program.command).result {
  case .run(let invocation):
    for argument in invocation.arguments {
      require(line.words.contains(argument.bytes), "arguments are taken from the line")
      requireRange(argument.place, in: line)
    }
  case .help(let way):
    require(way.first?.name == Program.command.name, "the way to a command begins at the top")
  case .version: break
  case .mistakes(let diagnostics):
    require(diagnostics.hasErrors, "a line that is refused has an error")
    requirePlaces(of: diagnostics, in: line.source)
    requireShown(diagnostics)
  }
}

private func requireRange(_ place: Place, in line: ArgumentLine) {
  require(
    place.source === line.source && place.span.start <= place.span.end
      && place.span.end <= line.source.bytes.count, "an argument has its place on the line")
}
