import Foundation
import Testing

/// The built program, run as people run it.
enum Program {
  /// It lies beside the program that runs the tests.
  static let path: String = {
    let tests =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments[0]
    return URL(fileURLWithPath: tests).deletingLastPathComponent()
      .appendingPathComponent("esteira").path
  }()

  /// What a run came to.
  struct Result {
    var output: String
    var error: String
    var code: Int32
  }

  /// Runs it in a folder with some input, and waits for its end.
  static func run(
    _ arguments: [String], in folder: URL? = nil, input: String = ""
  ) throws -> Result {
    try process(URL(fileURLWithPath: path), arguments, folder, input)
  }

  /// Runs a line of shell in which `$ESTEIRA` is the program and `$@` the arguments.
  static func shell(
    _ line: String, in folder: URL? = nil, arguments: [String] = []
  ) throws -> Result {
    try process(URL(fileURLWithPath: "/bin/bash"), ["-c", line, "bash"] + arguments, folder, "")
  }

  /// What stands before a command that root runs as the user nobody.
  static let asNobody = "setpriv --reuid=65534 --regid=65534 --clear-groups "

  private static func process(
    _ executable: URL, _ arguments: [String], _ folder: URL?, _ input: String
  ) throws -> Result {
    // Files instead of pipes: nothing can fill up while nobody reads.
    try withFolder { scratch in
      let names = ["input", "output", "error"].map(scratch.appendingPathComponent)
      try Data(input.utf8).write(to: names[0])
      for name in names.dropFirst() { try Data().write(to: name) }
      let process = Process()
      process.executableURL = executable
      process.arguments = arguments
      process.currentDirectoryURL = folder ?? scratch
      var environment = ProcessInfo.processInfo.environment
      environment["ESTEIRA"] = path
      process.environment = environment
      process.standardInput = try FileHandle(forReadingFrom: names[0])
      process.standardOutput = try FileHandle(forWritingTo: names[1])
      process.standardError = try FileHandle(forWritingTo: names[2])
      try process.run()
      process.waitUntilExit()
      try #require(process.terminationReason == .exit)
      let texts = try names.dropFirst().map {
        String(decoding: try Data(contentsOf: $0), as: UTF8.self)
      }
      return Result(output: texts[0], error: texts[1], code: process.terminationStatus)
    }
  }
}

/// Calls the body with a new folder that is gone afterwards.
func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("esteira-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}

extension URL {
  /// Writes a file into the folder.
  func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: appendingPathComponent(name))
  }

  /// The text of a file in the folder.
  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: appendingPathComponent(name)), as: UTF8.self)
  }
}
