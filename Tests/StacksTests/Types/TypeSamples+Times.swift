import Documents
import Stacks

extension TypeSample {
  /// Durations and schedules.
  static let times: [TypeSample] = [
    TypeSample(
      "durations", .duration(.init(1, .seconds)...(.init(1, .days)), example: "10m"),
      right: [
        ("10m", "600"), ("90s", "90"), ("2h", "7200"), ("1d", "86400"), ("\"10m\"", "600"),
        ("5000ms", "5"), ("${var.five}m", "300"),
      ],
      wrong: [
        "30", "1.5", "\"30\"", "10 m", "10M", "10min", "10 minutes", "2hrs", "90 Seconds", "1h30m",
        "1.5h", "PT10M", "P1D", "1w", "2d", "0s", "500ms", "1500ms", "10y", "10mo", "-5m", "12:30",
        "1:30:00", "soon", "''", "99999999999999999999s", "99999999999999999d", "[10m]", "{m: 10}",
        "true", "~", "${var.five}", "${var.word}", "${env.region}", "!Ref Artifacts",
      ]
    ) { .number(Number($0.seconds)) },
    TypeSample(
      "days", .duration(.init(1, .days)...(.init(365, .days)), in: .days, example: "30d"),
      right: [("30d", "30"), ("48h", "2"), ("1440m", "1")],
      wrong: ["30", "36h", "400d", "12h", "2 weeks", "P1M"]
    ) { .number(Number($0.days)) },
    TypeSample(
      "milliseconds",
      .duration(
        .init(1, .milliseconds)...(.init(1, .minutes)), in: .milliseconds, example: "500ms"),
      right: [("500ms", "500"), ("2s", "2000"), ("1m", "60000")],
      wrong: ["0.5s", "500", "500 msec", "500µs"]
    ) { .number(Number($0.milliseconds)) },
    TypeSample(
      "schedules", .schedule,
      right: [
        "rate(1 minute)", "rate(5 minutes)", "rate(1 day)", "cron(0 3 * * ? *)",
        "cron(0 18 ? * MON-FRI *)", "cron(0/10 * ? * MON-FRI *)", "cron(0 8 1 * ? *)",
        "cron(0 9 L * ? *)", "cron(0 9 LW * ? *)", "cron(0 9 15W * ? *)", "cron(0 9 ? * 6L *)",
        "cron(0 9 ? * MON#1 *)", "cron(0 9 ? * 5#5 *)", "cron(0 0 29 FEB ? *)",
        "cron(5-15,30 8/2 ? JAN,jul SUN 2030-2040)", "cron(0 0 ? * L *)",
      ].map { ($0, "\"\($0)\"") },
      wrong: [
        "5 minutes", "every 5 minutes", "5m", "every hour", "rate(5 minute)", "rate(1 minutes)",
        "rate(5m)", "rate(0 minutes)", "rate(30 seconds)", "rate(5)", "rate(5 minutes", "'@daily'",
        "'@hourly'", "\"0 3 * * *\"", "0 3 * * 1-5", "cron(0 3 * * *)", "cron(0 3 * * 0)",
        "cron(0 3 1 * 1)", "cron(0 3 * * * *)", "cron(0 3 ? * ? *)", "cron(0 3 1 * MON *)",
        "cron(60 3 * * ? *)", "cron(0 24 * * ? *)", "cron(0 3 32 * ? *)", "cron(0 3 * 13 ? *)",
        "cron(0 3 ? * 0 *)", "cron(0 3 ? * 8 *)", "cron(0 3 * * ? 1969)", "cron(0 3 31 FEB ? *)",
        "cron(0 3 30 2 ? *)", "cron(0 3 31 4,6,9,11 ? *)", "cron(0 0 29 2 ? 2027)",
        "cron(0 3 ? * FRI-MON *)", "cron(0 3 ? * MON#6 *)", "cron(0 3 ? * FEB#1 *)",
        "cron(*/0 3 * * ? *)", "cron(, 3 * * ? *)", "cron(0 3 * * ?)", "cron()",
        "at(2030-01-01T00:00:00)", "daily", "[rate(1 day)]", "${env.region}",
      ]
    ) { .string($0.expression) },
  ]
}
