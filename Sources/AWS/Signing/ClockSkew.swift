package import Documents

/// How far this machine's clock is from the servers', as far as their answers have shown it.
package struct ClockSkew: Sendable, Equatable {
  /// What has to be added to this machine's time.
  package private(set) var milliseconds: Int64 = 0

  package init() {}

  /// Below this a signature is good anyway, and the difference may be the way's.
  private static let least: Int64 = 4 * 60_000

  /// The time by the servers' clock.
  package func corrected(_ now: Timestamp) -> Timestamp {
    now.advanced(byMilliseconds: milliseconds)
  }

  /// The skew that an answer shows which refuses a signature for its date; nil where it shows no
  /// other than the one that was signed with, so that signing anew would not help.
  package func corrected(by response: HTTPResponse, at now: Timestamp) -> ClockSkew? {
    guard let date = response.headers["Date"].flatMap(Timestamp.init(httpDate:)) else { return nil }
    var new = self
    new.milliseconds = date.milliseconds - now.milliseconds
    return abs(new.milliseconds - milliseconds) < Self.least ? nil : new
  }
}
