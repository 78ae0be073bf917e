/// The patterns of schemas and parameters, as regular expressions.
///
/// The matcher tries one way after another. A pattern that repeats what repeats itself has so many ways
/// that a text of some thirty characters takes hours; of such a pattern nothing is said where the text is
/// longer than a few characters.
enum TextPattern {
  /// How long a text may be that is held against a pattern with repetitions in repetitions.
  private static let shortText = 16

  /// Whether a text matches somewhere, as schemas mean it, or it cannot be told.
  static func matches(_ text: String, _ pattern: String) -> Bool {
    guard let expression = expression(pattern, for: text) else { return true }
    return (try? expression.firstMatch(in: text)) ?? nil != nil
  }

  /// Whether the whole text matches; nil where that cannot be told.
  static func isWhole(_ text: String, _ pattern: String) -> Bool? {
    expression(pattern, for: text).map { (try? $0.wholeMatch(in: text)) ?? nil != nil }
  }

  private static func expression(
    _ pattern: String, for text: String
  ) -> Regex<AnyRegexOutput>? {
    guard text.utf8.count <= shortText || !PatternAmbiguity(of: pattern).isFound else {
      return nil
    }
    return try? Regex(pattern).matchingSemantics(.unicodeScalar)
  }
}
