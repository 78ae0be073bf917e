internal import Documents
internal import Stacks

/// What a function is called for by itself.
enum LambdaTriggers {
  static let mapping = Component.Part(
    "queue-trigger", "AWS::Lambda::EventSourceMapping", perKeyOf: "triggers")
  static let rule = Component.Part("bucket-trigger", "AWS::Events::Rule", perKeyOf: "triggers")
  static let permission = Component.Part(
    "bucket-permission", "AWS::Lambda::Permission", perKeyOf: "triggers")
  static let schedule = Component.Part(
    "schedule-trigger", "AWS::Scheduler::Schedule", perKeyOf: "triggers")
  static let scheduleRole = Component.Part("schedule-role", "AWS::IAM::Role")

  static let every = OptionalField(
    "schedule", .schedule, "When: again and again.",
    examples: ["rate(5 minutes)", "cron(0 3 * * ? *)"])
  static let timeZone = OptionalField(
    "time-zone",
    .formed(
      "a time zone", example: "America/Sao_Paulo", pattern: TimeZoneName.pattern,
      meant: TimeZoneName.meant, TimeZoneName.isOne),
    otherwise: "UTC", "Where the hours of `schedule` are those of the clock.")
  static let input = OptionalField(
    "input", .json(example: "'{\"full\": true}'"),
    otherwise: "what the scheduler says of itself", "The event that a `schedule` gives, as JSON.")
  static let queue = OptionalField(
    "queue", .resource(.queue), "For every message of a queue.",
    examples: ["\"${jobs}\"", "arn:aws:sqs:us-east-1:111111111111:jobs"])
  static let batch = OptionalField(
    "batch", .integer(1...10_000, example: 10), otherwise: "10",
    "How many messages of a `queue` it gets at once, at most.")
  static let bucket = OptionalField(
    "bucket", .bucketName(with: "events").named("a bucket", example: "\"${arrivals}\""),
    "For every object that comes into a bucket; one of this project has `events: true`.")
  static let prefix = OptionalField(
    "prefix", .knownText(1...1024, example: "incoming/"), otherwise: "all objects",
    "What the names of the objects in a `bucket` begin with.")
  static let triggers = OptionalField(
    "triggers",
    .map(
      of: .record(
        "a trigger", [every, timeZone, input, queue, batch, bucket, prefix],
        example: "{schedule: rate(5 minutes)}"),
      key: "nightly", named: "a trigger"),
    otherwise: "only who calls it", "What it is called for, under names of your own.",
    examples: ["{nightly: {schedule: cron(0 3 * * ? *)}}"])

  static func add(_ it: inout Blueprint) {
    var calls = false
    var queues: [Value: String] = [:]
    for (name, settings) in it[triggers] ?? [] {
      let given = [settings[every] != nil, settings[queue] != nil, settings[bucket] != nil]
      guard given.count(where: { $0 }) == 1 else {
        it.refuse(
          triggers,
          "the trigger `\(name)` has to name one cause: `schedule`, `queue` or `bucket`",
          hint: "for example: `\(name): {schedule: rate(5 minutes)}`")
        continue
      }
      checkOptions(of: settings, &it)
      if let schedule = settings[every] {
        calls = true
        addSchedule(name, schedule, settings, &it)
      } else if let queue = settings[queue] {
        if let other = queues[queue.arn] {
          it.refuse(
            self.queue, in: settings,
            "the triggers `\(other)` and `\(name)` name the same queue, and a function is called for a queue once",
            hint: "remove one of them")
          continue
        }
        queues[queue.arn] = name
        addMapping(name, queue, settings, &it)
      } else if let bucket = settings[bucket] {
        addRule(name, bucket, settings, &it)
      }
    }
    guard calls else { return }
    it.add(
      scheduleRole,
      [
        (
          "AssumeRolePolicyDocument",
          RolePolicy.trust(in: "scheduler.amazonaws.com", ownAccount: true)
        ),
        (
          "Policies",
          [
            RolePolicy.inline(
              "call",
              [
                RolePolicy.allow(
                  "Call", ["lambda:InvokeFunction"],
                  on: [it.attribute(LambdaFunction.function, "Arn")])
              ])
          ]
        ),
      ])
  }

  /// Reports options that belong to another cause than the one that is named.
  private static func checkOptions(of settings: FieldValues, _ it: inout Blueprint) {
    let options: [(any FieldDeclaration, isGiven: Bool, cause: String, isNamed: Bool)] = [
      (timeZone, settings[timeZone] != nil, "schedule", settings[every] != nil),
      (input, settings[input] != nil, "schedule", settings[every] != nil),
      (batch, settings[batch] != nil, "queue", settings[queue] != nil),
      (prefix, settings[prefix] != nil, "bucket", settings[bucket] != nil),
    ]
    for option in options where option.isGiven && !option.isNamed {
      it.refuse(
        option.0, in: settings, "`\(option.0.name)` goes with `\(option.cause)` alone",
        hint: "remove it")
    }
  }

  private static func addSchedule(
    _ name: String, _ schedule: Schedule, _ settings: FieldValues, _ it: inout Blueprint
  ) {
    var target: Value.Object = [
      "Arn": it.attribute(LambdaFunction.function, "Arn"),
      "RoleArn": it.attribute(scheduleRole, "Arn"),
    ]
    target["Input"] = settings[input]
    it.add(
      self.schedule.of(name),
      [
        ("FlexibleTimeWindow", ["Mode": "OFF"]),
        ("ScheduleExpression", .string(schedule.expression)),
        ("ScheduleExpressionTimezone", settings[timeZone].map(Value.string)),
        ("Target", .object(target)),
      ])
  }

  private static func addMapping(
    _ name: String, _ queue: ResourceReference, _ settings: FieldValues, _ it: inout Blueprint
  ) {
    let batch = settings[batch]
    if queue.isFIFO, (batch ?? 0) > 10 {
      it.refuse(
        self.batch, in: settings, "a FIFO queue gives at most 10 messages at once",
        hint: "write at most `batch: 10`")
    }
    if queue.isForeign {
      it.refuse(
        self.queue, in: settings, "a function is called for queues of its own account and region",
        hint: "name a queue of this environment")
    }
    let timeout = it[LambdaFunction.timeout].seconds
    if let visibility = queue.visibility, visibility < timeout {
      it.refuse(
        self.queue, in: settings,
        "the queue gives a message to somebody else after \(visibility) seconds, and the function may take \(timeout) for it: AWS refuses that",
        hint:
          "give the queue a `VisibilityTimeout` of \(6 * timeout), six times the function's `timeout`, or the function a shorter one"
      )
    }
    it.add(
      mapping.of(name),
      [
        ("BatchSize", batch.map { .number(Number($0)) }),
        ("EventSourceArn", queue.arn),
        ("FunctionName", it.ref(LambdaFunction.function)),
        // More than ten messages come only to who waits for them.
        ("MaximumBatchingWindowInSeconds", (batch ?? 0) > 10 ? 1 : nil),
      ])
  }

  private static func addRule(
    _ name: String, _ bucket: Value, _ settings: FieldValues, _ it: inout Blueprint
  ) {
    var detail: Value.Object = ["bucket": ["name": [bucket]]]
    if let prefix = settings[prefix] {
      detail["object"] = ["key": [["prefix": .string(prefix)]]]
    }
    it.add(
      rule.of(name),
      [
        (
          "EventPattern",
          [
            "source": ["aws.s3"], "detail-type": ["Object Created"], "detail": .object(detail),
          ]
        ),
        ("State", "ENABLED"),
        (
          "Targets",
          [["Arn": it.attribute(LambdaFunction.function, "Arn"), "Id": "function"]]
        ),
      ])
    it.add(
      permission.of(name),
      [
        ("Action", "lambda:InvokeFunction"),
        ("FunctionName", it.ref(LambdaFunction.function)),
        ("Principal", "events.amazonaws.com"),
        ("SourceArn", it.attribute(rule.of(name), "Arn")),
      ])
  }
}
