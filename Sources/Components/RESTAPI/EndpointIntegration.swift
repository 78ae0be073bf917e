internal import Documents
internal import Stacks

/// How API Gateway asks an endpoint of Amazon SageMaker, and what it makes of its answers
/// (https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html).
enum EndpointIntegration {
  /// The headers of a request that the model gets.
  static let passed = ["Accept", "Content-Type"]
  /// The headers of an answer of the model that its caller gets.
  private static let returned = ["Content-Type", "X-Amzn-Invoked-Production-Variant"]

  /// An answer that is not the model's: the status that Amazon SageMaker gives, as a pattern; the one
  /// that the caller gets, unless the body, a template, sets another; and what it means.
  private struct Failure {
    let pattern: String
    let status: String
    let what: String
    let body: String
  }

  private static let failures = [
    // What the model says of requests that it does not take is meant for who sent them. Of its other
    // failures, and in the rest of this answer, are the names of logs and accounts.
    Failure(
      pattern: "424", status: "502", what: "The model failed, or cannot be asked",
      body: """
        #set($status = "$!input.path('$.OriginalStatusCode')")
        #if($status.matches("4[0-9][0-9]"))
        #set($context.responseOverride.status = $input.path('$.OriginalStatusCode'))
        {"message": "$!util.escapeJavaScript($input.path('$.OriginalMessage')).replaceAll("\\\\'", "'")"}
        #else
        {"message": "The model failed"}
        #end
        """),
    // Throttling comes with this status too, and that there is no such endpoint, by its account.
    Failure(
      pattern: "400", status: "502", what: "The model cannot be asked",
      body: """
        #set($message = "$!input.path('$.message')$!input.path('$.Message')")
        #if($message.contains("Rate exceeded") || $message.contains("hrottl"))
        #set($context.responseOverride.status = 503)
        \(plain("The model is busy: try again"))
        #elseif($message.toLowerCase().contains("size"))
        #set($context.responseOverride.status = 413)
        \(plain("The request is too large for the model"))
        #else
        \(plain("The model cannot be asked"))
        #end
        """),
    Failure(
      pattern: "413", status: "413", what: "The request is too large",
      body: plain("The request is too large for the model")),
    Failure(
      pattern: "429|503", status: "503", what: "The endpoint is busy",
      body: plain("The model is busy: try again")),
    Failure(
      pattern: "default", status: "502", what: "The endpoint cannot be asked",
      body: plain("The model cannot be asked")),
  ]

  private static func plain(_ message: String) -> String { "{\"message\": \"\(message)\"}" }

  /// The answers that a caller may get.
  static func answers(_ it: Blueprint) -> Value {
    var answers: Value.Object = [:]
    func note(_ status: String, _ what: String, _ headers: [String]) {
      let named = headers + APICORS.headers(it).map(\.name)
      let members = named.map { Value.Object.Member($0, ["schema": ["type": "string"]]) }
      answers[status] = [
        "description": .string(what), "headers": .object(Value.Object(members)),
      ]
    }
    note("200", "What the model answers", returned)
    for failure in failures where answers[failure.status] == nil {
      note(failure.status, failure.what, ["Content-Type"])
    }
    return .object(answers)
  }

  static func integration(_ route: APIRoute, _ it: Blueprint) -> Value {
    var integration: Value.Object = [
      "credentials": it.attribute(RESTAPI.role, "Arn"), "httpMethod": "POST",
      "passthroughBehavior": route.schema == nil ? "when_no_match" : "never",
      "requestParameters": .object(
        Value.Object(
          passed.map {
            .init("integration.request.header.\($0)", .string("method.request.header.\($0)"))
          })),
      "responses": responses(it), "timeoutInMillis": .number(Number(route.timeout)), "type": "aws",
      "uri": .joined([
        [
          "Fn::Sub":
            "arn:${AWS::Partition}:apigateway:${AWS::Region}:runtime.sagemaker:path/endpoints/"
        ], name(of: route.target), "/invocations",
      ]),
    ]
    // Bodies of other types would pass by the schema.
    if route.schema != nil { integration["requestTemplates"] = ["application/json": "$input.body"] }
    return .object(integration)
  }

  private static func responses(_ it: Blueprint) -> Value {
    func parameters(_ headers: [(String, String)]) -> Value {
      let all = headers + APICORS.headers(it).map { ($0.name, "'\($0.value)'") }
      return .object(
        Value.Object(all.map { .init("method.response.header.\($0.0)", .string($0.1)) }))
    }
    var responses: Value.Object = [
      "2\\d{2}": [
        "responseParameters": parameters(
          returned.map { ($0, "integration.response.header.\($0)") }), "statusCode": "200",
      ]
    ]
    for failure in failures {
      responses[failure.pattern] = [
        "responseParameters": parameters([("Content-Type", "'application/json'")]),
        "responseTemplates": ["application/json": .string(failure.body)],
        "statusCode": .string(failure.status),
      ]
    }
    return .object(responses)
  }

  /// The name of an endpoint, which is the end of its ARN.
  private static func name(of endpoint: ResourceReference) -> Value {
    if case .object(let reference)? = endpoint.ref, case .string(let id)? = reference["Ref"] {
      return ["Fn::GetAtt": [.string(id), "EndpointName"]]
    }
    if case .string(let arn) = endpoint.arn, let name = arn.split(separator: "/").last {
      return .string(String(name))
    }
    return ["Fn::Select": [1, ["Fn::Split": ["/", endpoint.arn]]]]
  }
}
