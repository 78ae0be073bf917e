package import Diagnostics

/// What can be wrong with the embedded cloud itself, apart from what it answers.
package enum LocalCloudCode: Int, DiagnosticCode {
  case folderInUse = 8001
  case damagedData = 8002
  case newerData = 8003
  case unusableFolder = 8004
  case badFaultPlan = 8005
  case cannotListen = 8006
}

/// Why the embedded cloud cannot work.
package struct LocalCloudFault: Error, Sendable {
  package var code: LocalCloudCode
  package var message: String
  /// What to do about it.
  package var hint: String
  /// The system's own words, where it had any.
  package var underlying: String?

  package init(
    _ code: LocalCloudCode, _ message: String, hint: String, underlying: String? = nil
  ) {
    self.code = code
    self.message = message
    self.hint = hint
    self.underlying = underlying
  }

  /// The message, with the system's own words behind it.
  var text: String { message + (underlying.map { ": \($0)" } ?? "") }

  /// What a person is shown.
  package var diagnostic: Diagnostic {
    Diagnostic(code, .error, text, hint: Diagnostic.Hint(hint))
  }
}
