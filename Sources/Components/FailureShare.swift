internal import Documents

/// The share of requests that fail, in percent, as the metrics of an alarm.
struct FailureShare {
  /// What the counted metrics are told apart by, and whose they are.
  var namespace: String
  var dimensions: Value
  /// The metric that counts all requests.
  var requests: String
  /// The metrics that count those that failed, under the names that they have in the expression.
  var failures: [(id: String, metric: String)]
  /// So few requests in a minute say nothing.
  var least = 0

  var metrics: Value {
    let filled = failures.map { "FILL(\($0.id), 0)" }.joined(separator: " + ")
    let sum = failures.count == 1 ? filled : "(\(filled))"
    let share: Value = [
      "Expression": .string("IF(requests > \(least), 100 * \(sum) / requests, 0)"),
      "Id": "share", "Label": "Failed requests in percent", "ReturnData": true,
    ]
    let counted = ([("requests", requests)] + failures.map { ($0.id, $0.metric) })
      .sorted { $0.0 < $1.0 }
    return .array([share] + counted.map(count))
  }

  private func count(_ id: String, _ metric: String) -> Value {
    [
      "Id": .string(id),
      "MetricStat": [
        "Metric": [
          "Dimensions": dimensions, "MetricName": .string(metric),
          "Namespace": .string(namespace),
        ], "Period": 60, "Stat": "Sum",
      ], "ReturnData": false,
    ]
  }
}
