import Testing

@testable import CloudFormation

struct PatternSyntaxTests {
  @Test(arguments: [
    ("[z-a]", "`z-a` runs backwards"), ("x[a-c9-0]", "`9-0` runs backwards"),
    ("a{3,1}", "`{3,1}` counts backwards"), ("(?<1>a)", "the name of a group begins with `1`"),
    ("[a", "`[` is not closed"), ("[^]", "`[` is not closed"), ("(a", "`(` is not closed"),
    ("a)", "`)` closes nothing"), ("*a", "`*` repeats nothing"), ("a|+", "`+` repeats nothing"),
    ("[a\\", "nothing follows the last `\\`"),
  ])
  func tellsWhatIsWrong(pattern: String, fault: String) {
    #expect(PatternSyntax.fault(of: pattern) == fault)
  }

  @Test(arguments: [
    "", "[[a](]+", "[a-z&&[^b]](", "[]a]+", "[^]a]*", "[a-]", "[-a]", "[\\w-.]", "[+--]",
    "[!--/:-@]",
    "a{1,3}", "a{3,}", "a{3}", "{3,1}", "(?<name>a)\\k<name>", "(?<=a)b", "(?<!a)b", "\\Q[",
    "[\\]-a]",
    "\\[z-a]", "[a\\-Z]",
  ])
  func passesWhatMayBeRight(pattern: String) {
    #expect(PatternSyntax.fault(of: pattern) == nil)
  }
}
