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
    guard text.utf8.count <= shortText || !repeatsRepetitions(pattern) else { return nil }
    return try? Regex(pattern).matchingSemantics(.unicodeScalar)
  }

  /// Whether a group with a repetition in it is repeated itself.
  static func repeatsRepetitions(_ pattern: String) -> Bool {
    let bytes = Array(pattern.utf8)
    // For each open group, whether something in it is repeated without an end.
    var groups: [Bool] = []
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "["): index = endOfClass(bytes, index)
      case UInt8(ascii: "("): groups.append(false)
      case UInt8(ascii: ")"):
        let repeats = groups.popLast() ?? false
        let isRepeated = isRepetition(bytes, index + 1)
        if repeats, isRepeated { return true }
        if repeats || isRepeated, !groups.isEmpty { groups[groups.count - 1] = true }
      default:
        if isRepetition(bytes, index), !groups.isEmpty { groups[groups.count - 1] = true }
      }
      index += 1
    }
    return false
  }

  /// Whether a repetition stands there that has no end, or a far one.
  private static func isRepetition(_ bytes: [UInt8], _ index: Int) -> Bool {
    guard index < bytes.count else { return false }
    switch bytes[index] {
    case UInt8(ascii: "*"), UInt8(ascii: "+"): return true
    case UInt8(ascii: "{"):
      let counts = bytes[(index + 1)...].prefix { $0 != UInt8(ascii: "}") }
      guard let comma = counts.firstIndex(of: UInt8(ascii: ",")) else { return false }
      let most = Int(String(decoding: counts[(comma + 1)...], as: UTF8.self))
      return most.map { $0 > 4 } ?? true
    default: return false
    }
  }

  /// Where a class of characters ends: a bracket at its very beginning belongs to it.
  private static func endOfClass(_ bytes: [UInt8], _ start: Int) -> Int {
    var index = start + 1
    if index < bytes.count, bytes[index] == UInt8(ascii: "^") { index += 1 }
    if index < bytes.count, bytes[index] == UInt8(ascii: "]") { index += 1 }
    while index < bytes.count, bytes[index] != UInt8(ascii: "]") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return index
  }
}
