package import Diagnostics

/// Why a stack is not what it should be.
package struct ProvisioningFault: Error, Sendable {
  package var code: ProvisioningCode
  package var message: String
  /// Further lines: what AWS said, which other resources failed.
  package var notes: [String]
  package var hint: String

  package init(_ code: ProvisioningCode, _ message: String, notes: [String] = [], hint: String) {
    self.code = code
    self.message = message
    self.notes = notes
    self.hint = hint
  }

  /// The fault with the stack and the environment in the commands that its hint names: without them
  /// they would mean all stacks, and another environment.
  package func naming(_ stack: String, flags: String) -> ProvisioningFault {
    var fault = self
    for command in ["destroy", "apply"] {
      fault.hint = fault.hint.replacing(
        "`esteira \(command)`", with: "`esteira \(command) \(stack)\(flags)`")
    }
    return fault
  }

  /// What a person is shown.
  package var diagnostic: Diagnostic {
    Diagnostic(
      code, .error, message, notes: notes.map { Diagnostic.Note($0) }, hint: Diagnostic.Hint(hint))
  }
}
