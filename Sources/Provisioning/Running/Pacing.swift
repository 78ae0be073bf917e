/// How long to wait before asking again: longer the longer nothing happens, and never exactly as
/// long as everybody else.
package struct Pacing: Sendable {
  package var shortest: Duration
  package var longest: Duration

  package init(shortest: Duration, longest: Duration) {
    self.shortest = shortest
    self.longest = longest
  }

  /// AWS limits how often an account may ask; stacks take minutes.
  package static let aws = Pacing(shortest: .seconds(1), longest: .seconds(10))
  /// The embedded cloud is in the same process.
  package static let embedded = Pacing(shortest: .milliseconds(2), longest: .milliseconds(50))

  /// The pause after so many rounds without news; `random` is any number.
  package func pause(quiet: Int, random: UInt64) -> Duration {
    var pause = shortest
    for _ in 0..<min(quiet, 32) where pause < longest { pause = pause * 3 / 2 }
    // Between three quarters and five quarters of it.
    return min(pause, longest) * Int(75 + random % 51) / 100
  }
}
