/// The Security Token Service: who am I?
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
