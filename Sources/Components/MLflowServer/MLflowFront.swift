internal import Documents
internal import Stacks

/// How MLflow is reached, by which names, and who may.
struct MLflowFront {
  let design: BalancerDesign
  /// What clients call it, without and with the port that they may write behind it.
  let hosts: [Value]
  /// What the pages come from that may send something.
  let origins: [Value]

  private static let idleTimeout = Field(
    "idle-timeout", ServiceFields.idleTimeout.type, default: "5m",
    "How long a request may go without a word before it is cut off; large files take their time.")
  /// The load balancer of a service, which waits longer.
  static let balancer = OptionalField(
    "load-balancer",
    .record(
      "a load balancer",
      [
        ServiceFields.scheme, ServiceFields.certificate, ServiceFields.domain, ServiceFields.zone,
        ServiceFields.allow, ServiceFields.plain, idleTimeout, ServiceFields.accessLogs,
      ],
      example: "{scheme: internal}"),
    otherwise: "needed, unless it is `managed`", "What stands in front of the tasks.",
    examples: ["{scheme: internal}"])

  // MARK: OpenID Connect

  private static let url = FieldType<String>.formed(
    "an address with `https://`", example: "https://login.example.com",
    pattern: "^https://[^\\s]{1,500}$"
  ) { text in
    text.hasPrefix("https://") && 9...508 ~= text.utf8.count
      && !text.contains { $0.isWhitespace }
  }
  static let issuer = Field(
    required: "issuer", url, "Who vouches for people, as the provider's documents name it.")
  static let authorization = Field(
    required: "authorization-endpoint", url, "Where browsers are sent to sign in.",
    examples: ["https://login.example.com/authorize"])
  static let token = Field(
    required: "token-endpoint", url, "Where the load balancer asks for tokens.",
    examples: ["https://login.example.com/token"])
  static let people = Field(
    required: "user-info-endpoint", url, "Where it asks who somebody is.",
    examples: ["https://login.example.com/userinfo"])
  static let client = Field(
    required: "client-id", .knownText(1...200, example: "mlflow"),
    "What the provider calls this server; people come back to `/oauth2/idpresponse` of its `domain`."
  )
  static let secret = Field(
    required: "client-secret", .secret,
    "Where the secret is that the provider gave, in AWS Secrets Manager: `NAME#KEY`.",
    examples: ["fraud/login#client-secret"])
  static let session = Field(
    "session", .duration(.init(1, .minutes)...(.init(7, .days)), example: "12h"),
    default: "12h", "How long somebody stays signed in.")
  static let oidc = OptionalField(
    "oidc",
    .record(
      "a provider of OpenID Connect",
      [issuer, authorization, token, people, client, secret, session],
      example:
        "{issuer: \"https://login.example.com\", authorization-endpoint: \"https://login.example.com/authorize\", token-endpoint: \"https://login.example.com/token\", user-info-endpoint: \"https://login.example.com/userinfo\", client-id: mlflow, client-secret: \"fraud/login#client-secret\"}"
    ),
    otherwise: "nobody has to sign in there",
    "Where people sign in before the load balancer lets them through.")

  // MARK: Reading

  /// Reads the fields; nil if they do not go together, which is reported.
  init?(_ network: Neighbour, _ it: inout Blueprint) {
    guard let settings = it[Self.balancer] else {
      it.refuse(
        Self.balancer, "nobody reaches an MLflow server without a load balancer",
        hint: "add `load-balancer: {scheme: internal}`, or let AWS run it: `managed: small`")
      return nil
    }
    guard case .some(.some(var balancer)) = ServiceFields.balancer(&it, port: MLflowServer.port),
      ServiceFields.hasRoomForBalancer(network, &it),
      Self.checkNames(settings, &it), Self.checkAccess(settings, network, &it)
    else { return nil }
    balancer.name = .string(Self.name(it, isInternet: balancer.isInternet))
    balancer.health.path = "/health"
    balancer.health.codes = "200"
    // Python needs a minute to read all of MLflow on a quarter of a processor.
    balancer.health.grace = 300
    if let provider = it[Self.oidc] { balancer.firstActions = [Self.signIn(provider)] }
    design = balancer
    let isEncrypted = balancer.certificate != nil
    let own = it.attribute(BalancerParts.balancer, "DNSName")
    let names = [balancer.domain.map(Value.string)].compactMap(\.self) + (isEncrypted ? [] : [own])
    let port = isEncrypted ? 443 : 80
    hosts = names.flatMap { [$0, .joined([$0, .string(":\(port)")])] }
    // Browsers leave out the port that goes without saying.
    origins = names.map { .joined([.string(isEncrypted ? "https://" : "http://"), $0]) }
  }

  private static func checkNames(_ settings: FieldValues, _ it: inout Blueprint) -> Bool {
    guard settings[ServiceFields.certificate] != nil, settings[ServiceFields.domain] == nil else {
      return true
    }
    it.refuse(
      ServiceFields.certificate, in: settings,
      "MLflow answers only to names that it knows, and nothing says what the certificate is for",
      hint: "add the `domain`, for example `domain: mlflow.example.com`")
    return false
  }

  private static func checkAccess(
    _ settings: FieldValues, _ network: Neighbour, _ it: inout Blueprint
  ) -> Bool {
    let isInternet = settings[ServiceFields.scheme] == "internet"
    let isEncrypted = settings[ServiceFields.certificate] != nil
    let everybody = (settings[ServiceFields.allow] ?? [CIDR(0, prefix: 0)])
      .contains { $0.prefix == 0 }
    if isInternet, everybody, !it[MLflowServer.basic], it[oidc] == nil {
      it.refuse(
        ServiceFields.scheme, in: settings,
        "everybody on the internet could read and delete what is in this MLflow server",
        hint:
          "add `basic-auth: true`, or `oidc`, or name in `load-balancer` who may call: `allow: [203.0.113.0/24]`"
      )
    }
    if isInternet, it[MLflowServer.basic], !isEncrypted {
      it.refuse(
        MLflowServer.basic, "passwords that come over the internet without HTTPS can be read along",
        hint: "add a `certificate` to the `load-balancer`")
    }
    guard let provider = it[oidc] else { return it.isSound }
    if it[MLflowServer.basic] {
      it.refuse(
        oidc, "whoever has signed in would be asked for another password",
        hint: "remove `basic-auth`, or `oidc`")
    }
    if !isEncrypted {
      it.refuse(
        oidc, "load balancers let people sign in over HTTPS only",
        hint: "add a `certificate` and its `domain` to the `load-balancer`")
    }
    if Network.isClosed(network) {
      it.refuse(
        oidc, "the load balancer could not ask the provider: nothing leaves `\(network.name)`",
        hint: "give the network another `egress`")
    }
    if provider[secret].dynamic == nil {
      it.refuse(
        secret, in: provider, "load balancers take secrets from AWS Secrets Manager only",
        hint: "keep it there, and write `NAME#KEY`")
    }
    return it.isSound
  }

  /// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html
  private static func signIn(_ provider: FieldValues) -> Value {
    [
      "AuthenticateOidcConfig": [
        "AuthorizationEndpoint": .string(provider[authorization]),
        "ClientId": .string(provider[client]),
        "ClientSecret": provider[secret].dynamic ?? "", "Issuer": .string(provider[issuer]),
        "OnUnauthenticatedRequest": "authenticate", "Scope": "openid",
        "SessionTimeout": .string(String(provider[session].seconds)),
        "TokenEndpoint": .string(provider[token]),
        "UserInfoEndpoint": .string(provider[people]),
      ], "Order": 1, "Type": "authenticate-oidc",
    ]
  }

  /// The balancer's name, of 32 small letters, digits and hyphens at most. Names that CloudFormation
  /// makes have capitals, which browsers send as small letters and MLflow then does not know. Another
  /// scheme is another load balancer, which stands beside the old one until that goes.
  private static func name(_ it: Blueprint, isInternet: Bool) -> String {
    let whole = "\(it.project)-\(it.environment.name)-\(it.stack)-\(it.name)"
    var hash: UInt32 = 2_166_136_261
    for byte in whole.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    let digits = String(hash, radix: 36)
    let kept = String(
      "\(it.stack)-\(it.name)".lowercased().map {
        $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-"
      }.prefix(27 - digits.count))
    let words = kept.split(separator: "-").joined(separator: "-")
    return "\(isInternet ? "pub" : "own")-\(words)-\(digits)"
  }
}
