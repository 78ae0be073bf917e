/// The exact value of a decimal number of any size: ±0.d₁d₂…dₖ × 10^magnitude.
///
/// There is one form per value: the first and the last digit are not zero; zero has no digits, no
/// sign and the magnitude 0. Memory and time are bounded by the length of the spelling, however
/// large the exponent is.
struct Decimal: Hashable {
  /// A whole number of any size. What fits in 18 digits is always `small`.
  enum Magnitude: Hashable {
    case small(Int)
    /// The digits in ASCII, without leading zeros.
    case large(isNegative: Bool, digits: [UInt8])
  }

  private(set) var isNegative = false
  /// In ASCII.
  private(set) var digits: [UInt8] = []
  private(set) var magnitude = Magnitude.small(0)

  /// Takes a spelling that is a JSON number.
  init?(json bytes: UnsafeBufferPointer<UInt8>) {
    guard !bytes.isEmpty, bytes.endOfNumber(at: 0) == bytes.count else { return nil }
    var index = bytes[0] == .minus ? 1 : 0
    let isNegative = index == 1
    var whole = 0
    var leadingZeros = 0
    var isFraction = false
    digits.reserveCapacity(bytes.count)
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: ".") {
        isFraction = true
      } else if byte.isDigit {
        if digits.isEmpty, byte == .zero {
          if isFraction { leadingZeros += 1 }
        } else {
          digits.append(byte)
          if !isFraction { whole += 1 }
        }
      } else {
        break
      }
      index += 1
    }
    while digits.last == .zero { digits.removeLast() }
    guard !digits.isEmpty else { return }
    self.isNegative = isNegative
    magnitude = Magnitude(
      exponent: UnsafeBufferPointer(rebasing: bytes[min(index + 1, bytes.count)...]),
      plus: whole - leadingZeros)
  }

  /// The value as an integer, if it is one and fits.
  var int: Int? {
    guard !digits.isEmpty else { return 0 }
    guard case .small(let magnitude) = magnitude, digits.count <= magnitude, magnitude <= 19 else {
      return nil
    }
    let zeros = String(repeating: "0", count: magnitude - digits.count)
    return Int((isNegative ? "-" : "") + String(decoding: digits, as: UTF8.self) + zeros)
  }

  /// The nearest value in binary.
  var double: Double {
    guard !digits.isEmpty else { return 0 }
    let exponent: Int
    switch magnitude {
    case .small(let magnitude): exponent = min(max(magnitude, -1000), 1000)
    case .large(let isNegative, _): exponent = isNegative ? -1000 : 1000
    }
    if exponent > 400 { return isNegative ? -.infinity : .infinity }
    if exponent < -400 { return isNegative ? -0.0 : 0 }
    // No double lies nearer to a boundary than 770 digits can tell; one more says that there were.
    var significant = digits.prefix(800)
    if significant.count < digits.count { significant.append(UInt8(ascii: "1")) }
    let text = "0." + String(decoding: significant, as: UTF8.self) + "e\(exponent)"
    let value = Double(text) ?? .nan
    return isNegative ? -value : value
  }
}

extension Decimal: CustomStringConvertible {
  /// As ECMAScript writes numbers.
  var description: String {
    guard !digits.isEmpty else { return "0" }
    var text: [UInt8] = isNegative ? [.minus] : []
    switch magnitude {
    case .small(let magnitude) where digits.count <= magnitude && magnitude <= 21:
      text += digits
      text += repeatElement(.zero, count: magnitude - digits.count)
    case .small(let magnitude) where 1...21 ~= magnitude:
      text += digits[..<magnitude]
      text.append(UInt8(ascii: "."))
      text += digits[magnitude...]
    case .small(let magnitude) where -5...0 ~= magnitude:
      text += "0.".utf8
      text += repeatElement(.zero, count: -magnitude)
      text += digits
    default:
      text.append(digits[0])
      if digits.count > 1 {
        text.append(UInt8(ascii: "."))
        text += digits[1...]
      }
      text.append(UInt8(ascii: "e"))
      switch magnitude.decremented {
      case .small(let exponent): text += ((exponent < 0 ? "" : "+") + String(exponent)).utf8
      case .large(let isNegative, let digits):
        text.append(isNegative ? .minus : UInt8(ascii: "+"))
        text += digits
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension Decimal.Magnitude {
  /// The longest number that is `small`.
  private static let smallDigits = 18

  /// Adds a small number to an exponent as it is written behind the `e`, which may be empty.
  init(exponent: UnsafeBufferPointer<UInt8>, plus offset: Int) {
    let isNegative = exponent.first == .minus
    let digits = exponent.drop { !$0.isDigit || $0 == .zero }
    if digits.count <= Self.smallDigits {
      let value = digits.reduce(0) { $0 * 10 + Int($1 - .zero) }
      self.init((isNegative ? -value : value) + offset)
    } else {
      self.init(isNegative: isNegative, digits: Array(digits), plus: offset)
    }
  }

  /// The number that is one less.
  var decremented: Self {
    switch self {
    case .small(let value): Self(value - 1)
    case .large(let isNegative, let digits):
      Self(isNegative: isNegative, digits: digits, plus: -1)
    }
  }

  private init(_ value: Int) {
    let digits = Array(String(value.magnitude).utf8)
    self =
      digits.count <= Self.smallDigits
      ? .small(value) : .large(isNegative: value < 0, digits: digits)
  }

  /// Adds a number of at most 18 digits to one that has more.
  private init(isNegative: Bool, digits: [UInt8], plus offset: Int) {
    var digits = digits
    // The larger one keeps its sign, so that one carry runs through its digits at most.
    var carry = isNegative ? -offset : offset
    var index = digits.count - 1
    while carry != 0, index >= 0 {
      let sum = Int(digits[index] - .zero) + carry
      let digit = ((sum % 10) + 10) % 10
      digits[index] = .zero + UInt8(digit)
      carry = (sum - digit) / 10
      index -= 1
    }
    if carry > 0 { digits.insert(contentsOf: String(carry).utf8, at: 0) }
    let significant = Array(digits.drop { $0 == .zero })
    if significant.count <= Self.smallDigits {
      let value = significant.reduce(0) { $0 * 10 + Int($1 - .zero) }
      self = .small(isNegative ? -value : value)
    } else {
      self = .large(isNegative: isNegative, digits: significant)
    }
  }
}
