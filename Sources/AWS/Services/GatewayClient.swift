/// The APIs of API Gateway, of both its generations.
package struct GatewayClient: Sendable {
  private let rest: ServiceClient
  private let web: ServiceClient

  /// A client for the APIs of a region.
  package init(_ services: Services) {
    rest = services.client("apigateway")
    web = services.client("apigatewayv2")
  }

  // MARK: - REST

  /// A REST API; nil where there is none of this id.
  package func restAPI(_ id: String) async throws(AWSFault) -> GatewayAPI? {
    do throws(AWSFault) {
      let output = try await rest.call("GetRestApi", ["restApiId": .text(id)])
      return Self.restAPI(output.value)
    } catch {
      if error.saysMissing { return nil }
      throw error
    }
  }

  /// All REST APIs.
  package func restAPIs() async throws(AWSFault) -> [GatewayAPI] {
    try await rest.all("GetRestApis", in: "items").map(Self.restAPI)
  }

  /// The paths of a REST API, each with its methods.
  package func resources(ofRest id: String) async throws(AWSFault) -> [GatewayResource] {
    try await rest.all(
      "GetResources", ["restApiId": .text(id), "limit": 500], in: "items"
    ).map { one in
      GatewayResource(
        path: one["path"]?.text ?? "",
        methods: (one["resourceMethods"]?.fields ?? []).map(\.name).sorted())
    }
  }

  /// The stages of a REST API.
  package func stages(ofRest id: String) async throws(AWSFault) -> [GatewayStage] {
    try await rest.call("GetStages", ["restApiId": .text(id)]).value.list("item").map { one in
      GatewayStage(
        name: one["stageName"]?.text ?? "", deployment: one["deploymentId"]?.text,
        deploysItself: false)
    }
  }

  private static func restAPI(_ value: WireValue) -> GatewayAPI {
    GatewayAPI(
      id: value["id"]?.text ?? "", name: value["name"]?.text ?? "", kind: "REST", address: nil)
  }

  // MARK: - HTTP and WebSocket

  /// An HTTP or WebSocket API; nil where there is none of this id.
  package func webAPI(_ id: String) async throws(AWSFault) -> GatewayAPI? {
    do throws(AWSFault) {
      return Self.webAPI(try await web.call("GetApi", ["ApiId": .text(id)]).value)
    } catch {
      if error.saysMissing { return nil }
      throw error
    }
  }

  /// All HTTP and WebSocket APIs.
  package func webAPIs() async throws(AWSFault) -> [GatewayAPI] {
    try await web.all("GetApis", in: "Items").map(Self.webAPI)
  }

  /// The keys of an API's routes, such as `POST /predict`, each with where it leads.
  package func routes(ofWeb id: String) async throws(AWSFault) -> [GatewayRoute] {
    try await web.all("GetRoutes", ["ApiId": .text(id)], in: "Items").map { one in
      GatewayRoute(key: one["RouteKey"]?.text ?? "", target: one["Target"]?.text)
    }
  }

  /// The stages of an HTTP or WebSocket API.
  package func stages(ofWeb id: String) async throws(AWSFault) -> [GatewayStage] {
    try await web.all("GetStages", ["ApiId": .text(id)], in: "Items").map { one in
      GatewayStage(
        name: one["StageName"]?.text ?? "", deployment: one["DeploymentId"]?.text,
        deploysItself: one["AutoDeploy"]?.flag ?? false)
    }
  }

  private static func webAPI(_ value: WireValue) -> GatewayAPI {
    GatewayAPI(
      id: value["ApiId"]?.text ?? "", name: value["Name"]?.text ?? "",
      kind: value["ProtocolType"]?.text ?? "", address: value["ApiEndpoint"]?.text)
  }
}

/// An API.
package struct GatewayAPI: Sendable, Equatable {
  package var id: String
  package var name: String
  /// `REST`, `HTTP` or `WEBSOCKET`.
  package var kind: String
  /// Where it is called, as far as the service says it.
  package var address: String?
}

/// A path of a REST API.
package struct GatewayResource: Sendable, Equatable {
  package var path: String
  package var methods: [String]
}

/// A route of an HTTP or WebSocket API.
package struct GatewayRoute: Sendable, Equatable {
  package var key: String
  package var target: String?
}

/// A name under which an API is reached.
package struct GatewayStage: Sendable, Equatable {
  package var name: String
  package var deployment: String?
  /// Whether changes reach it without a deployment.
  package var deploysItself: Bool
}
