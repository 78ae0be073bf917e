package import Diagnostics

/// Where stacks are applied: an AWS account and region, or the embedded cloud.
package struct Environment: Sendable {
  package var name: String
  /// 12 digits.
  package var account: String
  package var region: String
  package var credentials: Credentials
  package var tags: [Tag]
  /// Whether stacks get termination protection, and destroying asks for the environment's name.
  package var isProtected: Bool
  package var records: Records
  /// Where it is declared; none for `local`, which need not be.
  package var place: Place?

  /// The name of the environment that always exists.
  package static let localName = "local"

  /// The embedded cloud, as it is when the project says nothing about it.
  package static let local = Environment(
    name: localName, account: "000000000000", region: "us-east-1", credentials: .standard,
    tags: [], isProtected: false, records: .beside, place: nil)

  package var isLocal: Bool { name == Self.localName }

  /// Where the credentials come from.
  package enum Credentials: Hashable, Sendable {
    /// The standard chain.
    case standard
    case profile(String)
    /// The ARN of a role to assume.
    case role(String)
  }

  /// Where the records are kept.
  package enum Records: Hashable, Sendable {
    /// In the project's own folder.
    case beside
    case s3(bucket: String, prefix: String)
  }
}

/// A tag that CloudFormation puts on everything in a stack.
package struct Tag: Hashable, Sendable {
  package var key: String
  package var value: String

  package init(_ key: String, _ value: String) {
    self.key = key
    self.value = value
  }

  /// What keys that AWS takes look like.
  static let keyPattern = "^(?![aA][wW][sS]:)[\\s\\S]{1,128}$"
  /// What values that AWS takes look like.
  static let valuePattern = "^[\\s\\S]{0,256}$"
}
