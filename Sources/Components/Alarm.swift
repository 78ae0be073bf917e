internal import Documents
internal import Stacks

/// A watch over one metric.
enum Alarm {
  static let alarm = Component.Part("", "AWS::CloudWatch::Alarm")

  static let name = OptionalField(
    "name", .knownText(1...255, example: "fraud-latency"),
    otherwise: "a name that CloudFormation makes",
    """
    What the alarm is called. An alarm that keeps a name of its own cannot be replaced while it stands.
    """)
  static let description = OptionalField(
    "description", .knownText(1...1024, example: "Half of all requests wait for over a second"),
    otherwise: "none", "What it means and what to do: it stands in the message that goes out.")

  static let namespace = Field(
    required: "namespace",
    .formed(
      "the namespace of a metric", example: "AWS/SageMaker",
      pattern: "^[A-Za-z0-9._/#-][A-Za-z0-9 ._/#:-]{0,254}$", isNamespace),
    "Whose metric it is: `AWS/…` for a service's, else what you publish under.")
  static let metricName = Field(
    required: "name", .knownText(1...255, example: "ModelLatency"), "What the metric is called.")
  static let dimensions = OptionalField(
    "dimensions", .map(of: .text.named("a text", example: "churn"), key: "EndpointName"),
    otherwise: "none", "What tells this metric from others of its name.",
    examples: ["{EndpointName: churn, VariantName: champion}"])
  static let metric = Field(
    required: "metric",
    .record(
      "a metric", [namespace, metricName, dimensions],
      example: "{namespace: AWS/SageMaker, name: ModelLatency}"),
    "What is watched.",
    examples: ["{namespace: AWS/SageMaker, name: ModelLatency, dimensions: {EndpointName: churn}}"])

  static let statistic = Field(
    "statistic",
    .formed(
      "a statistic (`average`, `sum`, `minimum`, `maximum`, `sample-count`) or a percentile",
      example: "p99", meant: meant, { plain[$0] != nil || isPercentile($0) }),
    default: "average",
    "What is made of the values of one period; `p99` is what 99 of 100 values stay below.",
    examples: ["average", "sum", "p99", "p99.9"])
  static let period = Field(
    "period", .duration(.init(10, .seconds)...(.init(7, .days)), example: "1m"), default: "5m",
    "How long one period is: 10, 20 or 30 seconds, or whole minutes.")
  static let periods = Field(
    "periods", .integer(1...1440, example: 3), default: "1", "How many periods are looked at.")
  static let datapoints = OptionalField(
    "datapoints", .integer(1...1440, example: 2), otherwise: "all of the periods",
    "In how many of the periods it has to be so.")

  static let above = OptionalField("above", .number, "More than this.", examples: ["500"])
  static let atLeast = OptionalField("at-least", .number, "This or more.", examples: ["1"])
  static let below = OptionalField("below", .number, "Less than this.", examples: ["0.5"])
  static let atMost = OptionalField("at-most", .number, "This or less.", examples: ["0"])
  static let threshold = Field(
    required: "threshold",
    .record("a threshold", [above, atLeast, below, atMost], example: "{above: 500}"),
    "When it goes off: one of `above`, `at-least`, `below` and `at-most`, in the metric's unit.",
    examples: ["{above: 500}", "{at-most: 0}"])

  static let missingData = Field(
    "missing-data", .choice(["missing", "ignore", "breaching", "not-breaching"]),
    default: "missing",
    """
    What a period without data counts as. `not-breaching` fits what comes only with errors, \
    `breaching` what should never cease.
    """)
  static let notify = Field(
    "notify", .list(of: .resource(.topic), 0...5), default: "[]",
    "The topics that are told when it goes off.", examples: ["[\"${alerts}\"]"])
  static let notifyRecovery = Field(
    "notify-recovery", .flag, default: "false",
    "Whether they are told too when it is over.")

  static let component = Component(
    "alarm", "A watch over a metric, which tells a topic when it leaves its bounds.",
    details: """
      The metric's values of each period become one, by `statistic`. If it is beyond the threshold \
      in `datapoints` of the last `periods`, the alarm goes off.
      """,
    fields: [
      metric, statistic, threshold, period, periods, datapoints, missingData, notify,
      notifyRecovery, description, name,
    ],
    parts: [alarm],
    attributes: [
      .init("name", "The alarm's name.", .ref(alarm)),
      .init("arn", "The alarm's ARN.", .attribute(alarm, "Arn")),
    ],
    examples: AlarmExamples.all
  ) { it in
    check(&it)
    let topics = Value.array(it[notify].map(\.arn))
    let (comparison, limit) = bounds(it[threshold]).first ?? ("GreaterThanThreshold", Number(0))
    let dimensions: [Value] = (it[metric][dimensions] ?? [])
      .map { ["Name": .string($0.key), "Value": $0.value] }
    it.add(
      alarm,
      [
        ("AlarmName", it[name].map(Value.string)),
        ("AlarmDescription", it[description].map(Value.string)),
        ("Namespace", .string(it[metric][namespace])),
        ("MetricName", .string(it[metric][metricName])),
        ("Dimensions", dimensions.isEmpty ? nil : .array(dimensions)),
        ("Statistic", plain[it[statistic]].map(Value.string)),
        ("ExtendedStatistic", plain[it[statistic]] == nil ? .string(it[statistic]) : nil),
        ("Period", .number(Number(it[period].seconds))),
        ("EvaluationPeriods", .number(Number(it[periods]))),
        ("DatapointsToAlarm", it[datapoints].map { .number(Number($0)) }),
        ("ComparisonOperator", .string(comparison)),
        ("Threshold", .number(limit)),
        ("TreatMissingData", .string(words[it[missingData]] ?? it[missingData])),
        ("AlarmActions", it[notify].isEmpty ? nil : topics),
        ("OKActions", it[notify].isEmpty || !it[notifyRecovery] ? nil : topics),
      ])
  }

  /// What other spellings of statistics stand for: CloudWatch's own, and short ones.
  private static func meant(_ text: String) -> String? {
    let word = text.lowercased()
    let short = [
      "avg": "average", "mean": "average", "min": "minimum", "max": "maximum",
      "count": "sample-count", "samplecount": "sample-count", "median": "p50",
    ]
    let meant = short[word] ?? word
    return plain[meant] != nil || isPercentile(meant) ? meant : nil
  }

  private static let words = ["not-breaching": "notBreaching"]

  /// The statistics that CloudWatch knows by name.
  private static let plain = [
    "average": "Average", "sum": "Sum", "minimum": "Minimum", "maximum": "Maximum",
    "sample-count": "SampleCount",
  ]

  /// `p99`, `p99.9`; and `tm`, `wm`, `tc` and `ts`, which CloudWatch reads alike.
  private static func isPercentile(_ text: String) -> Bool {
    let letters = text.prefix { $0.isLetter }
    let parts = text.dropFirst(letters.count).split(
      separator: ".", omittingEmptySubsequences: false)
    let areDigits = parts.allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy(\.isDigit)
    }
    guard ["p", "tm", "wm", "tc", "ts"].contains(letters), 1...2 ~= parts.count, areDigits,
      let whole = Int(parts[0]), parts[0].count <= 3
    else { return false }
    return whole < 100 && parts.last.map { $0.count <= 10 } ?? false
      || whole == 100 && parts.count == 1
  }

  private static func isNamespace(_ text: String) -> Bool {
    1...255 ~= text.utf8.count && !text.hasPrefix(" ") && !text.hasPrefix(":")
      && text.hasOnlyWords(and: " ._/#:-")
  }

  /// The comparisons that a threshold names, as CloudWatch calls them.
  private static func bounds(_ settings: FieldValues) -> [(comparison: String, limit: Number)] {
    [
      ("GreaterThanThreshold", settings[above]),
      ("GreaterThanOrEqualToThreshold", settings[atLeast]),
      ("LessThanThreshold", settings[below]), ("LessThanOrEqualToThreshold", settings[atMost]),
    ].compactMap { comparison, limit in limit.map { (comparison, $0) } }
  }

  /// Reports what CloudWatch would refuse
  /// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html).
  private static func check(_ it: inout Blueprint) {
    if bounds(it[threshold]).count != 1 {
      it.refuse(
        threshold, "a threshold is one of `above`, `at-least`, `below` and `at-most`",
        hint: "for example: `threshold: {above: 500}`")
    }
    let seconds = it[period].seconds
    if ![10, 20, 30].contains(seconds), seconds % 60 != 0 {
      it.refuse(
        period, "a period is 10, 20 or 30 seconds, or whole minutes; this is \(it[period].text)",
        hint: "for example: `period: 1m`")
    } else if seconds < 60, it[metric][namespace].hasPrefix("AWS/") {
      it.refuse(
        period, "the metrics of AWS's services come once a minute at most",
        hint: "write `period: 1m`")
    }
    let most = seconds < 3600 ? 86_400 : 604_800
    if seconds * it[periods] > most {
      it.refuse(
        periods,
        "all periods together last at most \(seconds < 3600 ? "a day" : "seven days"); these are \(TimeSpan(seconds * it[periods], .seconds).text)",
        hint: "write at most `periods: \(most / max(1, seconds))`")
    }
    if let points = it[datapoints], points > it[periods] {
      it.refuse(
        datapoints, "of \(it[periods]) periods, \(points) cannot be beyond the threshold",
        hint: "write at most `datapoints: \(it[periods])`, or more `periods`")
    }
    if (it[metric][dimensions] ?? []).count > 30 {
      it.refuse(metric, "a metric has at most 30 dimensions", hint: "remove some")
    }
    if it[notifyRecovery], it[notify].isEmpty {
      it.refuse(
        notifyRecovery, "nobody is told of a recovery: `notify` names no topic",
        hint: "add `notify`, or remove `notify-recovery`")
    }
  }
}

/// Stack files that show the component `alarm`.
enum AlarmExamples {
  static let all: [Component.Example] = [
    .init(
      "An endpoint that answers too slowly",
      """
      stack: watch
      resources:
        alerts:
          type: topic
        slow:
          type: alarm
          description: One request in a hundred waits for over half a second
          metric:
            namespace: AWS/SageMaker
            name: ModelLatency
            dimensions:
              EndpointName: churn
              VariantName: champion
          statistic: p99
          threshold:
            above: 500000          # microseconds
          period: 1m
          periods: 5
          datapoints: 3
          notify: ["${alerts}"]
          notify-recovery: true

      """),
    .init(
      "Errors, which are data only when there are some",
      """
      stack: watch
      resources:
        errors:
          type: alarm
          name: churn-errors
          metric:
            namespace: AWS/Lambda
            name: Errors
            dimensions: {FunctionName: predict}
          statistic: sum
          threshold: {at-least: 1}
          missing-data: not-breaching
          notify: arn:aws:sns:us-east-1:111111111111:alerts

      """),
    .init(
      "A pipeline that fell silent",
      """
      stack: watch
      resources:
        silent:
          type: alarm
          metric: {namespace: Fraud/Training, name: RowsRead}
          statistic: sum
          threshold: {at-most: 0}
          period: 1h
          periods: 6
          missing-data: breaching

      """),
    .init(
      "A model that has grown unsure",
      """
      stack: watch
      resources:
        unsure:
          type: alarm
          metric: {namespace: Fraud/Serving, name: Confidence}
          threshold: {below: 0.5}
          period: 30s
          periods: 4
      outputs:
        alarm: ${unsure.arn}

      """),
  ]
}
