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
    "(a", "a)", "[a", "*a", "a{3,1}", "\\p{Nonsense}", "[b-a]", "\\", "a**", "(?=(a)\\1)b", "(?x)a",
    "(?=a++)b", "\\G", "(?<a", "(?", "(?<1*>a)", "(?<1>a)", "(?<>a)", "(?m)^a", "[\\q]",
    String(repeating: "(", count: 1000), String(repeating: "(", count: 100_000),
    String(repeating: "(?:", count: 20_000) + String(repeating: ")", count: 20_000),
  ])
  func othersAreNotUnderstood(pattern: String) {
    #expect(PatternMachine(pattern) == nil)
    #expect(PatternMachine(pattern, .java) == nil)
  }

  /// What a matcher that tries one way after another needs forever for.
  @Test(arguments: [
    ("(a{1,4})+b", 200, ""), ("(.[0-9A-Za-z]{2,4})+!", 200, ""), ("(a|a)*b", 200, ""),
    ("(a|aa)+b", 200, ""), ("((a|ab)c?)*d", 200, ""), ("(\\w+\\s?)*!", 200, ""),
    ("[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*!", 2000, ""),
    ("[a-z]*-?[a-z]*-?[a-z]*-?[a-z]*-?[a-z]*-?[a-z]*-?x", 2000, ""),
    ("(((){6000}){6000}a+)+b", 200, ""), ("((((){9999}){9999}){9999}a+)+b", 200, "b"),
    ("((^){6000}){6000}(()*)*(a{0}){9999}a*b", 200, "b"), ("(a?){6000}b", 200, "b"),
    ("(?=(a+)+b)a*c?", 200, ""), ("(a{2,}){9999}b", 100, ""), ("(a|){9999}b", 200, "b"),
  ])
  func noPatternTakesForever(pattern: String, count: Int, end: String) throws {
    let machine = try #require(PatternMachine(pattern, .java))
    let text = String(repeating: "a", count: count) + end
    #expect(machine.matches(text, isWhole: true) == !end.isEmpty)
  }

  /// Neither a program nor its making may be larger than there is room.
  @Test(arguments: [
    "((a{1000}){1000}){1000}", "((a?b?(|)(|)(|)){6000}){6000}",
    "(" + String(repeating: "(a{0}|b{0})", count: 10_000) + "a){1000}",
  ])
  func largePatternsAreNotHeldAgainstLongTexts(pattern: String) throws {
    let machine = try #require(PatternMachine(pattern))
    #expect(machine.matches(String(repeating: "b", count: 5000)) == nil)
  }

  /// Each text may take seconds, and a template has hundreds of them.
  @Test func theTextsOfATemplateHaveALimitTogether() {
    let book = PatternBook(mostSteps: 200_000)
    let text = String(repeating: "a", count: 40)
    let told = (0..<30).map { number in
      book.isWhole(text, "([a-z]{1,60}[.]?){1,\(10 + number)}", .schema) != nil
    }
    #expect(told.first == true)
    #expect(told.last == false)
    // What was not told is not told afterwards, and the next template has the whole again.
    #expect(told == told.sorted { $0 && !$1 })
    book.turnPage()
    #expect(book.isWhole("ab", "[a-z]+", .schema) == true)
    #expect(book.isWhole("a1", "[a-z]+", .schema) == false)
  }

  @Test func longTextsForLargePatternsAreNotHeldAgainstThem() throws {
    let machine = try #require(PatternMachine("^([a-z]{1,60}[.]?){1,100}$"))
    #expect(machine.matches(String(repeating: "a", count: 200)) == true)
    #expect(machine.matches(String(repeating: "a", count: 1_000_000)) == nil)
  }

  @Test(arguments: [
    ("^(?!-)(?!.*--)[a-z-]+(?<!-)$", "a-b", true), ("^(?!-)(?!.*--)[a-z-]+(?<!-)$", "a--b", false),
    ("^(?!-)(?!.*--)[a-z-]+(?<!-)$", "a-", false), ("a(?=b(?!c))", "abcab", true),
    ("a(?=b(?!c))", "abc", false), ("(?<=(?<!x)a)b", "xab ab", true), ("(?<=^a)b", "xab", false),
    ("(?=a$)a", "aa", true), ("(?=aa$)aa", "aab", false), ("\\bword\\b", "a word!", true),
    ("\\bword\\b", "swords", false), ("(?i)^ab[c-d]", "ABD", true), ("(?i:a)b", "AB", false),
    ("a(?s:.)b.", "a\nb\n", false), ("^[[a]+$", "a[", true), ("^[a&&b]+$", "&", true),
    ("^[a-z~~x]+$", "a~x", true), ("^[\\w--.]+$", "a-.b", true), ("a{,3}", "a{,3}", true),
    ("^((?![:*$])[\\x00-\\x7F]){1,255}", "ab", true), ("^((?!b).){3,255}$", "aaba", false),
    ("^[\\u0020-\\uD7FF\\uD800\\uDC00-\\uDBFF\\uDFFF]+$", "a😀", true),
    ("^[\\u0020-\\uD7FF]+$", "a😀", false),
    ("^\\w+$", "é", false), ("^\\d$", "٣", false),
    // A last line feed is before the end, and only one.
    ("^[a-z]+$", "abc\n", true), ("^[a-z]+$", "abc\n\n", false), ("^[a-z]+$", "abc\nd", false),
    ("^[a-z]+$", "abc\r\n", false),
  ])
  func understandsSchemas(pattern: String, text: String, isFound: Bool) throws {
    let machine = try #require(PatternMachine(pattern))
    #expect(machine.matches(text) == isFound)
  }

  /// As `java.util.regex.Pattern.matches` says it.
  @Test(arguments: [
    ("[[a](]+", "a(a((", true), ("[\\p{Punct}a]*", "a$+", true), ("[a-z&&[^b]]*", "b", false),
    ("(?=.*\\p{Punct})[\\p{Graph}]{8,}", "passw0rd$", true), ("[a-z~~x]*", "a~x", true),
    ("(?=.*\\p{Punct})[\\p{Graph}]{8,}", "passw0rds", false), ("[\\w--.]*", "a-.b", true),
    ("(\\w+-?)+", "ééééé", false), ("(\\w+-?)+", "ééééééééé", false), ("\\d+", "٣", false),
    ("[a-z&&def]+", "fed", true), ("[a-z&&def]+", "feda", false), ("[a-d[m-p]]+", "ap", true),
    ("\\p{Alpha}+", "é", false), ("\\p{L}+", "é", true), ("\\pL+", "é", true),
    ("\\s", "\u{A0}", false),
    ("^[a-z]*$", "ab\n", false), (".*", "a\nb", false), ("[\\s\\S]*", "a\r\nb", true),
    ("[]a]+", "]a", true), ("[^]a]+", "b", true), ("\\h+\\R?", "  ", true),
    ("\\Aab\\z", "ab", true),
    ("[\\x{41}\\u0042]+", "AB", true), ("^(?!aws)[a-z]+$", "abc", true),
    ("^(?!aws)[a-z]+$", "awsabc", false), ("(?i)[a-z]+", "ABC", true), ("[!--/:-@]+", "$", true),
    ("^$|.+", "", true), ("é", "e\u{301}", false), ("a$\\s+", "a\r\n", true),
    ("a$\\s+", "a\n\n", false), ("a\\s$\\s", "a\r\n", false), ("a$\\R", "a\u{85}", true),
    ("[^:punct:]*", "abz", true),
    (".", "\u{85}", false),
  ])
  func understandsParameters(pattern: String, text: String, isWhole: Bool) throws {
    let machine = try #require(PatternMachine(pattern, .java))
    #expect(machine.matches(text, isWhole: true) == isWhole)
  }

  /// What refers to an earlier group, or gives nothing back, is only sure not to match.
  @Test(
    arguments: [
      ("(a|b)-\\1", "a-b", nil), ("(a|b)-\\1", "c-c", false), ("(?<n>a)\\k<n>", "aa", nil),
      ("a++b", "aab", nil), ("a++b", "aac", false), ("(?>a|ab)c", "abc", nil),
      ("\\bé\\b", "é", nil), ("\\ba\\b", "a", true),
    ] as [(String, String, Bool?)])
  func someCannotBeTold(pattern: String, text: String, isWhole: Bool?) throws {
    let machine = try #require(PatternMachine(pattern, .java))
    #expect(machine.matches(text, isWhole: true) == isWhole)
  }

  /// Java's classes are read differently from one Java to the next.
  @Test(arguments: ["[^a[b]]", "[a&&b[c]]", "[&&a]", "[a&&]", "{2}", "a{", "[a-\\d]"])
  func theseAreNotUnderstoodInParameters(pattern: String) {
    #expect(PatternMachine(pattern, .java) == nil)
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

  /// All patterns of the facts are understood, and none takes long for a text that is pumped.
  @Test func thePatternsOfTheFactsAreUnderstood() {
    let patterns = Self.patternsOfTheFacts()
    #expect(patterns.count > 1000)
    var unknown: [String] = []
    var slow: [String] = []
    for pattern in patterns.sorted() {
      guard let machine = PatternMachine(pattern) else {
        unknown.append(pattern)
        continue
      }
      if Self.pumps.contains(where: { machine.matches($0) == nil }) { slow.append(pattern) }
    }
    #expect(unknown == [])
    #expect(slow == [])
  }

  private static let pumps =
    ["a", "a1-", "/a", "0"].map { String(repeating: $0, count: 120 / $0.utf8.count) + "\u{1}" }

  private static func patternsOfTheFacts() -> Set<String> {
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
    return patterns
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
