internal import Documents
internal import Stacks

/// When an endpoint is not well: what rolls a change back, and who is told.
enum EndpointAlarms {
  static let latency = Component.Part(
    "latency-alarm", "AWS::CloudWatch::Alarm", perKeyOf: "variants")
  static let errors = Component.Part("errors-alarm", "AWS::CloudWatch::Alarm", perKeyOf: "variants")
  static let parts = [latency, errors]

  static let slow = OptionalField(
    "p99-latency",
    .duration(
      .init(1, .milliseconds)...(.init(1, .minutes)), in: .milliseconds, example: "500ms"),
    otherwise: "no alarm", "What one of a hundred answers of a model may take at least.")
  static let failing = Field(
    "errors", .percentage(0...100, example: "1%"), default: "5%",
    "How many requests may fail within the model.")
  static let alarms = OptionalField(
    "alarms", .record("alarms", [slow, failing], example: "{errors: 1%}"),
    otherwise: "`{errors: 5%}`",
    "When something is wrong with a variant; a change that is under way then goes back.",
    examples: ["{p99-latency: 500ms, errors: 1%}"])

  /// Reports more alarms than may watch a change
  /// (https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_AutoRollbackConfig.html).
  static func check(_ design: EndpointDesign, _ it: inout Blueprint) -> Bool {
    let count = design.variants.count * (it[alarms]?[slow] == nil ? 1 : 2)
    guard count > 10, !design.isServerless else { return true }
    it.refuse(
      alarms, "ten alarms at most can bring a configuration back, and these would be \(count)",
      hint: "leave `p99-latency` out, or give some variants an endpoint of their own")
    return false
  }

  /// Adds the alarms; returns what refers to each.
  static func add(_ design: EndpointDesign, _ it: inout Blueprint) -> [Value] {
    let settings = it[alarms]
    var names: [Value] = []
    for variant in design.variants {
      let dimensions: Value = [
        ["Name": "EndpointName", "Value": .string(design.name)],
        ["Name": "VariantName", "Value": .string(variant.name)],
      ]
      if let limit = settings?[slow] {
        add(
          latency.of(variant.name), "One of a hundred answers takes too long in \(variant.name)",
          [
            ("Dimensions", dimensions), ("ExtendedStatistic", "p99"),
            ("MetricName", "ModelLatency"), ("Namespace", "AWS/SageMaker"), ("Period", 60),
            // The metric counts microseconds.
            ("Threshold", .number(Number(limit.milliseconds * 1000))),
          ], &it)
        names.append(it.ref(latency.of(variant.name)))
      }
      let share = FailureShare(
        namespace: "AWS/SageMaker", dimensions: dimensions, requests: "Invocations",
        failures: [("errors", "Invocation5XXErrors")])
      add(
        errors.of(variant.name), "Too many requests fail in \(variant.name)",
        [
          ("Metrics", share.metrics),
          ("Threshold", .number(settings?[failing].number ?? Number(5))),
        ], &it)
      names.append(it.ref(errors.of(variant.name)))
    }
    return names
  }

  private static func add(
    _ part: Component.Part, _ description: String, _ properties: [(String, Value?)],
    _ it: inout Blueprint
  ) {
    let topics = it[SageMakerEndpoint.notify].map(\.arn)
    it.add(
      part,
      [
        ("AlarmActions", topics.isEmpty ? nil : .array(topics)),
        ("AlarmDescription", .string(description)),
        ("ComparisonOperator", "GreaterThanThreshold"), ("DatapointsToAlarm", 2),
        ("EvaluationPeriods", 3), ("TreatMissingData", "notBreaching"),
      ] + properties)
  }
}
