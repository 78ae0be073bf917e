internal import Documents

/// How large what functions make may become: a few of them within each other could make a text of
/// any size.
enum EvaluationLimits {
  /// The longest text, in bytes; no call of CloudFormation takes a longer one.
  static let textBytes = TemplateLimits.storedBytes
  /// The most pieces of a text that is not wholly known.
  static let pieces = 10_000
  /// The most values in the expressions of what is not known in one text.
  static let expressions = 100_000

  /// Whether a text of these pieces is small enough.
  static func allows(_ pieces: [Evaluated.Piece]) -> Bool {
    var bytes = 0
    var holes = 0
    for piece in pieces {
      switch piece {
      case .known(let text): bytes += text.utf8.count
      case .unknown: holes += 1
      }
    }
    guard bytes <= textBytes, holes <= Self.pieces else { return false }
    // One hole alone is no larger than what is written for it.
    guard holes > 1 else { return true }
    var left = expressions
    for case .unknown(let unknown) in pieces { spend(unknown.expression, of: &left) }
    return left > 0
  }

  private static func spend(_ value: Value, of left: inout Int) {
    guard left > 0 else { return }
    left -= 1
    switch value {
    case .null, .bool, .number, .string: break
    case .array(let elements): for element in elements { spend(element, of: &left) }
    case .object(let object): for member in object.members { spend(member.value, of: &left) }
    }
  }
}
