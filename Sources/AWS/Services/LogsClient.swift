package import Documents

/// The lines that functions, containers and endpoints wrote.
package struct LogsClient: Sendable {
  private let client: ServiceClient

  /// A client for the log groups of a region.
  package init(_ services: Services) {
    client = services.client("logs")
  }

  /// The last lines of a group's newest stream; nil where there is no such group.
  package func tail(of group: String, lines: Int = 20) async throws(AWSFault) -> [LogLine]? {
    let streams: WireOutput
    do throws(AWSFault) {
      streams = try await client.call(
        "DescribeLogStreams",
        [
          "logGroupName": .text(group), "orderBy": "LastEventTime", "descending": true, "limit": 1,
        ])
    } catch {
      if error.service?.code == "ResourceNotFoundException" { return nil }
      throw error
    }
    guard let stream = streams.value.list("logStreams").first?["logStreamName"] else { return [] }
    let output = try await client.call(
      "GetLogEvents",
      [
        "logGroupName": .text(group), "logStreamName": stream, "startFromHead": false,
        "limit": .number(Number(lines)),
      ])
    return output.value.list("events").compactMap(LogLine.init)
  }

  /// Lines of a group since a point in time that a pattern selects, up to a number.
  package func find(
    _ pattern: String?, in group: String, since time: Timestamp, atMost count: Int = 100
  ) async throws(AWSFault) -> [LogLine] {
    var found: [LogLine] = []
    try await client.pages(
      of: "FilterLogEvents",
      .members([
        "logGroupName": .text(group), "startTime": .number(Int(time.milliseconds)),
        "filterPattern": .text(pattern),
      ])
    ) { (output) throws(AWSFault) in
      found += output.value.list("events").compactMap(LogLine.init)
      return found.count < count
    }
    return Array(found.prefix(count))
  }
}

/// A line of a log.
package struct LogLine: Sendable, Equatable {
  package var time: Timestamp
  package var message: String

  init?(_ value: WireValue) {
    guard let milliseconds = value["timestamp"]?.integer, let message = value["message"]?.text
    else { return nil }
    time = Timestamp(milliseconds: Int64(milliseconds))
    self.message = message
  }
}
