/// Takes a regular expression apart; gives up on what it does not know.
struct PatternParser {
  var rest: Substring.UnicodeScalarView
  let dialect: PatternDialect
  var depth = 0
  /// Whether small and capital letters are the same.
  private var ignoresCase = false
  /// Whether `.` takes the ends of lines, too.
  private var takesLineEnds = false
  /// Whether the expression that is understood takes more than what is written: a text that it does
  /// not take is still one that the pattern does not take.
  private(set) var isLoose = false
  /// Whether it asks where words begin and end: of letters beyond ASCII, that depends on Java's age.
  private(set) var asksForWords = false
  /// Within what looks ahead or back, taking more may be taking less.
  private var looks = 0
  private var lookCount = 0

  static let deepest = 100

  init(_ pattern: String, _ dialect: PatternDialect) {
    rest = Substring(pattern).unicodeScalars
    self.dialect = dialect
  }

  /// The whole expression; nil if it is not understood.
  mutating func parsed() -> PatternNode? {
    guard let node = choice(), rest.isEmpty else { return nil }
    return node
  }

  mutating func takes(_ scalar: Unicode.Scalar) -> Bool {
    guard rest.first == scalar else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func choice() -> PatternNode? {
    guard depth < Self.deepest else { return nil }
    depth += 1
    let options = (ignoresCase, takesLineEnds)
    defer {
      depth -= 1
      (ignoresCase, takesLineEnds) = options
    }
    var branches: [PatternNode] = []
    repeat {
      var parts: [PatternNode] = []
      while let next = rest.first, next != "|", next != ")" {
        guard let atom = atom(), let part = quantified(atom) else { return nil }
        if case .sequence(let inner) = part, inner.isEmpty { continue }
        parts.append(part)
      }
      branches.append(parts.count == 1 ? parts[0] : .sequence(parts))
    } while takes("|")
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func atom() -> PatternNode? {
    guard let scalar = rest.popFirst() else { return nil }
    switch scalar {
    case "(": return group()
    case "[": return characterClass().map { .one($0) }
    case "\\": return escapedAtom()
    case ".":
      if takesLineEnds { return .one(.all) }
      let ends = dialect == .java ? PatternClass.javaLineEnds : .lineEnds
      return .one(ends.negated)
    case "^": return .place(.start)
    case "$": return .place(dialect == .java ? .javaEnd : .end)
    case "*", "+", "?": return nil
    case "{" where dialect == .java: return nil
    default: return .one(cased(PatternClass(scalar)))
    }
  }

  /// A class in the letter case that is asked for.
  func cased(_ characters: PatternClass) -> PatternClass {
    guard ignoresCase else { return characters }
    var characters = characters
    characters.ignoreCase()
    return characters
  }

  private mutating func escapedAtom() -> PatternNode? {
    switch rest.first {
    case "b": return place(.wordEdge)
    case "B": return place(.noWordEdge)
    case "A": return place(.start)
    case "z": return place(.veryEnd)
    case "Z": return place(dialect == .java ? .javaEnd : .veryEnd)
    case "R" where dialect == .java:
      rest.removeFirst()
      let pair = [PatternClass("\r"), PatternClass("\n")].map(PatternNode.one)
      return .choice([.sequence(pair), .one(.moreLineEnds)])
    case let digit? where ("1"..."9").contains(digit):
      rest = rest.drop { ("0"..."9").contains($0) }
      return anything()
    case "k":
      rest.removeFirst()
      guard takes("<"), skipName() else { return nil }
      return anything()
    default: return escape().map { .one(cased($0)) }
    }
  }

  private mutating func place(_ place: PatternNode.Place) -> PatternNode {
    rest.removeFirst()
    if case .wordEdge = place { asksForWords = true }
    if case .noWordEdge = place { asksForWords = true }
    return .place(place)
  }

  /// What stands for what an earlier group took.
  private mutating func anything() -> PatternNode? {
    guard loosened() else { return nil }
    return .repeated(.one(.all), least: 0, most: nil)
  }

  private mutating func loosened() -> Bool {
    isLoose = true
    return looks == 0
  }

  // MARK: - Groups

  private mutating func group() -> PatternNode? {
    guard takes("?") else { return closed() }
    guard let kind = rest.popFirst() else { return nil }
    switch kind {
    case ":": return closed()
    case "=": return look(isAhead: true, isNegated: false)
    case "!": return look(isAhead: true, isNegated: true)
    case ">": return loosened() ? closed() : nil
    case "P" where dialect == .schema:
      guard takes("<"), skipName() else { return nil }
      return closed()
    case "<":
      if takes("=") { return look(isAhead: false, isNegated: false) }
      if takes("!") { return look(isAhead: false, isNegated: true) }
      return skipName() ? closed() : nil
    case "i", "s": return options(kind)
    default: return nil
    }
  }

  private mutating func closed() -> PatternNode? {
    guard let node = choice(), takes(")") else { return nil }
    return node
  }

  private mutating func look(isAhead: Bool, isNegated: Bool) -> PatternNode? {
    looks += 1
    defer { looks -= 1 }
    lookCount += 1
    let number = lookCount
    return closed().map { .look($0, number: number, isAhead: isAhead, isNegated: isNegated) }
  }

  private mutating func skipName() -> Bool {
    guard let end = rest.firstIndex(of: ">"), let first = rest.first, first != ">",
      !("0"..."9").contains(first),
      rest[..<end].allSatisfy({
        $0 == "_" || LogicalID.isAlphanumeric(UInt8(truncatingIfNeeded: $0.value))
      })
    else { return false }
    rest = rest[rest.index(after: end)...]
    return true
  }

  /// `(?i)` for the rest of the group around it, or `(?i:` for a group.
  private mutating func options(_ first: Unicode.Scalar) -> PatternNode? {
    var next: Unicode.Scalar? = first
    let before = (ignoresCase, takesLineEnds)
    while let option = next, option == "i" || option == "s" {
      if option == "i" { ignoresCase = true } else { takesLineEnds = true }
      next = rest.popFirst()
    }
    guard next != ")" else { return .nothing }
    guard next == ":" else { return nil }
    defer { (ignoresCase, takesLineEnds) = before }
    return closed()
  }

  // MARK: - Repetitions

  private mutating func quantified(_ atom: PatternNode) -> PatternNode? {
    var atom = atom
    while let next = rest.first, "*+?{".unicodeScalars.contains(next) {
      let before = rest
      guard let (least, most) = counts() else {
        guard next == "{", dialect == .schema else { return nil }
        // No count: the brace is a letter, and an atom of its own.
        rest = before
        return atom
      }
      if let most, most < least { return nil }
      // As few as possible is as good as many; never to give anything back takes less.
      if !takes("?"), takes("+"), !loosened() { return nil }
      if let next = rest.first, "*+?".unicodeScalars.contains(next) { return nil }
      // Turns that add nothing are as good as one.
      if atom.takesNothing {
        atom = least == 0 ? .nothing : atom
      } else {
        atom = .repeated(atom, least: least, most: most)
      }
      if rest.first == "{" { return nil }
    }
    return atom
  }

  private mutating func counts() -> (least: Int, most: Int?)? {
    switch rest.popFirst() {
    case "*": return (0, nil)
    case "+": return (1, nil)
    case "?": return (0, 1)
    default:
      guard let end = rest.firstIndex(of: "}") else { return nil }
      let parts = rest[..<end]
        .split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
      let numbers = parts.map { Self.count($0) }
      guard let least = numbers.first.flatMap(\.self) else { return nil }
      let most = parts.count == 1 ? least : numbers[1]
      guard parts.count == 1 || parts[1].isEmpty || most != nil else { return nil }
      rest = rest[rest.index(after: end)...]
      return (least, most)
    }
  }

  private static func count(_ digits: Substring.UnicodeScalarView) -> Int? {
    guard !digits.isEmpty, digits.allSatisfy({ ("0"..."9").contains($0) }) else { return nil }
    return Int(String(digits)).flatMap { $0 <= Int32.max ? $0 : nil }
  }
}
