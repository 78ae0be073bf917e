import Documents
import Testing

/// How values are written as YAML.
@Suite struct YAMLTests {
  @Test(arguments: [
    "a", "word word", "a:b", "a#b", "-a", "-Xmx1g", "a{b}", "a, b", "a]b", "a'b", "a\"b", "a\\b",
    "${var.x}", "$", "(a)", "/usr/bin", "arn:aws:s3:::bucket/*", "10.0.0.0/16", "1.2.3", "8080:80",
    "1:60", "2010-09", "2010-123-1", "123-45-6", "0b2", "0xZZ", "08a", "1,000", "12h", "1e", "yess",
    "nul", "Yes!", "a\u{A0}", "été", "日本", "👩‍👩‍👧", "\u{10FFFF}", "..a", "<a>", "==", "a=b",
    "~/x",
  ]) func plain(_ text: String) {
    #expect(Value.string(text).yaml == text + "\n")
  }

  @Test(arguments: [
    "", " ", "~", "null", "NULL", "true", "False", "yes", "No", "ON", "off", "y", "N", "=", "<<",
    "0", "012", "08", "+1", "-1", "0o7", "0x1F", "0b1", "0b_", "-0x1", "1_000", "1_0e3", "12:30",
    "00:30", "1:2.5", "1e3", ".5", "._5", "-.5", "5.", ".inf", "-.INF", ".NaN", "012345678901",
    "2010-09-09", "2010-9-9 1:2:3", "2001-12-14t21:59:43Z", "-", "- a", "---", "...", "?", "?a",
    ":a",
    "a:", "a: b", "a #b", "#a", ",a", "[a", "]", "{a}", "}", "&a", "*a", "!a", "|", ">", "%a", "@a",
    "`a", "\"a", " a", "a ",
  ]) func singleQuoted(_ text: String) {
    #expect(Value.string(text).yaml == "'" + text + "'\n")
  }

  @Test(arguments: [
    ("'", "''''"), ("'a'", "'''a'''"), ("it's: ", "'it''s: '"),
    ("a\tb", "\"a\\tb\""), ("\n", "\"\\n\""), ("a \nb", "\"a \\nb\""), ("a\n ", "\"a\\n \""),
    ("\r\n", "\"\\r\\n\""), ("\"\\\u{0}", "\"\\\"\\\\\\0\""),
    ("\u{1}\u{1B}\u{7F}", "\"\\x01\\e\\x7F\""),
    ("\u{85}\u{2028}\u{2029}", "\"\\N\\L\\P\""), ("\u{80}\u{9F}", "\"\\x80\\x9F\""),
    ("\u{FEFF}\u{FFFE}\u{FFFF}", "\"\\uFEFF\\uFFFE\\uFFFF\""), (" a\nb", "\" a\\nb\""),
  ]) func quoted(_ text: String, _ yaml: String) {
    #expect(Value.string(text).yaml == yaml + "\n")
  }

  @Test(arguments: [
    ("a\nb", "k: |-\n  a\n  b\n"), ("a\nb\n", "k: |\n  a\n  b\n"),
    ("a\n\n", "k: |+\n  a\n\n"), ("\na\n", "k: |\n\n  a\n"), ("a\n\nb\n", "k: |\n  a\n\n  b\n"),
    (" a\nb\n", "k: |2\n   a\n  b\n"), ("\n\ta\n\n", "k: |2+\n\n  \ta\n\n"),
    ("#!/bin/sh\nif x: y\n\tz\n", "k: |\n  #!/bin/sh\n  if x: y\n  \tz\n"),
  ]) func literal(_ text: String, _ yaml: String) {
    #expect((["k": .string(text)] as Value).yaml == yaml)
  }

  @Test func collections() {
    let value: Value = [
      "AWSTemplateFormatVersion": "2010-09-09",
      "no": [:],
      "Empty": [],
      "List": ["a", ["x", ["z"], []], ["k": 1, "l": ["m"]], "two\nlines\n", ["m": "o\np"]],
      "Map": ["deep": ["deeper": .null]],
      "a\nb": true,
    ]
    #expect(
      value.yaml == """
        AWSTemplateFormatVersion: '2010-09-09'
        'no': {}
        Empty: []
        List:
          - a
          - - x
            - - z
            - []
          - k: 1
            l:
              - m
          - |
            two
            lines
          - m: |-
              o
              p
        Map:
          deep:
            deeper: null
        "a\\nb": true

        """)
    #expect(Value.array([]).yaml == "[]\n")
    #expect(Value.object([:]).yaml == "{}\n")
    #expect(Value.null.yaml == "null\n")
  }

  @Test(arguments: [
    ("0.10", "0.10"), ("12345678901234567890", "12345678901234567890"), ("-.inf", "-.inf"),
    (".nan", ".nan"), ("1.5e+3", "1.5e+3"), ("1e3", "1.0e+3"), ("-1.5E3", "-1.5E+3"),
    ("1e-7", "1.0e-7"), ("2E+8", "2.0E+8"),
  ]) func numbers(_ spelling: String, _ yaml: String) {
    #expect(Value.number(Number(spelling: spelling)).yaml == yaml + "\n")
  }

  @Test func longKeys() {
    let key = String(repeating: "k", count: 1_024)
    #expect(Value.object(Value.Object([.init(key, 1)])).yaml == key + ": 1\n")
    #expect(
      Value.array([.object(Value.Object([.init(key + "k", ["a", "b\nc\n"])]))]).yaml
        == "- ? \(key)k\n  : - a\n    - |\n      b\n      c\n")
  }

  @Test func depth() {
    var value: Value = "x"
    for level in 0..<ReadingLimits.depth {
      value = level.isMultiple(of: 2) ? [value] : ["k": value]
    }
    #expect(value.yaml.hasSuffix("- x\n"))
  }
}
