internal import Diagnostics

/// Guesses at what a misspelt name was to be.
enum Suggestion {
  static func hint(for name: String, among known: some Collection<String>) -> String? {
    hint(nearest(to: name, among: known))
  }

  /// The names that may be meant, the likeliest first.
  static func nearest(to name: String, among known: some Collection<String>) -> [String] {
    Array(Spelling.nearest(to: name, among: Array(known)).prefix(3))
  }

  static func hint(_ near: [String]) -> String? {
    guard !near.isEmpty else { return nil }
    return "did you mean " + near.map { "`\($0)`" }.joined(separator: " or ") + "?"
  }
}
