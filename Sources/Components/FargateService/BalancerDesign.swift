internal import Documents
internal import Stacks

/// The load balancer in front of a service.
struct BalancerDesign {
  var isInternet: Bool
  var certificate: Value?
  /// Who may call it, as blocks of addresses.
  var callers: [Value]
  var idleTimeout = 60
  /// The bucket that every request is noted in.
  var accessLogs: Value?
  /// A name of its own; none where CloudFormation makes one.
  var name: Value?
  /// The name that people call it by, and the zone of the DNS that it is in.
  var domain: String?
  var zone: Value?
  var health: HealthDesign
  /// What is done with every request before it is passed on.
  var firstActions: [Value] = []

  /// How a load balancer finds out that a task is well, in seconds.
  struct HealthDesign {
    var path = "/"
    var codes = "200-399"
    var interval = 15
    var timeout = 5
    var healthy = 2
    var unhealthy = 3
    var grace = 60
  }
}

/// The CloudFormation resources of a service's load balancer.
enum BalancerParts {
  static let balancer = Component.Part("balancer", "AWS::ElasticLoadBalancingV2::LoadBalancer")
  static let group = Component.Part("balancer-group", "AWS::EC2::SecurityGroup")
  static let record = Component.Part("domain", "AWS::Route53::RecordSet")
  static let all =
    [balancer, group, record]
    + [true, false].flatMap { isInternet in
      [targets(isInternet), https(isInternet), http(isInternet)]
    }

  /// Targets belong to one load balancer, and another scheme is another one: they have other names
  /// then, so that the new ones stand beside the old ones until those go.
  static func targets(_ isInternet: Bool) -> Component.Part {
    .init(isInternet ? "public-targets" : "targets", "AWS::ElasticLoadBalancingV2::TargetGroup")
  }
  static func https(_ isInternet: Bool) -> Component.Part {
    .init(isInternet ? "public-https" : "https", "AWS::ElasticLoadBalancingV2::Listener")
  }
  static func http(_ isInternet: Bool) -> Component.Part {
    .init(isInternet ? "public-http" : "http", "AWS::ElasticLoadBalancingV2::Listener")
  }

  /// The listeners that a service has to come behind.
  static func listeners(_ design: BalancerDesign) -> [Component.Part] {
    [design.certificate == nil ? http(design.isInternet) : https(design.isInternet)]
  }

  static func add(_ design: BalancerDesign, _ service: ServiceDesign, _ it: inout Blueprint) {
    let ports = design.certificate == nil ? [80] : [80, 443]
    it.add(
      group,
      [
        ("GroupDescription", .string("Load balancer of \(it.name)")),
        (
          "SecurityGroupIngress",
          .array(
            design.callers.flatMap { block in
              ports.map { port -> Value in
                [
                  "CidrIp": block, "Description": "Who may call",
                  "FromPort": .number(Number(port)), "IpProtocol": "tcp",
                  "ToPort": .number(Number(port)),
                ]
              }
            })
        ), ("VpcId", service.network.vpc),
      ])
    it.add(
      balancer,
      [
        (
          "LoadBalancerAttributes",
          attributes(
            logs(design, it) + [
              ("idle_timeout.timeout_seconds", .string(String(design.idleTimeout))),
              ("routing.http.drop_invalid_header_fields.enabled", "true"),
            ])
        ),
        ("Name", design.name), ("Scheme", design.isInternet ? "internet-facing" : "internal"),
        ("SecurityGroups", [it.attribute(group, "GroupId")]),
        (
          "Subnets",
          .array(
            design.isInternet ? service.network.publicSubnets : service.network.innerSubnets)
        ), ("Type", "application"),
      ],
      behind: (design.isInternet ? service.network.wayIn : []) + logPolicy(design))
    let health = design.health
    it.add(
      targets(design.isInternet),
      [
        ("HealthCheckIntervalSeconds", .number(Number(health.interval))),
        ("HealthCheckPath", .string(health.path)), ("HealthCheckProtocol", "HTTP"),
        ("HealthCheckTimeoutSeconds", .number(Number(health.timeout))),
        ("HealthyThresholdCount", .number(Number(health.healthy))),
        ("Matcher", ["HttpCode": .string(health.codes)]),
        // Each target is registered with its own port; another one here would be another group.
        ("Port", 80), ("Protocol", "HTTP"),
        (
          "TargetGroupAttributes",
          attributes([("deregistration_delay.timeout_seconds", "30")])
        ),
        ("TargetType", "ip"),
        ("UnhealthyThresholdCount", .number(Number(health.unhealthy))),
        ("VpcId", service.network.vpc),
      ])
    addListeners(design, &it)
    guard let domain = design.domain, let zone = design.zone else { return }
    it.add(
      record,
      [
        (
          "AliasTarget",
          [
            "DNSName": it.attribute(balancer, "DNSName"), "EvaluateTargetHealth": true,
            "HostedZoneId": it.attribute(balancer, "CanonicalHostedZoneID"),
          ]
        ), ("HostedZoneId", zone), ("Name", .string(domain)), ("Type", "A"),
      ])
  }

  private static func addListeners(_ design: BalancerDesign, _ it: inout Blueprint) {
    let forward: Value = [
      "Order": .number(Number(design.firstActions.count + 1)),
      "TargetGroupArn": it.ref(targets(design.isInternet)),
      "Type": "forward",
    ]
    let actions = Value.array(design.firstActions + [forward])
    guard let certificate = design.certificate else {
      it.add(
        http(design.isInternet),
        [
          ("DefaultActions", actions), ("LoadBalancerArn", it.ref(balancer)), ("Port", 80),
          ("Protocol", "HTTP"),
        ])
      return
    }
    it.add(
      https(design.isInternet),
      [
        ("Certificates", [["CertificateArn": certificate]]), ("DefaultActions", actions),
        ("LoadBalancerArn", it.ref(balancer)), ("Port", 443), ("Protocol", "HTTPS"),
        // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
        ("SslPolicy", "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"),
      ])
    it.add(
      http(design.isInternet),
      [
        (
          "DefaultActions",
          [
            [
              "RedirectConfig": [
                "Port": "443", "Protocol": "HTTPS", "StatusCode": "HTTP_301",
              ],
              "Type": "redirect",
            ]
          ]
        ), ("LoadBalancerArn", it.ref(balancer)), ("Port", 80), ("Protocol", "HTTP"),
      ])
  }

  private static func logs(_ design: BalancerDesign, _ it: Blueprint) -> [(String, Value)] {
    guard let bucket = design.accessLogs else { return [] }
    return [
      ("access_logs.s3.bucket", bucket), ("access_logs.s3.enabled", "true"),
      ("access_logs.s3.prefix", .string(it.name)),
    ]
  }

  /// The policy of a bucket of the stack: it has to let the load balancer write when that is made.
  private static func logPolicy(_ design: BalancerDesign) -> [String] {
    guard case .object(let object)? = design.accessLogs, case .string(let id)? = object["Ref"]
    else {
      return []
    }
    return [Bucket.policy.logicalID(ofMain: id)]
  }

  private static func attributes(_ pairs: [(String, Value)]) -> Value {
    .array(pairs.map { ["Key": .string($0.0), "Value": $0.1] })
  }
}
