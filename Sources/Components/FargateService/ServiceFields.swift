internal import Documents
internal import Stacks

/// What stack files say of how a service is run and reached.
enum ServiceFields {
  // MARK: How many

  static let count = Field(
    "count", .range(1...1000, example: "2..6"), default: "1",
    "How many tasks run; between two numbers, as many as the load asks for.",
    examples: ["2", "2..6"])
  static let cpu = OptionalField(
    "cpu", .percentage(10...90, example: "60%"), "How busy the processors are to be.")
  static let memory = OptionalField(
    "memory", .percentage(10...90, example: "70%"), "How full the memory is to be.")
  static let requests = OptionalField(
    "requests", .integer(1...1_000_000, example: 600),
    "How many requests a task is to get in a minute.")
  static let scaling = OptionalField(
    "scaling", .record("scaling", [cpu, memory, requests], example: "{cpu: 60%}"),
    otherwise: "`{cpu: 60%}`, where `count` is a range",
    "What decides how many tasks run; of several, the one that wants most.",
    examples: ["{cpu: 60%, requests: 600}"])

  /// What decides how many run; nil if that was reported, and nothing in it where they are so many.
  static func scaling(_ it: inout Blueprint) -> ServiceScaling.Targets?? {
    guard let settings = it[scaling] else {
      return .some(it[count].isFixed ? nil : .init(cpu: Number(60)))
    }
    guard !it[count].isFixed else {
      it.refuse(
        scaling, "there are always \(it[count].min) tasks: nothing scales",
        hint: "write a range, for example `count: \(it[count].min)..\(it[count].min * 3)`")
      return .none
    }
    let targets = ServiceScaling.Targets(
      cpu: settings[cpu]?.number, memory: settings[memory]?.number, requests: settings[requests])
    if targets.requests != nil, it[balancer] == nil {
      it.refuse(
        requests, in: settings, "only a load balancer counts requests",
        hint: "add a `load-balancer`, or scale by `cpu`")
      return .none
    }
    guard targets.cpu != nil || targets.memory != nil || targets.requests != nil else {
      it.refuse(
        scaling, "this says nothing of what decides", hint: "for example: `scaling: {cpu: 60%}`")
      return .none
    }
    return .some(targets)
  }

  // MARK: How it is reached

  static let scheme = Field(
    required: "scheme", .choice(["internal", "internet"]),
    "Who reaches it: what is in the network, or everybody.")
  static let certificate = OptionalField(
    "certificate",
    .arn(
      of: "acm", "a certificate", resource: "certificate/",
      example:
        "arn:aws:acm:us-east-1:111111111111:certificate/1234abcd-12ab-34cd-56ef-1234567890ab"),
    otherwise: "plain HTTP",
    "The certificate for HTTPS; HTTP is sent on to it.")
  static let allow = OptionalField(
    "allow", .list(of: .cidr(), 1...50), otherwise: "everybody in the network, or everywhere",
    "The addresses that may call it.", examples: ["[203.0.113.0/24]"])
  static let plain = Field(
    "plain-http", .flag, default: "false",
    "Whether what comes from the internet may come without HTTPS.")
  static let idleTimeout = Field(
    "idle-timeout", .duration(.init(1, .seconds)...(.init(4000, .seconds)), example: "2m"),
    default: "1m", "How long a request may go without a word before it is cut off.")
  static let domain = OptionalField(
    "domain",
    .formed(
      "the name of a host", example: "web.example.com",
      pattern: "^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$", isHost),
    otherwise: "the name that AWS gave it", "The name that people call it by.")
  static let zone = OptionalField(
    "zone",
    .text.named("the id of a hosted zone", example: "Z0123456789ABCDEFGHIJ"),
    otherwise: "somebody else sees to it",
    "The zone of Amazon Route 53 in which its `domain` is made to lead to it.",
    examples: ["Z0123456789ABCDEFGHIJ"])
  static let accessLogs = OptionalField(
    "access-logs", .bucketName(with: "takes-access-logs"), otherwise: "none",
    "The bucket that every request is noted in; one of the stack has `takes-access-logs: true`.",
    examples: ["\"${logs}\""])
  static let balancer = OptionalField(
    "load-balancer",
    .record(
      "a load balancer",
      [scheme, certificate, domain, zone, allow, plain, idleTimeout, accessLogs],
      example: "{scheme: internal}"),
    otherwise: "none", "What stands in front of the tasks.",
    examples: ["{scheme: internal}"])

  static let path = Field(
    "path",
    .formed("a path", example: "/health", pattern: "^/[^\\s]{0,1023}$") { path in
      path.hasPrefix("/") && path.utf8.count <= 1024 && !path.contains { $0.isWhitespace }
    }, default: "/", "What is asked for.")
  static let codes = Field(
    "codes",
    .formed("codes of HTTP", example: "200-299", pattern: "^[2-4][0-9]{2}([-,][2-4][0-9]{2})*$") {
      isCodes($0)
    }, default: "200-299", "The answers of a task that is well.")
  static let interval = Field(
    "interval", .duration(.init(5, .seconds)...(.init(5, .minutes)), example: "15s"),
    default: "15s", "How often it is asked.")
  static let timeout = Field(
    "timeout", .duration(.init(2, .seconds)...(.init(2, .minutes)), example: "5s"), default: "5s",
    "How long it may take to answer.")
  static let healthy = Field(
    "healthy", .integer(2...10, example: 2), default: "2",
    "After how many right answers it is well.")
  static let unhealthy = Field(
    "unhealthy", .integer(2...10, example: 3), default: "3",
    "After how many wrong ones, or none, it is not.")
  static let grace = Field(
    "grace", .duration(.init(0, .seconds)...(.init(2, .hours)), example: "2m"), default: "1m",
    "How long a task may take to start before its answers count.")
  static let health = OptionalField(
    "health-check",
    .record(
      "a health check", [path, codes, interval, timeout, healthy, unhealthy, grace],
      example: "{path: /health}"),
    otherwise: "`{path: /}`, with a `load-balancer`",
    "How the load balancer finds out that a task is well.", examples: ["{path: /health, grace: 2m}"]
  )

  /// The load balancer; nil if that was reported, and nothing in it where there is none.
  static func balancer(_ it: inout Blueprint, port: Int?) -> BalancerDesign?? {
    guard let settings = it[balancer] else {
      guard it[health] == nil else {
        it.refuse(
          health, "only a load balancer asks for a service's health",
          hint: "add a `load-balancer`, or remove it")
        return .none
      }
      return .some(nil)
    }
    guard port != nil else {
      it.refuse(
        balancer, "a load balancer has to know where the container listens",
        hint: "add its `port`, for example `port: 8080`")
      return .none
    }
    let isInternet = settings[scheme] == "internet"
    if isInternet, settings[certificate] == nil, !settings[plain] {
      it.refuse(
        scheme, in: settings,
        "what comes from the internet comes by HTTPS, for which there is no certificate",
        hint: "add a `certificate`; or `plain-http: true` if everybody may read along")
      return .none
    }
    guard let health = healthDesign(&it) else { return .none }
    guard let callers = callers(settings, isInternet, &it) else { return .none }
    return .some(
      BalancerDesign(
        isInternet: isInternet, certificate: settings[certificate],
        callers: callers,
        idleTimeout: settings[idleTimeout].seconds, accessLogs: settings[accessLogs],
        domain: settings[domain], zone: settings[zone], health: health))
  }

  /// Who may call it; nil if nobody can say, which is reported.
  private static func callers(
    _ settings: FieldValues, _ isInternet: Bool, _ it: inout Blueprint
  ) -> [Value]? {
    if settings[zone] != nil, settings[domain] == nil {
      it.refuse(
        zone, in: settings, "a zone is of no use without a name in it",
        hint: "add the `domain`, for example `domain: web.example.com`")
      return nil
    }
    // https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html: 60 rules in a group
    let most = settings[certificate] == nil ? 60 : 30
    if let blocks = settings[allow], blocks.count > most {
      it.refuse(
        allow, in: settings,
        "a security group holds \(most) of these, and these are \(blocks.count)",
        hint: "name larger blocks, or fewer")
      return nil
    }
    if let blocks = settings[allow] { return blocks.map { .string($0.text) } }
    if isInternet { return ["0.0.0.0/0"] }
    guard let block = NetworkPlace(it[FargateService.network]).block else {
      it.refuse(
        balancer, "nobody knows the addresses of the network `\(it[FargateService.network].name)`",
        hint: "add its `cidr` there, or name who may call by `allow`")
      return nil
    }
    return [block]
  }

  /// Reports a network in which a load balancer cannot stand; false if it is one.
  static func hasRoomForBalancer(_ network: Neighbour, _ it: inout Blueprint) -> Bool {
    guard let settings = it[balancer] else { return true }
    let place = NetworkPlace(network)
    let isInternet = settings[scheme] == "internet"
    if isInternet, !place.isReachable {
      it.refuse(
        scheme, in: settings, "the internet does not reach the network `\(network.name)`",
        hint: "write `scheme: internal`, or give the network another `egress`")
      return false
    }
    let subnets = isInternet ? place.publicSubnets : place.innerSubnets
    guard subnets.count > 1 else {
      it.refuse(
        FargateService.network,
        "a load balancer needs subnets in two zones, and `\(network.name)` has \(subnets.count)",
        hint: "name another one in the network")
      return false
    }
    return true
  }

  /// Where a service is reached.
  static func url(_ settings: FieldValues) -> Component.Attribute.Choice {
    guard let front = settings[balancer] else { return .none("it has no `load-balancer`") }
    let isEncrypted = front[certificate] != nil
    if let domain = front[domain] {
      return .given(.string("\(isEncrypted ? "https" : "http")://\(domain)"))
    }
    return isEncrypted
      ? .none("its certificate is for a name, which its `load-balancer` does not say (`domain`)")
      : .pieces
  }

  private static func healthDesign(_ it: inout Blueprint) -> BalancerDesign.HealthDesign? {
    guard let settings = it[health] else { return .init() }
    guard settings[timeout].seconds < settings[interval].seconds else {
      it.refuse(
        timeout, in: settings,
        "an answer that takes `\(settings[timeout].text)` comes after the next question",
        hint: "ask less often, for example `interval: \(settings[timeout].seconds * 2)s`")
      return nil
    }
    return .init(
      path: settings[path], codes: settings[codes], interval: settings[interval].seconds,
      timeout: settings[timeout].seconds, healthy: settings[healthy],
      unhealthy: settings[unhealthy], grace: settings[grace].seconds)
  }

  // MARK: How a new version comes

  static let minimum = Field(
    "minimum", .percentage(0...100, example: "50%"), default: "100%",
    "How much of the count has to run meanwhile.")
  static let maximum = Field(
    "maximum", .percentage(100...400, example: "150%"), default: "200%",
    "How much of the count may run meanwhile.")
  static let failures = OptionalField(
    "failures", .integer(3...200, example: 5),
    otherwise: "half of the count, from 3 to 200",
    "After how many tasks that fail the old version comes back.")
  static let deployment = OptionalField(
    "deployment",
    .record("a deployment", [minimum, maximum, failures], example: "{minimum: 50%}"),
    otherwise: "`{minimum: 100%, maximum: 200%}`",
    "How a new version takes the place of the old one.", examples: ["{minimum: 50%, maximum: 150%}"]
  )

  /// The bounds of a deployment; nil if they leave no room, which is reported.
  static func bounds(_ it: inout Blueprint) -> DeploymentBounds? {
    guard let settings = it[deployment] else { return DeploymentBounds() }
    let bounds = DeploymentBounds(
      minimum: settings[minimum].number.int ?? 100, maximum: settings[maximum].number.int ?? 200,
      failures: settings[failures])
    // Amazon ECS rounds what has to run up, and what may run down.
    let least = (it[count].min * bounds.minimum + 99) / 100
    let most = it[count].min * bounds.maximum / 100
    guard least < most else {
      it.refuse(
        deployment,
        "\(least) of \(it[count].min) tasks have to run, and \(most) may: a new one never starts",
        hint: "let more run (`maximum: 200%`), or fewer (`minimum: 0%`)")
      return nil
    }
    return bounds
  }

  private static func isHost(_ text: String) -> Bool {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count > 1 && text.utf8.count <= 253
      && labels.allSatisfy { label in
        1...63 ~= label.utf8.count && label.first != "-" && label.last != "-"
          && label.hasOnlyLowerWords(and: "-")
      } && labels.last?.allSatisfy(\.isLetter) == true
  }

  private static func isCodes(_ text: String) -> Bool {
    text.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { range in
      let ends = range.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      return 1...2 ~= ends.count
        && ends.allSatisfy { $0.map { 200...499 ~= $0 } == true }
        && (ends.count == 1 || (ends[0] ?? 0) < (ends[1] ?? 0))
    }
  }
}
