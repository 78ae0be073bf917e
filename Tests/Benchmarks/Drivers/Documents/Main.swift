import Foundation

/// Times the readers: `benchmark-documents json FILE [ROUNDS]`, against Foundation's, and
/// `benchmark-documents yaml FILE [--once]`; `benchmark-documents template BYTES` writes a text to
/// do it with.
@main
enum BenchmarkDocuments {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count >= 2 else {
      fail("usage: benchmark-documents json FILE [ROUNDS] | yaml FILE [--once] | template BYTES")
    }
    if arguments[0] == "template" {
      guard let count = Int(arguments[1]) else { fail("'\(arguments[1])' is not a size in bytes") }
      return FileHandle.standardOutput.write(Data(templateJSON(atLeast: count).utf8))
    }
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: arguments[1])))
    switch arguments[0] {
    case "json":
      try compareJSON(bytes, rounds: arguments.count > 2 ? Int(arguments[2]) ?? 15 : 15)
    case "yaml":
      timeYAML(bytes, rounds: arguments.contains("--once") ? 1 : 15)
    default: fail("there is no benchmark '\(arguments[0])'")
    }
  }

  static func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data("\(message)\n".utf8))
    exit(2)
  }
}
