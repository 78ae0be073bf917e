internal import Documents

/// The Security Token Service: who am I, and may I be someone else?
package struct STSClient: Sendable {
  /// The service as `QueryClient` needs it.
  package static let service = QueryClient.Service(
    name: "STS", signingName: "sts", version: "2011-06-15")

  private let client: QueryClient

  /// A client that calls through another, made for `service`.
  package init(_ client: QueryClient) {
    self.client = client
  }

  /// Whom the credentials belong to. Needs no permission.
  package func getCallerIdentity() async throws(AWSFault) -> CallerIdentity {
    let result = try await client.call("GetCallerIdentity")
    return CallerIdentity(
      account: try result.required("Account"), arn: try result.required("Arn"),
      userID: try result.required("UserId"))
  }

  /// Credentials of a role. The code is that of the role's MFA device, where it wants one.
  package func assumeRole(
    _ role: AssumedRole, session: String, code: String? = nil
  ) async throws(AWSFault) -> Credentials {
    var input = input(role, session)
    input.add("ExternalId", role.externalID)
    input.add("SerialNumber", role.mfaSerial)
    input.add("TokenCode", code)
    // A code is good for one use.
    let result = try await client.call(
      "AssumeRole", input, code == nil ? .safe : .unsafe, isSecret: true)
    return try credentials(result)
  }

  /// Credentials of a role for someone whom an identity provider vouches for. Not signed.
  package func assumeRole(
    _ role: AssumedRole, session: String, identity token: Secret
  ) async throws(AWSFault) -> Credentials {
    var input = input(role, session)
    input.add("WebIdentityToken", token.revealed)
    return try credentials(
      try await client.call("AssumeRoleWithWebIdentity", input, isSecret: true))
  }

  private func input(_ role: AssumedRole, _ session: String) -> QueryMembers {
    var input = QueryMembers()
    input.add("RoleArn", role.arn)
    input.add("RoleSessionName", session)
    input.add("DurationSeconds", role.seconds.map(QueryValue.integer))
    return input
  }

  private func credentials(_ result: QueryResult) throws(AWSFault) -> Credentials {
    guard let element = result.element["Credentials"] else { throw result.missing("Credentials") }
    let secret = Secret(try result.required("SecretAccessKey", in: element))
    let token = Secret(try result.required("SessionToken", in: element))
    let account = result.element["AssumedRoleUser"]?["Arn"]?.text.split(
      separator: ":", omittingEmptySubsequences: false)
    return Credentials(
      accessKeyID: try result.required("AccessKeyId", in: element), secretAccessKey: secret,
      sessionToken: token, expiry: try result.requiredTime("Expiration", in: element),
      account: account.flatMap { $0.count > 4 ? String($0[4]) : nil })
  }
}

/// Whom credentials belong to.
package struct CallerIdentity: Sendable, Equatable {
  /// Twelve digits.
  package var account: String
  package var arn: String
  package var userID: String

  package init(account: String, arn: String, userID: String) {
    self.account = account
    self.arn = arn
    self.userID = userID
  }
}
