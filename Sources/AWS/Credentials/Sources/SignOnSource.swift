internal import Documents

/// Credentials of a role that people reach by single sign-on.
struct SignOnSource: Sendable {
  let sign: SingleSignOn
  let endpoints: Endpoints
  let world: CredentialsWorld

  /// The role's credentials, for the token in the cache.
  func credentials() async throws(AWSFault) -> Credentials {
    guard let account = sign.account, let role = sign.roleName else {
      throw AWSFault(
        .badProfile,
        "the profile `\(sign.profile)` signs in for a token, and names no account and role",
        hint: "add `sso_account_id` and `sso_role_name`, or run `aws configure sso`")
    }
    let source = SignOnToken(sign, endpoints, world)
    let token = try await source.token()
    var request = try source.request("sso", "/federation/credentials")
    request.url.appendQuery("role_name", role)
    request.url.appendQuery("account_id", account)
    request.headers["x-amz-sso_bearer_token"] = token.token.revealed
    let response: HTTPResponse
    do throws(TransportFault) {
      response = try await PlainCalls(world: world.calls).send(request, through: world.transport)
    } catch {
      throw caller(request).fault(
        .unanswered(error), nil, .final, attempts: 1, at: world.calls.now())
    }
    guard response.status == 200 else { throw refusal(response, request, source) }
    guard let found = JSONText.value(response.body)?["roleCredentials"],
      let id = found["accessKeyId"]?.text, let secret = found["secretAccessKey"]?.text,
      let expiry = found["expiration"]?.number?.int
    else {
      throw caller(request).incomplete("roleCredentials", requestID: nil, attempts: 1)
    }
    return Credentials(
      accessKeyID: id, secretAccessKey: Secret(secret),
      sessionToken: found["sessionToken"]?.text.map(Secret.init),
      expiry: Timestamp(milliseconds: Int64(expiry)), account: account)
  }

  private func refusal(
    _ response: HTTPResponse, _ request: HTTPRequest, _ source: SignOnToken
  ) -> AWSFault {
    guard response.status != 401 else { return source.stale("AWS does not accept it any more") }
    let value = JSONText.value(response.body)
    let code =
      (response.headers["x-amzn-ErrorType"] ?? value?["__type"]?.text)
      .map { String($0.prefix { $0 != ":" }) }
    let error = ServiceError(
      code: code ?? "status \(response.status)", message: value?["message"]?.text ?? "",
      isSenders: response.status < 500, requestID: response.headers["x-amzn-RequestId"],
      status: response.status)
    return caller(request).fault(
      .answered(response), .failure(error), .final, attempts: 1, at: world.calls.now())
  }

  private func caller(_ request: HTTPRequest) -> CallFaults {
    CallFaults(
      operation: "SSO GetRoleCredentials",
      endpoint: Endpoint(url: request.url, signingRegion: sign.region),
      service: QueryClient.Service(name: "SSO", signingName: "awsssoportal", version: ""))
  }
}
