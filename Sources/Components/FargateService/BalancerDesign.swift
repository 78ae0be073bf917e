internal import Documents
internal import Stacks

/// The load balancer in front of a service.
struct BalancerDesign {
  var isInternet: Bool
  var certificate: Value?
  /// Who may call it, as blocks of addresses.
  var callers: [String]
  var idleTimeout = 60
  /// The bucket that every request is noted in.
  var accessLogs: Value?
  /// A name of its own; none where CloudFormation makes one.
  var name: Value?
  var isProtected: Bool
  var health: HealthDesign
  /// What is done with every request before it is passed on.
  var firstActions: [Value] = []
  var slowdown = 30

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
  static let targets = Component.Part("targets", "AWS::ElasticLoadBalancingV2::TargetGroup")
  static let https = Component.Part("https", "AWS::ElasticLoadBalancingV2::Listener")
  static let http = Component.Part("http", "AWS::ElasticLoadBalancingV2::Listener")
  static let all = [balancer, group, targets, https, http]

  /// The listeners that a service has to come behind.
  static func listeners(_ design: BalancerDesign) -> [Component.Part] {
    design.certificate == nil ? [http] : [https]
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
                  "CidrIp": .string(block), "Description": "Who may call",
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
              ("deletion_protection.enabled", design.isProtected ? "true" : "false"),
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
      targets,
      [
        ("HealthCheckIntervalSeconds", .number(Number(health.interval))),
        ("HealthCheckPath", .string(health.path)), ("HealthCheckProtocol", "HTTP"),
        ("HealthCheckTimeoutSeconds", .number(Number(health.timeout))),
        ("HealthyThresholdCount", .number(Number(health.healthy))),
        ("Matcher", ["HttpCode": .string(health.codes)]),
        ("Port", service.task.port.map { .number(Number($0)) }), ("Protocol", "HTTP"),
        (
          "TargetGroupAttributes",
          attributes([
            ("deregistration_delay.timeout_seconds", .string(String(design.slowdown)))
          ])
        ),
        ("TargetType", "ip"),
        ("UnhealthyThresholdCount", .number(Number(health.unhealthy))),
        ("VpcId", service.network.vpc),
      ])
    addListeners(design, &it)
  }

  private static func addListeners(_ design: BalancerDesign, _ it: inout Blueprint) {
    let forward: Value = [
      "Order": .number(Number(design.firstActions.count + 1)), "TargetGroupArn": it.ref(targets),
      "Type": "forward",
    ]
    let actions = Value.array(design.firstActions + [forward])
    guard let certificate = design.certificate else {
      it.add(
        http,
        [
          ("DefaultActions", actions), ("LoadBalancerArn", it.ref(balancer)), ("Port", 80),
          ("Protocol", "HTTP"),
        ])
      return
    }
    it.add(
      https,
      [
        ("Certificates", [["CertificateArn": certificate]]), ("DefaultActions", actions),
        ("LoadBalancerArn", it.ref(balancer)), ("Port", 443), ("Protocol", "HTTPS"),
        // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
        ("SslPolicy", "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"),
      ])
    it.add(
      http,
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
