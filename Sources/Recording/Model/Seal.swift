internal import Digests

/// What a value that may not be written down is known again by.
///
/// Whoever holds a record may try values until one fits. What a trial costs is all that is in the
/// way of that: short secrets are found in the end.
package struct Seal: Hashable, Sendable {
  /// Drawn at random, so that equal values of two records do not look equal.
  package let salt: String
  /// How often the digest is taken of itself: what a trial costs.
  package let rounds: Int
  /// In hexadecimal digits.
  package let digest: String

  /// As many as take a plan some hundredths of a second.
  package static let rounds = 200_000
  /// More are not believed: a plan would take minutes.
  static let mostRounds = 10_000_000

  /// Seals a value; the name of the parameter that has it is part of the salt.
  package init(of value: String, named name: String, salt: String, rounds: Int = Self.rounds) {
    self.salt = salt
    self.rounds = rounds
    let key = PBKDF2.key(of: value.utf8, salt: Array((salt + "/" + name).utf8), rounds: rounds)
    digest = key.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  /// Takes a seal that was made before.
  init(salt: String, rounds: Int, digest: String) {
    self.salt = salt
    self.rounds = rounds
    self.digest = digest
  }

  /// Whether it is the seal of this value.
  package func fits(_ value: String, named name: String) -> Bool {
    let other = Self(of: value, named: name, salt: salt, rounds: rounds)
    return constantTimeEqual(Array(other.digest.utf8), Array(digest.utf8))
  }
}
