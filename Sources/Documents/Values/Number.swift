/// A number as it was written: digits are never lost to a binary format.
///
/// Two numbers are equal when they are the same decimal number, however they are written: `1`,
/// `1.0` and `10e-1` are one value, and so are `0` and `-0`.
package struct Number: Sendable {
  /// A JSON number (`0.10`, `12345678901234567890`, `1e3`), or `.inf`, `-.inf`, `.nan`, which only
  /// YAML can write.
  package let spelling: String

  /// Takes a spelling that is known to be a JSON number or one of YAML's three special ones.
  package init(spelling: String) {
    self.spelling = spelling
  }

  /// Takes a JSON number as RFC 8259 writes it.
  package init?(json spelling: String) {
    var text = spelling
    let isNumber = text.withUTF8 { !$0.isEmpty && $0.endOfNumber(at: 0) == $0.count }
    guard isNumber else { return nil }
    self.spelling = spelling
  }

  package init(_ value: Int) {
    self.init(spelling: String(value))
  }

  /// Whether it is a number that JSON can write.
  package var isFinite: Bool { !spelling.utf8.contains(UInt8(ascii: "n")) }

  /// The one spelling of the value: what ECMAScript writes for a number of these digits, all of
  /// them. Plain up to 21 digits before the point and 6 zeros behind it, else as `1.5e+30`.
  package var canonical: String {
    if isPlainInteger, spelling.utf8.count <= 20 { return spelling }
    return decimal?.description ?? spelling
  }

  /// The value as an integer, if it is one and fits: `5`, `5.0` and `0.5e1` do.
  package var int: Int? {
    if let value = Int(spelling), !spelling.hasPrefix("+") { return value }
    return decimal?.int
  }

  /// The nearest value in binary; infinite beyond its range.
  package var double: Double {
    guard let decimal else {
      return switch spelling {
      case ".inf": .infinity
      case "-.inf": -.infinity
      default: .nan
      }
    }
    let value = decimal.double
    return value == 0 && spelling.hasPrefix("-") ? -0.0 : value
  }

  /// The value, for a spelling that JSON knows.
  private var decimal: Decimal? {
    var text = spelling
    return text.withUTF8 { Decimal(json: $0) }
  }

  /// Whether it is an integer in its only plain spelling.
  private var isPlainInteger: Bool {
    let digits = spelling.utf8.first == .minus ? spelling.utf8.dropFirst() : spelling.utf8[...]
    return digits.allSatisfy(\.isDigit) && spelling != "-0"
  }
}

extension Number: Hashable {
  package static func == (left: Self, right: Self) -> Bool {
    if left.spelling == right.spelling { return true }
    if left.isPlainInteger, right.isPlainInteger { return false }
    guard let leftValue = left.decimal, let rightValue = right.decimal else { return false }
    return leftValue == rightValue
  }

  package func hash(into hasher: inout Hasher) {
    if let decimal {
      hasher.combine(decimal)
    } else {
      hasher.combine(spelling)
    }
  }
}
