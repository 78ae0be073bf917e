package import Documents

/// What a client needs of the world besides its transport.
package struct CallWorld: Sendable {
  /// The time of day.
  package var now: @Sendable () -> Timestamp
  /// A pause: lets some milliseconds pass.
  package typealias Pause =
    @Sendable (_ milliseconds: Int64) async throws(CancellationError) -> Void

  /// Ends early, with an error, when the task is cancelled or the person wants to stop.
  package var pause: Pause
  /// The pause of what has to be done also for a person who wants to stop, such as giving back what
  /// would else keep others away.
  package var steadyPause: Pause
  /// A number from 0 up to 1.
  package var random: @Sendable () -> Double
  /// Takes lines about calls, where somebody wants to see them. They hold nobody's secret.
  package var trace: (@Sendable (String) -> Void)?

  package init(
    now: @escaping @Sendable () -> Timestamp,
    pause: @escaping Pause, steadyPause: Pause? = nil,
    random: @escaping @Sendable () -> Double, trace: (@Sendable (String) -> Void)? = nil
  ) {
    self.now = now
    self.pause = pause
    self.steadyPause = steadyPause ?? pause
    self.random = random
    self.trace = trace
  }
}

/// Where credentials come from, asked for every try: they may have been renewed meanwhile.
package typealias CredentialsSource = @Sendable () async throws(AWSFault) -> Credentials
