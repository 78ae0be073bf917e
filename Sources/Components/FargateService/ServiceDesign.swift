internal import Documents
internal import Stacks

/// A service of Amazon ECS on Fargate, whichever component asks for it.
struct ServiceDesign {
  var network: NetworkPlace
  var task: TaskDesign
  var count: CountRange
  var scaling: ServiceScaling.Targets?
  var balancer: BalancerDesign?
  /// How much of the count has to run, and may run, while a new version comes.
  var bounds = DeploymentBounds()
  /// A cluster that is there already.
  var cluster: Value?
  var allowsCommands = false
  /// The security groups of those that call it without a load balancer.
  var callers: [Value] = []
  /// The network's names, if it is found by one there.
  var discovery: Value?
  /// The topics that are told when something is wrong.
  var notify: [Value] = []
  /// Logical ids of other resources that it needs.
  var behind: [String] = []
}

/// How a new version takes the place of the old one.
struct DeploymentBounds {
  var minimum = 100
  var maximum = 200
  /// After how many failed tasks the old version comes back; none for what Amazon ECS takes.
  var failures: Int?
}

/// The CloudFormation resources of a service.
enum ServiceParts {
  static let cluster = Component.Part("services-cluster", "AWS::ECS::Cluster", isShared: true)
  static let service = Component.Part("", "AWS::ECS::Service")
  static let group = Component.Part("group", "AWS::EC2::SecurityGroup")
  static let names = Component.Part("name", "AWS::ServiceDiscovery::Service")

  static let all =
    [service, cluster, group, names] + TaskParts.all + BalancerParts.all + ServiceScaling.parts
    + ServiceAlarms.parts

  static func add(_ design: ServiceDesign, _ it: inout Blueprint) {
    if design.cluster == nil {
      it.add(
        cluster,
        [
          ("CapacityProviders", ["FARGATE", "FARGATE_SPOT"]),
          ("ClusterSettings", [["Name": "containerInsights", "Value": "enabled"]]),
        ])
    }
    it.add(
      group,
      [
        ("GroupDescription", .string("Tasks of \(it.name)")),
        ("SecurityGroupIngress", ingress(design, it)), ("VpcId", design.network.vpc),
      ])
    TaskParts.add(design.task, &it)
    if let balancer = design.balancer { BalancerParts.add(balancer, design, &it) }
    addNames(design, &it)
    addService(design, &it)
    ServiceScaling.add(design, &it)
    ServiceAlarms.add(design, &it)
  }

  /// The name of the cluster, as metrics and autoscaling take it.
  static func clusterName(_ design: ServiceDesign, _ it: Blueprint) -> Value {
    design.cluster ?? it.ref(cluster)
  }

  private static func addService(_ design: ServiceDesign, _ it: inout Blueprint) {
    let bounds = design.bounds
    var breaker: Value.Object = ["Enable": true, "Rollback": true]
    if let failures = bounds.failures {
      breaker["ThresholdConfiguration"] = ["Type": "COUNT", "Value": .number(Number(failures))]
    }
    let container = TaskParts.containerName(it)
    let port = design.task.port
    it.add(
      service,
      [
        // Only where tasks may move before others are gone.
        ("AvailabilityZoneRebalancing", bounds.maximum > 100 ? "ENABLED" : "DISABLED"),
        ("Cluster", clusterName(design, it)),
        (
          "DeploymentConfiguration",
          [
            "DeploymentCircuitBreaker": .object(breaker),
            "MaximumPercent": .number(Number(bounds.maximum)),
            "MinimumHealthyPercent": .number(Number(bounds.minimum)),
          ]
        ),
        ("DesiredCount", design.scaling == nil ? .number(Number(design.count.min)) : nil),
        ("EnableECSManagedTags", true),
        ("EnableExecuteCommand", design.allowsCommands ? true : nil),
        (
          "HealthCheckGracePeriodSeconds",
          design.balancer.map { .number(Number($0.health.grace)) }
        ),
        ("LaunchType", "FARGATE"),
        (
          "LoadBalancers",
          design.balancer == nil
            ? nil
            : [
              [
                "ContainerName": container, "ContainerPort": .number(Number(port ?? 0)),
                "TargetGroupArn": it.ref(BalancerParts.targets),
              ]
            ]
        ),
        (
          "NetworkConfiguration",
          [
            "AwsvpcConfiguration": [
              "AssignPublicIp": design.network.givesAddresses ? "ENABLED" : "DISABLED",
              "SecurityGroups": [it.attribute(group, "GroupId")],
              "Subnets": .array(design.network.subnets),
            ]
          ]
        ),
        ("PropagateTags", "SERVICE"),
        (
          "ServiceRegistries",
          design.discovery == nil
            ? nil
            : [["RegistryArn": it.attribute(names, "Arn")]]
        ),
        ("TaskDefinition", it.ref(TaskParts.definition)),
      ],
      dependsOn: design.balancer.map(BalancerParts.listeners) ?? [],
      behind: design.behind + design.network.wayOut)
  }

  private static func addNames(_ design: ServiceDesign, _ it: inout Blueprint) {
    guard let space = design.discovery else { return }
    it.add(
      names,
      [
        (
          "DnsConfig",
          ["DnsRecords": [["TTL": 10, "Type": "A"]], "RoutingPolicy": "MULTIVALUE"]
        ),
        // Amazon ECS says which tasks are healthy.
        ("HealthCheckCustomConfig", ["FailureThreshold": 1]),
        ("Name", .string(it.name)), ("NamespaceId", space),
      ])
  }

  /// Who may call the tasks: the load balancer, and services that are named.
  private static func ingress(_ design: ServiceDesign, _ it: Blueprint) -> Value? {
    guard let port = design.task.port else { return nil }
    func rule(_ source: Value, _ description: String) -> Value {
      [
        "Description": .string(description), "FromPort": .number(Number(port)),
        "IpProtocol": "tcp", "SourceSecurityGroupId": source, "ToPort": .number(Number(port)),
      ]
    }
    let balancer = design.balancer.map { _ in
      rule(it.attribute(BalancerParts.group, "GroupId"), "The load balancer")
    }
    let rules =
      [balancer].compactMap(\.self)
      + design.callers.map { rule($0, "A service that calls this one") }
    return rules.isEmpty ? nil : .array(rules)
  }
}
