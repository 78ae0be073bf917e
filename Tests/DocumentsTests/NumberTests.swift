import Documents
import TestSupport
import Testing

struct NumberTests {
  @Test(
    arguments: [
      "0", "-0", "1", "-1", "10", "0.5", "-0.5e1", "1e5", "1E+5", "1e-05", "0e0", "0.0",
      "12345678901234567890123",
    ])
  func acceptsJSON(_ spelling: String) {
    #expect(Number(json: spelling)?.spelling == spelling)
  }

  @Test(
    arguments: [
      "", "-", "+1", "01", "-01", ".5", "1.", "1.e1", "1e", "1e+", "0x1F", "1_000", " 1", "1 ",
      "NaN", ".inf", "-.inf", ".nan", "1,5", "١", "1e1.5", "--1", "1-", "Infinity",
    ])
  func refusesWhatIsNotJSON(_ spelling: String) {
    #expect(Number(json: spelling) == nil)
  }

  @Test(
    arguments: [
      ["1", "1.0", "1e0", "10e-1", "0.1e1", "1.000", "1E+0", "0.0001e4", "1000e-3"],
      ["0", "-0", "0.0", "-0.0e5", "0e99999999999999999999999", "0E-9"],
      ["-1500", "-1.5e3", "-15e2", "-1500.00", "-0.15E4"],
      ["12345678901234567890", "1234567890123456789e1", "12345678901234567890.0"],
      [
        "1e100000000000000000000", "10e99999999999999999999", "0.1e100000000000000000001",
        "1e+0000100000000000000000000",
      ],
      ["1e-100000000000000000000", "10e-100000000000000000001", "0.1e-99999999999999999999"],
      ["1e1000000000000000000", "10e999999999999999999", "1000e999999999999999997"],
      ["1e-1000000000000000000", "0.1e-999999999999999999", "0.01e-999999999999999998"],
      [".inf"], ["-.inf"], [".nan"], ["1e-7"], ["1e-999"],
    ])
  func equalValues(_ spellings: [String]) {
    let numbers = spellings.map(Number.init(spelling:))
    for left in numbers {
      for right in numbers {
        #expect(left == right)
        #expect(left.hashValue == right.hashValue)
        #expect(left.canonical == right.canonical)
      }
    }
  }

  @Test func differentValues() {
    let spellings = [
      "0", "1", "-1", "10", "0.1", "1.000000000000000005", "9007199254740993", "9007199254740992",
      "1e400", "1e401", "-1e400", "1e-400", "1e999999999999999999", "1e1000000000000000000",
      "1e1000000000000000001", "1e-1000000000000000000", ".inf", "-.inf", ".nan",
    ]
    let numbers = spellings.map(Number.init(spelling:))
    #expect(Set(numbers).count == spellings.count)
    #expect(Set(numbers.map(\.canonical)).count == spellings.count)
  }

  @Test(
    arguments: [
      ("0", "0"), ("-0", "0"), ("-0.0", "0"), ("1.0", "1"), ("100", "100"), ("-5e-1", "-0.5"),
      ("1e20", "100000000000000000000"), ("1e21", "1e+21"), ("123e19", "1.23e+21"),
      ("123456789012345678901", "123456789012345678901"),
      ("1234567890123456789012", "1.234567890123456789012e+21"),
      ("0.000001", "0.000001"), ("0.0000001", "1e-7"), ("0.00000123", "0.00000123"),
      ("0.000000123", "1.23e-7"), ("123.4500", "123.45"), ("0.10", "0.1"), ("1E400", "1e+400"),
      ("-12.5e-400", "-1.25e-399"), ("10e99999999999999999999", "1e+100000000000000000000"),
      ("1e999999999999999999", "1e+999999999999999999"),
      ("1e1000000000000000000", "1e+1000000000000000000"),
      ("1e-1000000000000000000", "1e-1000000000000000000"),
      ("12e-1000000000000000001", "1.2e-1000000000000000000"),
      (".inf", ".inf"), ("-.inf", "-.inf"), (".nan", ".nan"),
    ])
  func canonical(_ spelling: String, _ expected: String) {
    #expect(Number(spelling: spelling).canonical == expected)
  }

  @Test(
    arguments: [
      ("5", 5), ("5.0", 5), ("1e3", 1000), ("0.5e1", 5), ("-0", 0), ("-120e-1", -12),
      ("9223372036854775807", .max), ("-9223372036854775808", .min),
      ("-9223372036854775808.0", .min), ("9.223372036854775807e18", .max),
      ("0e999999999999999999999", 0), ("9223372036854775808", nil), ("-9223372036854775809", nil),
      ("0.5", nil), ("1e19", nil), ("1e999999999999999999999", nil), ("1e-1", nil), (".inf", nil),
      (".nan", nil), ("99999999999999999999", nil), ("-123456789012345678901234567890", nil),
      ("1.2345678901234567890123", nil), ("0.00000000000000000000123", nil), ("1e20", nil),
    ] as [(String, Int?)])
  func int(_ spelling: String, _ expected: Int?) {
    #expect(Number(spelling: spelling).int == expected)
  }

  @Test(
    arguments: [
      ("0.1", 0.1), ("1e3", 1000), ("-2.5", -2.5), ("1e999", .infinity), ("-1e999", -.infinity),
      ("1e-999", 0), ("1e999999999999999999999", .infinity), ("-1e-999999999999999999999", -0.0),
      ("5e-324", .leastNonzeroMagnitude), ("1.7976931348623157e308", .greatestFiniteMagnitude),
      ("9007199254740993", 9_007_199_254_740_992), ("-0", -0.0), (".inf", .infinity),
      ("-.inf", -.infinity),
    ])
  func double(_ spelling: String, _ expected: Double) {
    let value = Number(spelling: spelling).double
    #expect(value.bitPattern == expected.bitPattern)
  }

  @Test func notANumberIsNoDouble() {
    #expect(Number(spelling: ".nan").double.isNaN)
  }

  @Test func longNumbersRoundRightly() {
    // Half way between two doubles is even; the last of a thousand digits decides.
    let half = "9007199254740993." + String(repeating: "0", count: 1000)
    #expect(Number(spelling: half + "0").double == 9_007_199_254_740_992)
    #expect(Number(spelling: half + "1").double == 9_007_199_254_740_994)
  }

  @Test func aMillionDigitsAreNoTrouble() {
    let digits = String(repeating: "7", count: 1_000_000)
    let number = Number(spelling: digits + "e-1000000")
    #expect(number == Number(spelling: "0." + digits))
    #expect(number.canonical == "0." + digits)
    #expect(number.double == 0.7777777777777778)
    #expect(Number(spelling: "1e" + digits).canonical == "1e+" + digits)
    #expect(Number(spelling: "1e-" + digits).double == 0)
  }

  /// Against another way to the same answer: doubles whose shortest spelling has few digits.
  @Test func canonicalAgreesWithShortestDoubles() {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<5000 {
      let mantissa = Int.random(in: -99_999_999...99_999_999, using: &random)
      let number = Number(spelling: "\(mantissa)e\(Int.random(in: -40...40, using: &random))")
      #expect(Number(spelling: number.canonical) == number)
      #expect(Number(spelling: number.canonical).double == number.double)
    }
  }
}
