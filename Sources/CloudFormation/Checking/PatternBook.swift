/// The patterns of schemas and parameters, as regular expressions. They are asked again and again, and
/// each is understood once.
///
/// Swift's matcher tries one way after another. A pattern that repeats what repeats itself, or chooses
/// among what begins alike, has so many ways that a text of some thirty characters takes hours: a
/// text that is longer than a few characters is held against it by a machine that is slower and
/// does not know everything. What neither can tell passes.
final class PatternBook {
  private struct Entry {
    /// None where the pattern is no regular expression that is understood.
    var expression: Regex<AnyRegexOutput>?
    /// How long a text may be that is held against it.
    var longest: Int
    /// What longer texts are held against, once there is one.
    var machine: PatternMachine??
  }

  private var entries: [String: Entry] = [:]

  /// Whether a text matches somewhere, as schemas mean it, or it cannot be told.
  func matches(_ text: String, _ pattern: String) -> Bool {
    guard let expression = expression(pattern, for: text) else {
      return machine(pattern)?.matches(text) ?? true
    }
    return (try? expression.firstMatch(in: text)) ?? nil != nil
  }

  /// Whether the whole text matches; nil where that cannot be told.
  func isWhole(_ text: String, _ pattern: String) -> Bool? {
    guard let expression = expression(pattern, for: text) else {
      return machine(pattern)?.matches(text, isWhole: true)
    }
    return (try? expression.wholeMatch(in: text)) ?? nil != nil
  }

  private func machine(_ pattern: String) -> PatternMachine? {
    if let known = entries[pattern]?.machine { return known }
    // What Swift does not read either is no pattern that can be relied on.
    let made = entries[pattern]?.expression == nil ? nil : PatternMachine(pattern)
    entries[pattern]?.machine = .some(made)
    return made
  }

  private func expression(_ pattern: String, for text: String) -> Regex<AnyRegexOutput>? {
    let entry =
      entries[pattern]
      ?? Entry(
        expression: try? Regex(pattern).matchingSemantics(.unicodeScalar),
        longest: PatternAmbiguity(of: pattern).longest)
    entries[pattern] = entry
    return text.utf8.count <= entry.longest ? entry.expression : nil
  }
}
