internal import Diagnostics
internal import Documents

/// A file that a command was asked to read.
struct InputFile {
  var argument: Argument
  var source: Source

  /// Reads the file an argument names; `-` is standard input.
  static func read(_ argument: Argument, in world: World) -> Result<InputFile, Refusal> {
    do throws(FileFault) {
      let bytes =
        isStandardInput(argument)
        ? try world.readInput(ReadingLimits.bytes)
        : try world.readFile(argument.bytes, ReadingLimits.bytes)
      let name = isStandardInput(argument) ? "<stdin>" : argument.text
      return .success(InputFile(argument: argument, source: Source(name: name, bytes: bytes)))
    } catch {
      return .failure(Refusal(diagnostic: FileCode.reading(argument, error)))
    }
  }

  /// Why there is no text to look at.
  struct Refusal: Error {
    var diagnostic: Diagnostic
  }

  static func isStandardInput(_ argument: Argument) -> Bool {
    argument.bytes == Array("-".utf8)
  }

  var isStandardInput: Bool { Self.isStandardInput(argument) }

  /// Whether the name says JSON. Everything else is YAML, which JSON is too.
  var isJSON: Bool { argument.text.lowercased().hasSuffix(".json") }
}
