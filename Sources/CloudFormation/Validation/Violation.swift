package import Documents

/// Something CloudFormation would refuse, in the words of its API.
package struct Violation: Hashable, Sendable {
  /// The error code of the answer.
  package enum Code: String, Sendable {
    case validation = "ValidationError"
    case capabilities = "InsufficientCapabilitiesException"
  }

  /// What is wrong.
  package enum Kind: Hashable, Sendable {
    /// What may stand where in a template.
    case structure
    /// Too much of something.
    case limit
    /// A name that nothing has.
    case reference
    /// Parts that need each other.
    case cycle
    /// A function's arguments.
    case function
    /// The value of a parameter.
    case parameter
    /// What has to be acknowledged.
    case capability
  }

  package var kind: Kind
  package var code: Code
  /// The message of the answer.
  package var message: String
  /// The way from the template's root to what is wrong; empty where it is wrong as a whole.
  package var path: Path

  package init(
    _ message: String, _ kind: Kind, at path: Path = Path(), code: Code = .validation
  ) {
    self.kind = kind
    self.code = code
    self.message = message
    self.path = path
  }
}
