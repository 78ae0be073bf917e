/// The way to a server and back: one request, one complete answer, of whatever status.
///
/// A transport neither signs nor repeats nor follows redirections. A cancelled task ends the call
/// with a fault of the kind `cancelled`.
package typealias Transport = @Sendable (HTTPRequest) async throws(TransportFault) -> HTTPResponse

/// Why no answer came.
package struct TransportFault: Error, Sendable, Equatable {
  package var kind: Kind
  /// Whom the request was for, with the port where it is not the usual one.
  package var host: String
  /// The system's own words.
  package var reason: String

  package init(_ kind: Kind, host: String, reason: String) {
    self.kind = kind
    self.host = host
    self.reason = reason
  }

  /// What went wrong, as far as a caller can act on it.
  package enum Kind: String, Sendable, CaseIterable {
    /// The name has no address, or the name server does not answer.
    case nameNotFound
    /// Nothing listens there, or there is no way there.
    case refused
    /// The certificate or the handshake was not acceptable.
    case tls
    /// Nothing came for too long.
    case timedOut
    /// The connection broke before the answer was complete.
    case connectionLost
    /// The proxy refused or could not be reached.
    case proxy
    /// What came is no HTTP.
    case garbled
    /// The answer is larger than anything that is expected.
    case tooLarge
    /// What was to be sent could not be read, or what came not be written, on this machine.
    case body
    /// The caller gave up.
    case cancelled
    case other
  }
}
