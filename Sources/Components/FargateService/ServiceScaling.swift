internal import Documents
internal import Stacks

/// How many tasks of a service run: as many as its load asks for.
enum ServiceScaling {
  static let target = Component.Part("scaling", "AWS::ApplicationAutoScaling::ScalableTarget")
  static let cpu = Component.Part("scale-by-cpu", "AWS::ApplicationAutoScaling::ScalingPolicy")
  static let memory = Component.Part(
    "scale-by-memory", "AWS::ApplicationAutoScaling::ScalingPolicy")
  static let requests = Component.Part(
    "scale-by-requests", "AWS::ApplicationAutoScaling::ScalingPolicy")
  static let parts = [target, cpu, memory, requests]

  /// What is aimed at; where several are given, the one that wants most tasks decides.
  struct Targets {
    /// In percent.
    var cpu: Number?
    var memory: Number?
    /// A minute and task.
    var requests: Int?
  }

  static func add(_ design: ServiceDesign, _ it: inout Blueprint) {
    guard let targets = design.scaling else { return }
    let cluster: Value = ServiceParts.clusterName(design, it)
    it.add(
      target,
      [
        ("MaxCapacity", .number(Number(design.count.max))),
        ("MinCapacity", .number(Number(design.count.min))),
        (
          "ResourceId",
          ["Fn::Join": ["/", ["service", cluster, it.attribute(ServiceParts.service, "Name")]]]
        ),
        ("ScalableDimension", "ecs:service:DesiredCount"), ("ServiceNamespace", "ecs"),
      ])
    if let share = targets.cpu {
      add(cpu, .number(share), metric("ECSServiceAverageCPUUtilization"), &it)
    }
    if let share = targets.memory {
      add(memory, .number(share), metric("ECSServiceAverageMemoryUtilization"), &it)
    }
    if let count = targets.requests {
      var metric: Value.Object = ["PredefinedMetricType": "ALBRequestCountPerTarget"]
      metric["ResourceLabel"] = [
        "Fn::Join": [
          "/",
          [
            it.attribute(BalancerParts.balancer, "LoadBalancerFullName"),
            it.attribute(BalancerParts.targets, "TargetGroupFullName"),
          ],
        ]
      ]
      // The label means nothing before a listener sends requests to the targets.
      add(
        requests, .number(Number(count)), .object(metric), &it,
        dependsOn: design.balancer.map(BalancerParts.listeners) ?? [])
    }
  }

  private static func metric(_ name: String) -> Value { ["PredefinedMetricType": .string(name)] }

  private static func add(
    _ part: Component.Part, _ value: Value, _ metric: Value, _ it: inout Blueprint,
    dependsOn: [Component.Part] = []
  ) {
    it.add(
      part,
      [
        ("PolicyName", .string(part.suffix)), ("PolicyType", "TargetTrackingScaling"),
        ("ScalingTargetId", it.ref(target)),
        (
          "TargetTrackingScalingPolicyConfiguration",
          [
            "PredefinedMetricSpecification": metric, "ScaleInCooldown": 300,
            "ScaleOutCooldown": 60, "TargetValue": value,
          ]
        ),
      ], dependsOn: dependsOn)
  }
}
