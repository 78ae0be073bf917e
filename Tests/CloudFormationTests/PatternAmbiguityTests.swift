import Testing

@testable import CloudFormation

/// Which patterns a matcher that tries one way after another may need forever for.
struct PatternAmbiguityTests {
  @Test(arguments: [
    "(a+)+$", "^(a*)*$", "(a|b+)*", "(?:[._\\-/a-z0-9*]?[a-z0-9*]+)*", "([a-z]+[a-z])*", "(x+x+)+",
    "((a+)b?)*", "(\\w+\\s?)*", "([-a-z]+-)*", "(.+,)*", "(a{2,})+", "(?<name>a+)*",
  ])
  func theseRepeatWhatCannotBeToldApart(pattern: String) {
    #expect(PatternAmbiguity(of: pattern).isFound)
  }

  @Test(arguments: [
    "", "a+b+", "(a+/)+", "([a-z0-9]+[._-])*[a-z]+", "(?:[._-][a-z0-9]+)*", "(abc)+", "([a-z])*",
    "(a{1,4})*", "^arn:aws[a-zA-Z-]*:iam::\\d{12}:role/.+$", "[(a+)+]", "\\(a+\\)+", "(a+",
    "[]a]+", "(a+(,b+)*;)*", "(", "[", "\\", "a{", "(?",
  ])
  func theseDoNot(pattern: String) {
    #expect(!PatternAmbiguity(of: pattern).isFound)
  }
}
