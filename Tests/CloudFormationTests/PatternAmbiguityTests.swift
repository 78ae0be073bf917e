import Testing

@testable import CloudFormation

/// Which patterns a matcher that tries one way after another may need forever for.
struct PatternAmbiguityTests {
  @Test(arguments: [
    "(a+)+$", "^(a*)*$", "(a|b+)*", "(?:[._\\-/a-z0-9*]?[a-z0-9*]+)*", "([a-z]+[a-z])*", "(x+x+)+",
    "((a+)b?)*", "(\\w+\\s?)*", "([-a-z]+-)*", "(.+,)*", "(a{2,})+", "(?<name>a+)*",
    "(a|a)*b", "(a|aa)+b", "(.*a){12}b", "^(\\w|\\d|-)*$", "(?i)(a+)+", "((a|ab)c?)*",
  ])
  func theseRepeatWhatCannotBeToldApart(pattern: String) {
    #expect(PatternAmbiguity(of: pattern).isFound)
  }

  @Test(arguments: [
    "", "a+b+", "(a+/)+", "([a-z0-9]+[._-])*[a-z]+", "(?:[._-][a-z0-9]+)*", "(abc)+", "([a-z])*",
    "(a{1,4})*", "^arn:aws[a-zA-Z-]*:iam::\\d{12}:role/.+$", "[(a+)+]", "\\(a+\\)+", "(a+",
    "(ab|cd)+", "(a|b)*", "^(aws|aws-cn)$", "(https?|ftp)://x", "(?i)a+",
    "[]a]+", "(a+(,b+)*;)*", "(", "[", "\\", "a{", "(?",
  ])
  func theseDoNot(pattern: String) {
    #expect(!PatternAmbiguity(of: pattern).isFound)
  }

  /// Gaps for any text may be many as long as the text is short.
  @Test(arguments: [("a.*b", Int.max), (".*a.*b.*c", 256), (".*a.*b.*c.*d.*e", 48), ("(a+)+", 16)])
  func manyGapsNeedShortTexts(pattern: String, longest: Int) {
    #expect(PatternAmbiguity(of: pattern).longest == longest)
  }
}
