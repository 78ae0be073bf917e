import Documents
import Testing

/// Mistakes in texts, anchors, tags and directives: one diagnostic at the marked place, and edits
/// that mend it.
struct ScalarMistakeTests {
  static let quotes = [
    YAMLMistake("a: «\"»b\nc: 1\n", .unclosedQuote, mended: "a: \"b\"\nc: 1\n"),
    YAMLMistake("a: «'»b\nc: 1\n", .unclosedQuote, mended: "a: 'b'\nc: 1\n"),
    YAMLMistake("a: «\"»b # c\nd: 1\n", .unclosedQuote, mended: "a: \"b\" # c\nd: 1\n"),
    YAMLMistake("a: «\"»b\nc: \"d\"\ne: 1\n", .unclosedQuote, mended: "a: \"b\"\nc: \"d\"\ne: 1\n"),
    YAMLMistake("- «'»a\n- 'b'\n", .unclosedQuote, mended: "- 'a'\n- 'b'\n"),
    YAMLMistake("a:\n  - «\"»b\n  - c\nd: 1\n", .unclosedQuote),
    YAMLMistake("«\"»a: 1\nb: 2\n", .unclosedQuote, mended: "\"a\": 1\nb: 2\n"),
    YAMLMistake("«\"»a: 1\n\"b\": 2\n", .unclosedQuote, mended: "\"a\": 1\n\"b\": 2\n"),
    YAMLMistake("a: 1\n«'»b: 2\nc: 3\n", .unclosedQuote, mended: "a: 1\n'b': 2\nc: 3\n"),
    YAMLMistake("a: [«\"»b, c]\nd: 1\n", .unclosedQuote, mended: "a: [\"b\", c]\nd: 1\n"),
    YAMLMistake("a: {«\"»b: c}\nd: 1\n", .unclosedQuote, mended: "a: {\"b\": c}\nd: 1\n"),
    YAMLMistake("a: [b, «\"»s3://${c}]\n", .unclosedQuote, mended: "a: [b, \"s3://${c}\"]\n"),
    YAMLMistake("«\"»", .unclosedQuote, mended: "\"\""),
    YAMLMistake("a: «\"»b\nc: \"d\"\n", .unclosedQuote, in: .cloudFormation),
    YAMLMistake("a: !Sub «\"»b\nc: !Join [\",\", [d, e]]\n", .unclosedQuote, in: .cloudFormation),
    YAMLMistake("a: 'it'«s b'»\n", .textAfterValue, mended: "a: 'it''s b'\n"),
    YAMLMistake(
      "a: \"say \"«hi\" b\"»\n", .textAfterValue, mended: "a: \"say \\\"hi\\\" b\"\n"),
    YAMLMistake("a: \"${b}\"«/c»\n", .textAfterValue, mended: "a: \"${b}/c\"\n"),
    YAMLMistake("a: \"b\" «and \"c\"»\n", .textAfterValue, mended: "a: '\"b\" and \"c\"'\n"),
    YAMLMistake("a: \"b\"«:c»\n", .textAfterValue, mended: "a: \"b:c\"\n"),
    YAMLMistake("a:\n  b: \"c\n« »d\"\n", .flowIndentation),
    YAMLMistake("«\"a»\n b\": 1\n", .multilineKey),
    YAMLMistake("a: 1\n«'b»\n c': 1\nd: 2\n", .multilineKey),
  ]

  static let escapes = [
    YAMLMistake("a: \"«\\d»+\"\n", .unknownEscape, mended: "a: \"\\\\d+\"\n"),
    YAMLMistake("a: \"«\\d»«\\s»\"\n", .unknownEscape, .unknownEscape),
    YAMLMistake("a: \"C:«\\M»odels\"\n", .unknownEscape, mended: "a: \"C:\\\\Models\"\n"),
    YAMLMistake("a: \"«\\x»4\"\n", .unknownEscape, mended: "a: \"\\\\x4\"\n"),
    YAMLMistake("a: \"«\\é»\"\n", .unknownEscape, mended: "a: \"\\\\é\"\n"),
    YAMLMistake("a: \"«\\UFFFFFFFF»\"\n", .loneSurrogate),
    YAMLMistake("a: \"«\\ud83d»\"\n", .loneSurrogate),
    YAMLMistake("a: \"«\\udc00»\\ud83d\\ude00\"\n", .loneSurrogate),
    YAMLMistake("a: \"«\\ud83d»\\u0041\"\n", .loneSurrogate),
  ]

  static let starts = [
    YAMLMistake("a: «@b»\n", .reservedStart, mended: "a: \"@b\"\n"),
    YAMLMistake("a: «@b 'c' \"d\"»\n", .reservedStart, mended: "a: '@b ''c'' \"d\"'\n"),
    YAMLMistake("a: «`b`»\n", .reservedStart, mended: "a: \"`b`\"\n"),
    YAMLMistake("a: «%b»\n", .reservedStart, mended: "a: \"%b\"\n"),
    YAMLMistake("a: «,»\n", .reservedStart, mended: "a: \",\"\n"),
    YAMLMistake("a: «]»\n", .reservedStart, mended: "a: \"]\"\n"),
    YAMLMistake("a: «&»\n", .reservedStart, mended: "a: \"&\"\n"),
    YAMLMistake("a: «& b»\nc: 1\n", .reservedStart, mended: "a: \"& b\"\nc: 1\n"),
    YAMLMistake("- «@a»\n- «@b»\n", .reservedStart, .reservedStart),
    YAMLMistake("«@a»: 1\nb: 2\n", .reservedStart, mended: "\"@a\": 1\nb: 2\n"),
    YAMLMistake("a: |«x»\nb: 1\n", .blockScalarHeader, mended: "a: \"|x\"\nb: 1\n"),
    YAMLMistake("a: {b}«/c»\n", .textAfterValue, mended: "a: \"{b}/c\"\n"),
    YAMLMistake("a: [b]«c»\nd: 1\n", .textAfterValue, mended: "a: \"[b]c\"\nd: 1\n"),
    YAMLMistake("a: [1,2]«,»\nb: 1\n", .textAfterValue, mended: "a: [1,2]\nb: 1\n"),
    YAMLMistake("a: {b: [1]} «,» # c\n", .textAfterValue, mended: "a: {b: [1]}  # c\n"),
    YAMLMistake(
      "- \"b\"«,»\n- 'c'«,»\n- []«,»\n", .textAfterValue, .textAfterValue, .textAfterValue,
      mended: "- \"b\"\n- 'c'\n- []\n"),
    YAMLMistake("a: \"b\"«, c»\n", .textAfterValue, mended: "a: \"b, c\"\n"),
    YAMLMistake("a: {{ b }}«/c»\n", .textAfterValue, mended: "a: \"{{ b }}/c\"\n"),
    YAMLMistake("a: {b}«-{c}»\n", .textAfterValue, mended: "a: \"{b}-{c}\"\n"),
  ]

  static let blockTexts = [
    YAMLMistake("a: | «b»\n", .blockScalarHeader, mended: "a: \"| b\"\n"),
    YAMLMistake("a: >«b»\n  c\nd: 1\n", .blockScalarHeader),
    YAMLMistake("a: |«0»\n  b\n", .blockScalarHeader),
    YAMLMistake(
      "a: |\n«    »\n  b\nc: 1\n", .blockScalarIndentation, mended: "a: |\n\n  b\nc: 1\n"),
  ]

  static let aliases = [
    YAMLMistake("a: «*b»\n", .undefinedAlias, mended: "a: \"*b\"\n"),
    YAMLMistake("a: «*.txt»\n", .undefinedAlias, mended: "a: \"*.txt\"\n"),
    YAMLMistake("a: «*»\n", .reservedStart, mended: "a: \"*\"\n"),
    YAMLMistake("a: &base 1\nb: «*bsae»\n", .undefinedAlias, mended: "a: &base 1\nb: *base\n"),
    YAMLMistake(
      "a: [«*b», «*c»]\n", .undefinedAlias, .undefinedAlias, mended: "a: [\"*b\", \"*c\"]\n"),
    YAMLMistake("a: &x 1\n---\nb: «*x»\n", .undefinedAlias),
    YAMLMistake("<<: «*base»\na: 1\n", .undefinedAlias, in: .stackFile),
    YAMLMistake("a: &x [1, «*x»]\n", .endlessAlias),
    YAMLMistake("&x a: «*y»\n", .undefinedAlias),
    YAMLMistake("a: &x 1\nb: «&y» *x\n", .property),
    YAMLMistake("a: &x «&y» 1\n", .property),
    YAMLMistake("a: !b «!c» 1\n", .property),
    YAMLMistake("a: &x\n  «&y» b\n", .property),
    YAMLMistake("&x «- a»\n", .property),
    YAMLMistake("a: «!b{c»\n", .property),
    YAMLMistake("a: «!b,c»\n", .property, mended: "a: \"!b,c\"\n"),
    YAMLMistake("a: «!<b»\n", .tag, mended: "a: \"!<b\"\n"),
    YAMLMistake("a: «!b!c» d\n", .tag),
    YAMLMistake("a: «!b%zz» d\n", .tag, mended: "a: \"!b%zz d\"\n"),
    YAMLMistake("a: «!!» d\n", .tag),
  ]

  static let directives = [
    YAMLMistake("«%YAML 1.2»\na: 1\n", .directive),
    YAMLMistake("«%YAML»\n---\na: 1\n", .directive),
    YAMLMistake("«%YAML 3.0»\n---\na: 1\n", .directive),
    YAMLMistake("«%YAML 1.2 x»\n---\na: 1\n", .directive),
    YAMLMistake("%YAML 1.2\n«%YAML 1.2»\n---\na: 1\n", .directive),
    YAMLMistake("«%TAG !x»\n---\na: 1\n", .directive),
    YAMLMistake("%TAG !x! y\n«%TAG !x! z»\n---\na: 1\n", .directive),
    YAMLMistake("a: 1\n... «b»\n", .documentMarker),
    YAMLMistake("a: 1\n... «b: 2»\n---\nc: 3\n", .documentMarker),
    YAMLMistake("«\(String(repeating: "k", count: 1025))»: 1\n", .keyTooLong),
    YAMLMistake("[«\(String(repeating: "k", count: 1025))»: 1]\n", .keyTooLong),
  ]

  @Test(arguments: quotes + escapes) func quoted(_ mistake: YAMLMistake) { mistake.check() }
  @Test(arguments: starts + blockTexts) func text(_ mistake: YAMLMistake) { mistake.check() }
  @Test(arguments: aliases) func property(_ mistake: YAMLMistake) { mistake.check() }
  @Test(arguments: directives) func directive(_ mistake: YAMLMistake) { mistake.check() }
}
