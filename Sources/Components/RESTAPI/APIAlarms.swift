internal import Documents
internal import Stacks

/// When an API is not well, and who is told.
enum APIAlarms {
  static let errors = Component.Part("errors-alarm", "AWS::CloudWatch::Alarm")
  static let latency = Component.Part("latency-alarm", "AWS::CloudWatch::Alarm")
  static let parts = [errors, latency]

  static let failing = Field(
    "errors", .percentage(0...100, example: "1%"), default: "5%",
    "How many requests may be answered with 500 or more.")
  static let slow = OptionalField(
    "p99-latency",
    .duration(
      .init(1, .milliseconds)...(.init(28, .seconds)), in: .milliseconds, example: "2s"),
    otherwise: "no alarm", "What one of a hundred answers may take at least.")
  static let alarms = OptionalField(
    "alarms", .record("alarms", [failing, slow], example: "{errors: 1%}"),
    otherwise: "`{errors: 5%}`, where `notify` names who is told", "When something is wrong.",
    examples: ["{p99-latency: 2s, errors: 1%}"])
  static let notify = Field(
    "notify", .list(of: .resource(.topic), 0...5), default: "[]",
    "The topics that are told when an alarm goes off.", examples: ["[\"${alerts}\"]"])

  static func add(_ it: inout Blueprint) {
    guard it[alarms] != nil || !it[notify].isEmpty else { return }
    let dimensions: Value = [
      ["Name": "ApiName", "Value": .string(RESTAPI.apiName(it))],
      ["Name": "Stage", "Value": it.ref(APIStage.stage)],
    ]
    func metric(_ id: String, _ name: String) -> Value {
      [
        "Id": .string(id),
        "MetricStat": [
          "Metric": [
            "Dimensions": dimensions, "MetricName": .string(name), "Namespace": "AWS/ApiGateway",
          ], "Period": 60, "Stat": "Sum",
        ], "ReturnData": false,
      ]
    }
    add(
      errors, "Too many requests fail at \(it.name)",
      [
        (
          "Metrics",
          [
            [
              "Expression": "IF(requests > 20, 100 * FILL(errors, 0) / requests, 0)",
              "Id": "share", "Label": "Failed requests in percent", "ReturnData": true,
            ],
            metric("errors", "5XXError"), metric("requests", "Count"),
          ]
        ), ("Threshold", .number(it[alarms]?[failing].number ?? Number(5))),
      ], &it)
    guard let limit = it[alarms]?[slow] else { return }
    add(
      latency, "One of a hundred answers takes too long at \(it.name)",
      [
        ("Dimensions", dimensions), ("ExtendedStatistic", "p99"), ("MetricName", "Latency"),
        ("Namespace", "AWS/ApiGateway"), ("Period", 60),
        ("Threshold", .number(Number(limit.milliseconds))),
      ], &it)
  }

  private static func add(
    _ part: Component.Part, _ description: String, _ properties: [(String, Value?)],
    _ it: inout Blueprint
  ) {
    let topics = it[notify].map(\.arn)
    it.add(
      part,
      [
        ("AlarmActions", topics.isEmpty ? nil : .array(topics)),
        ("AlarmDescription", .string(description)),
        ("ComparisonOperator", "GreaterThanThreshold"), ("DatapointsToAlarm", 3),
        ("EvaluationPeriods", 5), ("TreatMissingData", "notBreaching"),
      ] + properties)
  }
}
