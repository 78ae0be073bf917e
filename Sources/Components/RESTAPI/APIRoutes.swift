internal import Digests
internal import Documents
internal import Stacks

/// What stack files say of the routes of an API.
enum APIRoutes {
  static let to = Field(
    required: "to", .resource(.function, .endpoint),
    "The function or the endpoint that answers.", examples: ["\"${pager}\""])
  static let timeout = Field(
    "timeout",
    .duration(
      .init(50, .milliseconds)...(.init(29, .seconds)), in: .milliseconds, example: "10s"),
    default: "29s", "How long an answer may take.")
  static let auth = OptionalField(
    "auth", .choice(APIAccess.words), otherwise: "as for the whole API",
    "Who may call this route.")
  static let throttle = OptionalField(
    "throttle", APIStage.throttleType, otherwise: "as for the whole API",
    "How often this route may be called.", examples: ["{rate: 5, burst: 10}"])
  static let query = Field(
    "query", .list(of: parameter("model"), 0...50), default: "[]",
    "The parameters behind the `?` that a request has to have.", examples: ["[model]"])
  static let headers = Field(
    "headers", .list(of: header, 0...50), default: "[]", "The headers that a request has to have.",
    examples: ["[X-Request-Id]"])
  static let body = OptionalField(
    "body", .jsonSchema, otherwise: "anything",
    """
    What a body has to be, as a JSON Schema of draft 4. API Gateway holds bodies of the type \
    `application/json` to it: an endpoint then gets no others, and a function has to refuse them \
    itself.
    """)

  /// A function or an endpoint, or a mapping that names one.
  static let target = FieldType<RouteTarget>.scalar(
    FieldType<ResourceReference>.resource(.function, .endpoint).map {
      RouteTarget(to: $0, settings: nil)
    },
    orMapping: FieldType<FieldValues>.record(
      "a route", [to, timeout, auth, throttle, query, headers, body],
      example: "{to: \"${pager}\", timeout: 10s}"
    ).map { RouteTarget(to: $0[to], settings: $0) })

  static let routes = Field(
    required: "routes", .routes(of: target),
    """
    What answers, by method and path. `{id}` stands for one part of a path, `{rest+}` for all that \
    follows, and the method `ANY` for all of them.
    """,
    examples: ["{POST /predict: \"${pager}\"}"])

  static let header = FieldType<String>.formed(
    "the name of a header", example: "X-Request-Id", pattern: CORSForm.exposed, CORSForm.isExposed)

  private static func parameter(_ example: String) -> FieldType<String> {
    .formed("a name", example: example, pattern: "^[A-Za-z0-9._-]{1,128}$") { text in
      1...128 ~= text.utf8.count && text.hasOnlyWords(and: "._-")
    }
  }

  /// The routes; nil if some do not go together, which is reported.
  static func read(_ it: inout Blueprint) -> [APIRoute]? {
    let routes = it[routes].map { APIRoute(entry: $0, isOpen: it[APIAccess.auth]) }
    let before = it.isSound
    checkPlaces(routes, &it)
    for route in routes { check(route, &it) }
    return before && it.isSound ? routes : nil
  }

  /// Reports parameters of paths that stand at one place under two names, which API Gateway cannot
  /// tell from each other.
  private static func checkPlaces(_ routes: [APIRoute], _ it: inout Blueprint) {
    var names: [String: (name: String, route: Route)] = [:]
    for route in routes {
      var place = ""
      for part in route.route.path.split(separator: "/").map(String.init) {
        guard part.hasPrefix("{") else {
          place += "/\(part)"
          continue
        }
        if let other = names[place], other.name != part {
          it.refuse(
            route.entry,
            "`\(part)` stands where `\(other.route.method) \(other.route.path)` has `\(other.name)`, and API Gateway takes one name for a place",
            hint: "call it `\(other.name)` here too, or let one of them follow another word")
          break
        }
        names[place] = (part, route.route)
        place += "/{}"
      }
    }
  }

  private static func check(_ route: APIRoute, _ it: inout Blueprint) {
    let settings = route.settings
    if settings?[body] != nil, ["DELETE", "GET", "HEAD"].contains(route.route.method) {
      it.refuse(
        route.entry, "requests by `\(route.route.method)` have no body to hold to a schema",
        hint: "take another method, for example `POST`, or remove `body`")
    }
    switch route.target.kind {
    case .endpoint: checkEndpoint(route, &it)
    default: checkFunction(route, &it)
    }
  }

  private static func checkEndpoint(_ route: APIRoute, _ it: inout Blueprint) {
    if route.route.method != "POST" {
      it.refuse(
        route.entry, "an endpoint is asked by `POST`, and not by `\(route.route.method)`",
        hint: "write `POST \(route.route.path)`, or put a function between them")
    }
    if let name = route.route.parameters.first {
      it.refuse(
        route.entry, "nobody takes the parameter `{\(name)}`: an endpoint gets the body alone",
        hint: "write the path without it, or put a function between them")
    }
    if route.target.isForeign {
      it.refuse(
        route.entry, "API Gateway asks endpoints of its own account and region",
        hint: "name an endpoint of this environment, or put a function between them")
    }
    if let endpoint = it.neighbour(route.target) {
      CallChain.check(
        endpoint, within: route.timeout,
        of: "`\(route.route.method) \(route.route.path)`", at: route.entry, &it)
    }
  }

  /// Reports a function that may still be at work when its caller has been sent away.
  private static func checkFunction(_ route: APIRoute, _ it: inout Blueprint) {
    guard let span = CallChain.timeout(of: route.target, it), span.milliseconds > route.timeout
    else { return }
    let wait = TimeSpan(route.timeout, .milliseconds)
    let name = route.target.name ?? "the function"
    it.refuse(
      route.entry,
      "`\(name)` may take \(span.text), and API Gateway waits for \(wait.text): whoever calls gets an error while it is still at work",
      hint: route.timeout < 29_000
        ? "give the route a `timeout` of up to `29s`, or `\(name)` one of \(wait.text) at most"
        : "give `\(name)` a timeout of \(wait.text) at most, or let it work for a queue")
  }
}

/// What a route leads to, with what else is written for it.
struct RouteTarget {
  let to: ResourceReference
  let settings: FieldValues?
}

/// A route, with what holds for the whole API filled in.
struct APIRoute {
  let entry: RouteEntry<RouteTarget>
  /// How callers are known.
  let auth: String

  /// `isOpen` is what holds where the route says nothing.
  init(entry: RouteEntry<RouteTarget>, isOpen: String) {
    self.entry = entry
    auth = entry.value.settings?[APIRoutes.auth] ?? isOpen
  }

  var route: Route { entry.route }
  var target: ResourceReference { entry.value.to }
  var settings: FieldValues? { entry.value.settings }
  var query: [String] { settings?[APIRoutes.query] ?? [] }
  var headers: [String] { settings?[APIRoutes.headers] ?? [] }
  var schema: Value? { settings?[APIRoutes.body] }

  /// How long its answer may take, in milliseconds.
  var timeout: Int { settings?[APIRoutes.timeout].milliseconds ?? 29_000 }

  /// Its method and path as policies name them.
  var resource: String {
    let path = route.path.split(separator: "/").map { $0.hasPrefix("{") ? "*" : String($0) }
    return "\(route.method == "ANY" ? "*" : route.method)/\(path.joined(separator: "/"))"
  }

  /// What stands for it in logical ids. Words say it where they can mean no other route; elsewhere
  /// they are followed by a digest.
  var key: String {
    let parts = route.path.split(separator: "/").map(String.init)
    let words = parts.map(Self.words)
    let start = route.method.lowercased()
    if words.allSatisfy({ $0 != nil }) {
      return ([start] + words.compactMap(\.self)).joined(separator: "-")
    }
    let digest = SHA256.digest(of: "\(route.method) \(route.path)".utf8).hex
    let letters = parts.map { part in
      String(decoding: part.utf8.filter { $0.isLetter || $0.isDigit }, as: UTF8.self).lowercased()
    }
    return ([start] + letters.filter { !$0.isEmpty } + ["x" + digest.prefix(8)])
      .joined(separator: "-")
  }

  /// The words that a part of a path is, if no other part is the same ones.
  private static func words(_ part: String) -> String? {
    func isWord(_ text: Substring) -> Bool {
      text.utf8.first?.isLowercase == true && text.hasOnlyLowerWords()
    }
    if part.hasPrefix("{") {
      let name = part.dropFirst().dropLast()
      return isWord(name) ? "by-\(name)" : nil
    }
    return isWord(part[...]) && part != "by" ? part : nil
  }
}
