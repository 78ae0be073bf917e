import Documents
import Stacks

extension TypeSample {
  /// Texts, flags and numbers, with the traps that YAML lays.
  static let scalars: [TypeSample] = [
    TypeSample(
      "texts", .text,
      right: [
        ("plain", "\"plain\""), ("\"3.10\"", "\"3.10\""), ("'on'", "\"on\""), ("7", "\"7\""),
        ("true", "\"true\""), ("a:b", "\"a:b\""), ("${news}", "{\"Ref\":\"News\"}"),
        ("{Ref: News}", "{\"Ref\":\"News\"}"), ("2030-01-01", "\"2030-01-01\""),
      ],
      wrong: [
        "3.10", "012345678901", "1e3", "0x1F", "on", "No", "yes", "12:30", "1_000", "True", "~",
        "[a]", "{a: b}", "{{ name }}", "${new}", "Note: this",
        "@x", "`x`", "%x",
      ]
    ) { $0 },
    TypeSample(
      "flags", .flag,
      right: [("true", "true"), ("false", "false")],
      wrong: ["on", "off", "yes", "No", "\"true\"", "1", "~", "[true]", "${var.word}"]
    ) { .bool($0) },
    TypeSample(
      "counts", .integer(1...20, example: 3),
      right: [("3", "3"), ("${var.five}", "5"), ("0x0A", "10"), ("3.0", "3")],
      wrong: [
        "0", "21", "1.5", "three", "\"3\"", "010", "1e1", "1_0", "true", "~", "[3]", "${var.word}",
        "${artifacts}",
      ]
    ) { .number(Number($0)) },
    TypeSample(
      "choices", .choice(["warm", "cold"]),
      right: [("warm", "\"warm\""), ("\"cold\"", "\"cold\"")],
      wrong: ["Warm", "warn", "hot", "true", "~", "[warm]", "${env.region}"]
    ) { .string($0) },
    TypeSample(
      "lists", .list(of: .knownText, 1...3),
      right: [("[a, b]", "[\"a\",\"b\"]"), ("a", "[\"a\"]")],
      wrong: [
        "[${var.word}]", "[a, b-${var.word}-c]", "[]", "[a, b, c, d]", "[a, a]", "[a, [b]]",
        "{a: b}", "~", "[a, ~]",
      ]
    ) { .array($0.map(Value.string)) },
    TypeSample(
      "mappings", .map(of: .knownText, key: "name", named: "a name"),
      right: [("{b: x, a: y}", "[\"a\",\"y\",\"b\",\"x\"]"), ("{}", "[]")],
      wrong: ["[a]", "a", "{A: b}", "{a-1: x, a1: y}", "{a: [b]}", "{a b: c}"]
    ) { .array($0.flatMap { [.string($0.key), .string($0.value)] }) },
  ]
}
