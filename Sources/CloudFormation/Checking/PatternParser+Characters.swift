/// The characters that a pattern names.
extension PatternParser {
  /// What stands behind a backslash, outside of a class or within.
  mutating func escape() -> PatternClass? {
    guard let scalar = rest.popFirst() else { return nil }
    switch scalar {
    case "d": return .digits
    case "D": return PatternClass.digits.negated
    case "w": return .words
    case "W": return PatternClass.words.negated
    case "s": return spaces
    case "S": return spaces.negated
    case "h" where dialect == .java: return .blanks
    case "v" where dialect == .java: return .moreLineEnds
    case "p", "P":
      guard let characters = category() else { return nil }
      return scalar == "P" ? characters.negated : characters
    default: return literal(scalar).flatMap(Unicode.Scalar.init).map { PatternClass($0) }
    }
  }

  private var spaces: PatternClass { dialect == .java ? .asciiSpaces : .spaces }

  private mutating func category() -> PatternClass? {
    guard takes("{") else {
      return rest.popFirst().flatMap { PatternCategory.characters(named: String($0)) }
    }
    guard let end = rest.firstIndex(of: "}") else { return nil }
    let name = String(rest[..<end])
    rest = rest[rest.index(after: end)...]
    return PatternCategory.characters(named: name)
  }

  /// The one character that an escape stands for, or half of one.
  private mutating func literal(_ scalar: Unicode.Scalar) -> UInt32? {
    switch scalar {
    case "n": return 0x0A
    case "r": return 0x0D
    case "t": return 0x09
    case "f": return 0x0C
    case "v": return 0x0B
    case "a": return 0x07
    case "e": return 0x1B
    case "u": return unit()
    case "x": return hexadecimal(2)
    default:
      // Letters and digits mean something else.
      let isOther = scalar.value < 128 && LogicalID.isAlphanumeric(UInt8(scalar.value))
      return isOther ? nil : scalar.value
    }
  }

  /// What stands behind `\u`: two halves of one character are that character.
  private mutating func unit() -> UInt32? {
    guard let first = hexadecimal(4) else { return nil }
    let before = rest
    guard (0xD800...0xDBFF).contains(first), takes("\\"), takes("u"), let second = hexadecimal(4),
      (0xDC00...0xDFFF).contains(second)
    else {
      rest = before
      return first
    }
    return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
  }

  private mutating func hexadecimal(_ count: Int) -> UInt32? {
    let isBraced = takes("{")
    let digits = isBraced ? rest.prefix { $0 != "}" } : rest.prefix(count)
    guard digits.count == count || isBraced, (1...6).contains(digits.count),
      digits.allSatisfy(\.properties.isASCIIHexDigit)
    else { return nil }
    rest = rest.dropFirst(digits.count)
    guard !isBraced || takes("}") else { return nil }
    return UInt32(String(digits), radix: 16)
  }

  /// A class, behind its opening bracket.
  mutating func characterClass() -> PatternClass? {
    guard depth < Self.deepest else { return nil }
    depth += 1
    defer { depth -= 1 }
    var characters = PatternClass()
    let isNegated = takes("^")
    var isFirst = true
    while let scalar = rest.popFirst() {
      if scalar == "]", !isFirst {
        characters = cased(characters)
        return isNegated ? characters.negated : characters
      }
      if dialect == .java, scalar == "[" || scalar == "&" && rest.first == "&" {
        // Whether all of it is negated depends on Java's age.
        guard !isNegated, !(scalar == "&" && isFirst) else { return nil }
        guard combine(&characters, scalar) else { return nil }
        isFirst = false
        continue
      }
      isFirst = false
      guard add(scalar, to: &characters) else { return nil }
    }
    return nil
  }

  /// Takes in one character, a range of them or a class that an escape names.
  private mutating func add(_ scalar: Unicode.Scalar, to characters: inout PatternClass) -> Bool {
    guard let start = single(scalar) else {
      guard let member = escape() else { return false }
      characters.formUnion(member)
      return true
    }
    guard let start else { return false }
    let end = rest.dropFirst().first
    guard rest.first == "-", let end, end != "]", dialect == .schema || end != "[" else {
      return insert(start...start, to: &characters)
    }
    rest.removeFirst(2)
    guard let last = single(end)?.flatMap(\.self), start <= last else { return false }
    return insert(start...last, to: &characters)
  }

  /// Halves of characters beyond the first 65536 are written to have all of those.
  private func insert(
    _ range: ClosedRange<UInt32>, to characters: inout PatternClass
  ) -> Bool {
    characters.insert(range)
    guard range.overlaps(0xD800...0xDFFF), range.upperBound < 0x10000 else { return true }
    characters.insert(0x10000...0x10FFFF)
    return dialect == .schema
  }

  /// The one character that begins here; nil if that is an escape for many, and nil within if it is
  /// not understood.
  private mutating func single(_ scalar: Unicode.Scalar) -> UInt32?? {
    guard scalar == "\\" else { return .some(scalar.value) }
    guard let next = rest.first else { return .some(nil) }
    if "dDwWsSpP".unicodeScalars.contains(next) { return nil }
    if dialect == .java, next == "h" || next == "v" { return nil }
    rest.removeFirst()
    if next == "b", dialect == .schema { return .some(0x08) }
    return .some(literal(next))
  }

  /// Java's classes hold classes, and what is in two of them.
  private mutating func combine(
    _ characters: inout PatternClass, _ scalar: Unicode.Scalar
  ) -> Bool {
    if scalar == "[" {
      guard let inner = characterClass() else { return false }
      characters.formUnion(inner)
      return true
    }
    rest.removeFirst()
    var other: PatternClass
    if takes("[") {
      guard let inner = characterClass() else { return false }
      other = inner
    } else {
      other = PatternClass()
      var isEmpty = true
      while let next = rest.first, next != "]", next != "&", next != "[" {
        rest.removeFirst()
        guard add(next, to: &other) else { return false }
        isEmpty = false
      }
      guard !isEmpty else { return false }
    }
    // What else stands on that side is read differently from one Java to the next.
    guard rest.first == "]" else { return false }
    characters.formIntersection(other)
    return true
  }
}
