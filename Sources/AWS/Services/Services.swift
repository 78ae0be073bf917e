/// Makes clients of services in one region, for one set of credentials.
package struct Services: Sendable {
  /// The region whose services are called.
  package let region: String
  private let endpoints: Endpoints
  private let credentials: CredentialsSource?
  private let transport: Transport
  private let world: CallWorld
  private let policy: RetryPolicy
  private let userAgent: String

  package init(
    _ endpoints: Endpoints, in region: String, credentials: CredentialsSource?,
    transport: @escaping Transport, world: CallWorld, policy: RetryPolicy = .standard,
    userAgent: String
  ) {
    self.endpoints = endpoints
    self.region = region
    self.credentials = credentials
    self.transport = transport
    self.world = world
    self.policy = policy
    self.userAgent = userAgent
  }

  /// A client of a service, named as in AWS's command line.
  package func client(_ service: String) -> ServiceClient {
    let endpoints = endpoints
    let region = region
    return ServiceClient(
      ServiceModels.model(of: service),
      at: { (_, input) throws(AWSFault) in
        var parameters: [String: RuleValue] = [:]
        if service == "s3", let bucket = input["Bucket"]?.text {
          parameters["Bucket"] = .text(bucket)
        }
        return try endpoints.endpoint(of: service, in: region, parameters)
      },
      credentials: credentials, transport: transport, world: world, policy: policy,
      userAgent: userAgent)
  }
}

extension AWSFault {
  /// Whether the service says that what was asked for does not exist.
  package var saysMissing: Bool {
    guard let service else { return false }
    return service.status == 404 || service.code.hasSuffix("NotFound")
      || service.code.hasSuffix("NotFoundException") || service.code.hasPrefix("NoSuch")
  }

  /// Whether the service says that a condition on what stands there did not hold.
  package var saysConditionFailed: Bool {
    guard let service else { return false }
    return service.status == 412
  }

  /// Whether the service says that it was busy with something else of the same name, and did
  /// nothing: another try may go through.
  package var saysConflict: Bool {
    service?.code == "ConditionalRequestConflict" || service?.code == "OperationAborted"
  }
}
