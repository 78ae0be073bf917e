import Testing

@testable import CloudFormation

struct PatternMachineTests {
  @Test(arguments: [
    ("^(a+)+b$", String(repeating: "a", count: 5000) + "b", true),
    ("^(a+)+b$", String(repeating: "a", count: 5000), false),
    ("^(\\w|\\d|-)*$", String(repeating: "a1-", count: 1000) + "!", false),
    ("(.*a){3}b", String(repeating: "x", count: 2000) + "aaab", true),
    (
      "^([a-z0-9]+([._-][a-z0-9]+)*/)*[a-z0-9]+$", String(repeating: "a/b-c/", count: 500) + "d",
      true
    ),
    ("^([a-z0-9]+([._-][a-z0-9]+)*/)*[a-z0-9]+$", String(repeating: "a/b--c/", count: 500), false),
    ("^[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*$", "Größe 10 µm", true), ("^\\P{L}+$", "12é", false),
    ("^.$", "\n", false), ("^[^a]$", "\n", true), ("^\\S+$", "a\u{2003}b", false),
    ("^[\\w.\\-+]+$", "a.b-c+d", true), ("^[+--]$", ",", true), ("^[\\x41-\\x43]$", "D", false),
    ("^[ \\t]*[\\x20-\\x7E]+([ \\t]+[\\x20-\\x7E]+)*$", "client_credentials", true),
    ("", "", true), ("$", "a", true), ("^$", "a", false), ("a|b$|^c", "xb", true),
    ("x{2,3}y{0}z{1,}?", "xxz", true), ("^x{2,3}$", "xxxx", false), ("(?<name>a)(?:b)", "ab", true),
    ("^[]a]$", "]", true), ("\\u0041", "A", true), ("^(|a)*$", "aaaa", true), ("(^a)*b", "b", true),
  ])
  func matchesAsSchemasMeanIt(pattern: String, text: String, isFound: Bool) throws {
    let machine = try #require(PatternMachine(pattern))
    #expect(machine.matches(text) == isFound)
  }

  @Test(arguments: [
    "(?=a)b", "(?!a)b", "(?<=a)b", "(?<!a)b", "(a)\\1", "\\bword", "(?i)a", "a++", "(?>a)", "(a",
    "a)", "[a", "[a[b]]", "[a&&b]", "*a", "a{3,1}", "\\p{Nonsense}", "[b-a]", "\\", "a**",
    "((a{1000}){1000}){1000}", String(repeating: "(", count: 1000),
  ])
  func othersAreNotUnderstood(pattern: String) {
    #expect(PatternMachine(pattern) == nil)
  }

  @Test func longTextsForLargePatternsAreNotHeldAgainstThem() throws {
    let machine = try #require(PatternMachine("^([a-z]{1,60}[.]?){1,100}$"))
    #expect(machine.matches(String(repeating: "a", count: 1000)) == true)
    #expect(machine.matches(String(repeating: "a", count: 1_000_000)) == nil)
  }

  /// Wherever Swift's matcher has an answer in time, it is the same one.
  @Test(arguments: 0..<10)
  func agreesWithTheOtherMatcher(seed: UInt64) throws {
    var dice = Dice(state: seed)
    for _ in 0..<12 {
      let pattern = dice.pattern(3)
      let regex = try Regex(pattern).matchingSemantics(.unicodeScalar)
      let machine = try #require(PatternMachine(pattern), "\(pattern)")
      for _ in 0..<8 {
        let text = dice.text()
        #expect(
          machine.matches(text) == (try regex.firstMatch(in: text) != nil), "\(pattern) \(text)")
        let isWhole = try regex.wholeMatch(in: text) != nil
        #expect(machine.matches(text, isWhole: true) == isWhole, "\(pattern) \(text)")
      }
    }
  }

  /// The patterns of the facts that need it are understood, but for those that look ahead or back.
  @Test func thePatternsOfTheFactsAreUnderstood() {
    var patterns: Set<String> = []
    var seen: Set<SchemaFacts> = []
    for name in Facts.typeNames {
      var waiting = [Facts[name]?.root].compactMap(\.self)
      while let node = waiting.popLast() {
        guard seen.insert(node).inserted else { continue }
        if let pattern = node.pattern { patterns.insert(pattern) }
        waiting += node.properties.map(\.schema) + [node.items].compactMap(\.self)
        waiting += node.allOf + node.anyOf + node.oneOf
      }
    }
    let ambiguous = patterns.filter {
      PatternAmbiguity(of: $0).longest < .max && (try? Regex($0)) != nil
    }
    let others = ambiguous.filter { PatternMachine($0) == nil }
    #expect(ambiguous.count > 20)
    let unknown = ["(?=", "(?!", "(?<", "(?i)", "\\b"]
    #expect(others.filter { pattern in !unknown.contains { pattern.contains($0) } } == [])
  }
}

/// The same throws for the same seed.
private struct Dice {
  var state: UInt64

  mutating func roll(_ sides: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(sides))
  }

  mutating func text() -> String {
    String((0..<roll(8)).map { _ in Array("ab1-")[roll(4)] })
  }

  mutating func pattern(_ depth: Int) -> String {
    let parts = (0...roll(3)).map { _ -> String in
      let atoms = ["a", "b", "[ab]", "[^a]", "\\d", "\\w", ".", "-", "1?"]
      let atom = depth > 0 && roll(3) == 0 ? "(\(pattern(depth - 1)))" : atoms[roll(atoms.count)]
      guard !atom.hasSuffix("?") else { return atom }
      return atom + ["", "", "*", "+", "?", "{2}", "{1,2}", "*?"][roll(8)]
    }
    let text = parts.joined()
    switch roll(6) {
    case 0: return "^\(text)"
    case 1: return "\(text)$"
    case 2 where depth > 0: return "\(text)|\(pattern(depth - 1))"
    default: return text
    }
  }
}
