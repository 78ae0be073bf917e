/// A text that a pattern takes, to be shown to people.
///
/// It is put together from the pattern's parts, the first way first; whether the pattern really takes
/// it has to be asked. What is beyond it, such as references to groups, gives a text that fails.
struct PatternExample {
  private let pattern: [Unicode.Scalar]
  private var index = 0
  private let way: Way
  /// How to choose where a pattern leaves a choice.
  private struct Way {
    /// Whether what may be left out is there.
    var takesOptional: Bool
    /// Whether what may be there any number of times is there.
    var repeats: Bool
    /// Whether the last alternative is taken rather than the first.
    var takesLast = false

    static let all = [
      Way(takesOptional: true, repeats: false), Way(takesOptional: true, repeats: true),
      Way(takesOptional: true, repeats: true, takesLast: true),
      Way(takesOptional: false, repeats: false),
    ]
  }
  /// What is shorter is no example of anything.
  private static let shortest = 3
  /// The digits and letters that stand where any may.
  private static let digits = Array("123456789012".unicodeScalars)
  private static let letters = Array("example".unicodeScalars)
  private static let longest = 200

  private init(_ pattern: String, _ way: Way) {
    self.pattern = Array(pattern.unicodeScalars)
    self.way = way
  }

  /// An example of a pattern that is known to match it, if one is found.
  static func text(for pattern: String, minLength: Int = 0, maxLength: Int? = nil) -> String? {
    guard pattern.utf8.count <= longest * 4 else { return nil }
    var short: String?
    let patterns = PatternBook()
    for way in Way.all {
      var maker = PatternExample(pattern, way)
      let scalars = maker.alternatives()
      guard maker.index == maker.pattern.count, !scalars.isEmpty,
        (minLength...max(minLength, maxLength ?? longest)).contains(scalars.count)
      else { continue }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars)
      let text = String(view)
      guard patterns.isWhole(text, pattern, .schema) == true else { continue }
      if scalars.count >= shortest { return text }
      short = short ?? text
    }
    return short
  }

  private func next(_ offset: Int = 0) -> Unicode.Scalar? {
    index + offset < pattern.count ? pattern[index + offset] : nil
  }

  /// The first alternative that gives a text, up to the end of the group.
  private mutating func alternatives() -> [Unicode.Scalar] {
    var found: [Unicode.Scalar] = []
    while true {
      let branch = sequence()
      if found.isEmpty || way.takesLast { found = branch }
      guard next() == "|" else { return found }
      index += 1
    }
  }

  private mutating func sequence() -> [Unicode.Scalar] {
    var made: [Unicode.Scalar] = []
    while let scalar = next(), scalar != "|", scalar != ")" {
      let atom = atom(scalar)
      let (least, most) = quantifier()
      guard made.count <= Self.longest else { continue }
      switch atom {
      case .text(let part):
        let count = least == 0 && most == 1 && way.takesOptional ? 1 : least
        for _ in 0..<min(count, Self.longest) { made += part }
      case .any(let members):
        let isLeftOut = least == 0 && !(most == 1 ? way.takesOptional : way.repeats)
        let count = isLeftOut ? 0 : max(least, min(most, Self.letters.count))
        made += Self.filling(members, count: min(count, Self.longest))
      }
    }
    return made
  }

  /// A part of a sequence: a text, or one of some characters.
  private enum Atom {
    case text([Unicode.Scalar])
    case any(Set<Unicode.Scalar>)
  }

  private mutating func atom(_ scalar: Unicode.Scalar) -> Atom {
    index += 1
    switch scalar {
    case "^", "$": return .text([])
    case ".": return .any(Set(Self.letters))
    case "(":
      var isSeen = true
      if next() == "?" {
        // What a group looks ahead to or back at is not a part of the text.
        isSeen = next(1) == ":"
        index += isSeen ? 2 : 1
      }
      let inner = alternatives()
      if next() == ")" { index += 1 }
      return .text(isSeen ? inner : [])
    case "[": return .any(characterClass())
    case "\\":
      defer { index += 1 }
      return next().map(Self.escaped) ?? .text([])
    default: return .text([scalar])
    }
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> Atom {
    switch scalar {
    case "d": .any(Set(digits))
    case "w": .any(Set(letters + digits))
    case "s": .text([" "])
    case "S": .any(Set(letters))
    default: .text([scalar])
    }
  }

  private mutating func characterClass() -> Set<Unicode.Scalar> {
    let isNegated = next() == "^"
    if isNegated { index += 1 }
    var members: Set<Unicode.Scalar> = []
    var isFirst = true
    while let scalar = next(), isFirst || scalar != "]" {
      isFirst = false
      index += 1
      if scalar == "\\", let escape = next() {
        index += 1
        switch Self.escaped(escape) {
        case .any(let some): members.formUnion(some)
        case .text(let part): members.formUnion(part)
        }
      } else if next() == "-", let last = next(1), last != "]", last != "\\", scalar < last {
        index += 2
        for value in scalar.value...min(last.value, scalar.value + 127) {
          if let member = Unicode.Scalar(value) { members.insert(member) }
        }
      } else {
        members.insert(scalar)
      }
    }
    index += 1
    return isNegated ? Set(Self.letters + Self.digits).subtracting(members) : members
  }

  private mutating func quantifier() -> (least: Int, most: Int) {
    var counts = (1, 1)
    switch next() {
    case "*": counts = (0, .max)
    case "+": counts = (1, .max)
    case "?": counts = (0, 1)
    case "{":
      let inside = pattern[(index + 1)...].prefix { $0 != "}" }
      let parts = inside.split(separator: ",", omittingEmptySubsequences: false).map { part in
        Int(String(String.UnicodeScalarView(part)))
      }
      guard let first = parts.first, let least = first else { return counts }
      counts = (least, parts.count > 1 ? parts[1] ?? .max : least)
      index += inside.count + 1
    default: return counts
    }
    index += 1
    if let more = next(), more == "?" || more == "+" { index += 1 }
    return counts
  }

  /// So many of some characters: of letters and digits if they are among them, in an order that can
  /// be read.
  private static func filling(_ members: Set<Unicode.Scalar>, count: Int) -> [Unicode.Scalar] {
    let capitals = Array("EXAMPLE".unicodeScalars)
    let order = [letters, capitals, digits].first { members.isSuperset(of: $0) }
    let some = order ?? members.sorted { rank($0) < rank($1) }.prefix(1).map(\.self)
    guard !some.isEmpty else { return [] }
    return (0..<count).map { some[$0 % some.count] }
  }

  /// Letters stand before digits, and these before everything else.
  private static func rank(_ scalar: Unicode.Scalar) -> (Int, UInt32) {
    switch scalar {
    case "a"..."z": (0, scalar.value)
    case "A"..."Z": (1, scalar.value)
    case "0"..."9": (2, scalar.value)
    default: (3, scalar.value)
    }
  }
}
