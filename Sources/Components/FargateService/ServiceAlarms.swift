internal import Documents
internal import Stacks

/// What is wrong with a service, as its metrics say it.
enum ServiceAlarms {
  static let memory = Component.Part("memory-alarm", "AWS::CloudWatch::Alarm")
  static let unhealthy = Component.Part("health-alarm", "AWS::CloudWatch::Alarm")
  static let errors = Component.Part("errors-alarm", "AWS::CloudWatch::Alarm")
  static let outage = Component.Part("outage-alarm", "AWS::CloudWatch::Alarm")
  static let parts = [memory, unhealthy, errors, outage]

  static func add(_ design: ServiceDesign, _ it: inout Blueprint) {
    guard !design.notify.isEmpty else { return }
    let service: [Value] = [
      ["Name": "ClusterName", "Value": ServiceParts.clusterName(design, it)],
      ["Name": "ServiceName", "Value": it.attribute(ServiceParts.service, "Name")],
    ]
    add(
      memory, "Memory runs short in the tasks of \(it.name)",
      [
        ("Dimensions", .array(service)), ("MetricName", "MemoryUtilization"),
        ("Namespace", "AWS/ECS"), ("Statistic", "Maximum"), ("Threshold", 90),
        ("TreatMissingData", "missing"),
      ], design, &it)
    addOutage(service, design, &it)
    guard let front = design.balancer else { return }
    let balancer: Value = [
      "Name": "LoadBalancer",
      "Value": it.attribute(BalancerParts.balancer, "LoadBalancerFullName"),
    ]
    let targets: Value = [
      "Name": "TargetGroup",
      "Value": it.attribute(BalancerParts.targets(front.isInternet), "TargetGroupFullName"),
    ]
    add(
      unhealthy, "The health check fails in tasks of \(it.name)",
      [
        ("Dimensions", [balancer, targets]), ("MetricName", "UnHealthyHostCount"),
        ("Namespace", "AWS/ApplicationELB"), ("Statistic", "Minimum"), ("Threshold", 0),
        ("TreatMissingData", "notBreaching"),
      ], design, &it)
    let share = FailureShare(
      namespace: "AWS/ApplicationELB", dimensions: [balancer], requests: "RequestCount",
      failures: [
        ("errors", "HTTPCode_Target_5XX_Count"),
        // What the load balancer answers itself, where no task does.
        ("unanswered", "HTTPCode_ELB_5XX_Count"),
      ], least: 20)
    add(
      errors, "Over a twentieth of all requests fail at \(it.name)",
      [
        ("Metrics", share.metrics), ("Threshold", 5), ("TreatMissingData", "notBreaching"),
      ], design, &it)
  }

  /// That fewer tasks run than have to: known of clusters whose insights are on, as ours are.
  private static func addOutage(
    _ service: [Value], _ design: ServiceDesign, _ it: inout Blueprint
  ) {
    guard design.cluster == nil else { return }
    add(
      outage, "Too few tasks run in \(it.name)",
      [
        ("ComparisonOperator", "LessThanThreshold"), ("Dimensions", .array(service)),
        ("MetricName", "RunningTaskCount"), ("Namespace", "ECS/ContainerInsights"),
        ("Statistic", "Maximum"), ("Threshold", .number(Number(design.count.min))),
        ("TreatMissingData", "breaching"),
      ], design, &it)
  }

  private static func add(
    _ part: Component.Part, _ description: String, _ properties: [(String, Value?)],
    _ design: ServiceDesign, _ it: inout Blueprint
  ) {
    let isBelow = properties.contains { $0.0 == "ComparisonOperator" }
    let isExpression = properties.contains { $0.0 == "Metrics" }
    it.add(
      part,
      [
        ("AlarmActions", .array(design.notify)), ("AlarmDescription", .string(description)),
        ("ComparisonOperator", isBelow ? nil : "GreaterThanThreshold"), ("DatapointsToAlarm", 3),
        ("EvaluationPeriods", 5), ("Period", isExpression ? nil : 60),
      ] + properties)
  }
}
