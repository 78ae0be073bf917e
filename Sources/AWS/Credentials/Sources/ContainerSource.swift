/// Credentials of a task in ECS or a pod in EKS, from the service that the platform names in the
/// environment.
///
/// <https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html>
package struct ContainerSource: Sendable {
  private let world: CredentialsWorld

  package init(_ world: CredentialsWorld) {
    self.world = world
  }

  private static let relative = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"
  private static let full = "AWS_CONTAINER_CREDENTIALS_FULL_URI"
  private static let host = "169.254.170.2"
  /// Whom a request without encryption may be sent to.
  private static let allowedHosts = [
    host, "169.254.170.23", "[fd00:ec2::23]", "localhost", "[::1]",
  ]

  /// Where credentials are; none outside a container.
  package func url() throws(AWSFault) -> HTTPURL? {
    if let path = world.settings.filled(Self.relative) {
      var url = HTTPURL(scheme: .http, host: Self.host)
      guard path.hasPrefix("/"), path.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
        throw bad(Self.relative, path, "is no path", "let it begin with `/`")
      }
      url.setTarget(path)
      return url
    }
    guard let text = world.settings.filled(Self.full) else { return nil }
    guard let url = HTTPURL(text) else {
      throw bad(
        Self.full, text, "is no address", "write it like `http://169.254.170.23/v1/credentials`")
    }
    let isLoopback = HostLabel.isIPv4(url.host) && url.host.hasPrefix("127.")
    guard url.scheme == .https || isLoopback || Self.allowedHosts.contains(url.host) else {
      throw bad(
        Self.full, text, "would send the container's token unencrypted to `\(url.host)`",
        "use `https`, or an address of this machine")
    }
    return url
  }

  /// The container's credentials; none outside a container.
  package func credentials() async throws(AWSFault) -> Credentials? {
    guard let url = try url() else { return nil }
    var request = HTTPRequest(
      url: url, headers: ["Accept": "application/json", "User-Agent": world.userAgent])
    request.headers["Authorization"] = try token()?.revealed
    let response: HTTPResponse
    do throws(TransportFault) {
      response = try await PlainCalls(world: world.calls)
        .send(request, through: world.container)
    } catch {
      throw failed(url, "does not answer: \(error.reason)")
    }
    guard response.status == 200 else {
      throw failed(url, "answered with status \(response.status)")
    }
    guard let value = JSONText.value(response.body),
      let credentials = Credentials(value, tokenMember: "Token")
    else { throw failed(url, "answered with something that holds no credentials") }
    return credentials
  }

  private func token() throws(AWSFault) -> Secret? {
    let token: String
    if let path = world.settings.filled("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE") {
      token = try TokenFile(path, named: "`AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE`")
        .token(world.settings).revealed
    } else if let text = world.settings.filled("AWS_CONTAINER_AUTHORIZATION_TOKEN") {
      token = text
    } else {
      return nil
    }
    guard token.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
      throw AWSFault(
        .badSetting, "the container's authorization token has a line break or a control character",
        hint: "look at `AWS_CONTAINER_AUTHORIZATION_TOKEN` and the file that "
          + "`AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE` names")
    }
    return Secret(token)
  }

  private func bad(_ name: String, _ text: String, _ what: String, _ hint: String) -> AWSFault {
    AWSFault(.badSetting, "the variable `\(name)` holds `\(text)`, which \(what)", hint: hint)
  }

  private func failed(_ url: HTTPURL, _ what: String) -> AWSFault {
    AWSFault(
      .containerFailed, "the container's credentials: `\(url.authority)` \(what)",
      hint: "check that the task or pod has a role")
  }
}

/// A file with a token that somebody else puts there and renews.
struct TokenFile {
  private let path: String
  private let name: String

  /// The file at a path that something, in words, named.
  init(_ path: String, named name: String) {
    self.path = path
    self.name = name
  }

  /// The token as it is now.
  func token(_ world: SettingsWorld) throws(AWSFault) -> Secret {
    let bytes: [UInt8]?
    do throws(SettingsFileFault) {
      bytes = try world.readFile(world.expanded(path) ?? path)
    } catch {
      throw fault("cannot be read: \(error.reason)")
    }
    guard let bytes else { throw fault("is not there") }
    let isSpace: (UInt8) -> Bool = { $0 == 0x0A || $0 == 0x0D || $0 == 0x20 || $0 == 0x09 }
    let token = bytes.drop(while: isSpace).reversed().drop(while: isSpace).reversed()
    guard !token.isEmpty, let text = String(validating: Array(token), as: UTF8.self) else {
      throw fault(token.isEmpty ? "is empty" : "holds no text")
    }
    return Secret(text)
  }

  private func fault(_ what: String) -> AWSFault {
    AWSFault(
      .noTokenFile, "the token file `\(path)` that \(name) names \(what)",
      hint: "check that the platform writes the token there, and that it may be read")
  }
}
