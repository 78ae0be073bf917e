internal import Commands
internal import Documents
internal import Glibc

/// The machine's clocks.
enum RealClock {
  static var clock: World.Clock {
    World.Clock(now: now, uptime: uptime, pause: pause)
  }

  /// The one place that really lets time pass; everything else is handed this.
  @Sendable static func pause(_ duration: Duration) async throws {
    try await Task.sleep(for: duration)
  }

  static func now() -> Timestamp {
    let time = read(CLOCK_REALTIME)
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  static func uptime() -> Duration {
    let time = read(CLOCK_MONOTONIC)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  private static func read(_ clock: clockid_t) -> timespec {
    var time = timespec()
    clock_gettime(clock, &time)
    return time
  }
}
