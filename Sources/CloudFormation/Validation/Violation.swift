package import Documents

/// Something CloudFormation would refuse, in the words of its API.
package struct Violation: Hashable, Sendable {
  /// The error code of the answer.
  package enum Code: String, Sendable {
    case validation = "ValidationError"
    case capabilities = "InsufficientCapabilitiesException"
  }

  /// The error code of the answer.
  package var code: Code
  /// The message of the answer.
  package var message: String
  /// The way from the template's root to what is wrong; empty where it is wrong as a whole.
  package var path: Path

  package init(_ message: String, at path: Path = Path(), code: Code = .validation) {
    self.code = code
    self.message = message
    self.path = path
  }
}
