internal import Documents

/// Credentials of roles, from the Security Token Service.
struct RoleSource: Sendable {
  let endpoints: Endpoints
  /// Where the service is called; none for the one that all regions share.
  let region: String?
  let world: CredentialsWorld

  /// The credentials of a role, assumed with others.
  func credentials(
    of role: AssumedRole, with base: Credentials
  ) async throws(AWSFault) -> Credentials {
    var code: String?
    if let serial = role.mfaSerial {
      code = world.ask("MFA code for \(serial): ").map(trimmed)
      guard let code, !code.isEmpty else {
        throw AWSFault(
          .noMFACode, "the role `\(role.arn)` wants a code of `\(serial)`, and there is none",
          hint:
            "run the command on a terminal, where it can ask, or put the role's credentials into "
            + "the environment")
      }
    }
    return try await client { () async throws(AWSFault) in base }
      .assumeRole(role, session: session(of: role), code: code)
  }

  /// The credentials of a role for whom a provider of identities vouches.
  func credentials(of identity: WebIdentity, named name: String) async throws(AWSFault)
    -> Credentials
  {
    let token = try TokenFile(identity.tokenFile, named: name).token(world.settings)
    return try await client(nil)
      .assumeRole(identity.role, session: session(of: identity.role), identity: token)
  }

  private func session(of role: AssumedRole) -> String {
    role.sessionName ?? "esteira-\(world.calls.now().milliseconds)"
  }

  private func trimmed(_ text: String) -> String { String(text.filter { !$0.isWhitespace }) }

  private func client(_ credentials: CredentialsSource?) throws(AWSFault) -> STSClient {
    let service = STSClient.service
    return STSClient(
      QueryClient(
        service, at: try endpoints.endpoint(of: service.signingName, in: region ?? "aws-global"),
        credentials: credentials, transport: world.transport, world: world.calls,
        userAgent: world.userAgent))
  }
}
