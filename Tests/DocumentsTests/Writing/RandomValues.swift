import Documents
import TestSupport

/// Values with everything in them that writers get wrong, the same ones for the same seed.
struct RandomValues: RandomNumberGenerator {
  private var generator: SeededGenerator

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  mutating func next() -> UInt64 { generator.next() }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &self)]
  }

  /// A value with at most so many levels of collections.
  mutating func value(depth: Int = 4) -> Value {
    switch Int.random(in: 0..<10, using: &self) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &self))
    case 2: return .number(Number(spelling: pick(Self.numbers)))
    case 3, 4: return .string(string())
    case 5...6 where depth > 0:
      let count = Int.random(in: 0...4, using: &self)
      return .array((0..<count).map { _ in value(depth: depth - 1) })
    case 7...9 where depth > 0:
      let count = Int.random(in: 0...4, using: &self)
      let members = (0..<count).map { _ in
        Value.Object.Member(string(), value(depth: depth - 1))
      }
      return .object(Value.Object(members))
    default: return .string(string())
    }
  }

  /// One of the known traps, or several pieces of them.
  mutating func string() -> String {
    if Int.random(in: 0..<3, using: &self) == 0 { return pick(Self.traps) }
    let count = Int.random(in: 0...6, using: &self)
    return (0..<count).map { _ in pick(Self.pieces) }.joined()
  }

  static let numbers = [
    "0", "-0", "12", "-7", "0.10", "-0.0", "1e3", "1E+3", "1.5e3", "1.5e+3", "-2.50E-7",
    "12345678901234567890123", "0.1234567890123456789", "1e-400", "1.0e+999", ".inf", "-.inf",
    ".nan",
  ]

  static let traps = [
    "", " ", "~", "null", "Null", "true", "False", "yes", "No", "on", "OFF", "y", "N", "=", "<<",
    "012", "0o7", "0x1F", "0b1", "0b_", "0x_", "-0x1", "+0b1", "12:30", "00:30", "1:2:3.5",
    "1_000", "1_0e3", "1e3", "1.", ".5", "-.5", "+.5", "._5", ".", "..", "...", "....", "-", "--",
    "---", "--- a", "- a", "-a", "?", "? a", ":", ": a", ":a", "a:", "a: b", "a:b", "a #b", "a#b",
    "#a", "a,b", "[a]", "{a}", "]", "}", ",", "&a", "*a", "!a", "|", ">", "'", "''", "'a'", "a'b",
    "\"", "\"a\"", "a\"b", "%a", "@a", "`a", "\\", "\\n", "a\\", " a", "a ", "\ta", "a\t", "a\tb",
    "a\t#b", "a\t: b", "2010-09-09", "2010-9-9 1:2:3", "2001-12-14t21:59:43.10-05:00", "2010-09",
    ".inf", "-.INF", ".NaN", "+.inf", "\n", "\n\n", "a\n", "a\n\n", "a\n\n\n", "\na", "\n a",
    " a\nb", "a\n b\n", "a\n\tb", "\ta\nb", "a \nb", "a\n \nb", "a\n ", "a\n\n ", "# a\n",
    "- a\n- b\n",
    "--- \n", "---\na\n", "a\n---\n", "a\n...\n", "a: b\n", "\r", "a\rb", "a\r\nb", "\u{0}",
    "\u{7}",
    "\u{1B}[0m", "\u{7F}", "\u{80}", "\u{85}", "a\u{85}b", "\u{9F}", "\u{A0}", "a\u{A0}",
    "\u{2028}",
    "a\u{2029}b", "\u{FEFF}", "\u{FEFF}a", "\u{FFFD}", "\u{FFFE}", "\u{FFFF}", "\u{10FFFF}", "é",
    "日本",
    "👩‍👩‍👧", "🇧🇷", "e\u{301}", "${a.b}", "!Ref", "!!str a", "arn:aws:s3:::b/*", "10.0.0.0/16",
    "8080:80", "1.2.3", "123456789012", "*", "**/*.py", "$", "%", "a{b}", "a, b", "a]b",
  ]

  private static let pieces = [
    " ", "  ", "\n", "\n\n", "\t", ":", ": ", " #", "#", "-", "- ", "? ", "a", "b c", "0", "1", ".",
    "_", "e", "x", "'", "\"", "\\", "{", "}", "[", "]", ",", "&", "*", "!", "|", ">", "%", "@", "`",
    "=", "<", "~", "é", "👍", "\u{85}", "\u{2028}", "\u{FEFF}", "\r", "\u{1}", "yes", "no", "null",
    "word", "---", "...",
  ]
}
