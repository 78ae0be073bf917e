internal import CloudFormation
internal import Documents

/// `esteira version`.
enum VersionCommand {
  /// The one place that names the version.
  static let number = "0.1.0"

  #if arch(x86_64)
    private static let processor = "x86_64"
  #elseif arch(arm64)
    private static let processor = "arm64"
  #else
    private static let processor = "unknown processor"
  #endif

  #if os(Linux)
    private static let system = "Linux"
  #elseif os(macOS)
    private static let system = "macOS"
  #else
    private static let system = "unknown system"
  #endif

  private static let json = Flag("json", help: "Print it as JSON.")

  static let command: Command = Command(
    name: "version",
    summary: "Show the version",
    discussion: """
      Prints the version of Esteira, what it was built for, and the day of the facts of AWS's \
      resource types that it carries.
      """,
    flags: [json]
  ) { invocation, _ in
    guard invocation.has(json) else { return outcome }
    let value: Value = [
      "version": .string(number), "system": .string(system), "processor": .string(processor),
      "facts": .string(Facts.date),
    ]
    return Outcome(output: value.prettyJSON + "\n")
  }

  static let outcome = Outcome(
    output: "esteira \(number) (\(system) \(processor), facts of \(Facts.date))\n")
}
