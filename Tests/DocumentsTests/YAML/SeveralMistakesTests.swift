import Diagnostics
import Documents
import Testing

/// Files with several mistakes: each gives one diagnostic at its place, none gives an echo, and
/// what stands between and behind them is read.
struct SeveralMistakesTests {
  struct File: Sendable, CustomTestStringConvertible {
    var mistake: YAMLMistake
    /// What can still be found in the tree, by path.
    var found: [String: String]
    var testDescription: String { mistake.marked }

    init(
      _ marked: String, _ codes: YAMLCode..., found: [String: String],
      in dialect: Dialect = .yaml
    ) {
      mistake = YAMLMistake(marked: marked, codes: codes.map(\.code), dialect: dialect)
      self.found = found
    }
  }

  static let files = [
    File(
      """
      «stack:serving»
      description: «@churn»
      variables:
        instance: «"»ml.m5.large
        size: 3
      resources:
        image: {type: ecr, tags: [«${env.name}», b]}
        endpoint:
          type: sagemaker«:» endpoint
          count: 2
      """, .missingSpace, .reservedStart, .unclosedQuote, .unquotedReference, .nestedMapping,
      found: [
        "variables.size": "3", "resources.endpoint.count": "2", "resources.image.tags[1]": "b",
      ]),
    File(
      """
      «Resources»
        Bucket:
          Type: AWS::S3::Bucket
          Name: «%x»
        Topic: {Type: «[»a
      Outputs:
        Url: «*url»
      """, .expectedKey, .reservedStart, .unclosedBracket, .undefinedAlias,
      found: [
        "Resources.Bucket.Type": "AWS::S3::Bucket", "Outputs.Url": "",
      ]),
    File(
      """
      - «'»a
      - b: | «x»
      - c
      """, .unclosedQuote, .blockScalarHeader, found: ["[2]": "c"]),
    File(
      """
      a: «'»b
      c: «[»d
      e: {f: 1«]»
      g: «"»h
      i: ok
      """, .unclosedQuote, .unclosedBracket, .mismatchedBracket, .unclosedQuote,
      found: ["i": "ok", "e.f": "1"]),
    File(
      """
      a:
        b: 1
         «c: 2»
        d: 3
      e:
          f: 4
      «  »g: 5
      h: 6
      """, .nestedMapping, .indentation, found: ["a.d": "3", "e.f": "4", "h": "6"]),
    File(
      """
      a:
      «\t»b: 1
      \tc:
      \t\td: «@2»
      e: «`x`»
      f: 3
      """, .tab, .reservedStart, .reservedStart, found: ["a.b": "1", "f": "3"]),
    File(
      """
      list:
        - name: a
          «size:1»
        - name: b
          size: «@2»
        - «`c`»
        - name: d
      after: ok
      """, .missingSpace, .reservedStart, .reservedStart,
      found: ["list[0].name": "a", "list[3].name": "d", "after": "ok"]),
    File(
      """
      list:
        - name: a
          «size:1»
        - name: b
          size: «@2»
        - name: d
      « »- e
      after: ok
      """, .missingSpace, .reservedStart, .indentation, found: ["list[2].name": "d", "after": "ok"]),
    File(
      """
      a: b«:» c
      d: «- e»
      f: «@g»
      h: i
      """, .nestedMapping, .blockInLine, .reservedStart, found: ["h": "i"]),
    File(
      """
      a: [1,«,» 2]
      b: [«${x}», «-» y]
      c: {d: «@e», f: "g" «h»: 1}
      i: j
      """, .emptyItem, .unquotedReference, .reservedStart, .reservedStart, .missingComma,
      found: ["a[1]": "2", "b[0]": "${x}", "b[1]": "y", "c.d": "@e", "i": "j"]),
    File(
      """
      a: "«\\d»«\\w»"
      b: "«\\ud800»"
      c: 'it'«s'»
      d: &x
      e: «&y» *x
      f: «!<g»
      h: i
      """, .unknownEscape, .unknownEscape, .loneSurrogate, .textAfterValue, .property, .tag,
      found: ["h": "i"]),
    File(
      """
      «%YAML 9»
      ---
      a: «@b»
      ... «c»
      ---
      d: «*e»
      f: g
      """, .directive, .reservedStart, .documentMarker, .undefinedAlias, found: ["a": ""]),
    File(
      """
      «a b»
      «c d»
      e: f
      g:
        «h»
          i: 1
        j: «[»k
      l: m
      """, .expectedKey, .expectedKey, .expectedKey, .unclosedBracket,
      found: ["e": "f", "g.h.i": "1", "l": "m"]),
    File(
      """
      - a
      - b: 1
         «c: 2»
      « »- d
      - e: «@f»
      - g
      """, .nestedMapping, .indentation, .reservedStart,
      found: ["[0]": "a", "[1].b": "1", "[3]": "g"]),
    File(
      """
      a: {b: «[»1, 2
      c: «{»d: [e, f]
      g: «[»h,
        i
      j: k
      """, .unclosedBracket, .unclosedBracket, .unclosedBracket,
      found: ["a.b[1]": "2", "c.d[1]": "f", "g[1]": "i", "j": "k"]),
    File(
      """
      A: !Sub «"»x
      B: !Join [",", [a, b]]
      C: «[»d
      E: {F: 1«]»
      G: !Ref «@h»
      I: j
      """, .unclosedQuote, .unclosedBracket, .mismatchedBracket, .reservedStart,
      found: ["B[1][0]": "a", "E.F": "1", "I": "j"], in: .cloudFormation),
    File(
      """
      a: | «text»
        b
      c: >
      «     »
        d
      e: 1
      «- f»
      - g
      h: i
      """, .blockScalarHeader, .blockScalarIndentation, .expectedKey,
      found: ["e": "1", "h": "i"]),
    File(
      """
      - a
      «b: 1»
      c: «@d»
      """, .textAfterValue, .reservedStart, found: ["[0]": "a"]),
    File(
      """
      «"»a: 1
      b: «'»2
      c: «"»d\("\u{e9}")
      e: f
      """, .unclosedQuote, .unclosedQuote, .unclosedQuote, found: ["e": "f"]),
  ]

  @Test(arguments: files) func each(_ file: File) {
    file.mistake.check()
    let text = MarkedText(file.mistake.marked).text
    let reading = read(Source(name: "test.yaml", text: text), as: file.mistake.dialect)
    var scalars: [String: String] = [:]
    var nodes = reading.documents.prefix(1)
    while let node = nodes.popLast() {
      if node.kind == .scalar, !node.isKey { scalars[node.path.description] = node.text }
      nodes += Array(node.elements) + node.entries.map(\.value)
    }
    for (path, text) in file.found { #expect(scalars[path] == text, "\(path) of \(scalars)") }
  }
}
