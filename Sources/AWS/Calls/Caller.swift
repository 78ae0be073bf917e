internal import Synchronization

/// Whether an operation may be repeated when nobody knows what the first try did.
package enum Repetition: Sendable {
  /// It only reads, does the same twice, or carries a token by which the service knows it.
  case safe
  case unsafe
}

/// What a call came to.
struct CallResult<Output: Sendable>: Sendable {
  var output: Output
  var requestID: String?
  var attempts: Int
}

/// Carries calls out, whatever their protocol: signs, sends, repeats where that helps. Copies share
/// their keys, their retry quota and what they know of the clock.
struct Caller: Sendable {
  /// None where nobody has to be known: calls go unsigned.
  let credentials: CredentialsSource?
  let transport: Transport
  private(set) var world: CallWorld
  let policy: RetryPolicy
  let userAgent: String
  private let shared: Shared

  /// What the copies of a caller have in common.
  private final class Shared: Sendable {
    let keys = SigningKeys()
    let quota: Mutex<RetryQuota>
    let skew = Mutex(ClockSkew())
    /// None where the mode is not the adaptive one.
    let pace: Mutex<SendingPace?>

    init(_ policy: RetryPolicy) {
      quota = Mutex(RetryQuota(capacity: policy.quota))
      pace = Mutex(policy.isAdaptive ? SendingPace() : nil)
    }
  }

  init(
    credentials: CredentialsSource?, transport: @escaping Transport, world: CallWorld,
    policy: RetryPolicy, userAgent: String
  ) {
    self.credentials = credentials
    self.transport = transport
    self.world = world
    self.policy = policy
    self.userAgent = userAgent
    shared = Shared(policy)
  }

  /// The same caller for what goes on when the person wants to stop.
  var steady: Caller {
    var copy = self
    copy.world.pause = world.steadyPause
    return copy
  }

  /// The output of a call.
  ///
  /// - Parameters:
  ///   - service: the name in the scope of signatures, where the endpoint has none.
  ///   - faults: words what goes wrong.
  ///   - read: takes an answer apart.
  func call<Output>(
    _ request: HTTPRequest, at endpoint: Endpoint, as service: String, _ repetition: Repetition,
    _ faults: CallFaults, _ read: (HTTPResponse) -> CallAnswer<Output>
  ) async throws(AWSFault) -> CallResult<Output> {
    var request = request
    request.headers["User-Agent"] = userAgent
    var attempts = RetryAttempts(policy, isSafe: repetition == .safe)
    while true {
      try await keepPace(faults, attempts.count)
      let signed = try await sign(request, at: endpoint, as: service)
      let ending: CallEnding
      do throws(TransportFault) {
        ending = .answered(try await transport(signed.request))
      } catch {
        ending = .unanswered(error)
      }
      let (answer, outcome) = judge(ending, signedWith: signed.skew, read)
      shared.pace.withLock { $0?.note(outcome.isThrottled, at: world.now()) }
      let random = world.random()
      let (decision, left) = shared.quota.withLock { quota in
        (attempts.decide(after: outcome, quota: &quota, random: random), quota.available)
      }
      switch decision {
      case .done:
        guard case .success(let output, let requestID) = answer else { continue }
        return CallResult(output: output, requestID: requestID, attempts: attempts.count)
      case .repeat(let milliseconds):
        world.trace?(
          CallTrace.repetition(
            of: faults.operation, outcome, after: attempts.count, policy, milliseconds, left: left))
        try await pause(milliseconds, faults, attempts.count)
      case .stop(let reason):
        throw faults.fault(
          ending, answer, reason, attempts: attempts.count, at: world.now())
      }
    }
  }

  private func pause(
    _ milliseconds: Int64, _ faults: CallFaults, _ attempts: Int
  ) async throws(AWSFault) {
    do throws(CancellationError) {
      try await world.pause(milliseconds)
    } catch {
      throw faults.cancelled(attempts: attempts)
    }
  }

  /// Waits for its turn where the service has been slowing this client down.
  private func keepPace(_ faults: CallFaults, _ attempts: Int) async throws(AWSFault) {
    let wait = shared.pace.withLock { $0?.wait(at: world.now()) ?? 0 }
    if wait > 0 { try await pause(wait, faults, attempts) }
  }

  /// The request as it goes over the wire, and how far its date is from this machine's clock.
  private func sign(
    _ request: HTTPRequest, at endpoint: Endpoint, as service: String
  ) async throws(AWSFault) -> (request: HTTPRequest, skew: ClockSkew) {
    let skew = shared.skew.withLock { $0 }
    guard let credentials else { return (request, skew) }
    let signer = Signer(
      credentials: try await credentials(), region: endpoint.signingRegion,
      service: endpoint.signingName ?? service, keys: shared.keys)
    return (signer.sign(request, at: skew.corrected(world.now())), skew)
  }

  private func judge<Output>(
    _ ending: CallEnding, signedWith skew: ClockSkew,
    _ read: (HTTPResponse) -> CallAnswer<Output>
  ) -> (answer: CallAnswer<Output>?, outcome: RetryOutcome) {
    switch ending {
    case .answered(let response):
      let answer = read(response)
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
}

/// How one try of a call ended.
enum CallEnding {
  case answered(HTTPResponse)
  case unanswered(TransportFault)
}
