internal import AWS
internal import Documents

/// Looks at what a judge has made, with the typed calls; prints lines of `name value`.
struct TypedLooks {
  let services: Services

  func run() async throws {
    try await images()
    try await serving()
    try await others()
  }

  private func images() async throws {
    let ecr = ECRClient(services)
    let authorization = try await ecr.authorization()
    print("registry \(authorization.user) \(authorization.password.revealed.isEmpty)")
    print("repository \(try await ecr.address(of: "models") ?? "none")")
    print("no repository \(try await ecr.address(of: "none") ?? "none")")
    let digest = try await ecr.digest(of: "1", in: "models") ?? "none"
    let images = try await ecr.images(in: "models")
    print("images \(images.count) \(images.contains { $0.digest == digest && $0.tags == ["1"] })")
    print("no tag \(try await ecr.digest(of: "9", in: "models") ?? "none")")
    print(
      "kept \(try await ecr.delete([digest, "sha256:" + String(repeating: "0", count: 64)], in: "models").count)"
    )
    print("images left \(try await ecr.images(in: "models").count)")
  }

  private func serving() async throws {
    let ecs = ECSClient(services)
    if let service = try await ecs.service("web", in: "serving") {
      print("service \(service.status) \(service.desired) deployments \(service.deployments.count)")
    }
    print("no service \(try await ecs.service("none", in: "serving") == nil)")
    print("no cluster \(try await ecs.service("web", in: "none") == nil)")
    print("stopped \(try await ecs.stoppedTasks(of: "web", in: "serving").count)")
    let sageMaker = SageMakerClient(services)
    if let endpoint = try await sageMaker.endpoint("churn") {
      print("endpoint \(endpoint.status) \(endpoint.configuration ?? "none")")
      print("variants \(endpoint.variants.map { "\($0.name) \($0.weight ?? -1)" })")
    }
    print("no endpoint \(try await sageMaker.endpoint("none") == nil)")
    let functions = LambdaClient(services)
    if let function = try await functions.function("predict") {
      print("function \(function.state ?? "none") \(function.codeDigest?.utf8.count ?? 0)")
    }
    print("no function \(try await functions.function("none") == nil)")
    let logs = LogsClient(services)
    print("lines \(try await logs.tail(of: "/probe/a b", lines: 2)?.map(\.message) ?? [])")
    print("no group \(try await logs.tail(of: "/none") == nil)")
    let found = try await logs.find(
      "\"line 1\"", in: "/probe/a b", since: Timestamp(milliseconds: 0), atMost: 5)
    print("found \(found.map(\.message))")
  }
  private func others() async throws {
    let metrics = CloudWatchClient(services)
    print("alarms \(try await metrics.alarms(["slow", "none"]).map(\.name))")
    let now = Timestamp(seconds: 1_795_194_000)
    let values = try await metrics.values(
      of: Metric("probe", "Latency", [("a", "b")]), "Average", every: 60,
      from: now.advanced(byMilliseconds: -3_600_000), to: now)
    print("values \(values.map(\.value))")
    let scaling = ScalingClient(services)
    let targets = try await scaling.targets(in: "ecs")
    print("targets \(targets.map { "\($0.resource) \($0.minimum)-\($0.maximum)" })")
    for target in targets { try await scaling.deregister(target) }
    print("targets left \(try await scaling.targets(in: "ecs").count)")
    let secrets = SecretsClient(services)
    print("secret \(try await secrets.secret("token") != nil)")
    print("no secret \(try await secrets.secret("none") == nil)")
    print("parameter \(try await secrets.parameterType("/probe/size") ?? "none")")
    print("no parameter \(try await secrets.parameterType("/probe/none") ?? "none")")
    try await gateways()
    let tagged = try await TaggingClient(services).resources(tagged: [("team", "a & b")])
    print("tagged \(tagged.map(\.arn))")
    let answer = try await InferenceClient(services).invoke(
      "churn", Array("{}".utf8), type: "application/json", variant: "a")
    print("inference \(answer.body.isEmpty) \(answer.variant ?? "none")")
  }

  private func gateways() async throws {
    let gateway = GatewayClient(services)
    for api in try await gateway.restAPIs() {
      print("rest apis \(api.name) \(api.kind)")
      print("no rest api \(try await gateway.restAPI(api.id + "x") == nil)")
      let resources = try await gateway.resources(ofRest: api.id)
      print("resources \(resources.map(\.path).joined(separator: " "))")
    }
    for api in try await gateway.webAPIs() {
      print("web api \(api.name) \(api.kind)")
      print("routes \(try await gateway.routes(ofWeb: api.id).map(\.key))")
      let stages = try await gateway.stages(ofWeb: api.id)
      print("stages \(stages.map { "\($0.name) \($0.deploysItself)" })")
    }
    let exports = try await StackCareClient(services).exports()
    print("exports \(exports.map(\.name))")
  }
}
