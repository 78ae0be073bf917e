internal import Documents

/// Credentials of the role of an EC2 instance, from its metadata service. Only the second version of
/// that service is spoken: its tokens keep those out who can merely make a program send a request.
///
/// <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html>
package struct InstanceSource: Sendable {
  private let world: CredentialsWorld
  private let settings: Settings

  package init(_ settings: Settings, _ world: CredentialsWorld) {
    self.settings = settings
    self.world = world
  }

  private static let path = "/latest/meta-data/iam/security-credentials/"

  /// Whether somebody turned the service off.
  package var isDisabled: Bool {
    settings.world.filled("AWS_EC2_METADATA_DISABLED")?.lowercased() == "true"
  }

  /// Where the service is.
  package func endpoint() throws(AWSFault) -> HTTPURL {
    let name = "AWS_EC2_METADATA_SERVICE_ENDPOINT"
    if let text = settings.setting(name, "ec2_metadata_service_endpoint") {
      guard let url = HTTPURL(text), url.query == nil else {
        throw AWSFault(
          .badSetting, "the address of the instance's metadata, `\(text)`, is none",
          hint: "write `\(name)` or `ec2_metadata_service_endpoint` like `http://169.254.169.254`")
      }
      return url
    }
    let mode = settings.setting(
      "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ec2_metadata_service_endpoint_mode")
    switch mode?.lowercased() {
    case nil, "ipv4": return HTTPURL(scheme: .http, host: "169.254.169.254")
    case "ipv6": return HTTPURL(scheme: .http, host: "[fd00:ec2::254]")
    default:
      throw AWSFault(
        .badSetting, "`\(mode ?? "")` is no mode of the instance's metadata service",
        hint: "write `IPv4` or `IPv6` into `AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE`")
    }
  }

  /// The instance's credentials.
  package func credentials() async throws(AWSFault) -> Credentials {
    guard !isDisabled else {
      throw AWSFault(
        .instanceFailed, "the instance's credentials are wanted, and its metadata is turned off",
        hint: "unset `AWS_EC2_METADATA_DISABLED`, or use other credentials")
    }
    let endpoint = try endpoint()
    let token = try await ask(
      endpoint, "/latest/api/token", method: "PUT",
      header: ("X-aws-ec2-metadata-token-ttl-seconds", Secret("21600")))
    let header = ("X-aws-ec2-metadata-token", Secret(String(decoding: token, as: UTF8.self)))
    let roles = String(
      decoding: try await ask(endpoint, Self.path, header: header), as: UTF8.self)
    guard let role = roles.split(whereSeparator: \.isNewline).first, HostPath.isPlain(role) else {
      throw failed(endpoint, "names no role", "attach an instance profile")
    }
    let answer = try await ask(endpoint, Self.path + role, header: header)
    guard let value = JSONText.value(answer), value["Code"]?.text ?? "Success" == "Success",
      var credentials = Credentials(value, tokenMember: "Token")
    else {
      throw failed(
        endpoint, "answered with something that holds no credentials",
        "check the instance's profile and its role")
    }
    // The service keeps giving out what it has while it cannot get anything newer, and AWS goes on
    // taking that: it is asked again after a while, not at every call.
    let now = world.calls.now()
    let soon = now.advanced(byMilliseconds: Self.extension(0.5))
    if let expiry = credentials.expiry, expiry < soon {
      credentials.expiry = now.advanced(byMilliseconds: Self.extension(world.calls.random()))
    }
    return credentials
  }

  /// How long credentials are taken to be good whose end is past or near: 12 to 20 minutes, in
  /// milliseconds.
  private static func `extension`(_ random: Double) -> Int64 {
    (12 * 60 + Int64(random * 8 * 60)) * 1000
  }

  private func ask(
    _ endpoint: HTTPURL, _ path: String, method: String = "GET",
    header: (name: String, value: Secret)
  ) async throws(AWSFault) -> [UInt8] {
    var url = endpoint
    let base = endpoint.path.hasSuffix("/") ? String(endpoint.path.dropLast()) : endpoint.path
    url.setTarget(base + path)
    let request = HTTPRequest(
      method: method, url: url,
      headers: [header.name: header.value.revealed, "User-Agent": world.userAgent])
    let response: HTTPResponse
    do throws(TransportFault) {
      // Where there is no such service nothing answers, and waiting again does not help.
      response = try await PlainCalls(world: world.calls)
        .send(request, through: world.nearby, insisting: false)
    } catch {
      throw failed(
        endpoint, "does not answer: \(error.reason)", "outside EC2, use other credentials")
    }
    switch response.status {
    case 200: return response.body
    case 403: throw failed(endpoint, "refuses", "turn the instance's metadata on")
    case 404: throw failed(endpoint, "knows no role", "attach an instance profile")
    default:
      throw failed(endpoint, "answered with status \(response.status)", "try again")
    }
  }

  private func failed(_ endpoint: HTTPURL, _ what: String, _ hint: String) -> AWSFault {
    AWSFault(
      .instanceFailed, "\(Self.subject): `\(endpoint.authority)` \(what)", hint: hint)
  }

  private static let subject = "the instance's credentials"

  /// What a fault says, where it is clear already whose it is.
  static func reason(of fault: AWSFault) -> String {
    fault.message.hasPrefix("\(subject): ")
      ? String(fault.message.dropFirst(subject.count + 2)) : fault.message
  }
}

/// Texts that become a part of a path.
private enum HostPath {
  /// Whether a text is one segment and needs no encoding; the names of roles are such.
  static func isPlain(_ text: Substring) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { PercentEncoding.isUnreserved($0) || "+=,@".utf8.contains($0) }
  }
}
