import Documents
import Testing

/// What explicit tags make of a scalar's text.
@Suite struct TagTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var tag: String?
    var style: NodeStyle
    var text: String
    var core: Scalar?
    var cloudFormation: Scalar?
    var testDescription: String { "\(tag ?? "-") \(style) ‘\(text)’" }
  }

  private static func tagged(
    _ tag: String, _ text: String, _ core: Scalar?, _ cloudFormation: Scalar?,
    _ style: NodeStyle = .plain
  ) -> Case {
    Case(
      tag: "tag:yaml.org,2002:" + tag, style: style, text: text, core: core,
      cloudFormation: cloudFormation)
  }

  private static func both(
    _ tag: String?, _ text: String, _ scalar: Scalar?, _ style: NodeStyle = .plain
  ) -> Case {
    Case(tag: tag, style: style, text: text, core: scalar, cloudFormation: scalar)
  }

  private static func number(_ spelling: String) -> Scalar { .number(Number(spelling: spelling)) }

  static let cases: [Case] = [
    both(nil, "12", number("12")), both(nil, "12", .string("12"), .singleQuoted),
    both(nil, "12", .string("12"), .literal), both(nil, "", .null, .absent),
    both(nil, "", .string(""), .doubleQuoted),
    both("!", "12", .string("12")), both("!", "", .string(""), .absent),
    both("!Ref", "012", .string("012")),
    tagged("str", "12", .string("12"), .string("12")),
    tagged("str", "", .string(""), .string(""), .absent),
    tagged("null", "", .null, .null, .absent), tagged("null", "~", .null, .null),
    tagged("null", "null", .null, .null, .doubleQuoted), tagged("null", "nil", nil, nil),
    tagged("bool", "true", .bool(true), .bool(true), .singleQuoted),
    tagged("bool", "yes", nil, .bool(true)), tagged("bool", "1", nil, nil),
    tagged("int", "12", number("12"), number("12"), .doubleQuoted),
    tagged("int", "0o7", number("7"), nil),
    tagged("int", "1_0", nil, number("10")), tagged("int", "1.0", nil, nil),
    tagged("int", "x", nil, nil),
    tagged("int", ".inf", nil, nil), tagged("int", "", nil, nil, .absent),
    tagged("float", "1.5", number("1.5"), number("1.5")),
    tagged("float", "1e3", number("1e3"), number("1e3")),
    tagged("float", "3", number("3.0"), number("3.0")),
    tagged("float", ".nan", number(".nan"), number(".nan"), .singleQuoted),
    tagged("float", "1:1.5", nil, number("61.5")), tagged("float", "one", nil, nil),
    tagged("binary", "aGk=", .string("aGk="), .string("aGk=")),
    tagged("timestamp", "2010-09-09", .string("2010-09-09"), .string("2010-09-09")),
  ]

  @Test(arguments: cases) func resolves(_ item: Case) {
    #expect(Dialect.Schema.core.resolve(item.text, style: item.style, tag: item.tag) == item.core)
    #expect(
      Dialect.Schema.cloudFormation.resolve(item.text, style: item.style, tag: item.tag)
        == item.cloudFormation)
  }
}
