/// How often and how fast a call is repeated; the usual one is the standard mode of AWS's SDKs.
///
/// <https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html>
package struct RetryPolicy: Sendable, Equatable {
  /// All tries of one call, the first included.
  package var maximumAttempts: Int
  /// Tokens that all calls of a client share.
  package var quota: Int
  /// Tokens that a repetition takes.
  package var cost: Cost
  /// The first pause in milliseconds, at most; it doubles every time.
  package var firstPause: Pause
  /// The longest pause in milliseconds, but for a server that asks for more.
  package var longestPause: Int64
  /// Whether all calls of a client slow down when the service throttles one.
  package var isAdaptive: Bool

  package init(
    maximumAttempts: Int = 3, quota: Int = 500, cost: Cost = Cost(), firstPause: Pause = Pause(),
    longestPause: Int64 = 20_000, isAdaptive: Bool = false
  ) {
    self.maximumAttempts = maximumAttempts
    self.quota = quota
    self.cost = cost
    self.firstPause = firstPause
    self.longestPause = longestPause
    self.isAdaptive = isAdaptive
  }

  /// The standard mode.
  package static let standard = RetryPolicy()

  /// The adaptive mode.
  package static let adaptive = RetryPolicy(isAdaptive: true)

  /// How far beyond its own pause a call follows a server that asks it to wait, in milliseconds.
  static let patience: Int64 = 5000

  /// Tokens by cause.
  package struct Cost: Sendable, Equatable {
    package var throttled: Int
    package var transient: Int
    package var timedOut: Int

    package init(throttled: Int = 5, transient: Int = 5, timedOut: Int = 10) {
      self.throttled = throttled
      self.transient = transient
      self.timedOut = timedOut
    }
  }

  /// Milliseconds by cause.
  package struct Pause: Sendable, Equatable {
    package var throttled: Int64
    package var transient: Int64

    package init(throttled: Int64 = 1000, transient: Int64 = 1000) {
      self.throttled = throttled
      self.transient = transient
    }
  }
}

/// The tokens that the calls of a client share, so that an outage is not answered by a storm.
package struct RetryQuota: Sendable, Equatable {
  package private(set) var available: Int
  private let capacity: Int

  /// A quota with so many tokens, of which it never has more.
  package init(capacity: Int, available: Int? = nil) {
    self.capacity = capacity
    self.available = available ?? capacity
  }

  /// Takes tokens, if there are enough.
  mutating func take(_ count: Int) -> Bool {
    guard count <= available else { return false }
    available -= count
    return true
  }

  /// Gives tokens back.
  mutating func give(_ count: Int) {
    available = min(capacity, available + count)
  }
}

/// Why a try failed, as far as repeating goes.
package enum RetryCause: Sendable, Equatable {
  /// The service was asked too often, and did nothing.
  case throttled
  /// The request did not reach the service.
  case neverSent
  /// The service failed, or the connection broke; nobody knows what was done.
  case transient
  /// No answer came in time; nobody knows what was done.
  case timedOut
}

/// How one try ended.
package enum RetryOutcome: Sendable, Equatable {
  case success
  /// It may end otherwise next time; the server may have said after how many milliseconds.
  case failure(RetryCause, after: Int64? = nil)
  /// It would end the same way again.
  case final

  /// Whether the service was asked too often.
  var isThrottled: Bool {
    if case .failure(.throttled, _) = self { true } else { false }
  }
}

/// What to do after a try.
package enum RetryDecision: Sendable, Equatable {
  /// Try again after so many milliseconds.
  case `repeat`(after: Int64)
  case done
  case stop(Reason)

  /// Why a call is not repeated.
  package enum Reason: Sendable, Equatable {
    case final
    case attemptsExceeded
    case quotaExceeded
    /// What it does might be done twice.
    case notSafe
  }
}

/// The tries of one call: a state machine that is told how each ended and says what to do.
package struct RetryAttempts: Sendable {
  private let policy: RetryPolicy
  /// Whether doing it twice is like doing it once.
  private let isSafe: Bool
  /// Tokens taken for the last repetition.
  private var held = 0
  /// Tries so far.
  package private(set) var count = 0

  /// The tries of a call that may or may not be repeated when nobody knows what it did.
  package init(_ policy: RetryPolicy, isSafe: Bool) {
    self.policy = policy
    self.isSafe = isSafe
  }

  /// What to do after a try; `random`, from 0 up to 1, spreads the pauses of many clients.
  package mutating func decide(
    after outcome: RetryOutcome, quota: inout RetryQuota, random: Double
  ) -> RetryDecision {
    count += 1
    switch outcome {
    case .success:
      quota.give(held > 0 ? held : 1)
      return .done
    case .final:
      return .stop(.final)
    case .failure(let cause, let asked):
      guard isSafe || cause == .throttled || cause == .neverSent else { return .stop(.notSafe) }
      guard count < policy.maximumAttempts else { return .stop(.attemptsExceeded) }
      let cost = cost(of: cause)
      guard quota.take(cost) else { return .stop(.quotaExceeded) }
      held = cost
      return .repeat(after: pause(after: cause, asked: asked, random: random))
    }
  }

  private func cost(of cause: RetryCause) -> Int {
    switch cause {
    case .throttled: policy.cost.throttled
    case .neverSent, .transient: policy.cost.transient
    case .timedOut: policy.cost.timedOut
    }
  }

  private func pause(after cause: RetryCause, asked: Int64?, random: Double) -> Int64 {
    let first = cause == .throttled ? policy.firstPause.throttled : policy.firstPause.transient
    let doublings = min(count - 1, 30)
    let longest = min(first << Int64(doublings), policy.longestPause)
    let own = Int64((random * Double(longest)).rounded())
    guard let asked else { return own }
    return min(max(own, asked), own + RetryPolicy.patience)
  }
}
