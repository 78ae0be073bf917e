package import Diagnostics

/// What a command comes to. `Shell` turns it into text, streams and an exit code.
package struct Outcome: Sendable {
  /// Data, for standard output.
  package var output: [UInt8]
  /// What follows on it, in parts: a large whole is not put together first.
  package var furtherOutput: [[UInt8]] = []
  /// What there is to say about the input, for standard error.
  package var diagnostics: [Diagnostic]
  package var diagnosticsForm: DiagnosticsForm
  /// Whether the output holds the diagnostics already.
  package var isReported = false
  /// The codes of errors that only the output tells of.
  package var reportedErrors: Set<Code> = []
  /// What else there is to say, for standard error: whole lines.
  package var talk: String
  /// Something was found that the command was asked to look for.
  package var found: Bool
  /// There is something to do, and the command was asked to say so by its exit code.
  package var hasChanges = false
  /// The person asked to stop.
  package var isInterrupted = false
  /// A mistake of Esteira itself, in one sentence.
  package var internalError: String?

  package init(
    output: [UInt8] = [], diagnostics: [Diagnostic] = [], talk: String = "", found: Bool = false
  ) {
    self.output = output
    self.diagnostics = diagnostics
    self.diagnosticsForm = .text
    self.talk = talk
    self.found = found
  }

  package init(output: String) {
    self.init(output: Array(output.utf8))
  }

  package var exitCode: ExitCode {
    if internalError != nil { return .internalError }
    if isInterrupted { return .interrupted }
    let errors = diagnostics.lazy.filter { $0.severity == .error }.map(\.code)
    let codes = Set(errors).union(reportedErrors)
    if codes.contains(where: { CommandCode(rawValue: $0.number) != nil }) { return .usage }
    guard codes.isEmpty, !found else { return .failure }
    return hasChanges ? .changes : .success
  }
}

/// How diagnostics are written.
package enum DiagnosticsForm: String, Sendable, CaseIterable {
  case text
  case json
}
