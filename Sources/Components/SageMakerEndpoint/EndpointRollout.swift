internal import Documents
internal import Stacks

/// How a new configuration takes the place of the old one
/// (https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-blue-green.html).
struct EndpointRollout {
  static let strategy = Field(
    "strategy", .choice(["all-at-once", "canary", "linear"], example: "canary"),
    default: "all-at-once",
    "Whether all requests go over at once, first a part of them, or part by part.")
  static let percent = OptionalField(
    "percent", .percentage(1...50, example: "25%"), otherwise: "10% as a canary, 25% step by step",
    "The first part of a `canary`, or each step of a `linear` one.")
  static let bake = Field(
    "bake", .duration(.init(0, .seconds)...(.init(1, .hours)), example: "10m"), default: "5m",
    "How long alarms are watched after each part.")
  static let keep = Field(
    "keep-old", .duration(.init(0, .seconds)...(.init(1, .hours)), example: "10m"), default: "5m",
    "How long the old instances stay after the last part.")
  static let rollout = OptionalField(
    "rollout",
    .record("a roll-out", [strategy, percent, bake, keep], example: "{strategy: canary}"),
    otherwise: "`{strategy: all-at-once}`", "How a change comes, on instances.",
    examples: ["{strategy: canary, percent: 25%, bake: 10m}"])

  private let policy: Value?

  /// What the fields say; nil if they do not go together, which is reported.
  static func read(_ variants: [EndpointVariant], _ it: inout Blueprint) -> EndpointRollout? {
    let isServerless = variants.contains(where: \.isServerless)
    guard let settings = it[rollout] else {
      return EndpointRollout(policy: isServerless ? nil : policy("all-at-once", nil, 300, 300))
    }
    guard !isServerless else {
      it.refuse(
        rollout, "a serverless variant is changed all at once, and nothing rolls it back",
        hint: "remove it")
      return nil
    }
    if settings[strategy] == "all-at-once", settings[percent] != nil {
      it.refuse(
        percent, in: settings, "all at once has no parts",
        hint: "remove it, or write `strategy: canary`")
      return nil
    }
    if settings[strategy] == "linear", let share = settings[percent], share.number.double < 10 {
      it.refuse(
        percent, in: settings, "each step of a linear roll-out is a tenth or more",
        hint: "write at least `percent: 10%`")
      return nil
    }
    return EndpointRollout(
      policy: policy(
        settings[strategy], settings[percent]?.number, settings[bake].seconds,
        settings[keep].seconds))
  }

  private static func policy(
    _ strategy: String, _ percent: Number?, _ bake: Int, _ keep: Int
  ) -> Value {
    var routing: Value.Object = ["WaitIntervalInSeconds": .number(Number(bake))]
    func share(_ otherwise: Int) -> Value {
      ["Type": "CAPACITY_PERCENT", "Value": .number(percent ?? Number(otherwise))]
    }
    switch strategy {
    case "canary":
      routing["Type"] = "CANARY"
      routing["CanarySize"] = share(10)
    case "linear":
      routing["Type"] = "LINEAR"
      routing["LinearStepSize"] = share(25)
    default: routing["Type"] = "ALL_AT_ONCE"
    }
    return [
      "TerminationWaitInSeconds": .number(Number(keep)),
      "TrafficRoutingConfiguration": .object(routing),
    ]
  }

  /// How the endpoint is told, with the names of the alarms that bring the old one back.
  func configuration(_ alarms: [Value]) -> Value? {
    guard let policy else { return nil }
    var body: Value.Object = ["BlueGreenUpdatePolicy": policy]
    if !alarms.isEmpty {
      body["AutoRollbackConfiguration"] = [
        "Alarms": .array(alarms.map { ["AlarmName": $0] })
      ]
    }
    return .object(body)
  }
}
