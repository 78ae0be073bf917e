/// The patterns of schemas and parameters, as regular expressions. They are asked again and again, and
/// each is understood once.
///
/// A matcher that tries one way after another takes hours for some patterns and texts of some thirty
/// characters. So every pattern is a machine, and what no machine can be made for cannot be told.
package final class PatternBook {
  private struct Key: Hashable {
    var pattern: String
    var dialect: PatternDialect
  }

  /// How many are remembered: those of many templates would be too many.
  private static let room = 512

  private var machines: [Key: PatternMachine?] = [:]

  package init() {}

  /// Whether a text matches somewhere, as schemas mean it, or it cannot be told.
  func matches(_ text: String, _ pattern: String) -> Bool {
    machine(pattern, .schema)?.matches(text) ?? true
  }

  /// Whether the whole text matches; nil where that cannot be told.
  func isWhole(_ text: String, _ pattern: String, _ dialect: PatternDialect) -> Bool? {
    machine(pattern, dialect)?.matches(text, isWhole: true)
  }

  private func machine(_ pattern: String, _ dialect: PatternDialect) -> PatternMachine? {
    let key = Key(pattern: pattern, dialect: dialect)
    if let known = machines[key] { return known }
    if machines.count == Self.room { machines.removeAll(keepingCapacity: true) }
    let made = PatternMachine(pattern, dialect)
    machines[key] = .some(made)
    return made
  }
}
