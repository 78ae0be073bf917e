internal import Diagnostics
internal import Documents

/// A file that a command was asked to read.
struct InputFile {
  var argument: Argument
  var source: Source
  /// What is needed to replace it; none where it was only read.
  var version: FileVersion?

  /// Reads what an argument names: a file or a pipe; `-` is standard input.
  ///
  /// - Parameter contents: What it holds, if it was read already.
  static func read(
    _ argument: Argument, _ contents: FileContents? = nil, in world: World
  ) -> Result<InputFile, Refusal> {
    if let contents { return .success(InputFile(argument, argument.text, contents.bytes)) }
    return read(argument) { () throws(FileFault) in
      isStandardInput(argument)
        ? InputFile(argument, "<stdin>", try world.readInput(ReadingLimits.bytes))
        : InputFile(
          argument, argument.text, try world.readFile(argument.bytes, ReadingLimits.bytes))
    }
  }

  /// Reads what an argument names, to replace it afterwards: a regular file, or standard input.
  static func readToReplace(_ argument: Argument, in world: World) -> Result<InputFile, Refusal> {
    guard !isStandardInput(argument) else { return read(argument, in: world) }
    return read(argument) { () throws(FileFault) in
      let contents = try world.readRegularFile(argument.bytes, ReadingLimits.bytes)
      return InputFile(argument, argument.text, contents.bytes, contents.version)
    }
  }

  private init(
    _ argument: Argument, _ name: String, _ bytes: [UInt8], _ version: FileVersion? = nil
  ) {
    self.argument = argument
    self.source = Source(name: name, bytes: bytes)
    self.version = version
  }

  private static func read(
    _ argument: Argument, _ body: () throws(FileFault) -> InputFile
  ) -> Result<InputFile, Refusal> {
    do throws(FileFault) {
      return .success(try body())
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
