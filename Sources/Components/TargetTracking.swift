internal import Documents
internal import Stacks

/// A count that follows the load, by AWS Application Auto Scaling.
enum TargetTracking {
  static let targetType = "AWS::ApplicationAutoScaling::ScalableTarget"
  static let policyType = "AWS::ApplicationAutoScaling::ScalingPolicy"

  /// What is counted: the name of the thing, as the service calls it, and the bounds of its count.
  static func target(
    of resource: [Value], _ dimension: String, in count: CountRange
  ) -> [(String, Value?)] {
    [
      ("MaxCapacity", .number(Number(count.max))), ("MinCapacity", .number(Number(count.min))),
      ("ResourceId", .joined(resource, by: "/")), ("ScalableDimension", .string(dimension)),
      ("ServiceNamespace", .string(String(dimension.prefix { $0 != ":" }))),
    ]
  }

  /// What is aimed at: the value of a metric that AWS defines.
  static func policy(
    _ name: String, of target: Value, _ metric: String, label: Value? = nil, at value: Number
  ) -> [(String, Value?)] {
    var specification: Value.Object = ["PredefinedMetricType": .string(metric)]
    specification["ResourceLabel"] = label
    return [
      ("PolicyName", .string(name)), ("PolicyType", "TargetTrackingScaling"),
      ("ScalingTargetId", target),
      (
        "TargetTrackingScalingPolicyConfiguration",
        [
          "PredefinedMetricSpecification": .object(specification), "ScaleInCooldown": 300,
          "ScaleOutCooldown": 60, "TargetValue": .number(value),
        ]
      ),
    ]
  }
}
