/// Numerals as YAML 1.2's core schema has them (§10.3.2).
enum CoreNumeral {
  /// The number that is written, in a spelling that JSON allows; `nil` if it is none.
  static func number(_ bytes: ScalarBytes) -> Number? {
    if bytes.count > 2, bytes[0] == UInt8(ascii: "0") {
      let radix: UInt32? =
        switch bytes[1] {
        case UInt8(ascii: "x"): 16
        case UInt8(ascii: "o"): 8
        default: nil
        }
      if let radix { return Whole.number(bytes[2...], radix: radix, underscores: false) }
    }
    if isJSON(bytes) { return Number(spelling: Numeral.text(bytes)) }
    guard let decimal = scan(bytes) else { return Special.number(bytes) }
    return decimal.number
  }

  /// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
  private static func scan(_ bytes: ScalarBytes) -> Numeral? {
    var scanner = Scanner(bytes)
    let isNegative = scanner.sign() == UInt8(ascii: "-")
    let integer = scanner.run(where: isDigit)
    var fraction: Slice<ScalarBytes>?
    if scanner.skip(UInt8(ascii: ".")) { fraction = scanner.run(where: isDigit) }
    guard !integer.isEmpty || fraction?.isEmpty == false else { return nil }
    guard let exponent = scanner.exponent(signed: false), scanner.isAtEnd else { return nil }
    return Numeral(
      isNegative: isNegative, integer: integer, fraction: fraction, exponent: exponent)
  }

  /// `-? ( 0 | [1-9][0-9]* ) ( \. [0-9]+ )? ( [eE] [-+]? [0-9]+ )?`
  static func isJSON(_ bytes: ScalarBytes) -> Bool {
    var scanner = Scanner(bytes)
    _ = scanner.skip(UInt8(ascii: "-"))
    let integer = scanner.run(where: isDigit)
    guard let first = integer.first, first != UInt8(ascii: "0") || integer.count == 1 else {
      return false
    }
    if scanner.skip(UInt8(ascii: ".")), scanner.run(where: isDigit).isEmpty { return false }
    return scanner.exponent(signed: false) != nil && scanner.isAtEnd
  }
}

/// Numerals as YAML 1.1 has them in PyYAML's reading, which is what CloudFormation's tools share.
enum CloudFormationNumeral {
  /// The number that is written, in a spelling that JSON allows; `nil` if it is none.
  static func number(_ bytes: ScalarBytes) -> Number? {
    var scanner = Scanner(bytes)
    let sign = scanner.sign()
    let isNegative = sign == UInt8(ascii: "-")
    let body = scanner.rest
    guard let first = body.first else { return nil }
    if first == UInt8(ascii: ".") {
      return leadingPoint(bytes, isSigned: sign != nil) ?? Special.number(bytes)
    }
    guard isDigit(first) else { return nil }
    if first == UInt8(ascii: "0"), body.count > 1 {
      let digits = body.dropFirst(2)
      switch body[body.startIndex + 1] {
      case UInt8(ascii: "x"):
        return Whole.number(digits, radix: 16, isNegative: isNegative, underscores: true)
      case UInt8(ascii: "b"):
        return Whole.number(digits, radix: 2, isNegative: isNegative, underscores: true)
      default: break
      }
    }
    let integer = scanner.run(where: isDigitOrUnderscore)
    if scanner.isAtEnd {
      return first == UInt8(ascii: "0") && integer.count > 1
        ? Whole.number(integer, radix: 8, isNegative: isNegative, underscores: true)
        : Numeral(isNegative: isNegative, integer: integer).number
    }
    if scanner.skip(UInt8(ascii: ".")) {
      let fraction = scanner.run(where: isDigitOrUnderscore)
      guard let exponent = scanner.exponent(signed: true), scanner.isAtEnd else { return nil }
      return Numeral(
        isNegative: isNegative, integer: integer, fraction: fraction, exponent: exponent
      ).number
    }
    return sexagesimal(&scanner, first: integer, isNegative: isNegative)
  }

  /// `\. [0-9][0-9_]* ( [eE][-+][0-9]+ )?`, which takes no sign.
  private static func leadingPoint(_ bytes: ScalarBytes, isSigned: Bool) -> Number? {
    guard !isSigned, bytes.count > 1, isDigit(bytes[1]) else { return nil }
    var scanner = Scanner(bytes)
    _ = scanner.skip(UInt8(ascii: "."))
    let fraction = scanner.run(where: isDigitOrUnderscore)
    guard let exponent = scanner.exponent(signed: true), scanner.isAtEnd else { return nil }
    return Numeral(
      isNegative: false, integer: bytes[..<0], fraction: fraction, exponent: exponent
    ).number
  }

  /// `( : [0-5]?[0-9] )+ ( \. [0-9_]* )?` after the first place. A whole one must not begin with 0.
  private static func sexagesimal(
    _ scanner: inout Scanner, first: Slice<ScalarBytes>, isNegative: Bool
  ) -> Number? {
    guard scanner.bytes.count <= Whole.longest else { return nil }
    var whole = Whole(decimal: first)
    var places = 0
    while scanner.skip(UInt8(ascii: ":")) {
      let digits = scanner.run(where: isDigit)
      guard let high = digits.first, digits.count <= 2 else { return nil }
      guard digits.count == 1 || high <= UInt8(ascii: "5") else { return nil }
      whole.append(digit: digits.reduce(0) { $0 * 10 + UInt32($1 & 0x0F) }, radix: 60)
      places += 1
    }
    guard places > 0 else { return nil }
    var spelling = whole.spelling(isNegative: isNegative)
    if scanner.skip(UInt8(ascii: ".")) {
      // The sign of a zero lies in the fraction too.
      if isNegative, !spelling.hasPrefix("-") { spelling = "-" + spelling }
      spelling += "." + Numeral.digits(scanner.run(where: isDigitOrUnderscore), orZero: true)
    } else if first.first == UInt8(ascii: "0") {
      return nil
    }
    return scanner.isAtEnd ? Number(spelling: spelling) : nil
  }
}

/// The spellings of infinity and of what is no number.
private enum Special {
  static func number(_ bytes: ScalarBytes) -> Number? {
    guard bytes.count == 4 || bytes.count == 5 else { return nil }
    switch Numeral.text(bytes) {
    case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return Number(spelling: ".inf")
    case "-.inf", "-.Inf", "-.INF": return Number(spelling: "-.inf")
    case ".nan", ".NaN", ".NAN": return Number(spelling: ".nan")
    default: return nil
    }
  }
}

/// The parts of a decimal numeral; underscores may stand among the digits.
struct Numeral {
  var isNegative: Bool
  var integer: Slice<ScalarBytes>
  /// What follows the point, if there is one.
  var fraction: Slice<ScalarBytes>?
  /// The exponent as it is written, with its letter; empty if there is none.
  var exponent: Slice<ScalarBytes>?

  /// The number in JSON's spelling: digits on both sides of a point, no other leading zeros.
  var number: Number {
    var spelling = isNegative ? "-" : ""
    let significant = integer.drop { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "_") }
    spelling += Self.digits(significant, orZero: true)
    if let fraction { spelling += "." + Self.digits(fraction, orZero: true) }
    if let exponent { spelling += Self.text(exponent) }
    return Number(spelling: spelling)
  }

  /// Digits without the underscores among them.
  static func digits(_ bytes: Slice<ScalarBytes>, orZero: Bool) -> String {
    let text =
      bytes.contains(UInt8(ascii: "_"))
      ? String(decoding: bytes.filter(isDigit), as: UTF8.self) : text(bytes)
    return orZero && text.isEmpty ? "0" : text
  }

  static func text(_ bytes: some Collection<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}

/// A walk over the bytes of a numeral.
private struct Scanner {
  let bytes: ScalarBytes
  private var index = 0

  init(_ bytes: ScalarBytes) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { index == bytes.count }
  var rest: Slice<ScalarBytes> { bytes[index...] }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard index < bytes.count, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  mutating func sign() -> UInt8? {
    for sign in [UInt8(ascii: "-"), UInt8(ascii: "+")] where skip(sign) { return sign }
    return nil
  }

  mutating func run(where isMember: (UInt8) -> Bool) -> Slice<ScalarBytes> {
    let start = index
    while index < bytes.count, isMember(bytes[index]) { index += 1 }
    return bytes[start..<index]
  }

  /// An exponent, empty where none begins; `nil` if it begins and is not whole.
  mutating func exponent(signed: Bool) -> Slice<ScalarBytes>? {
    let start = index
    guard skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) else { return bytes[start..<start] }
    guard sign() != nil || !signed, !run(where: isDigit).isEmpty else { return nil }
    return bytes[start..<index]
  }
}

private func isDigit(_ byte: UInt8) -> Bool {
  byte &- UInt8(ascii: "0") < 10
}

private func isDigitOrUnderscore(_ byte: UInt8) -> Bool {
  isDigit(byte) || byte == UInt8(ascii: "_")
}
