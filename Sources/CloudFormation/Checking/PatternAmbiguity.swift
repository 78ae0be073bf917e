/// Whether a pattern repeats a group that a text can be divided among in many ways: `(a+)+` or
/// `(a|a)+`, and not `(a+/)+`, where a slash ends every turn.
struct PatternAmbiguity {
  private let bytes: [UInt8]
  private var index = 0
  private(set) var isFound = false
  /// How many times any text may stand there.
  private var gaps = 0

  init(of pattern: String) {
    bytes = Array(pattern.utf8)
    _ = group()
  }

  /// How long a text may be that is held against the pattern: with many gaps for any text, the ways
  /// are as many as there are places for all of them.
  var longest: Int {
    if isFound { return 16 }
    return gaps < 3 ? .max : gaps < 5 ? 256 : 48
  }

  /// ASCII characters; what else a pattern names counts as all of them.
  private struct Characters {
    var low: UInt64 = 0
    var high: UInt64 = 0

    static let all = Characters(low: .max, high: .max)

    mutating func insert(_ byte: UInt8) {
      if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
    }

    mutating func formUnion(_ other: Characters) {
      low |= other.low
      high |= other.high
    }

    var isAll: Bool { low == .max && high == .max }

    func isDisjoint(with other: Characters) -> Bool { low & other.low | high & other.high == 0 }
  }

  /// What one alternative of a group is made of.
  private struct Branch {
    /// All that it can be made of, but for what has to stand in it once.
    var loose = Characters()
    /// What has to stand in it exactly once.
    var fixed: [Characters] = []
    /// What it begins with, where that is one character that has to be there.
    var first: Characters?
    var isEmpty = true
    var repeats = false
    /// Whether it holds a choice among what may look alike.
    var chooses = false

    var everything: Characters {
      fixed.reduce(into: loose) { $0.formUnion($1) }
    }

    /// Whether turns of it can be told apart.
    var hasEnd: Bool { fixed.contains { $0.isDisjoint(with: loose) } }
  }

  /// The alternatives up to the end of the group.
  private mutating func group() -> [Branch] {
    var branches = [Branch()]
    while index < bytes.count, bytes[index] != UInt8(ascii: ")") {
      if bytes[index] == UInt8(ascii: "|") {
        branches.append(Branch())
        index += 1
        continue
      }
      add(to: &branches[branches.count - 1])
    }
    return branches
  }

  /// Takes one atom and its quantifier.
  private mutating func add(to branch: inout Branch) {
    var inner: [Branch] = []
    var characters = Characters()
    switch bytes[index] {
    case UInt8(ascii: "("):
      index += 1
      skipKind()
      inner = group()
      index += 1
      for branch in inner { characters.formUnion(branch.everything) }
    case UInt8(ascii: "["): characters = characterClass()
    case UInt8(ascii: "\\"): characters = escape()
    case UInt8(ascii: "^"), UInt8(ascii: "$"):
      index += 1
      return
    case UInt8(ascii: "."):
      characters = .all
      index += 1
    default:
      if bytes[index] < 128 { characters.insert(bytes[index]) } else { characters = .all }
      index += 1
    }
    let (isOptional, isRepeated) = quantifier()
    let repeats = inner.contains(where: \.repeats)
    let chooses = Self.overlap(inner)
    if isRepeated,
      chooses || inner.contains(where: { ($0.repeats || $0.chooses) && !$0.hasEnd })
    {
      isFound = true
    }
    if chooses || inner.contains(where: \.chooses) { branch.chooses = true }
    if isRepeated, inner.isEmpty, characters.isAll { gaps += 1 }
    if isRepeated || repeats {
      branch.repeats = true
      branch.loose.formUnion(characters)
    } else if isOptional || !inner.isEmpty {
      branch.loose.formUnion(characters)
    } else {
      if branch.isEmpty { branch.first = characters }
      branch.fixed.append(characters)
    }
    branch.isEmpty = false
  }

  /// Whether a text may be more than one of the alternatives.
  private static func overlap(_ branches: [Branch]) -> Bool {
    guard branches.count > 1 else { return false }
    for (index, one) in branches.enumerated() {
      for other in branches[(index + 1)...]
      where !one.everything.isDisjoint(with: other.everything) {
        // Alternatives that begin otherwise are told apart at once.
        guard let first = one.first, let second = other.first, first.isDisjoint(with: second) else {
          return true
        }
      }
    }
    return false
  }

  /// `?:`, `?<name>`, `?=`, `?i` and their like behind an opening parenthesis.
  private mutating func skipKind() {
    guard index < bytes.count, bytes[index] == UInt8(ascii: "?") else { return }
    index += 1
    let isNamed =
      index + 1 < bytes.count && bytes[index] == UInt8(ascii: "<")
      && bytes[index + 1] != UInt8(ascii: "=") && bytes[index + 1] != UInt8(ascii: "!")
    let end: (UInt8) -> Bool =
      isNamed ? { $0 == UInt8(ascii: ">") } : { ":=!>".utf8.contains($0) }
    while index < bytes.count, !end(bytes[index]) {
      // Options for what follows have no body.
      if bytes[index] == UInt8(ascii: ")") { return }
      index += 1
    }
    index += 1
  }

  private mutating func quantifier() -> (isOptional: Bool, isRepeated: Bool) {
    guard index < bytes.count else { return (false, false) }
    var result = (isOptional: false, isRepeated: false)
    switch bytes[index] {
    case UInt8(ascii: "*"): result = (true, true)
    case UInt8(ascii: "+"): result = (false, true)
    case UInt8(ascii: "?"): result = (true, false)
    case UInt8(ascii: "{"):
      let counts = bytes[(index + 1)...].prefix { $0 != UInt8(ascii: "}") }
      let parts = counts.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        .map { Int(String(decoding: $0, as: UTF8.self)) }
      guard let first = parts.first, let least = first else { return (false, false) }
      let most = parts.count > 1 ? parts[1] ?? .max : least
      result = (least == 0, most > 4)
      index += counts.count + 1
    default: return result
    }
    index += 1
    if index < bytes.count, "?+".utf8.contains(bytes[index]) { index += 1 }
    return result
  }

  private mutating func escape() -> Characters {
    index += 1
    guard index < bytes.count else { return .all }
    let byte = bytes[index]
    index += 1
    var characters = Characters()
    switch byte {
    case UInt8(ascii: "d"):
      for digit in UInt8(ascii: "0")...UInt8(ascii: "9") { characters.insert(digit) }
    case UInt8(ascii: "s"): for space in " \t\n\r\u{0B}\u{0C}".utf8 { characters.insert(space) }
    case UInt8(ascii: "w"):
      for word in UInt8(0)..<128 where Self.isWord(word) { characters.insert(word) }
    case _ where byte >= 128 || Self.isWord(byte):
      if byte == UInt8(ascii: "p") || byte == UInt8(ascii: "P"), index < bytes.count,
        bytes[index] == UInt8(ascii: "{")
      {
        while index < bytes.count, bytes[index] != UInt8(ascii: "}") { index += 1 }
        index += 1
      }
      return .all
    default: characters.insert(byte)
    }
    return characters
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    LogicalID.isAlphanumeric(byte) || byte == UInt8(ascii: "_")
  }

  private mutating func characterClass() -> Characters {
    index += 1
    var characters = Characters()
    let isNegated = index < bytes.count && bytes[index] == UInt8(ascii: "^")
    if isNegated { index += 1 }
    var isFirst = true
    while index < bytes.count, isFirst || bytes[index] != UInt8(ascii: "]") {
      isFirst = false
      if bytes[index] == UInt8(ascii: "\\") {
        characters.formUnion(escape())
        continue
      }
      let start = bytes[index]
      if index + 2 < bytes.count, bytes[index + 1] == UInt8(ascii: "-"),
        bytes[index + 2] != UInt8(ascii: "]"), bytes[index + 2] != UInt8(ascii: "\\"),
        start < bytes[index + 2], bytes[index + 2] < 128
      {
        for byte in start...bytes[index + 2] { characters.insert(byte) }
        index += 3
        continue
      }
      if start < 128 { characters.insert(start) } else { characters = .all }
      index += 1
    }
    index += 1
    return isNegated ? .init(low: ~characters.low, high: ~characters.high) : characters
  }
}
