import Documents
import TestSupport

/// Makes values of every kind that JSON can write, with a taste for what is awkward.
struct ValueGenerator {
  var random: SeededGenerator

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  mutating func value(depth: Int = 5) -> Value {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &random) {
    case 0: return .null
    case 1: return .bool(.random(using: &random))
    case 2: return .number(number())
    case 3, 4: return .string(text())
    case 5, 6:
      return .object(
        Value.Object((0..<size()).map { _ in .init(text(), value(depth: depth - 1)) }))
    default: return .array((0..<size()).map { _ in value(depth: depth - 1) })
    }
  }

  mutating func number() -> Number {
    var spelling = Bool.random(using: &random) ? "-" : ""
    spelling += digits(upTo: 25, leadingZero: false)
    if Bool.random(using: &random) { spelling += "." + digits(upTo: 25, leadingZero: true) }
    if Bool.random(using: &random) {
      spelling += ["e", "E", "e+", "e-", "E-"].randomElement(using: &random)!
      spelling += digits(upTo: 22, leadingZero: true)
    }
    return Number(spelling: spelling)
  }

  mutating func text() -> String {
    let pieces: [String] = [
      "a", "Key", "value", " ", "\"", "\\", "/", "\u{0}", "\u{1}", "\u{1F}", "\t", "\n", "\r\n",
      "\u{8}", "\u{C}", "\u{7F}", "\u{80}", "é", "e\u{301}", "ß", "\u{2028}", "\u{2029}",
      "\u{FEFF}",
      "日本", "😀", "\u{10FFFF}", "\u{E000}", "\u{FFFD}", "${x}", "// #", "{", "]", ",", ":", "'",
      "null", "12", "~", "-", "a long piece of plain text", "\u{300}", "\u{323}", "\u{307}",
    ]
    return (0..<size()).map { _ in pieces.randomElement(using: &random)! }.joined()
  }

  private mutating func digits(upTo most: Int, leadingZero: Bool) -> String {
    let count = Int.random(in: 1...most, using: &random)
    var text = ""
    for index in 0..<count {
      let least = index == 0 && count > 1 && !leadingZero ? 1 : 0
      // Many zeros, so that equal values meet in different spellings.
      let digit = Bool.random(using: &random) ? least : Int.random(in: least...9, using: &random)
      text += String(digit)
    }
    return text
  }

  private mutating func size() -> Int { Int.random(in: 0...5, using: &random) }
}
