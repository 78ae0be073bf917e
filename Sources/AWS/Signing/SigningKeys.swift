internal import Digests
internal import Synchronization

/// Keys derived from a secret for one day, region and service, kept because deriving one costs as
/// much as four signatures.
///
/// A key is remembered under its secret, and both stay in memory only.
package final class SigningKeys: Sendable {
  /// A key, and whose and what for it is.
  private struct Entry {
    var secret: String
    var scope: Scope
    var key: HMACSHA256
  }

  /// More than the accounts, regions and services that one process talks to within a day.
  private static let capacity = 64

  /// The one that was used last comes first: most calls use one for a long time, and comparing is
  /// faster than hashing.
  private let entries = Mutex<[Entry]>([])

  package init() {}

  /// The key of a scope, ready for a message.
  func key(_ secret: Secret, _ scope: Scope) -> HMACSHA256 {
    let secret = secret.revealed
    return entries.withLock { entries in
      if let index = entries.firstIndex(where: { $0.scope == scope && $0.secret == secret }) {
        if index > 0 { entries.swapAt(0, index) }
        return entries[0].key
      }
      if entries.count >= Self.capacity { entries.removeAll() }
      let key = Self.derive(secret, scope)
      entries.insert(Entry(secret: secret, scope: scope, key: key), at: 0)
      return key
    }
  }

  private static func derive(_ secret: String, _ scope: Scope) -> HMACSHA256 {
    var key = HMACSHA256(key: Array("AWS4".utf8) + secret.utf8)
    for part in [scope.day, scope.region, scope.service, "aws4_request"] {
      key = HMACSHA256(key: key.authenticate(part.utf8).bytes)
    }
    return key
  }
}
