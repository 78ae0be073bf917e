/// How to wait for something that someone else does. The program waits on the real clock; tests
/// turn a clock of their own.
package struct Waiting: Sendable {
  /// A time that only grows.
  package var now: @Sendable () -> Duration
  /// Lets so much time pass; throws when the task is cancelled.
  package var pause: @Sendable (Duration) async throws -> Void

  package init(
    now: @escaping @Sendable () -> Duration,
    pause: @escaping @Sendable (Duration) async throws -> Void
  ) {
    self.now = now
    self.pause = pause
  }

  /// Tries until there is a result or the time is up, at least once and with growing pauses.
  package func attempt<Result>(
    for timeout: Duration, _ attempt: () async throws -> Result?
  ) async throws -> Result? {
    let end = now() + timeout
    var next: Duration = .milliseconds(25)
    while true {
      if let result = try await attempt() { return result }
      let left = end - now()
      guard left > .zero else { return nil }
      try await pause(min(next, left))
      next = min(next * 2, .seconds(1))
    }
  }
}
