internal import CloudFormation
internal import Documents
internal import Stacks

/// An address on the internet, behind which functions and models answer.
enum RESTAPI {
  static let api = Component.Part("", "AWS::ApiGateway::RestApi")
  static let permission = Component.Part(
    "permission", "AWS::Lambda::Permission", perKeyOf: "routes")
  static let role = Component.Part("role", "AWS::IAM::Role")
  static let firewall = Component.Part("web-acl", "AWS::WAFv2::WebACLAssociation")

  static let binary = Field(
    "binary", .list(of: mediaType, 0...20), default: "[]",
    """
    The media types that are passed on byte by byte. A function gets such bodies in base64, and says \
    whether its answer is. Everything else is text.
    """,
    examples: ["[application/octet-stream, application/x-npy]"])
  static let webACL = OptionalField(
    "web-acl",
    .arn(
      of: "wafv2", "a web ACL of this region", resource: "regional/webacl/",
      example:
        "arn:aws:wafv2:us-east-1:111111111111:regional/webacl/fraud/1234abcd-12ab-34cd-56ef-1234567890ab"
    ),
    otherwise: "none", "The web ACL of AWS WAF that looks at every request first.")
  static let description = OptionalField(
    "description", .knownText(1...1024, example: "The churn model"), otherwise: "none",
    "What it is for.")
  static let name = OptionalField(
    "name", .knownText(1...255, example: "churn"), otherwise: "`PROJECT-ENVIRONMENT-STACK-NAME`",
    "What the API is called, in the console and in its metrics.")

  static let component = Component(
    "rest-api", "An address on the internet that opens functions and models to their callers.",
    details: """
      Every route leads to a function, or to an endpoint without a function between them. API Gateway \
      waits at most 29 seconds for an answer and takes bodies of up to 10 MB; a function gets 6 MB at \
      most, of which base64 takes a quarter. What is more is refused. What a model says of a \
      request that it does not take comes through with its status from 400 to 499; what else goes \
      wrong with an endpoint is answered with 502 or 503, in words that tell nothing of the account. \
      Callers need TLS 1.2 or later.

      A change of the routes, or of anything else that the API is, deploys it anew; what is set for \
      the stage alone, such as throttles and logs, does not.

      Logs are written by a role that all APIs of an account in a region share. Where nobody has set it \
      yet, AWS refuses a stage with logs; `aws apigateway get-account` shows it. One stack sets it, by \
      `logging-role: own`; it stays when that stack goes, as other APIs write by it too.
      """,
    fields: [
      APIRoutes.routes, APIAccess.auth, APIAccess.authorizer, APIPlans.plans, APIStage.throttle,
      APICORS.cors, binary, webACL, APIStage.stageName, APIStage.accessLogs, APIStage.retention,
      APIStage.loggingRole, APIStage.tracing, APIAlarms.alarms, APIAlarms.notify, description, name,
    ],
    parts: [api, permission, role, APIAccess.permission, firewall] + APIStage.parts
      + APIPlans.parts + APIAlarms.parts,
    attributes: [
      .init(
        "url", "Where it is called: an address without a slash at its end.",
        .literal("https://"), .ref(api), .literal(".execute-api."), .pseudo(.region), .literal("."),
        .pseudo(.urlSuffix), .literal("/"), .ref(APIStage.stage)),
      .init("id", "The API's id.", .ref(api)),
      .init("stage", "The name of its stage.", .ref(APIStage.stage)),
      .init(
        "arn", "What policies name it by, with all its routes.",
        .literal("arn:"), .pseudo(.partition), .literal(":execute-api:"), .pseudo(.region),
        .literal(":"), .pseudo(.accountId), .literal(":"), .ref(api), .literal("/"),
        .ref(APIStage.stage), .literal("/*")),
      .init(
        "key-id", "The id of the API key, of which API Gateway tells the value to who may ask.",
        .ref(APIPlans.key.of(APIPlans.only)),
        by: [APIPlans.plans, APIRoutes.routes, APIAccess.auth], choice: APIPlans.onlyKey),
      .init(
        "log-group", "The name of the log group of its calls.", .ref(APIStage.calls),
        by: [APIStage.accessLogs], choice: APIStage.hasLogs),
    ],
    examples: APIExamples.all,
    sole: .init(
      APIStage.loggingRole.name, "own", "the role for the logs of API Gateway",
      type: APIStage.account.type)
  ) { it in
    guard let routes = APIRoutes.read(&it), APIAccess.check(routes, &it),
      APICORS.check(routes, &it), let plans = APIPlans.read(routes, &it), APIStage.check(&it)
    else { return }
    let definition = APIDefinition(routes, it)
    it.add(
      api,
      [
        ("Body", definition.body), ("Description", it[description].map(Value.string)),
        ("EndpointAccessMode", .string(accessMode)),
        ("EndpointConfiguration", ["Types": ["REGIONAL"]]), ("Name", .string(apiName(it))),
        // An import sets what it is not told of as a new API has it.
        ("Parameters", ["endpointConfigurationTypes": "REGIONAL"]),
        ("SecurityPolicy", .string(securityPolicy)),
      ])
    let permissions = addPermissions(routes, &it)
    addRole(routes, &it)
    APIStage.add(definition, routes, behind: permissions, &it)
    APIPlans.add(plans, &it)
    if let acl = it[webACL] {
      it.add(firewall, [("ResourceArn", APIStage.arn(it)), ("WebACLArn", acl)])
    }
    APIAlarms.add(&it)
  }

  /// TLS 1.2 at least; without it, API Gateway takes 1.0
  /// (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies.html).
  static let securityPolicy = "SecurityPolicy_TLS13_1_2_2021_06"
  /// Only who means this host by TLS too is answered.
  static let accessMode = "STRICT"

  /// What tells its metrics from those of other APIs.
  static func apiName(_ it: Blueprint) -> String {
    it[name] ?? "\(it.project)-\(it.environment.name)-\(it.stack)-\(it.name)"
  }

  /// What policies call a part of it: a stage with a method and a path, or an authorizer.
  static func executionARN(_ end: String, _ it: Blueprint) -> Value {
    .joined([
      ["Fn::Sub": "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:"],
      it.ref(api), .string("/\(end)"),
    ])
  }

  /// Lets each function be called by its routes, and no others; returns the parts that do.
  private static func addPermissions(
    _ routes: [APIRoute], _ it: inout Blueprint
  ) -> [Component.Part] {
    var parts: [Component.Part] = []
    // A function elsewhere has to allow its callers itself.
    for route in routes where route.target.kind == .function && !route.target.isForeign {
      let part = permission.of(route.key)
      it.add(
        part,
        [
          ("Action", "lambda:InvokeFunction"), ("FunctionName", route.target.arn),
          ("Principal", "apigateway.amazonaws.com"),
          ("SourceArn", executionARN("\(it[APIStage.stageName])/\(route.resource)", it)),
        ])
      parts.append(part)
    }
    if let settings = it[APIAccess.authorizer], !settings[APIAccess.function].isForeign {
      it.add(
        APIAccess.permission,
        [
          ("Action", "lambda:InvokeFunction"),
          ("FunctionName", settings[APIAccess.function].arn),
          ("Principal", "apigateway.amazonaws.com"),
          // It gets another id whenever the definition is read.
          ("SourceArn", executionARN("authorizers/*", it)),
        ])
      parts.append(APIAccess.permission)
    }
    return parts
  }

  /// What API Gateway calls endpoints by.
  private static func addRole(_ routes: [APIRoute], _ it: inout Blueprint) {
    let endpoints = routes.map(\.target).filter { $0.kind == .endpoint }.map(\.arn).uniqued
    guard !endpoints.isEmpty else { return }
    it.add(
      role,
      [
        ("AssumeRolePolicyDocument", RolePolicy.trust(in: "apigateway.amazonaws.com")),
        (
          "Policies",
          [
            RolePolicy.inline(
              "call", [RolePolicy.allow("Endpoints", ["sagemaker:InvokeEndpoint"], on: endpoints)])
          ]
        ),
      ])
  }

  private static let mediaType = FieldType<String>.formed(
    "a media type", example: "application/octet-stream",
    pattern: "^(\\*/\\*|[a-z]+/[a-z0-9.+-]+)$"
  ) { text in
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    return text == "*/*"
      || parts.count == 2 && !parts[0].isEmpty && !parts[1].isEmpty
        && parts[0].utf8.allSatisfy(\.isLowercase) && parts[1].hasOnlyLowerWords(and: ".+-")
  }
}
