internal import Documents
internal import Stacks

/// The stage of an API: where its deployment is called, how often, and what is noted of it.
enum APIStage {
  static let stage = Component.Part("stage", "AWS::ApiGateway::Stage")
  static let deployment = Component.Part("deployment", "AWS::ApiGateway::Deployment")
  static let calls = Component.Part("access-log", "AWS::Logs::LogGroup")
  static let errors = Component.Part("error-log", "AWS::Logs::LogGroup")
  static let account = Component.Part(
    "api-gateway-account", "AWS::ApiGateway::Account", isShared: true)
  static let accountRole = Component.Part(
    "api-gateway-log-role", "AWS::IAM::Role", isShared: true)
  static let parts = [stage, deployment, calls, errors, account, accountRole]

  static let rate = Field(
    required: "rate", .integer(1...100_000, example: 50),
    "How many requests a second are answered, on average.")
  static let burst = Field(
    required: "burst", .integer(1...100_000, example: 100),
    "How many may come at once.")
  static let throttleType = FieldType<FieldValues>.record(
    "a throttle", [rate, burst], example: "{rate: 50, burst: 100}")
  static let throttle = OptionalField(
    "throttle", throttleType,
    otherwise: "what the account allows all its APIs together: 10,000 requests a second",
    "How often each route may be called; what is more is answered with 429.",
    examples: ["{rate: 50, burst: 100}"])

  static let stageName = Field(
    "stage",
    .formed("the name of a stage", example: "live", pattern: "^[A-Za-z0-9_-]{1,128}$") { text in
      1...128 ~= text.utf8.count && text.hasOnlyWords(and: "_-")
    }, default: "live",
    "What stands behind the host in its address. Another name is another address.",
    examples: ["live", "v1"])
  static let accessLogs = Field(
    "access-logs", .flag, default: "true",
    "Whether each call is noted in a log, and what goes wrong within API Gateway in another one.")
  static let retention = Field(
    "log-retention", LogRetention.type, default: "30d", "How long its logs are kept.",
    examples: ["30d", "1y"])
  static let loggingRole = Field(
    "logging-role", .choice(["there", "own"]), default: "there",
    """
    Whether the role that API Gateway writes logs by is `there`, in this account and region, or this \
    stack sets it: `own`, in one stack only. It stays when the stack goes.
    """)
  static let tracing = Field(
    "tracing", .flag, default: "true", "Whether AWS X-Ray shows where requests spend their time.")

  /// Reports a role for logs that are not written; false if there is one.
  static func check(_ it: inout Blueprint) -> Bool {
    guard it[loggingRole] == "own", !it[accessLogs] else { return true }
    it.refuse(
      loggingRole, "nothing is written by this role: the API has no logs",
      hint: "remove it, or `access-logs: false`")
    return false
  }

  static func add(
    _ definition: APIDefinition, _ routes: [APIRoute], behind permissions: [Component.Part],
    _ it: inout Blueprint
  ) {
    let current = deployment.of(definition.digest)
    it.add(current, [("RestApiId", it.ref(RESTAPI.api))])
    addLogs(&it)
    let before = it[accessLogs] ? [errors] + (it[loggingRole] == "own" ? [account] : []) : []
    it.add(
      stage,
      [
        (
          "AccessLogSetting",
          it[accessLogs]
            ? [
              "DestinationArn": it.attribute(calls, "Arn"),
              "Format": .string(format.canonicalJSON),
            ] : nil
        ),
        ("DeploymentId", it.ref(current)), ("MethodSettings", .array(settings(routes, it))),
        ("RestApiId", it.ref(RESTAPI.api)), ("StageName", .string(it[stageName])),
        ("TracingEnabled", .bool(it[tracing])),
      ], dependsOn: before + permissions)
  }

  /// The stage's ARN, which no attribute of it is.
  static func arn(_ it: Blueprint) -> Value {
    .joined([
      ["Fn::Sub": "arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis/"],
      it.ref(RESTAPI.api), "/stages/", it.ref(stage),
    ])
  }

  /// Whether there is a log to name.
  static func hasLogs(_ settings: FieldValues) -> Component.Attribute.Choice {
    settings[accessLogs] ? .pieces : .none("it has no logs")
  }

  private static func addLogs(_ it: inout Blueprint) {
    guard it[accessLogs] else { return }
    let days: (String, Value?) = ("RetentionInDays", .number(Number(it[retention])))
    it.add(calls, [days])
    // API Gateway makes it by itself under this name, and would keep it for ever.
    let name: [Value] = [
      "API-Gateway-Execution-Logs_", it.ref(RESTAPI.api), .string("/\(it[stageName])"),
    ]
    it.add(errors, [("LogGroupName", .joined(name)), days])
    guard it[loggingRole] == "own" else { return }
    it.add(
      accountRole,
      [
        ("AssumeRolePolicyDocument", RolePolicy.trust(in: "apigateway.amazonaws.com")),
        (
          "ManagedPolicyArns",
          [
            [
              "Fn::Sub":
                "arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
            ]
          ]
        ),
      ], retain: true)
    it.add(
      account, [("CloudWatchRoleArn", it.attribute(accountRole, "Arn"))], retain: true)
  }

  /// What holds for all routes, and then for those that say otherwise.
  private static func settings(_ routes: [APIRoute], _ it: Blueprint) -> [Value] {
    func setting(_ path: String, _ method: String, _ throttle: FieldValues?) -> Value {
      var setting: Value.Object = [
        "DataTraceEnabled": false, "HttpMethod": .string(method),
        "LoggingLevel": it[accessLogs] ? "ERROR" : "OFF", "ResourcePath": .string(path),
      ]
      if let throttle {
        setting["ThrottlingBurstLimit"] = .number(Number(throttle[burst]))
        setting["ThrottlingRateLimit"] = .number(Number(throttle[rate]))
      }
      return .object(setting)
    }
    let own = routes.compactMap { route -> Value? in
      guard let throttle = route.settings?[APIRoutes.throttle] else { return nil }
      // Behind the first slash, `~1` stands for slashes.
      let path = route.route.path.dropFirst().split(separator: "/").joined(separator: "~1")
      return setting(path.isEmpty ? "/" : "/~1\(path)", route.route.method, throttle)
    }
    return [setting("/*", "*", it[throttle])] + own
  }

  /// What is noted of a call, one line of JSON each.
  private static let format: Value = [
    "apiKeyId": "$context.identity.apiKeyId", "caller": "$context.identity.userArn",
    "error": "$context.error.responseType", "integrationError": "$context.integration.error",
    "integrationLatency": "$context.integration.latency",
    "integrationStatus": "$context.integration.status", "ip": "$context.identity.sourceIp",
    "latency": "$context.responseLatency", "method": "$context.httpMethod",
    "path": "$context.path", "principal": "$context.authorizer.principalId",
    "requestId": "$context.requestId", "responseLength": "$context.responseLength",
    "route": "$context.resourcePath", "status": "$context.status",
    "time": "$context.requestTime", "tls": "$context.tlsVersion", "traceId": "$context.xrayTraceId",
    "userAgent": "$context.identity.userAgent",
  ]
}
