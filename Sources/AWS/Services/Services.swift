internal import Synchronization

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
    let last = LastEndpoint()
    return ServiceClient(
      ServiceModels.model(of: service),
      at: { [endpoints, region] (_, input) throws(AWSFault) in
        let bucket = service == "s3" ? input["Bucket"]?.text : nil
        return try last.endpoint(for: bucket) { () throws(AWSFault) in
          try endpoints.endpoint(
            of: service, in: region, bucket.map { ["Bucket": .text($0)] } ?? [:])
        }
      },
      credentials: credentials, transport: transport, world: world, policy: policy,
      userAgent: userAgent)
  }
}

/// Where a service was called last. Working that out takes longer than signing a call, and most calls
/// go where the one before went.
private final class LastEndpoint: Sendable {
  private let last = Mutex<(bucket: String?, endpoint: Endpoint)?>(nil)

  /// What was worked out for a bucket, or is now; a fault is not remembered.
  func endpoint(
    for bucket: String?, _ work: () throws(AWSFault) -> Endpoint
  ) throws(AWSFault) -> Endpoint {
    if let last = last.withLock({ $0 }), last.bucket == bucket { return last.endpoint }
    let endpoint = try work()
    last.withLock { $0 = (bucket, endpoint) }
    return endpoint
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
