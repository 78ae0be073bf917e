internal import AWS
internal import LocalCloud
internal import Stacks

/// The way to the services of an environment: a transport, credentials, addresses.
struct Access: Sendable {
  /// Where calls go.
  let region: String?
  /// Set where the environment is the embedded cloud.
  let cloud: LazyCloud?
  /// What the credentials are and how they were found; none for the embedded cloud, which has its
  /// own.
  let credentials: CredentialsCache?
  private let source: CredentialsSource
  private let transport: Transport
  private let endpoints: Endpoints
  /// What says how calls are repeated; none where that is nobody's choice.
  private let settings: Settings?
  private let world: World

  /// The way to an environment; asks nobody anything yet.
  init(_ environment: Environment, of project: LoadedProject, in world: World) throws {
    if environment.isLocal {
      self.init(local: LazyCloud(world, project.path(".esteira", "local")), environment, world)
      return
    }
    let (profile, role): (String?, String?) =
      switch environment.credentials {
      case .standard: (nil, nil)
      case .profile(let name): (name, nil)
      case .role(let arn): (nil, arn)
      }
    self.init(
      try Settings(profile: profile, world.settings), region: environment.region, role: role,
      in: world)
  }

  /// The way that the variables and the shared files alone show.
  init(_ settings: Settings, region: String?, role: String? = nil, in world: World) {
    let transport = world.clouds.network(settings.certificates)
    let chain = CredentialChain(
      settings, region: region, role: role, world.credentials(through: transport))
    let cache = CredentialsCache(now: world.clock.now) { () async throws(AWSFault) in
      try await chain.find()
    }
    self.region = region ?? settings.regionSetting?.name
    cloud = nil
    credentials = cache
    source = cache.source
    self.transport = transport
    endpoints = Endpoints(settings)
    self.settings = settings
    self.world = world
  }

  private init(local cloud: LazyCloud, _ environment: Environment, _ world: World) {
    region = environment.region
    self.cloud = cloud
    credentials = nil
    source = { () async throws(AWSFault) in LocalCloud.credentials }
    transport = { (request) async throws(TransportFault) in try await cloud.answer(request) }
    endpoints = Endpoints()
    settings = nil
    self.world = world
  }

  /// Where a service is called.
  func endpoint(_ service: QueryClient.Service) throws(AWSFault) -> Endpoint {
    try endpoints.endpoint(of: service.signingName, in: region ?? "aws-global")
  }

  /// What is called in the place of AWS, where the settings name something.
  func override(_ service: QueryClient.Service) throws(AWSFault) -> HTTPURL? {
    try endpoints.configured(for: service.name).flatMap(HTTPURL.init)
  }

  /// Clients of the services that have models.
  func services() throws(AWSFault) -> Services {
    Services(
      endpoints, in: region ?? "aws-global", credentials: source, transport: transport,
      world: world.calls, policy: try settings?.retryPolicy() ?? .standard,
      userAgent: "esteira/\(VersionCommand.number)")
  }

  /// A client of a service.
  func client(_ service: QueryClient.Service) throws(AWSFault) -> QueryClient {
    QueryClient(
      service, at: try endpoint(service), credentials: source, transport: transport,
      world: world.calls, policy: try settings?.retryPolicy() ?? .standard,
      userAgent: "esteira/\(VersionCommand.number)")
  }
}
