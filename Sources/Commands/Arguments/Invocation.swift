package import Diagnostics

/// A command line that is understood: which command, and what it was given.
package struct Invocation: Sendable {
  package var command: Command
  package var arguments: [Argument]
  private var given: [String: [Argument]]

  package init(command: Command, arguments: [Argument] = [], given: [String: [Argument]] = [:]) {
    self.command = command
    self.arguments = arguments
    self.given = given
  }

  package func has(_ flag: Flag) -> Bool { given[flag.name] != nil }

  /// The values of a flag, in their order. A toggle's is the flag itself.
  package func values(of flag: Flag) -> [Argument] { given[flag.name] ?? [] }

  /// The value of a flag that can be given once.
  package func value(of flag: Flag) -> Argument? { given[flag.name]?.last }
}

/// What a command line comes to.
package struct Parsed: Sendable {
  package var result: Result
  /// Flags of the program that hold whatever else is wrong with the line.
  package var withoutColour: Bool

  package enum Result: Sendable {
    case run(Invocation)
    /// The help of a command: the way to it from the program, itself last.
    case help([Command])
    case version
    case mistakes([Diagnostic])
  }
}
