package import Documents

/// What a client needs of the world besides its transport.
package struct CallWorld: Sendable {
  /// The time of day.
  package var now: @Sendable () -> Timestamp
  /// Lets some milliseconds pass; ends early, with an error, when the task is cancelled.
  package var pause: @Sendable (_ milliseconds: Int64) async throws(CancellationError) -> Void
  /// A number from 0 up to 1.
  package var random: @Sendable () -> Double
  /// Takes lines about calls, where somebody wants to see them. They hold nobody's secret.
  package var trace: (@Sendable (String) -> Void)?

  package init(
    now: @escaping @Sendable () -> Timestamp,
    pause: @escaping @Sendable (_ milliseconds: Int64) async throws(CancellationError) -> Void,
    random: @escaping @Sendable () -> Double, trace: (@Sendable (String) -> Void)? = nil
  ) {
    self.now = now
    self.pause = pause
    self.random = random
    self.trace = trace
  }
}

/// Where credentials come from, asked for every try: they may have been renewed meanwhile.
package typealias CredentialsSource = @Sendable () async throws(AWSFault) -> Credentials
