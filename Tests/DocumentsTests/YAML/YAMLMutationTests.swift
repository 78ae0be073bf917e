import Diagnostics
import Documents
import TestSupport
import Testing

/// Texts that are damaged in every simple way, in all dialects of YAML: the reader survives, what it
/// says has its place, and what it gives holds together.
struct YAMLMutationTests {
  static let fixtures = [
    """
    stack: serving
    description: The churn model, open to the internet
    resources:
      endpoint:
        type: sagemaker-endpoint
        variants: {champion: {weight: 9, image: "${image}:stable"}}
        instances:
          count: 2..4
    outputs: [a, 'it''s', "b\\n", ~]
    """,
    """
    Resources:
      Role:
        Type: AWS::IAM::Role
        Properties:
          Name: !Sub "${AWS::StackName}-role"
          Arn: !GetAtt Role.Arn
          List: !Split [",", !ImportValue x]
          Port: 0755
    """,
    """
    - a
    - - b
      - c: 1
        d: 2
    -
      - e
    - ? f
      : g
    """,
    """
    literal: |
      one
        two

      three
    folded: >-
      one
      two

      three
    keep: |+2
        x

    end: .
    """,
    """
    base: &base {a: 1, b: [2, 3]}
    other:
      <<: *base
      c: &c !!str 12
      d: *c
    list: &list
      - *base
      - &last x
    """,
    """
    %YAML 1.2
    %TAG !e! tag:example.com,2000:
    --- # one
    !e!a "x": 'y'
    ...
    --- |
     text
    ---
    plain text
      goes on
    """,
    """
    # leading comment
    a: 1 # behind

    # between
    b: # nothing
      c:   d # e
    # trailing
    """,
    """
    {a: [1, {b: c}, [d, [e]]],
      "f": 'g', ? h : i, j: , [k]: l,
      m: "two
      lines", n: x y
       z}
    """,
    """
    quoted: "tab\\t \\x41 \\u00e9 \\U0001F600 \\ud83d\\ude00 \\
      joined"
    'single ''quoted''': "a

      b"
    \u{e9}t\u{e9}: \u{1F600} \u{65E5}\u{672C}
    """,
    "a:\r\n  b: 1\r\n  c:\r\n  - d\r\n  - e\rf: g\r\n",
    """
    type:bucket
    name: "never closed
    list: [a, b
    map: {c: ${d}, e: [f}
    \tg: @h
      i: j: k
     - l
    m: |x
    n: *o
    """,
    """
    ? - a
      - b
    : - c
    ? {d: e}
    : |
      f
    ? g
    h:
    - i
    - j:
      k:
    l: !!map
      m: !!seq
      - n
    """,
  ]
  static let dialects: [Dialect] = [.yaml, .stackFile, .cloudFormation]
  static let known = Set(
    ReadingCode.allCases.map(\.code) + YAMLCode.allCases.map(\.code)
      + MeaningCode.allCases.map(\.code)
  )

  private func check(_ text: String) {
    let source = Source(name: "mutant.yaml", text: text)
    for dialect in Self.dialects {
      let reading = read(source, as: dialect)
      let found = yamlFlaws(of: reading, in: source)
      #expect(found == [], "\(text)")
      for diagnostic in reading.diagnostics {
        #expect(Self.known.contains(diagnostic.code))
        #expect(diagnostic.hint != nil, "\(diagnostic.message)\n\(text)")
      }
    }
  }

  /// Fixtures that are right are read without a word, by the rules of one dialect at least.
  @Test(arguments: fixtures.enumerated().filter { $0.offset != 10 }.map(\.element))
  func whole(_ fixture: String) {
    let source = Source(name: "fixture.yaml", text: fixture)
    #expect(Self.dialects.contains { read(source, as: $0).diagnostics.isEmpty })
  }

  @Test(arguments: fixtures) func droppedDoubledAndSwapped(_ fixture: String) {
    for pieces in [JSONMutationTests.tokens(fixture), JSONMutationTests.lines(fixture)] {
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
    for _ in 0..<40 {
      let fixture = Self.fixtures.randomElement(using: &random)!
      var pieces =
        Bool.random(using: &random)
        ? JSONMutationTests.tokens(fixture) : JSONMutationTests.lines(fixture)
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let index = pieces.indices.randomElement(using: &random)!
        switch Int.random(in: 0..<3, using: &random) {
        case 0: if pieces.count > 1 { pieces.remove(at: index) }
        case 1: pieces.insert(pieces.randomElement(using: &random)!, at: index)
        default: pieces.swapAt(index, pieces.indices.randomElement(using: &random)!)
        }
      }
      check(pieces.joined())
    }
  }

  @Test(arguments: 0..<40) func arbitrary(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let alphabet = Array("{}[]\",:'\\#*&!|>-?%@`ab1 \n\t\r~<=.$\u{e9}\u{85}\u{1F600}")
    for _ in 0..<200 {
      let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        // Structure comes from spaces and line breaks.
        Int.random(in: 0..<3, using: &random) == 0
          ? ["\n", " ", ": ", "- "].randomElement(using: &random)!
          : String(alphabet.randomElement(using: &random)!)
      }
      check(text.joined())
    }
  }

  /// A block ends where its last value does, also where that is a collection in brackets.
  @Test(arguments: ["a: {b: c}", "a: [b]", "- [b, [c]]", "a:\n  b: {c: [d]}", "? a\n: {}"])
  func blockEndsWithItsLastValue(_ text: String) throws {
    let root = try #require(read(Source(name: "t", text: text + "\n"), as: .yaml).documents.first)
    #expect(root.span == Span(start: 0, end: text.utf8.count))
  }
}
