/// Whose regular expressions are meant.
enum PatternDialect {
  /// Those of schemas: ECMA-262's, in the part that Python reads alike.
  case schema
  /// Those of parameters: `java.util.regex`.
  case java
}

/// A regular expression, taken apart.
indirect enum PatternNode: Sendable {
  case one(PatternClass)
  case place(Place)
  /// What has to stand, or not to stand, before or behind a place, each with a number.
  case look(PatternNode, number: Int, isAhead: Bool, isNegated: Bool)
  case sequence([PatternNode])
  case choice([PatternNode])
  case repeated(PatternNode, least: Int, most: Int?)

  /// A place between two characters.
  enum Place: Sendable {
    case start
    /// The end of the text, or before a line feed there.
    case end
    /// The end, or before whatever ends a line in Java there.
    case javaEnd
    case veryEnd
    case wordEdge
    case noWordEdge
  }

  static let nothing = PatternNode.sequence([])

  /// Whether it never takes a character.
  var takesNothing: Bool {
    switch self {
    case .one: false
    case .place, .look: true
    case .sequence(let parts), .choice(let parts): parts.allSatisfy(\.takesNothing)
    case .repeated(let part, _, let most): most == 0 || part.takesNothing
    }
  }
}
