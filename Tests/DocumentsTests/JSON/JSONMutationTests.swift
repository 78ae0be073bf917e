import Diagnostics
import Documents
import TestSupport
import Testing

/// Texts that are damaged in every simple way: the reader survives, and what it says has its place.
struct JSONMutationTests {
  static let fixtures = [
    """
    {
      "AWSTemplateFormatVersion": "2010-09-09",
      "Resources": {
        "Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"Tags": [{"Key": "a", "Value": "b"}]}},
        "Role": {"Count": [1, -2.5e10, 0.0, true, false, null], "Empty": [{}, [], ""]}
      }
    }
    """,
    #"["\u00e9\ud83d\ude00\n\"\\", "plain", "tab\there", {"a": {"b": {"c": [[[]]]}}}]"#,
    """
    {
      // every slip at once
      name: 'single', "size": 012, "on": True,
      "list": [1, 2,], "open": "never
      "number": 0x1F ] "é": “curly”, "x" = NaN /* comment */
    }
    """,
  ]

  /// The pieces of a text: words, strings without their quotes, single signs, runs of space.
  static func tokens(_ text: String) -> [String] {
    var tokens: [String] = []
    var word = ""
    for character in text {
      if character.isLetter || character.isNumber {
        word.append(character)
      } else {
        if !word.isEmpty { tokens.append(word) }
        word = ""
        tokens.append(String(character))
      }
    }
    if !word.isEmpty { tokens.append(word) }
    return tokens
  }

  static func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { $0 + "\n" }
  }

  private func check(_ text: String) {
    let source = Source(name: "mutant.json", text: text)
    let found = flaws(of: readJSON(source), in: source)
    #expect(found == [], "\(text)")
  }

  @Test(arguments: fixtures) func droppedDoubledAndSwapped(_ fixture: String) {
    for pieces in [Self.tokens(fixture), Self.lines(fixture)] {
      for index in pieces.indices {
        var dropped = pieces
        dropped.remove(at: index)
        check(dropped.joined())
        var doubled = pieces
        doubled.insert(pieces[index], at: index)
        check(doubled.joined())
        if index + 1 < pieces.count {
          var swapped = pieces
          swapped.swapAt(index, index + 1)
          check(swapped.joined())
        }
        check(pieces[..<index].joined())
        check(pieces[index...].joined())
      }
    }
  }

  @Test(arguments: 0..<40) func shuffled(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      var pieces = Self.tokens(Self.fixtures.randomElement(using: &random)!)
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let index = pieces.indices.randomElement(using: &random)!
        switch Int.random(in: 0..<3, using: &random) {
        case 0: pieces.remove(at: index)
        case 1: pieces.insert(pieces.randomElement(using: &random)!, at: index)
        default: pieces.swapAt(index, pieces.indices.randomElement(using: &random)!)
        }
      }
      check(pieces.joined())
    }
  }

  /// Also what is not UTF-8 and was let through does no harm.
  @Test(arguments: 0..<20) func arbitraryBytes(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let alphabet =
      Array("{}[]\",:'\\/#*0123456789.eE+-truefalsn \n\t`$;=xu".utf8) + [
        0, 0x7F, 0x80, 0xC2, 0xE2, 0xF0, 0xFF,
      ]
    for _ in 0..<200 {
      let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        alphabet.randomElement(using: &random)!
      }
      let source = Source(name: "noise.json", bytes: bytes)
      let found = flaws(of: readJSON(source), in: source)
      #expect(found == [], "\(bytes)")
    }
  }
}
