import Documents
import Testing

/// What plain scalars are by the two YAML schemas. The 1.1 column is PyYAML 6's answer.
@Suite struct SchemaTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var core: Scalar
    var cloudFormation: Scalar
    var testDescription: String { "‘\(text)’" }

    init(_ text: String, _ core: Scalar, _ cloudFormation: Scalar) {
      self.text = text
      self.core = core
      self.cloudFormation = cloudFormation
    }

    init(_ text: String, _ both: Scalar) {
      self.init(text, both, both)
    }
  }

  private static func text(_ text: String) -> Case { Case(text, .string(text)) }
  private static func number(_ text: String, _ core: String?, _ legacy: String?) -> Case {
    let scalar: (String?) -> Scalar = { spelling in
      spelling.map { .number(Number(spelling: $0)) } ?? .string(text)
    }
    return Case(text, scalar(core), scalar(legacy))
  }

  static let words: [Case] =
    ["", "~", "null", "Null", "NULL"].map { Case($0, .null) }
    + ["true", "True", "TRUE"].map { Case($0, .bool(true)) }
    + ["false", "False", "FALSE"].map { Case($0, .bool(false)) }
    + ["yes", "Yes", "YES", "on", "On", "ON"].map { Case($0, .string($0), .bool(true)) }
    + ["no", "No", "NO", "off", "Off", "OFF"].map { Case($0, .string($0), .bool(false)) }
    + [
      "y", "Y", "n", "N", "nULL", "tRue", "TRue", "TruE", "truee", "tru", "oN", "oFF", "OFf", "nO",
      "yEs", "YEs", "~~", "=", "<<", "nil", "none", "t", "f", "o", "word", "2010-09-09",
      "2001-12-14t21:59:43.10-05:00", "été", "\u{FEFF}true",
    ].map(text)

  static let numbers: [Case] = [
    number("0", "0", "0"), number("-0", "-0", "-0"), number("+12", "12", "12"),
    number("012", "12", "10"), number("-012", "-12", "-10"), number("00", "0", "0"),
    number("08", "8", nil), number("0o17", "15", nil), number("0o8", nil, nil),
    number("-0o7", nil, nil), number("0x1F", "31", "31"), number("-0x1f", nil, "-31"),
    number("0X1F", nil, nil), number("0x", nil, nil), number("0x_", nil, nil),
    number("0x_F", nil, "15"), number("0xG", nil, nil), number("0b101", nil, "5"),
    number("-0b1_1", nil, "-3"), number("0b", nil, nil), number("0b_", nil, nil),
    number("0b2", nil, nil), number("-0x0", nil, "0"),
    number("1_000", nil, "1000"), number("1_", nil, "1"), number("_1", nil, nil),
    number("0_7", nil, "7"), number("0_", nil, "0"),
    number("12345678901234567890123", "12345678901234567890123", "12345678901234567890123"),
    number("12:30", nil, "750"), number("-1:30", nil, "-90"), number("1:60", nil, nil),
    number("1:059", nil, nil), number("0:30", nil, nil), number("0:30.5", nil, "30.5"),
    number("-0:0.5", nil, "-0.5"), number("1_0:30", nil, "630"), number("1:3_0", nil, nil),
    number("1:", nil, nil), number("190:20:30", nil, "685230"),
    number("190:20:30.15", nil, "685230.15"),
    number("1:1.", nil, "61.0"), number("1:1.0e+3", nil, nil),
    number("0.10", "0.10", "0.10"), number(".5", "0.5", "0.5"), number("-.5", "-0.5", nil),
    number("+.5", "0.5", nil), number("5.", "5.0", "5.0"), number(".", nil, nil),
    number("-", nil, nil), number("+", nil, nil), number("..", nil, nil), number("-.", nil, nil),
    number("012.50", "12.50", "12.50"), number("1e3", "1e3", nil), number("1E+3", "1E+3", nil),
    number("1.5e3", "1.5e3", nil), number("1.5e+3", "1.5e+3", "1.5e+3"),
    number("1.e-3", "1.0e-3", "1.0e-3"), number(".5E-2", "0.5E-2", "0.5E-2"),
    number("1_0.5_0", nil, "10.50"), number("1._", nil, "1.0"), number("._5", nil, nil),
    number("1e", nil, nil), number("1e+", nil, nil), number("1.5e+1_0", nil, nil),
    number("e3", nil, nil), number("1.2.3", nil, nil), number("10.0.0.0/16", nil, nil),
    number("1 000", nil, nil), number("--1", nil, nil), number("+-1", nil, nil),
    number("1,000", nil, nil), number("١", nil, nil),
    number(".inf", ".inf", ".inf"), number("+.Inf", ".inf", ".inf"),
    number("-.INF", "-.inf", "-.inf"),
    number(".iNF", nil, nil), number(".nan", ".nan", ".nan"), number(".NaN", ".nan", ".nan"),
    number(".NAN", ".nan", ".nan"), number(".Nan", nil, nil), number("-.nan", nil, nil),
    number("inf", nil, nil), number("nan", nil, nil),
  ]

  @Test(arguments: words + numbers) func plain(_ item: Case) {
    #expect(Dialect.Schema.core.resolve(plain: item.text) == item.core)
    #expect(Dialect.Schema.cloudFormation.resolve(plain: item.text) == item.cloudFormation)
  }

  @Test(arguments: [
    ("null", Scalar.null), ("true", .bool(true)), ("false", .bool(false)), ("", .string("")),
    ("~", .string("~")), ("True", .string("True")), ("yes", .string("yes")),
    ("-0.10e5", .number(Number(spelling: "-0.10e5"))), ("12", .number(Number(12))),
    ("01", .string("01")),
    ("+1", .string("+1")), (".5", .string(".5")), ("5.", .string("5.")), ("-", .string("-")),
    (".inf", .string(".inf")), ("0x1", .string("0x1")),
  ]) func json(_ text: String, _ scalar: Scalar) {
    #expect(Dialect.Schema.json.resolve(plain: text) == scalar)
  }

  /// Checked against arithmetic that shares nothing with the converter.
  @Test(arguments: [1, 2, 7, 8, 9, 15, 16, 63, 64, 250]) func powersOfTwo(_ digits: Int) {
    var decimal = [1]
    for _ in 0..<(4 * digits) {
      var carry = 0
      for index in decimal.indices {
        let sum = decimal[index] * 2 + carry
        decimal[index] = sum % 10
        carry = sum / 10
      }
      if carry > 0 { decimal.append(carry) }
    }
    let expected = decimal.reversed().map(String.init).joined()
    let zeros = String(repeating: "0", count: digits)
    #expect(
      Dialect.Schema.core.resolve(plain: "0x1" + zeros) == .number(Number(spelling: expected)))
    let binary = "-0b1" + String(repeating: "0000", count: digits)
    #expect(
      Dialect.Schema.cloudFormation.resolve(plain: binary)
        == .number(Number(spelling: "-" + expected)))
  }

  @Test func conversionHasALimit() {
    let digits = String(repeating: "f", count: 1_024)
    guard case .number(let number) = Dialect.Schema.core.resolve(plain: "0x" + digits) else {
      Issue.record("a numeral at the limit is a number")
      return
    }
    // 2^4096 - 1 has 1,234 digits and ends in 5.
    #expect(number.spelling.utf8.count == 1_234)
    #expect(number.spelling.hasSuffix("5"))
    #expect(Dialect.Schema.core.resolve(plain: "0x0" + digits) == .string("0x0" + digits))
    let places = "1" + String(repeating: ":59", count: 400)
    #expect(Dialect.Schema.cloudFormation.resolve(plain: places) == .string(places))
  }

  /// Decimal digits are never converted, so that there may be as many as one likes.
  @Test func longDecimals() {
    let digits = String(repeating: "9", count: 2_000_000)
    #expect(Dialect.Schema.core.resolve(plain: "+" + digits) == .number(Number(spelling: digits)))
    #expect(
      Dialect.Schema.cloudFormation.resolve(plain: "9_" + digits)
        == .number(Number(spelling: "9" + digits)))
  }
}
