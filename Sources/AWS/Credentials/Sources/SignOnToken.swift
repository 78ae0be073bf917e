internal import Digests
package import Documents

/// The token that `aws sso login` left in its cache, renewed where that can be done without a
/// browser.
///
/// <https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html>
package struct SignOnToken: Sendable {
  private let sign: SingleSignOn
  private let endpoints: Endpoints
  private let world: CredentialsWorld

  package init(_ sign: SingleSignOn, _ endpoints: Endpoints, _ world: CredentialsWorld) {
    self.sign = sign
    self.endpoints = endpoints
    self.world = world
  }

  /// A token that is good now.
  package struct Found: Sendable {
    package var token: Secret
    package var expiry: Timestamp
  }

  /// A token that is good for longer, in seconds, is none.
  private static let longest = 10 * 366 * 86_400

  /// The token, renewed where it is about to end. A token whose renewal fails is used to its end.
  package func token() async throws(AWSFault) -> Found {
    let (path, entry) = try read()
    guard let token = entry["accessToken"]?.text, !token.isEmpty,
      let expiry = time(entry["expiresAt"]?.text)
    else { throw stale("its file `\(path)` holds no token") }
    let now = world.calls.now()
    let found = Found(token: Secret(token), expiry: expiry)
    guard expiry <= now.advanced(byMilliseconds: CredentialsCache.margin) else { return found }
    if let renewed = await renew(entry, path, at: now) { return renewed }
    guard expiry > now else { throw stale("it ended at \(expiry.iso8601)") }
    return found
  }

  /// The fault of a sign-in that has to be made anew.
  func stale(_ why: String) -> AWSFault {
    AWSFault(
      .signInNeeded, "the sign-in of the profile `\(sign.profile)` is not good: \(why)",
      hint: "run `aws sso login --profile \(sign.profile)`")
  }

  // MARK: - The cache

  private func read() throws(AWSFault) -> (path: String, entry: Value) {
    let digest = SHA1.digest(of: (sign.session ?? sign.startURL).utf8).hex
    guard let path = world.settings.expanded("~/.aws/sso/cache/\(digest).json") else {
      throw stale("without `HOME` its file cannot be found")
    }
    let bytes: [UInt8]?
    do throws(SettingsFileFault) {
      bytes = try world.settings.readFile(path)
    } catch {
      throw stale("its file `\(path)` cannot be read: \(error.reason)")
    }
    guard let bytes else { throw stale("there is no file `\(path)`") }
    guard let entry = JSONText.value(bytes) else { throw stale("its file `\(path)` is no JSON") }
    return (path, entry)
  }

  /// Times in the cache are written in one of two ways.
  private func time(_ text: String?) -> Timestamp? {
    text.flatMap { text in
      Timestamp(expiration: text)
    }
  }

  // MARK: - Renewal

  private func renew(_ entry: Value, _ path: String, at now: Timestamp) async -> Found? {
    guard sign.session != nil, let refresh = entry["refreshToken"]?.text,
      let client = entry["clientId"]?.text, let secret = entry["clientSecret"]?.text,
      time(entry["registrationExpiresAt"]?.text).map({ $0 > now }) ?? false,
      var request = try? request("sso-oidc", "/token")
    else { return nil }
    request.method = "POST"
    request.headers["Content-Type"] = "application/json"
    request.body =
      Value.object([
        "clientId": .string(client), "clientSecret": .string(secret),
        "grantType": "refresh_token", "refreshToken": .string(refresh),
      ]).canonicalJSONBytes
    guard
      let response = try? await PlainCalls(world: world.calls)
        .send(request, through: world.transport),
      response.status == 200, let answer = JSONText.value(response.body),
      let token = answer["accessToken"]?.text, let seconds = answer["expiresIn"]?.number?.int,
      (1...Self.longest).contains(seconds)
    else { return nil }
    let expiry = now.advanced(byMilliseconds: Int64(seconds) * 1000)
    keep(entry, path, token, expiry, answer["refreshToken"]?.text)
    return Found(token: Secret(token), expiry: expiry)
  }

  /// Writes the new token where AWS's own tools look for it.
  private func keep(
    _ entry: Value, _ path: String, _ token: String, _ expiry: Timestamp, _ refresh: String?
  ) {
    var members = (entry.members ?? []).filter {
      !["accessToken", "expiresAt"].contains($0.key) && (refresh == nil || $0.key != "refreshToken")
    }
    members.append(Value.Object.Member("accessToken", .string(token)))
    members.append(
      Value.Object.Member("expiresAt", .string(Timestamp(seconds: expiry.seconds).iso8601)))
    if let refresh { members.append(Value.Object.Member("refreshToken", .string(refresh))) }
    world.writePrivateFile(path, Value.object(Value.Object(members)).canonicalJSONBytes)
  }

  /// A request to a service of the sign-in's region.
  func request(_ service: String, _ path: String) throws(AWSFault) -> HTTPRequest {
    var url = try endpoints.endpoint(of: service, in: sign.region).url
    let base = url.path.hasSuffix("/") ? String(url.path.dropLast()) : url.path
    url.setTarget(base + path)
    return HTTPRequest(url: url, headers: ["User-Agent": world.userAgent])
  }
}
