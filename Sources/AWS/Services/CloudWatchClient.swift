package import Documents

/// Metrics and alarms.
package struct CloudWatchClient: Sendable {
  private let client: ServiceClient

  /// A client for the metrics of a region.
  package init(_ services: Services) {
    client = services.client("cloudwatch")
  }

  /// The alarms of these names, as far as they exist.
  package func alarms(_ names: [String]) async throws(AWSFault) -> [MetricAlarm] {
    guard !names.isEmpty else { return [] }
    return try await client.all(
      "DescribeAlarms", .members(["AlarmNames": .texts(names)]), in: "MetricAlarms"
    ).map { one in
      MetricAlarm(
        name: one["AlarmName"]?.text ?? "", state: one["StateValue"]?.text ?? "",
        reason: one["StateReason"]?.text, changed: one["StateUpdatedTimestamp"]?.time)
    }
  }

  /// A statistic of a metric over a span of time, the oldest value first.
  package func values(
    of metric: Metric, _ statistic: String, every seconds: Int, from start: Timestamp,
    to end: Timestamp
  ) async throws(AWSFault) -> [MetricValue] {
    let output = try await client.call(
      "GetMetricStatistics",
      [
        "Namespace": .text(metric.namespace), "MetricName": .text(metric.name),
        "Dimensions": .list(
          metric.dimensions.map { ["Name": .text($0.name), "Value": .text($0.value)] }),
        "StartTime": .time(start), "EndTime": .time(end), "Period": .number(Number(seconds)),
        "Statistics": [.text(statistic)],
      ])
    return output.value.list("Datapoints").compactMap { one -> MetricValue? in
      guard let time = one["Timestamp"]?.time, let value = one[statistic]?.double else {
        return nil
      }
      return MetricValue(time: time, value: value)
    }.sorted { $0.time < $1.time }
  }
}

/// Which numbers are meant.
package struct Metric: Sendable {
  package var namespace: String
  package var name: String
  package var dimensions: [(name: String, value: String)]

  package init(
    _ namespace: String, _ name: String, _ dimensions: [(name: String, value: String)] = []
  ) {
    self.namespace = namespace
    self.name = name
    self.dimensions = dimensions
  }
}

/// A number at a time.
package struct MetricValue: Sendable, Equatable {
  package var time: Timestamp
  package var value: Double
}

/// An alarm and its state.
package struct MetricAlarm: Sendable, Equatable {
  package var name: String
  /// `OK`, `ALARM` or `INSUFFICIENT_DATA`.
  package var state: String
  package var reason: String?
  package var changed: Timestamp?
}
