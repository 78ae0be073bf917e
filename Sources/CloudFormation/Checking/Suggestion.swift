internal import Diagnostics
internal import Documents

/// Guesses at what a misspelt name was to be.
enum Suggestion {
  static func hint(for name: String, among known: some Collection<String>) -> String? {
    hint(nearest(to: name, among: known))
  }

  /// The names that may be meant, the likeliest first.
  static func nearest(to name: String, among known: some Collection<String>) -> [String] {
    Array(Spelling.nearest(to: name, among: Array(known)).prefix(3))
  }

  /// Whether a name is another one with a letter too many, too few or exchanged; or, if asked, in
  /// another case.
  static func isSlip(_ name: String, of other: String, inAnyCase: Bool = false) -> Bool {
    let (left, right) = (Array(name.lowercased().utf8), Array(other.lowercased().utf8))
    guard left != right else { return inAnyCase }
    guard abs(left.count - right.count) <= 1 else { return false }
    let start = zip(left, right).prefix { $0 == $1 }.count
    let end = zip(left.reversed(), right.reversed()).prefix { $0 == $1 }.count
    return start + end >= max(left.count, right.count) - 1
  }

  /// Whether one of the members is meant to be another, with such a slip.
  static func hasSlip(of name: String, in object: Value.Object) -> Bool {
    object.members.contains { isSlip($0.key, of: name) }
  }

  static func hint(_ near: [String]) -> String? {
    guard !near.isEmpty else { return nil }
    return "did you mean " + near.map { "`\($0)`" }.joined(separator: " or ") + "?"
  }
}
