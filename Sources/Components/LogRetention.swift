internal import Stacks

/// How long CloudWatch keeps a log
/// (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html).
enum LogRetention {
  private static let days: [(text: String, days: Int)] = [
    ("1d", 1), ("3d", 3), ("5d", 5), ("7d", 7), ("14d", 14), ("30d", 30), ("60d", 60),
    ("90d", 90), ("120d", 120), ("150d", 150), ("180d", 180), ("1y", 365), ("400d", 400),
    ("545d", 545), ("2y", 731), ("3y", 1096), ("5y", 1827), ("6y", 2192), ("7y", 2557),
    ("8y", 2922), ("9y", 3288), ("10y", 3653),
  ]

  /// The days of one of the spans that CloudWatch knows.
  static let type = FieldType<String>.choice(days.map(\.text), example: "30d").map { text in
    days.first { $0.text == text }?.days ?? 30
  }
}
