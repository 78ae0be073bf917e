/// A regular expression, taken apart.
indirect enum PatternNode {
  case one(PatternClass)
  case start
  case end
  case sequence([PatternNode])
  case choice([PatternNode])
  case repeated(PatternNode, least: Int, most: Int?)
}

/// Takes a regular expression apart; gives up on what looks ahead or back, and on what it does not
/// know.
struct PatternParser {
  private var rest: Substring.UnicodeScalarView
  private var depth = 0

  private static let deepest = 100

  init(_ pattern: String) { rest = Substring(pattern).unicodeScalars }

  /// The whole expression; nil if it is not understood.
  mutating func parsed() -> PatternNode? {
    guard let node = choice(), rest.isEmpty else { return nil }
    return node
  }

  private mutating func takes(_ scalar: Unicode.Scalar) -> Bool {
    guard rest.first == scalar else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func choice() -> PatternNode? {
    guard depth < Self.deepest else { return nil }
    depth += 1
    defer { depth -= 1 }
    var branches: [PatternNode] = []
    repeat {
      var parts: [PatternNode] = []
      while let next = rest.first, next != "|", next != ")" {
        guard let atom = atom(), let part = quantified(atom) else { return nil }
        parts.append(part)
      }
      branches.append(.sequence(parts))
    } while takes("|")
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func atom() -> PatternNode? {
    guard let scalar = rest.popFirst() else { return nil }
    switch scalar {
    case "(": return group()
    case "[": return characterClass().map(PatternNode.one)
    case "\\": return escape().map(PatternNode.one)
    case ".": return .one(PatternClass.lineEnds.negated)
    case "^": return .start
    case "$": return .end
    case "*", "+", "?": return nil
    default: return .one(PatternClass(scalar))
    }
  }

  private mutating func group() -> PatternNode? {
    if takes("?") {
      if takes("<") {
        guard rest.first != "=", rest.first != "!", let end = rest.firstIndex(of: ">") else {
          return nil
        }
        rest = rest[rest.index(after: end)...]
      } else if !takes(":") {
        return nil
      }
    }
    guard let node = choice(), takes(")") else { return nil }
    return node
  }

  // MARK: - Repetitions

  private mutating func quantified(_ atom: PatternNode) -> PatternNode? {
    guard let (least, most) = counts() else { return atom }
    switch atom {
    case .start, .end: return nil
    default: break
    }
    // As few as possible is as good as many; never to give anything back is not.
    if rest.first == "+" { return nil }
    _ = takes("?")
    if let next = rest.first, "*+?".unicodeScalars.contains(next) { return nil }
    if let most, most < least { return nil }
    return .repeated(atom, least: least, most: most)
  }

  private mutating func counts() -> (least: Int, most: Int?)? {
    switch rest.first {
    case "*":
      rest.removeFirst()
      return (0, nil)
    case "+":
      rest.removeFirst()
      return (1, nil)
    case "?":
      rest.removeFirst()
      return (0, 1)
    case "{":
      guard let end = rest.firstIndex(of: "}") else { return nil }
      let parts = rest[rest.index(after: rest.startIndex)..<end]
        .split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false).map { String($0) }
      guard let first = parts.first.flatMap({ Int($0) }),
        (0...PatternMachine.largest).contains(first)
      else { return nil }
      let most = parts.count == 1 ? first : Int(parts[1])
      guard parts.count == 1 || parts[1].isEmpty || most != nil else { return nil }
      rest = rest[rest.index(after: end)...]
      return (first, most)
    default: return nil
    }
  }

  // MARK: - Characters

  /// What stands behind a backslash, outside of a class or within.
  private mutating func escape() -> PatternClass? {
    guard let scalar = rest.popFirst() else { return nil }
    switch scalar {
    case "d": return .digits
    case "D": return PatternClass.digits.negated
    case "w": return .words
    case "W": return PatternClass.words.negated
    case "s": return .spaces
    case "S": return PatternClass.spaces.negated
    case "n": return PatternClass("\n")
    case "r": return PatternClass("\r")
    case "t": return PatternClass("\t")
    case "f": return PatternClass("\u{0C}")
    case "v": return PatternClass("\u{0B}")
    case "p", "P":
      guard takes("{"), let end = rest.firstIndex(of: "}") else { return nil }
      let name = String(rest[..<end])
      rest = rest[rest.index(after: end)...]
      return PatternClass(category: name, isNegated: scalar == "P")
    case "u": return hexadecimal(4)
    case "x": return hexadecimal(2)
    default:
      // Letters and digits mean something else: a boundary, an earlier group.
      guard scalar.value >= 128 || !LogicalID.isAlphanumeric(UInt8(scalar.value)) else {
        return nil
      }
      return PatternClass(scalar)
    }
  }

  private mutating func hexadecimal(_ count: Int) -> PatternClass? {
    let digits = rest.prefix(count)
    guard digits.count == count, let value = UInt32(String(digits), radix: 16),
      let scalar = Unicode.Scalar(value)
    else { return nil }
    rest = rest.dropFirst(count)
    return PatternClass(scalar)
  }

  private mutating func characterClass() -> PatternClass? {
    var characters = PatternClass()
    let isNegated = takes("^")
    var isFirst = true
    while let scalar = rest.popFirst() {
      if scalar == "]", !isFirst {
        return isNegated ? characters.negated : characters
      }
      isFirst = false
      // Classes in classes, and what both have, are not ECMA's.
      if scalar == "[" || scalar == "&" && rest.first == "&" { return nil }
      let member = scalar == "\\" ? escape() : PatternClass(scalar)
      guard let member else { return nil }
      guard rest.first == "-", let end = rest.dropFirst().first, end != "]",
        let start = member.single
      else {
        characters.formUnion(member)
        continue
      }
      rest.removeFirst(2)
      let last = end == "\\" ? escape() : PatternClass(end)
      guard end != "[", let last = last?.single, start.value <= last.value else { return nil }
      characters.insert(start.value...last.value)
    }
    return nil
  }
}
