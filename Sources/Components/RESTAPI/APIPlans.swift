internal import CloudFormation
internal import Documents
internal import Stacks

/// The keys of an API, and how much each may ask.
enum APIPlans {
  static let plan = Component.Part("plan", "AWS::ApiGateway::UsagePlan", perKeyOf: "plans")
  static let key = Component.Part("key", "AWS::ApiGateway::ApiKey", perKeyOf: "plans")
  static let member = Component.Part("plan-key", "AWS::ApiGateway::UsagePlanKey", perKeyOf: "plans")
  static let parts = [plan, key, member]

  /// What plan and key are called where none is named.
  static let only = "default"

  static let requests = Field(
    required: "requests", .integer(1...Int(Int32.max), example: 10_000), "How many requests.")
  static let period = Field(
    "per", .choice(["day", "week", "month"]), default: "day", "In which time, by UTC.")
  static let quota = OptionalField(
    "quota", .record("a quota", [requests, period], example: "{requests: 10000, per: day}"),
    otherwise: "as many as `throttle` lets through", "How many requests of each key are answered.",
    examples: ["{requests: 10000, per: day}"])
  static let throttle = OptionalField(
    "throttle", APIStage.throttleType, otherwise: "as for the whole API",
    "How often each key may ask.", examples: ["{rate: 5, burst: 10}"])
  static let keys = Field(
    "keys", .list(of: name, 0...50), default: "[]",
    "The keys that are made for it, by names of your own. API Gateway thinks of their values.",
    examples: ["[web, batch]"])
  static let plans = OptionalField(
    "plans",
    .map(
      of: .record("a plan", [throttle, quota, keys], example: "{keys: [web]}"), key: "partners",
      named: "a plan"),
    otherwise: "for `auth: api-key`, one plan with one key",
    "What holders of keys may ask, under names of your own.",
    examples: ["{partners: {quota: {requests: 10000}, keys: [web]}}"])

  private static let name = FieldType<String>.formed(
    "a name of lower-case words joined by hyphens", example: "web",
    pattern: "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
  ) { text in
    let words = text.split(separator: "-", omittingEmptySubsequences: false)
    return text.utf8.first?.isLowercase == true
      && words.allSatisfy { !$0.isEmpty && $0.hasOnlyLowerWords() }
  }

  /// A plan, with its keys.
  struct Plan {
    let name: String
    let settings: FieldValues?
    let keys: [String]
  }

  /// The plans; nil if they do not go with the routes, which is reported.
  static func read(_ routes: [APIRoute], _ it: inout Blueprint) -> [Plan]? {
    let asks = routes.contains { $0.auth == "api-key" }
    guard let written = it[plans] else {
      return asks ? [Plan(name: only, settings: nil, keys: [only])] : []
    }
    guard asks else {
      it.refuse(
        plans, "nobody is asked for a key: no route has `auth: api-key`",
        hint: "write `auth: api-key`, or remove it")
      return nil
    }
    var owners: [String: String] = [:]
    for (plan, settings) in written {
      for key in settings[keys] {
        let id = LogicalID.made(from: key) ?? key
        if let other = owners[id] {
          it.refuse(
            keys, in: settings,
            "the plans `\(other)` and `\(plan)` both have the key `\(key)`, and a key has one plan of an API",
            hint: "give one of the keys another name")
          return nil
        }
        owners[id] = plan
      }
    }
    return written.map { Plan(name: $0.key, settings: $0.value, keys: $0.value[keys]) }
  }

  static func add(_ plans: [Plan], _ it: inout Blueprint) {
    for plan in plans {
      it.add(
        self.plan.of(plan.name),
        [
          ("ApiStages", [["ApiId": it.ref(RESTAPI.api), "Stage": it.ref(APIStage.stage)]]),
          ("Description", .string("\(plan.name): what holders of keys may ask of \(it.name)")),
          (
            "Quota",
            plan.settings?[quota].map {
              [
                "Limit": .number(Number($0[requests])),
                "Period": .string($0[period].uppercased()),
              ]
            }
          ),
          (
            "Throttle",
            plan.settings?[throttle].map {
              [
                "BurstLimit": .number(Number($0[APIStage.burst])),
                "RateLimit": .number(Number($0[APIStage.rate])),
              ]
            }
          ),
        ])
      for name in plan.keys {
        it.add(
          key.of(name),
          [("Description", .string("\(name), a key of \(it.name)")), ("Enabled", true)])
        it.add(
          member.of(name),
          [
            ("KeyId", it.ref(key.of(name))), ("KeyType", "API_KEY"),
            ("UsagePlanId", it.ref(self.plan.of(plan.name))),
          ])
      }
    }
  }

  /// What the key is where there is one, and no plan says of several.
  static func onlyKey(_ settings: FieldValues) -> Component.Attribute.Choice {
    if settings[plans] != nil { return .none("its `plans` name their keys") }
    let routes = settings[APIRoutes.routes]
    let asks =
      settings[APIAccess.auth] == "api-key"
      && routes.contains { $0.value.settings?[APIRoutes.auth] == nil }
      || routes.contains { $0.value.settings?[APIRoutes.auth] == "api-key" }
    return asks ? .pieces : .none("nobody is asked for a key")
  }
}
