/// What a simple pattern wants, in words: so many characters of some kinds, or a text that begins in
/// a certain way.
struct PatternWords {
  private let shape: Shape

  private enum Shape {
    /// Characters of a class, as the class is written and as an expression for one of them.
    case characters(ranges: [String], one: String, least: Int, most: Int?)
    case beginning(String)
  }

  /// Understands patterns of one class, and those that begin with letters.
  init?(_ pattern: String) {
    var rest = Substring(pattern)
    let isAnchored = rest.first == "^"
    if isAnchored { rest = rest.dropFirst() }
    if isAnchored, rest.first == "[", let shape = Self.characters(rest) {
      self.shape = shape
      return
    }
    let literal = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || ":/_-".contains($0)) }
    // The last letter may be one that a quantifier makes optional.
    let isOptional = rest.dropFirst(literal.count).first.map { "?*{".contains($0) } ?? false
    let start = isOptional ? literal.dropLast() : literal
    guard isAnchored, start.count >= 3, !pattern.contains("|") else { return nil }
    shape = .beginning(String(start))
  }

  private static func characters(_ text: Substring) -> Shape? {
    let inside = text.dropFirst().prefix { $0 != "]" }
    guard inside.first != "^", !inside.contains("[") else { return nil }
    var rest = text.dropFirst(inside.count + 2)
    var least = 1
    var most: Int? = 1
    switch rest.first {
    case "+":
      most = nil
      rest = rest.dropFirst()
    case "*":
      (least, most) = (0, nil)
      rest = rest.dropFirst()
    case "{":
      let counts = rest.dropFirst().prefix { $0 != "}" }
      let parts = counts.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
      guard let first = parts.first, let count = first else { return nil }
      (least, most) = (count, parts.count > 1 ? parts[1] : count)
      rest = rest.dropFirst(counts.count + 2)
    default: break
    }
    guard rest == "$", let ranges = ranges(in: inside) else { return nil }
    return .characters(ranges: ranges, one: "^[\(inside)]$", least: least, most: most)
  }

  /// The members of a class, each as people read it.
  private static func ranges(in inside: Substring) -> [String]? {
    var ranges: [String] = []
    var rest = inside
    while let first = rest.first {
      rest = rest.dropFirst()
      if first == "\\" {
        guard let escaped = rest.first else { return nil }
        rest = rest.dropFirst()
        switch escaped {
        case "w": ranges += ["a-z", "A-Z", "0-9", "_"]
        case "d": ranges.append("0-9")
        case "s": ranges.append(" ")
        case _ where escaped.isLetter || escaped.isNumber: return nil
        default: ranges.append(String(escaped))
        }
      } else if rest.first == "-", let last = rest.dropFirst().first, last != "\\" {
        rest = rest.dropFirst(2)
        ranges.append("\(first)-\(last)")
      } else {
        ranges.append(String(first))
      }
    }
    return ranges.count <= 14 ? ranges : nil
  }

  /// What to change in a text so that it fits; nil if that cannot be said.
  func advice(for text: String) -> String? {
    switch shape {
    case .beginning(let start): return text.hasPrefix(start) ? nil : "begin it with `\(start)`"
    case .characters(let ranges, let one, let least, let most):
      let patterns = PatternBook()
      let wrong = text.unicodeScalars.map(String.init).filter { !patterns.matches($0, one) }
      if let first = wrong.first {
        let list = ranges.map { "`\($0)`" }.joined(separator: ", ")
        return "take \(Self.name(of: first)) out: it is made of \(list)"
      }
      let count = text.unicodeScalars.count
      if count < least { return "write at least \(least) characters" }
      return most.flatMap { count > $0 ? "write at most \($0) characters" : nil }
    }
  }

  private static func name(of character: String) -> String {
    switch character {
    case " ": "the space"
    case "\n", "\r": "the line break"
    case "\t": "the tab"
    default: "the `\(character)`"
    }
  }
}
