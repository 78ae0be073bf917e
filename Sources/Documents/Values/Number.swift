/// A number as it was written: digits are never lost to a binary format.
package struct Number: Hashable, Sendable {
  /// A JSON number (`0.10`, `12345678901234567890`, `1e3`), or `.inf`, `-.inf`, `.nan`, which only
  /// YAML can write.
  package let spelling: String

  /// Takes a spelling that is known to be a JSON number or one of YAML's three special ones.
  package init(spelling: String) {
    self.spelling = spelling
  }

  package init(_ value: Int) {
    self.init(spelling: String(value))
  }
}
