internal import Documents
internal import Stacks

/// What runs short in a database, as its metrics say it.
enum PostgresAlarms {
  static let storage = Component.Part("storage-alarm", "AWS::CloudWatch::Alarm")
  static let capacity = Component.Part("capacity-alarm", "AWS::CloudWatch::Alarm")
  static let parts = [storage, capacity]

  static func add(_ design: PostgresDesign, _ it: inout Blueprint) {
    guard !it[Postgres.notify].isEmpty else { return }
    switch design.runsOn {
    case .instance(_, let size, let growth):
      let server: Value = [
        ["Name": "DBInstanceIdentifier", "Value": it.ref(PostgresParts.instance)]
      ]
      if growth == nil {
        add(
          storage, "Little room is left on the disk of \(it.name)", "FreeStorageSpace", "Minimum",
          server, "LessThanThreshold", size * 1_073_741_824 / 10, &it)
      }
      add(
        capacity, "The processors are busy all the time in \(it.name)", "CPUUtilization",
        "Average", server, "GreaterThanThreshold", 90, &it)
    case .serverless:
      add(
        capacity, "Nearly all capacity is taken in \(it.name)", "ACUUtilization", "Average",
        [["Name": "DBClusterIdentifier", "Value": it.ref(PostgresParts.cluster)]],
        "GreaterThanThreshold", 90, &it)
    }
  }

  private static func add(
    _ part: Component.Part, _ description: String, _ metric: String, _ statistic: String,
    _ dimensions: Value, _ comparison: String, _ threshold: Int, _ it: inout Blueprint
  ) {
    it.add(
      part,
      [
        ("AlarmActions", .array(it[Postgres.notify].map(\.arn))),
        ("AlarmDescription", .string(description)), ("ComparisonOperator", .string(comparison)),
        ("DatapointsToAlarm", 3), ("Dimensions", dimensions), ("EvaluationPeriods", 5),
        ("MetricName", .string(metric)), ("Namespace", "AWS/RDS"), ("Period", 300),
        ("Statistic", .string(statistic)), ("Threshold", .number(Number(threshold))),
        ("TreatMissingData", "missing"),
      ])
  }
}
