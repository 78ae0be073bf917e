internal import Digests
internal import Documents
internal import Stacks

/// What an API is, as one document of OpenAPI with the extensions of API Gateway
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html).
/// It is read as a whole: a path that changes its name never stands beside the old one.
struct APIDefinition {
  let body: Value
  /// What tells this definition from others, with what it leads to: a deployment is one of it, and
  /// another one is another deployment.
  let digest: String

  init(_ routes: [APIRoute], _ it: Blueprint) {
    var paths: Value.Object = [:]
    for route in routes {
      var path: Value.Object = [:]
      if case .object(let known)? = paths[route.route.path] { path = known }
      let method = route.route.method
      path[method == "ANY" ? "x-amazon-apigateway-any-method" : method.lowercased()] =
        Self.operation(route, it)
      paths[route.route.path] = .object(path)
    }
    APICORS.addPreflights(to: &paths, routes, it)
    var info: Value.Object = ["title": .string(RESTAPI.apiName(it)), "version": "1"]
    // An import takes away what it is not told again.
    if let description = it[RESTAPI.description] { info["description"] = .string(description) }
    var whole: Value.Object = [
      "info": .object(info), "openapi": "3.0.1",
      "paths": .object(paths),
    ]
    var components: Value.Object = [:]
    let schemas = routes.compactMap { route in
      route.schema.map { Value.Object.Member(Self.schemaName(route), $0) }
    }
    if !schemas.isEmpty { components["schemas"] = .object(Value.Object(schemas)) }
    let schemes = APIAccess.schemes(routes, it)
    if !schemes.members.isEmpty { components["securitySchemes"] = .object(schemes) }
    if !components.members.isEmpty { whole["components"] = .object(components) }
    if !it[RESTAPI.binary].isEmpty {
      whole["x-amazon-apigateway-binary-media-types"] = .array(
        it[RESTAPI.binary].map(Value.string))
    }
    whole["x-amazon-apigateway-endpoint-access-mode"] = .string(RESTAPI.accessMode)
    whole["x-amazon-apigateway-gateway-responses"] = APICORS.errors(it)
    whole["x-amazon-apigateway-security-policy"] = .string(RESTAPI.securityPolicy)
    let validators = Set(routes.compactMap(Self.validator))
    if !validators.isEmpty {
      whole["x-amazon-apigateway-request-validators"] = .object(
        Value.Object(
          validators.sorted().map { name in
            Value.Object.Member(
              name,
              [
                "validateRequestBody": .bool(name != "parameters"),
                "validateRequestParameters": .bool(name != "body"),
              ])
          }))
    }
    body = .object(whole)
    // What it is called makes it no other one, nor what its role is called.
    whole["info"] = nil
    let targets = routes.map { Self.identity(of: $0.target, it) }
    let asked = it[APIAccess.authorizer].map { Self.identity(of: $0[APIAccess.function], it) }
    let text = Value.array([.object(whole), .array(targets + [asked ?? .null])]).canonicalJSON
      .replacing(it.attribute(RESTAPI.role, "Arn").canonicalJSON, with: "{}")
    digest = "x" + String(SHA256.digest(of: text.utf8).hex.prefix(10))
  }

  /// What makes of a function or an endpoint another one, whose address the definition does not
  /// show: it only refers to what a deployment knows.
  private static func identity(of target: ResourceReference, _ it: Blueprint) -> Value {
    guard let neighbour = it.neighbour(target) else { return target.identity ?? .null }
    switch neighbour.component {
    case LambdaFunction.component.name:
      return [
        neighbour[LambdaFunction.name].map(Value.string) ?? .null,
        .bool(neighbour[LambdaFunction.image] != nil),
      ]
    case SageMakerEndpoint.component.name:
      return neighbour[SageMakerEndpoint.name].map(Value.string) ?? .null
    default: return .null
    }
  }

  // MARK: Operations

  private static func operation(_ route: APIRoute, _ it: Blueprint) -> Value {
    let isEndpoint = route.target.kind == .endpoint
    var operation: Value.Object = [
      "responses": isEndpoint
        ? EndpointIntegration.answers(it)
        : ["default": ["description": "What the function answers"]],
      "x-amazon-apigateway-integration": isEndpoint
        ? EndpointIntegration.integration(route, it) : functionIntegration(route, it),
    ]
    let parameters = parameters(route, passed: isEndpoint ? EndpointIntegration.passed : [])
    if !parameters.isEmpty { operation["parameters"] = .array(parameters) }
    if route.schema != nil {
      let reference: Value = [
        "$ref": .string("#/components/schemas/\(schemaName(route))")
      ]
      operation["requestBody"] = [
        "content": ["application/json": ["schema": reference]], "required": true,
      ]
    }
    if route.auth != "none" {
      operation["security"] = [.object(Value.Object([.init(route.auth, [])]))]
    }
    if let validator = validator(route) {
      operation["x-amazon-apigateway-request-validator"] = .string(validator)
    }
    return .object(operation)
  }

  /// The parameters of the path, what has to be there, and what is passed on if it is.
  private static func parameters(_ route: APIRoute, passed: [String]) -> [Value] {
    func parameter(_ name: String, in place: String, isRequired: Bool = true) -> Value {
      [
        "in": .string(place), "name": .string(name), "required": .bool(isRequired),
        "schema": ["type": "string"],
      ]
    }
    let names = Set(route.headers.map { $0.lowercased() })
    return route.route.parameters.map { parameter($0, in: "path") }
      + route.query.map { parameter($0, in: "query") }
      + route.headers.map { parameter($0, in: "header") }
      + passed.filter { !names.contains($0.lowercased()) }
      .map { parameter($0, in: "header", isRequired: false) }
  }

  /// What API Gateway looks at before it passes a request on.
  private static func validator(_ route: APIRoute) -> String? {
    let hasParameters = !route.query.isEmpty || !route.headers.isEmpty
    if route.schema == nil { return hasParameters ? "parameters" : nil }
    return hasParameters ? "all" : "body"
  }

  private static func schemaName(_ route: APIRoute) -> String {
    route.key.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  private static func functionIntegration(_ route: APIRoute, _ it: Blueprint) -> Value {
    [
      "httpMethod": "POST", "passthroughBehavior": "when_no_match",
      "timeoutInMillis": .number(Number(route.timeout)), "type": "aws_proxy",
      "uri": uri(of: route.target),
    ]
  }

  /// Where API Gateway calls a function.
  static func uri(of function: ResourceReference) -> Value {
    .joined([
      [
        "Fn::Sub":
          "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/"
      ], function.arn, "/invocations",
    ])
  }
}
