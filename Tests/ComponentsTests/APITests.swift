import CloudFormation
import Components
import Diagnostics
import Documents
import Stacks
import Testing

/// When an API is deployed anew, who may call what, and what callers get.
struct APITests {
  private static let head = """
    stack: serving
    resources:
      predict:
        type: lambda-function
        runtime: python3.13
        code: predict

    """
  private static let api = """
      api:
        type: rest-api
        auth: iam
        routes:
          POST /predict: ${predict}
          GET /models/{id}:
            to: ${predict}
            timeout: 25s

    """

  private func template(_ text: String) throws -> Template {
    let lowered = try Lowered(text)
    #expect(lowered.diagnostics.isEmpty, "\(lowered.diagnostics.map(\.message)) in \(text)")
    return try #require(lowered.stack).template
  }

  private func ids(_ template: Template, of type: String) -> [String] {
    template.resources.filter { $0.type == type }.map(\.id)
  }

  private func deployment(_ text: String) throws -> String {
    let found = ids(try template(text), of: "AWS::ApiGateway::Deployment")
    #expect(found.count == 1)
    return try #require(found.first)
  }

  /// What is part of the definition, or makes another function of what it leads to.
  @Test(
    arguments: [
      ("POST /predict: ${predict}", "POST /ask: ${predict}"),
      ("POST /predict:", "PUT /predict:"),
      ("timeout: 25s", "timeout: 26s"),
      ("timeout: 25s", "auth: none\n        throttle: {rate: 1, burst: 1}"),
      ("timeout: 25s", "query: [page]"), ("timeout: 25s", "headers: [X-Request-Id]"),
      ("auth: iam", "auth: api-key"), ("auth: iam", "auth: iam\n    binary: [image/png]"),
      ("auth: iam", "auth: iam\n    cors: {origin: \"*\"}"),
      ("code: predict", "code: predict\n    name: other"),
    ])
  func aChangeOfTheDefinitionIsDeployed(old: String, new: String) throws {
    let text = Self.head + Self.api
    let changed = text.replacing(old, with: new)
    #expect(changed != text)
    #expect(try deployment(changed) != deployment(text))
  }

  /// What holds for the stage, or for what stands beside it.
  @Test(
    arguments: [
      ("auth: iam", "auth: iam\n    throttle: {rate: 1, burst: 2}"),
      ("auth: iam", "auth: iam\n    stage: v2"), ("auth: iam", "auth: iam\n    name: other"),
      ("auth: iam", "auth: iam\n    description: Another"),
      ("auth: iam", "auth: iam\n    log-retention: 1y\n    tracing: false"),
      ("auth: iam", "auth: iam\n    alarms: {errors: 1%}"),
      ("timeout: 25s", "timeout: 25s\n        throttle: {rate: 1, burst: 2}"),
      ("code: predict", "code: predict\n    memory: 1GiB\n    timeout: 20s"),
      ("POST /predict: ${predict}", "POST /predict: {to: \"${predict}\", auth: iam, timeout: 29s}"),
    ])
  func aChangeBesideItIsNot(old: String, new: String) throws {
    let text = Self.head + Self.api
    let changed = text.replacing(old, with: new)
    #expect(changed != text)
    #expect(try deployment(changed) == deployment(text))
  }

  /// A function that is written in CloudFormation's words is another one under another name.
  @Test func anotherRawFunctionIsDeployed() throws {
    func text(_ more: String) -> String {
      """
      stack: serving
      resources:
        api: {type: rest-api, auth: iam, routes: {POST /x: "${f}"}}
        f:
          type: AWS::Lambda::Function
          properties:
            Code: {ZipFile: pass}
            Handler: index.handler
            Role: arn:aws:iam::111111111111:role/f
            Runtime: python3.13
            \(more)
      """
    }
    #expect(try deployment(text("Timeout: 3")) == deployment(text("Timeout: 4")))
    #expect(try deployment(text("FunctionName: a")) != deployment(text("FunctionName: b")))
  }

  /// The order of what is written is nothing that is deployed.
  @Test func theOrderOfRoutesChangesNothing() throws {
    let other = """
        api:
          routes:
            GET /models/{id}: {timeout: 25s, to: "${predict}"}
            POST /predict: ${predict}
          auth: iam
          type: rest-api

      """
    #expect(try deployment(Self.head + other) == deployment(Self.head + Self.api))
  }

  /// A function is called at its routes' methods, paths and stage, and nowhere else.
  @Test func permissionsAreForRoutes() throws {
    let template = try template(Self.head + Self.api)
    let arns = template.resources.filter { $0.type == "AWS::Lambda::Permission" }.map { resource in
      guard case .object(let properties)? = resource[.properties],
        case .object(let join)? = properties["SourceArn"],
        case .array(let arguments)? = join["Fn::Join"], case .array(let pieces) = arguments[1],
        case .string(let end)? = pieces.last
      else { return "" }
      return end
    }
    #expect(arns.sorted() == ["/live/GET/models/*", "/live/POST/predict"])
  }

  /// Every route has ids of its own, whatever its path is made of.
  @Test func routesHaveIDsOfTheirOwn() throws {
    let paths = [
      "/", "/a/b", "/a-b", "/ab", "/a/b2", "/a/2", "/a2", "/A/b", "/a/{b}", "/a/by/b", "/a_b",
      "/a.b", "/a%20b", "/a/{b}/c", "/by/a", "/a/b/method",
    ]
    let routes = paths.flatMap { path in
      ["GET \(path)", "POST \(path)"].map { "    \"\($0)\": \"${predict}\"\n" }
    }
    let text =
      Self.head + "  api:\n    type: rest-api\n    auth: iam\n    routes:\n"
      + routes.map { "  " + $0 }.joined()
    let lowered = try Lowered(text)
    #expect(lowered.diagnostics.map(\.message) == [])
    let found = ids(try template(text), of: "AWS::Lambda::Permission")
    #expect(Set(found).count == routes.count)
  }

  /// Where a log is written by a role that is there, the stack sets none.
  @Test(arguments: [("there", 0), ("own", 1)])
  func theLoggingRoleIsSetWhereThatIsAskedFor(choice: String, count: Int) throws {
    let text =
      Self.head
      + Self.api.replacing(
        "auth: iam", with: "auth: iam\n    logging-role: \(choice)")
    let template = try template(text)
    let accounts = template.resources.filter { $0.type == "AWS::ApiGateway::Account" }
    #expect(accounts.count == count)
    for account in accounts {
      #expect(account.deletionPolicy?.rawValue == "RetainExceptOnCreate")
    }
  }

  /// A reference to what only the deployment knows is no part of it.
  @Test func endpointsAreFoundByTheirNames() throws {
    let text = """
      stack: serving
      resources:
        api:
          type: rest-api
          auth: iam
          routes:
            POST /here: ${churn}
            POST /there: arn:aws:sagemaker:us-east-1:000000000000:endpoint/other
        churn:
          type: AWS::SageMaker::Endpoint
          properties: {EndpointConfigName: churn}
      """
    let json = try #require(try Lowered(text).stack).json
    #expect(json.contains("\"EndpointName\""))
    #expect(json.contains("\"other\""))
    #expect(json.contains("endpoint/other"))
  }
}
