internal import Diagnostics

/// Guesses at what a misspelt name was to be.
enum Suggestion {
  static func hint(for name: String, among known: some Collection<String>) -> String? {
    let near = Spelling.nearest(to: name, among: Array(known))
    guard !near.isEmpty else { return nil }
    return "did you mean " + near.prefix(3).map { "`\($0)`" }.joined(separator: " or ") + "?"
  }
}
