internal import Documents
internal import Stacks

/// What browsers are told that call an API from the pages of another site.
enum APICORS {
  static let origin = Field(
    required: "origin",
    .formed(
      "an origin", example: "https://app.example.com", pattern: CORSForm.origin,
      { $0 == "*" || CORSForm.isOrigin($0) && !$0.contains("*") }),
    "The site whose pages may call it: scheme and host, or `*` for all sites.",
    examples: ["https://app.example.com", "\"*\""])
  static let headers = Field(
    "headers", .list(of: APIRoutes.header, 0...50), default: "[]",
    "The headers that pages may send beside those by which they are known, and `Content-Type`.",
    examples: ["[X-Request-Id]"])
  static let credentials = Field(
    "credentials", .flag, default: "false", "Whether they may send cookies.")
  static let age = Field(
    "max-age", .duration(.init(0, .seconds)...(.init(1, .days)), example: "1h"), default: "1h",
    "How long browsers may remember this.")
  static let cors = OptionalField(
    "cors",
    .record(
      "what pages of other sites may", [origin, headers, credentials, age],
      example: "{origin: https://app.example.com}"),
    otherwise: "no page of another site can call it",
    """
    What pages of another site may do. API Gateway answers their questions by `OPTIONS`, and its own \
    errors and the answers of endpoints say it too; a function says it in its own answers, by the \
    header `Access-Control-Allow-Origin` (the shipped `predict` by its variable `ALLOW_ORIGIN`).
    """,
    examples: ["{origin: https://app.example.com}"])

  /// Reports what browsers or API Gateway would not take; false if there is something.
  static func check(_ routes: [APIRoute], _ it: inout Blueprint) -> Bool {
    guard let settings = it[cors] else { return true }
    let before = it.isSound
    if settings[credentials], settings[origin] == "*" {
      it.refuse(
        credentials, in: settings, "browsers send no cookies where every site may call",
        hint: "name the `origin`, for example `origin: https://app.example.com`")
    }
    for route in routes where route.route.method == "OPTIONS" {
      it.refuse(
        route.entry, "`cors` answers `OPTIONS` at every path of the API already",
        hint: "remove the route, or `cors`")
    }
    return before && it.isSound
  }

  /// The headers that every answer has.
  static func headers(_ it: Blueprint) -> [(name: String, value: String)] {
    guard let settings = it[cors] else { return [] }
    return [("Access-Control-Allow-Origin", settings[origin])]
      + (settings[credentials] ? [("Access-Control-Allow-Credentials", "true")] : [])
  }

  /// What errors of API Gateway itself look like; nothing where they stay as they are.
  static func errors(_ it: Blueprint) -> Value? {
    let headers = headers(it)
    guard !headers.isEmpty else { return nil }
    let parameters = headers.map {
      Value.Object.Member("gatewayresponse.header.\($0.name)", .string("'\($0.value)'"))
    }
    let response: Value = ["responseParameters": .object(Value.Object(parameters))]
    return ["DEFAULT_4XX": response, "DEFAULT_5XX": response]
  }

  /// Adds what browsers ask before they call.
  static func addPreflights(
    to paths: inout Value.Object, _ routes: [APIRoute], _ it: Blueprint
  ) {
    guard let settings = it[cors] else { return }
    for (path, routes) in Dictionary(grouping: routes, by: \.route.path) {
      guard case .object(var operations)? = paths[path] else { continue }
      operations["options"] = preflight(routes, settings, it)
      paths[path] = .object(operations)
    }
  }

  private static func preflight(
    _ routes: [APIRoute], _ settings: FieldValues, _ it: Blueprint
  ) -> Value {
    let written = Set(routes.map(\.route.method))
    let methods =
      written.contains("ANY")
      ? ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]
      : (written.union(["OPTIONS"])).sorted()
    var answer = headers(it)
    answer.append(("Access-Control-Allow-Methods", methods.joined(separator: ",")))
    answer.append(
      ("Access-Control-Allow-Headers", sent(routes, settings, it).joined(separator: ",")))
    answer.append(("Access-Control-Max-Age", String(settings[age].seconds)))
    let named = answer.map { Value.Object.Member($0.name, ["schema": ["type": "string"]]) }
    let parameters = answer.map {
      Value.Object.Member("method.response.header.\($0.name)", .string("'\($0.value)'"))
    }
    var integration: Value.Object = [
      "passthroughBehavior": "when_no_match",
      "requestTemplates": ["application/json": "{\"statusCode\": 204}"],
      "responses": [
        "default": [
          "responseParameters": .object(Value.Object(parameters)), "statusCode": "204",
        ]
      ], "type": "mock",
    ]
    // The template is a text, also where bodies are passed on byte by byte.
    if !it[RESTAPI.binary].isEmpty { integration["contentHandling"] = "CONVERT_TO_TEXT" }
    return [
      "responses": [
        "204": [
          "description": "What pages of other sites may",
          "headers": .object(Value.Object(named)),
        ]
      ], "x-amazon-apigateway-integration": .object(integration),
    ]
  }

  /// The headers that pages may send.
  private static func sent(
    _ routes: [APIRoute], _ settings: FieldValues, _ it: Blueprint
  ) -> [String] {
    var names = ["Content-Type"]
    for route in routes {
      switch route.auth {
      case "iam":
        names += ["Authorization", "X-Amz-Content-Sha256", "X-Amz-Date", "X-Amz-Security-Token"]
      case "api-key": names.append("X-Api-Key")
      case "authorizer": names += it[APIAccess.authorizer]?[APIAccess.headers] ?? []
      default: break
      }
      names += route.headers
    }
    var seen: Set<String> = []
    return (names + settings[headers]).filter { seen.insert($0.lowercased()).inserted }
  }
}
