extension CredentialChain {
  /// Credentials, and how they were found.
  package struct Found: Sendable {
    package var credentials: Credentials
    package var route: CredentialRoute
    package var skipped: [Skipped]

    package init(credentials: Credentials, route: CredentialRoute, skipped: [Skipped]) {
      self.credentials = credentials
      self.route = route
      self.skipped = skipped
    }
  }

  /// A place where there were no credentials, and why.
  package struct Skipped: Sendable, Equatable {
    package var source: String
    package var reason: String

    init(_ source: String, _ reason: String) {
      self.source = source
      self.reason = reason
    }
  }
}
