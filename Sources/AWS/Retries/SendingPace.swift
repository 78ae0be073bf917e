internal import Documents

/// How fast a client may send in the adaptive mode: the rate falls when the service throttles, and
/// comes back along a cubic curve, as in AWS's SDKs.
///
/// <https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html>
struct SendingPace: Sendable {
  /// How much of the rate is left after throttling.
  static let beta = 0.7
  /// How steeply the rate comes back.
  static let scale = 0.4
  private static let smoothing = 0.8
  private static let slowest = 0.5

  /// What the curve needs to know of the last throttling.
  struct Curve: Sendable {
    var lastRate = 0.0
    var lastTime = 0.0

    /// The rate so many seconds after the clock's beginning, when nothing was throttled.
    func grown(at time: Double) -> Double {
      let steps = time - lastTime - window
      return SendingPace.scale * steps * steps * steps + lastRate
    }

    /// The rate after a throttled call that was sent at this rate.
    mutating func shrunk(from rate: Double, at time: Double) -> Double {
      lastRate = rate
      lastTime = time
      return rate * SendingPace.beta
    }

    /// After how many seconds the rate is what it was before.
    private var window: Double {
      root(lastRate * (1 - SendingPace.beta) / SendingPace.scale)
    }

    /// The cube root, by Newton's method: there is no other in the standard library.
    private func root(_ value: Double) -> Double {
      guard value > 0 else { return 0 }
      var root = max(value, 1)
      for _ in 0..<200 {
        let next = (2 * root + value / (root * root)) / 3
        if abs(next - root) <= root * 1e-15 { return next }
        root = next
      }
      return root
    }
  }

  private(set) var curve = Curve()
  /// Calls in a second, as far as measured.
  private(set) var measured = 0.0
  /// Calls in a second that may be sent; none as long as nothing was throttled.
  private(set) var rate = 0.0
  private var isLimiting = false
  private var capacity = 0.0
  private var tokens = 0.0
  private var filled: Double?
  private var window = 0.0
  private var count = 0

  /// Takes a token, and says how many milliseconds to wait before it may be used.
  mutating func wait(at now: Timestamp) -> Int64 {
    guard isLimiting else { return 0 }
    fill(at: Self.seconds(now))
    tokens -= 1
    guard tokens < 0 else { return 0 }
    return Int64((-tokens / rate * 1000).rounded(.up))
  }

  /// Notes how a call ended.
  mutating func note(_ isThrottled: Bool, at now: Timestamp) {
    note(isThrottled, seconds: Self.seconds(now))
  }

  mutating func note(_ isThrottled: Bool, seconds: Double) {
    measure(seconds)
    let wanted: Double
    if isThrottled {
      let before = isLimiting ? min(measured, rate) : measured
      wanted = curve.shrunk(from: before, at: seconds)
      isLimiting = true
    } else {
      wanted = curve.grown(at: seconds)
    }
    fill(at: seconds)
    rate = max(min(wanted, 2 * measured), Self.slowest)
    capacity = max(rate, 1)
    tokens = min(tokens, capacity)
  }

  /// Counts the calls of half seconds.
  private mutating func measure(_ now: Double) {
    let half = (now * 2).rounded(.down) / 2
    count += 1
    guard half > window else { return }
    let current = Double(count) / (half - window)
    measured = current * Self.smoothing + measured * (1 - Self.smoothing)
    count = 0
    window = half
  }

  private mutating func fill(at now: Double) {
    if let filled { tokens = min(capacity, tokens + max(0, now - filled) * rate) }
    filled = now
  }

  private static func seconds(_ time: Timestamp) -> Double { Double(time.milliseconds) / 1000 }
}
