internal import Documents
internal import Stacks

/// What is wrong with a service, as its metrics say it.
enum ServiceAlarms {
  static let memory = Component.Part("memory-alarm", "AWS::CloudWatch::Alarm")
  static let unhealthy = Component.Part("health-alarm", "AWS::CloudWatch::Alarm")
  static let errors = Component.Part("errors-alarm", "AWS::CloudWatch::Alarm")
  static let parts = [memory, unhealthy, errors]

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
    guard design.balancer != nil else { return }
    let balancer: Value = [
      "Name": "LoadBalancer",
      "Value": it.attribute(BalancerParts.balancer, "LoadBalancerFullName"),
    ]
    let targets: Value = [
      "Name": "TargetGroup", "Value": it.attribute(BalancerParts.targets, "TargetGroupFullName"),
    ]
    add(
      unhealthy, "The health check fails in tasks of \(it.name)",
      [
        ("Dimensions", [balancer, targets]), ("MetricName", "UnHealthyHostCount"),
        ("Namespace", "AWS/ApplicationELB"), ("Statistic", "Minimum"), ("Threshold", 0),
        ("TreatMissingData", "notBreaching"),
      ], design, &it)
    func counted(_ id: String, _ metric: String) -> Value {
      [
        "Id": .string(id),
        "MetricStat": [
          "Metric": [
            "Dimensions": [balancer], "MetricName": .string(metric),
            "Namespace": "AWS/ApplicationELB",
          ], "Period": 60, "Stat": "Sum",
        ], "ReturnData": false,
      ]
    }
    add(
      errors, "Over a twentieth of all requests fail at \(it.name)",
      [
        (
          "Metrics",
          [
            [
              "Expression": "IF(requests > 20, 100 * FILL(errors, 0) / requests, 0)",
              "Id": "share", "Label": "Failed requests in percent", "ReturnData": true,
            ],
            counted("errors", "HTTPCode_Target_5XX_Count"), counted("requests", "RequestCount"),
          ]
        ), ("Threshold", 5), ("TreatMissingData", "notBreaching"),
      ], design, &it)
  }

  private static func add(
    _ part: Component.Part, _ description: String, _ properties: [(String, Value?)],
    _ design: ServiceDesign, _ it: inout Blueprint
  ) {
    let isExpression = properties.contains { $0.0 == "Metrics" }
    it.add(
      part,
      [
        ("AlarmActions", .array(design.notify)), ("AlarmDescription", .string(description)),
        ("ComparisonOperator", "GreaterThanThreshold"), ("DatapointsToAlarm", 3),
        ("EvaluationPeriods", 5), ("Period", isExpression ? nil : 60),
      ] + properties)
  }
}
