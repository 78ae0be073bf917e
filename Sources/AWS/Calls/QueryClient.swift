internal import Synchronization

/// Calls the operations of one service that speaks the query protocol: signs, sends, repeats where
/// that helps, and takes the answer apart. Copies share their keys and their retry quota.
package struct QueryClient: Sendable {
  /// What tells one service from another.
  package struct Service: Sendable {
    /// How people call it.
    package var name: String
    /// The name in the scope of signatures.
    package var signingName: String
    /// The version of its interface.
    package var version: String

    package init(name: String, signingName: String, version: String) {
      self.name = name
      self.signingName = signingName
      self.version = version
    }
  }

  /// Whether an operation may be repeated when nobody knows what the first try did.
  package enum Repetition: Sendable {
    /// It only reads, does the same twice, or carries a token by which the service knows it.
    case safe
    case unsafe
  }

  private let service: Service
  private let endpoint: Endpoint
  /// None where nobody has to be known: calls go unsigned.
  private let credentials: CredentialsSource?
  private let transport: Transport
  private let world: CallWorld
  private let policy: RetryPolicy
  private let userAgent: String
  private let shared: Shared

  /// What the copies of a client have in common.
  private final class Shared: Sendable {
    let keys = SigningKeys()
    let quota: Mutex<RetryQuota>
    let skew = Mutex(ClockSkew())

    init(_ policy: RetryPolicy) {
      quota = Mutex(RetryQuota(capacity: policy.quota))
    }
  }

  package init(
    _ service: Service, at endpoint: Endpoint, credentials: CredentialsSource?,
    transport: @escaping Transport, world: CallWorld, policy: RetryPolicy = .standard,
    userAgent: String
  ) {
    self.service = service
    self.endpoint = endpoint
    self.credentials = credentials
    self.transport = transport
    self.world = world
    self.policy = policy
    self.userAgent = userAgent
    shared = Shared(policy)
  }

  /// The result of an operation.
  ///
  /// - Parameter isSecret: whether nothing of the answer may be shown, even where it is unreadable.
  package func call(
    _ action: String, _ input: QueryMembers = QueryMembers(), _ repetition: Repetition = .safe,
    isSecret: Bool = false
  ) async throws(AWSFault) -> QueryResult {
    let request = request(action, input)
    let caller = CallFaults(
      operation: "\(service.name) \(action)", endpoint: endpoint, service: service,
      isSecret: isSecret)
    var attempts = RetryAttempts(policy, isSafe: repetition == .safe)
    while true {
      let signed = try await sign(request)
      let ending: CallEnding
      do throws(TransportFault) {
        ending = .answered(try await transport(signed.request))
      } catch {
        ending = .unanswered(error)
      }
      let (answer, outcome) = judge(ending, action, signedWith: signed.skew)
      let random = world.random()
      let decision = shared.quota.withLock { quota in
        attempts.decide(after: outcome, quota: &quota, random: random)
      }
      switch decision {
      case .done:
        guard case .success(let element, let requestID) = answer else { continue }
        return QueryResult(element, requestID: requestID, caller, attempts: attempts.count)
      case .repeat(let milliseconds):
        do throws(CancellationError) {
          try await world.pause(milliseconds)
        } catch {
          throw caller.cancelled(attempts: attempts.count)
        }
      case .stop(let reason):
        throw caller.fault(
          ending, answer, reason, attempts: attempts.count, at: world.now())
      }
    }
  }

  /// The request as it goes over the wire, and how far its date is from this machine's clock.
  private func sign(
    _ request: HTTPRequest
  ) async throws(AWSFault) -> (request: HTTPRequest, skew: ClockSkew) {
    let skew = shared.skew.withLock { $0 }
    guard let credentials else { return (request, skew) }
    let signer = Signer(
      credentials: try await credentials(), region: endpoint.signingRegion,
      service: endpoint.signingName ?? service.signingName, keys: shared.keys)
    return (signer.sign(request, at: skew.corrected(world.now())), skew)
  }

  private func judge(
    _ ending: CallEnding, _ action: String, signedWith skew: ClockSkew
  ) -> (answer: QueryAnswer?, outcome: RetryOutcome) {
    switch ending {
    case .answered(let response):
      let answer = QueryAnswer(response, action: action)
      let now = world.now()
      if case .failure(let error) = answer, error.kind == .clockSkewed,
        let better = skew.corrected(by: response, at: now)
      {
        shared.skew.withLock { $0 = better }
        // Nothing was done, and the next signature is another.
        return (answer, .failure(.neverSent, after: 0))
      }
      return (answer, RetryOutcome(answer, response, at: now))
    case .unanswered(let fault):
      return (nil, RetryOutcome(fault))
    }
  }

  private func request(_ action: String, _ input: QueryMembers) -> HTTPRequest {
    let fields = QuerySerializer.fields(action: action, version: service.version, input)
    return HTTPRequest(
      method: "POST", url: endpoint.url,
      headers: [
        "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
        "User-Agent": userAgent,
      ],
      body: FormFields.encode(fields))
  }
}

/// How one try of a call ended.
enum CallEnding {
  case answered(HTTPResponse)
  case unanswered(TransportFault)
}
