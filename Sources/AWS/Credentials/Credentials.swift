package import Documents

/// What requests are signed with.
package struct Credentials: Sendable, Equatable {
  package var accessKeyID: String
  package var secretAccessKey: Secret
  /// Comes with temporary credentials and goes with every request.
  package var sessionToken: Secret?
  /// When they cease to be valid, where they do.
  package var expiry: Timestamp?
  /// The account that they belong to, where their source says it.
  package var account: String?

  package init(
    accessKeyID: String, secretAccessKey: Secret, sessionToken: Secret? = nil,
    expiry: Timestamp? = nil, account: String? = nil
  ) {
    self.accessKeyID = accessKeyID
    self.secretAccessKey = secretAccessKey
    self.sessionToken = sessionToken
    self.expiry = expiry
    self.account = account
  }
}
