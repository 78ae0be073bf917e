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

  /// How many patterns are remembered, and how many steps their programs have: those of many
  /// templates would be too many.
  private static let room = (patterns: 512, steps: 20_000)

  private var machines: [Key: PatternMachine?] = [:]
  private var size = 0
  private let mostSteps: Int
  private var stepsLeft: Int

  package convenience init() {
    self.init(mostSteps: 30_000_000)
  }

  /// - Parameter mostSteps: How many steps all texts of a template may take together.
  init(mostSteps: Int) {
    self.mostSteps = mostSteps
    stepsLeft = mostSteps
  }

  /// Goes on to another template.
  func turnPage() {
    stepsLeft = mostSteps
  }

  /// Whether a text matches somewhere, as schemas mean it, or it cannot be told.
  func matches(_ text: String, _ pattern: String) -> Bool {
    matches(text, Key(pattern: pattern, dialect: .schema), isWhole: false) ?? true
  }

  /// Whether the whole text matches; nil where that cannot be told.
  func isWhole(_ text: String, _ pattern: String, _ dialect: PatternDialect) -> Bool? {
    matches(text, Key(pattern: pattern, dialect: dialect), isWhole: true)
  }

  private func matches(_ text: String, _ key: Key, isWhole: Bool) -> Bool? {
    guard let machine = machine(key) else { return nil }
    let before = machine.size
    defer { size += machine.size - before }
    return machine.matches(text, isWhole: isWhole, within: &stepsLeft)
  }

  private func machine(_ key: Key) -> PatternMachine? {
    if let known = machines[key] { return known }
    if machines.count == Self.room.patterns || size > Self.room.steps {
      machines.removeAll(keepingCapacity: true)
      size = 0
    }
    let made = PatternMachine(key.pattern, key.dialect)
    machines[key] = .some(made)
    return made
  }
}
