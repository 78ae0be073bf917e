internal import CloudFormation
internal import Documents
internal import Stacks

/// A container that runs all the time.
enum FargateService {
  static let image = Field(
    required: "image", .image,
    """
    The container image that it runs. One of the project's repositories is pinned to the digest of \
    its tag.
    """)
  static let entryPoint = OptionalField(
    "entry-point", .list(of: word, 1...20, mayRepeat: true), otherwise: "what the image says",
    "The program that it runs.", examples: ["[python3]"])
  static let command = OptionalField(
    "command", .list(of: word, 1...100, mayRepeat: true), otherwise: "what the image says",
    "What the program is given.", examples: ["[serve, --verbose]"])
  static let port = OptionalField(
    "port", .integer(1...65_535, example: 8080), otherwise: "nobody calls it",
    "Where the container listens.")
  static let network = Field(
    required: "network", .neighbour(Network.kind), "The network that it runs in.")

  static let environment = OptionalField(
    "environment",
    .environment(
      .container(
        instead: "keep it in AWS Secrets Manager and name it under `secrets`: `NAME#KEY`")),
    otherwise: "none", "Its environment variables; of what is secret, see `secrets`.",
    examples: ["{LOG_LEVEL: info}"])
  static let secrets = OptionalField(
    "secrets", .map(of: .secret, key: "DB_PASSWORD"), otherwise: "none",
    """
    Environment variables whose values are kept in AWS Secrets Manager (`NAME#KEY`, or an ARN in \
    the place of the name) or in a parameter of SSM (`ssm:/NAME`). Only the container gets them, \
    when it starts.
    """,
    examples: ["{DB_PASSWORD: fraud/db#password, API_TOKEN: \"ssm:/fraud/token\"}"])
  static let secretsKey = OptionalField(
    "secrets-key", .key, otherwise: "a key of AWS", "The key that the secrets are encrypted with.")
  static let permissions = Permissions.permissions
  static let invokes = Permissions.invokes

  static let cluster = OptionalField(
    "cluster",
    .formed(
      "the name of a cluster", example: "shared", pattern: "^[A-Za-z][A-Za-z0-9_-]{0,254}$"
    ) { name in
      1...255 ~= name.utf8.count && name.hasOnlyWords(and: "_-")
    },
    otherwise: "one for all services of the stack", "A cluster that is there already.")
  static let callers = OptionalField(
    "callers", .list(of: .neighbour(kind)), otherwise: "nobody but its `load-balancer`",
    "The services of the stack that call it by its name in the network.",
    examples: ["[\"${web}\"]"])
  static let commands = Field(
    "exec", .flag, default: "false",
    "Whether people may run commands in it, by `aws ecs execute-command`.")
  static let retention = Field(
    "log-retention", LogRetention.type, default: "30d", "How long its log is kept.",
    examples: ["30d", "1y"])
  static let notify = Field(
    "notify", .list(of: .resource(.topic), 0...5), default: "[]",
    """
    The topics that are told when tasks fail their health check, requests fail, or memory runs \
    short.
    """,
    examples: ["[\"${alerts}\"]"])

  private static let word = FieldType<Value>.text.named("a word", example: "serve")

  /// A service of the stack, as fields take it.
  static let kind = ResourceKind(
    "a service", plural: "services", component: "fargate-service", example: "${web}")

  static let component = Component(
    "fargate-service", "A container that runs all the time, with nothing to look after.",
    details: """
      A new version comes while the old one still answers, and goes again by itself if its tasks \
      do not become healthy. Its role may do what its fields say and nothing else. Without \
      `load-balancer`, a service with a `port` is found by other services under \
      `NAME.STACK.ENVIRONMENT.PROJECT.internal`.
      """,
    fields: [
      image, entryPoint, command, port, network, TaskFields.cpu, TaskFields.memory,
      TaskFields.architecture, TaskFields.storage, TaskFields.readOnly, TaskFields.writable,
      TaskFields.stopTimeout, environment, secrets, secretsKey, permissions, invokes,
      ServiceFields.count, ServiceFields.scaling, ServiceFields.balancer, ServiceFields.health,
      ServiceFields.deployment, callers, cluster, commands, retention, notify,
    ],
    parts: ServiceParts.all,
    attributes: [
      .init("name", "The service's name.", .attribute(ServiceParts.service, "Name")),
      .init("arn", "The service's ARN.", .ref(ServiceParts.service)),
      .init(
        "url",
        "Where its load balancer is reached: by its `domain`, or by the name that AWS gave it.",
        .literal("http://"), .attribute(BalancerParts.balancer, "DNSName"),
        by: [ServiceFields.balancer], choice: ServiceFields.url),
      .init(
        "load-balancer", "The name of its load balancer in the DNS.",
        .attribute(BalancerParts.balancer, "DNSName"), by: [ServiceFields.balancer],
        choice: behindBalancer),
      .init("log-group", "The name of its log group.", .ref(TaskParts.logs)),
      .init("role", "The ARN of the role of its code.", .attribute(TaskParts.role, "Arn")),
      .init(
        "security-group", "The id of the security group of its tasks.",
        .attribute(ServiceParts.group, "GroupId")),
    ],
    examples: FargateExamples.all
  ) { it in
    guard let size = TaskFields.size(&it),
      let balancer = ServiceFields.balancer(&it, port: it[port]),
      let scaling = ServiceFields.scaling(&it), let bounds = ServiceFields.bounds(&it)
    else { return }
    let place = NetworkPlace(it[network])
    let image = it[image]
    guard check(place, hasBalancer: balancer != nil, &it), checkTask(image, &it) else { return }
    let task = TaskDesign(
      image: it.address(of: image, for: TaskParts.definition), home: it.home(of: image),
      entryPoint: it[entryPoint] ?? [], command: it[command] ?? [], size: size,
      isARM: it[TaskFields.architecture] == "arm64", storage: it[TaskFields.storage].gibibytes,
      port: it[port], environment: (it[environment] ?? []).map { ($0.key, $0.value) },
      secrets: (it[secrets] ?? []).map { ($0.key, $0.value) },
      secretsKeys: it[secretsKey].map { [$0] } ?? [],
      statements: Permissions.called(it[invokes]) + Permissions.given(it[permissions]),
      allowsCommands: it[commands],
      writable: it[TaskFields.readOnly] ? it[TaskFields.writable] : nil,
      stopTimeout: it[TaskFields.stopTimeout].seconds, retention: it[retention])
    let design = ServiceDesign(
      network: place, task: task, count: it[ServiceFields.count], scaling: scaling,
      balancer: balancer, bounds: bounds, cluster: it[cluster].map(Value.string),
      allowsCommands: it[commands],
      callers: (it[callers] ?? []).map { $0.attribute(ServiceParts.group, "GroupId") },
      discovery: isFoundByName(it.settings) ? place.names : nil, notify: it[notify].map(\.arn))
    ServiceParts.add(design, &it)
  }

  /// Whether other services find one by its name in the network.
  static func isFoundByName(_ user: Neighbour) -> Bool {
    user.component == component.name && isFoundByName(user.settings)
  }

  private static func isFoundByName(_ settings: FieldValues) -> Bool {
    settings[port] != nil && settings[ServiceFields.balancer] == nil
  }

  /// The services of AWS that it reaches where no way leads out of the network.
  static func services(_ settings: FieldValues) -> [PrivateService] {
    var services: [PrivateService] = [.registryAPI, .registryImages, .logs]
    let secrets = (settings[secrets] ?? []).map(\.value.store)
    if secrets.contains(.secretsManager) { services.append(.secrets) }
    if secrets.contains(.parameterStore) { services.append(.parameters) }
    if settings[commands] { services.append(.session) }
    for called in settings[invokes] {
      services.append(called.kind == .endpoint ? .models : .functions)
    }
    let actions = (settings[permissions] ?? []).flatMap { $0[Permissions.actions] }
    return services + actions.compactMap(PrivateService.init(ofAction:))
  }

  private static func behindBalancer(_ settings: FieldValues) -> Component.Attribute.Choice {
    settings[ServiceFields.balancer] == nil ? .none("it has no `load-balancer`") : .pieces
  }

  /// Reports what a container cannot be; false if it cannot.
  private static func checkTask(_ image: ContainerImage, _ it: inout Blueprint) -> Bool {
    if it[commands], it[TaskFields.readOnly] {
      it.refuse(
        commands, "commands cannot run in a container that can write to nothing",
        hint: "write `read-only: false`, or leave `exec` out")
    }
    let doubles = (it[secrets] ?? []).map(\.key).filter { name in
      (it[environment] ?? []).contains { $0.key == name }
    }
    if let name = doubles.first {
      it.refuse(
        secrets, "`\(name)` is an environment variable already",
        hint: "remove one of the two")
    }
    if Network.isClosed(it[network]), case .elsewhere = it.home(of: image) {
      it.refuse(
        self.image,
        "nothing in the network `\(it[network].name)` reaches a registry other than Amazon ECR",
        hint: "copy the image into a repository, or give the network another `egress`")
    }
    for caller in it[callers] ?? [] where caller[network].name != it[network].name {
      it.refuse(
        callers, "`\(caller.name)` runs in another network, `\(caller[network].name)`",
        hint: "let both run in one network, or give this one a `load-balancer`")
    }
    return it.isSound
  }

  /// Reports what the network cannot give; false if it cannot.
  private static func check(
    _ place: NetworkPlace, hasBalancer: Bool, _ it: inout Blueprint
  ) -> Bool {
    if it[callers] != nil, it[port] == nil {
      it.refuse(
        callers, "nobody can call a service that listens nowhere", hint: "add its `port`")
      return false
    }
    return !hasBalancer || ServiceFields.hasRoomForBalancer(it[network], &it)
  }
}
