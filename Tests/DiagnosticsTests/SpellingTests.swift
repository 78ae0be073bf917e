import Testing

@testable import Diagnostics

struct SpellingTests {
  @Test(arguments: [
    ("fromat", ["format"]),
    ("FORMAT", ["format"]),
    ("versoin", ["version"]),
    ("explian", ["explain"]),
    ("hlep", ["help"]),
    ("frobnicate", []),
    ("", []),
    ("x", []),
    (String(repeating: "format", count: 100_000), []),
  ])
  func findsWhatWasMeant(word: String, expected: [String]) {
    let words = ["format", "explain", "help", "version"]
    #expect(Spelling.nearest(to: word, among: words) == expected)
  }

  /// A short word is near to too many, and what stands before `::` in all names is no likeness.
  @Test(arguments: [
    ("A", ["B", "a"], ["a"]), ("A", ["Ab", "B"], []), ("Id", ["ID", "Ids"], ["ID"]),
    ("VPC", ["VPCs", "Vp"], ["VPCs", "Vp"]), ("Size", ["Sites", "Site"], ["Site"]),
    ("Queue", ["Quality", "Value"], []),
    ("AWS::Nope::Type", ["AWS::IoT::Type", "AWS::Omics::Store", "AWS::Lex::Bot"], []),
    ("AWS::SNS::Topik", ["AWS::SNS::Topic", "AWS::SQS::Queue"], ["AWS::SNS::Topic"]),
    ("AWS::EC::Instance", ["AWS::EC2::Instance", "AWS::ECS::Service"], ["AWS::EC2::Instance"]),
  ])
  func onlyLikenessesAreFound(word: String, words: [String], expected: [String]) {
    #expect(Spelling.nearest(to: word, among: words) == expected)
  }

  @Test(arguments: [
    ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("abc", "abc", 0), ("abc", "acb", 1),
    ("kitten", "sitting", 3), ("ca", "abc", 3),
  ])
  func distances(left: String, right: String, expected: Int) {
    #expect(
      Spelling.distance(Array(left.unicodeScalars), Array(right.unicodeScalars)) == expected)
  }
}
