internal import Digests
internal import Synchronization

/// Keys derived from a secret for one day, region and service, kept because deriving one costs as
/// much as four signatures.
///
/// A key is remembered under its secret, and both stay in memory only.
package final class SigningKeys: Sendable {
  private struct Scope: Hashable {
    var secret: String
    var day: String
    var region: String
    var service: String
  }

  /// More than the accounts, regions and services that one process talks to within a day.
  private static let capacity = 64

  private let keys = Mutex<[Scope: HMACSHA256]>([:])

  package init() {}

  /// The key of a scope, ready for a message.
  func key(_ secret: Secret, day: String, region: String, service: String) -> HMACSHA256 {
    let scope = Scope(secret: secret.revealed, day: day, region: region, service: service)
    return keys.withLock { keys in
      if let key = keys[scope] { return key }
      if keys.count >= Self.capacity { keys.removeAll() }
      let key = Self.derive(scope)
      keys[scope] = key
      return key
    }
  }

  private static func derive(_ scope: Scope) -> HMACSHA256 {
    var key = HMACSHA256(key: Array("AWS4".utf8) + scope.secret.utf8)
    for part in [scope.day, scope.region, scope.service, "aws4_request"] {
      key = HMACSHA256(key: key.authenticate(part.utf8).bytes)
    }
    return key
  }
}
