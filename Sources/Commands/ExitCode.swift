/// What the program's exit code says.
package enum ExitCode: Int32, Sendable, CaseIterable {
  /// It is done.
  case success = 0
  /// Something is wrong with the input, or `format --check` found something to change.
  case failure = 1
  /// `plan --detailed-exitcode` found something to do.
  case changes = 2
  /// The command line is not understood; nothing was done.
  case usage = 64
  /// A mistake of Esteira itself.
  case internalError = 70
  /// The person asked to stop, and it stopped where it can be taken up again.
  case interrupted = 130
  /// Whoever read the output stopped reading: what a shell reports of a program that a broken pipe
  /// ended.
  case brokenPipe = 141
}
