internal import Documents
internal import Stacks

/// Who may call an API.
enum APIAccess {
  static let permission = Component.Part("authorizer-permission", "AWS::Lambda::Permission")

  static let words = ["iam", "api-key", "authorizer", "none"]

  static let auth = Field(
    required: "auth", .choice(words),
    """
    Who may call. `iam`: who signs requests with credentials of AWS that allow `execute-api:Invoke`. \
    `authorizer`: whom a function of yours lets in. `api-key`: who has a key; keys tell callers apart \
    and hold each to its plan, but they prove nothing: they go along with every request, and whoever \
    sees one has it. `none`: everybody, as often as `throttle` lets them.
    """)
  static let function = Field(
    required: "function", .resource(.function), "The function that is asked.",
    examples: ["\"${pager}\""])
  static let headers = Field(
    "headers", .list(of: APIRoutes.header, 1...5), default: "[Authorization]",
    "The headers that say who calls; requests without one of them are refused unasked.",
    examples: ["[Authorization]"])
  static let cache = Field(
    "cache", .duration(.init(0, .seconds)...(.init(1, .hours)), example: "5m"), default: "5m",
    "For how long its answer holds for the same headers at the same route.")
  static let authorizer = OptionalField(
    "authorizer",
    .record("an authorizer", [function, headers, cache], example: "{function: \"${pager}\"}"),
    otherwise: "none", "Who decides for `auth: authorizer`.",
    examples: ["{function: \"${pager}\", cache: 1m}"])

  /// Reports what the ways in lack; false if they lack something.
  static func check(_ routes: [APIRoute], _ it: inout Blueprint) -> Bool {
    let before = it.isSound
    let asked = routes.first { $0.auth == "authorizer" }
    if it[authorizer] == nil, let asked {
      it.refuse(
        asked.entry, "nobody is named who decides about the callers of this route",
        hint: "add the function that does: `authorizer: {function: …}`")
    }
    if let settings = it[authorizer] {
      if asked == nil {
        it.refuse(
          authorizer, "nobody asks it: no route has `auth: authorizer`",
          hint: "write `auth: authorizer`, or remove it")
      }
      if let span = CallChain.timeout(of: settings[function], it), span.seconds > 29 {
        it.refuse(
          function, in: settings,
          "the function may take \(span.text), and API Gateway waits for 29s",
          hint: "give it a timeout of 29s at most; a few seconds should do")
      }
    }
    let open = routes.first {
      $0.auth == "none" && $0.settings?[APIRoutes.throttle] == nil && it[APIStage.throttle] == nil
    }
    if let open {
      it.refuse(
        open.entry,
        "everybody may call this route as often as the whole account allows, and at its expense",
        hint: "say how often: `throttle: {rate: 10, burst: 20}`")
    }
    return before && it.isSound
  }

  /// How callers are known, as definitions of APIs say it.
  static func schemes(_ routes: [APIRoute], _ it: Blueprint) -> Value.Object {
    func header(_ name: String, _ more: Value.Object = [:]) -> Value {
      var scheme: Value.Object = ["in": "header", "name": .string(name), "type": "apiKey"]
      for member in more.members { scheme[member.key] = member.value }
      return .object(scheme)
    }
    let used = Set(routes.map(\.auth))
    var schemes: Value.Object = [:]
    if used.contains("api-key") { schemes["api-key"] = header("x-api-key") }
    if used.contains("authorizer"), let settings = it[authorizer] {
      schemes["authorizer"] = header(
        settings[headers][0],
        [
          "x-amazon-apigateway-authorizer": definition(settings),
          "x-amazon-apigateway-authtype": "custom",
        ])
    }
    if used.contains("iam") {
      schemes["iam"] = header("Authorization", ["x-amazon-apigateway-authtype": "awsSigv4"])
    }
    return schemes
  }

  private static func definition(_ settings: FieldValues) -> Value {
    // What was decided for one route must not hold for another, so that an answer is kept for the
    // method and the path too.
    let route = settings[cache].seconds > 0 ? ["context.httpMethod", "context.path"] : []
    let sources = settings[headers].map { "method.request.header.\($0)" } + route
    return [
      "authorizerResultTtlInSeconds": .number(Number(settings[cache].seconds)),
      "authorizerUri": APIDefinition.uri(of: settings[function]),
      "identitySource": .string(sources.joined(separator: ", ")), "type": "request",
    ]
  }
}
