/// A whole number of any size, grown digit by digit in any base and read out in decimal.
struct Whole {
  /// The longest numeral, in bytes, that is converted between bases; what is longer stays a text.
  /// Conversion takes quadratic time: at this length some tens of microseconds.
  static let longest = 1_024

  private static let limb: UInt64 = 1_000_000_000
  private static let limbDigits = 9

  /// Nine decimal digits each, the least significant first; no zeros at the end.
  private var limbs: [UInt32] = []
  /// Digits that are not multiplied in yet: one pass over the limbs takes many of them.
  private var pending: UInt64 = 0
  private var pendingScale: UInt64 = 1

  /// Takes decimal digits, among which underscores may stand.
  init(decimal digits: Slice<ScalarBytes>) {
    for digit in digits where digit != UInt8(ascii: "_") {
      append(digit: UInt32(digit & 0x0F), radix: 10)
    }
  }

  private init() {}

  /// The number that digits of base 2, 8 or 16 write; `nil` if there is no digit, one that is not
  /// of the base, or too many of them.
  static func number(
    _ digits: Slice<ScalarBytes>, radix: UInt32, isNegative: Bool = false, underscores: Bool
  ) -> Number? {
    guard digits.count <= longest else { return nil }
    var whole = Whole()
    var isEmpty = true
    for byte in digits {
      if underscores, byte == UInt8(ascii: "_") { continue }
      guard let digit = digit(byte), digit < radix else { return nil }
      whole.append(digit: digit, radix: radix)
      isEmpty = false
    }
    return isEmpty ? nil : Number(spelling: whole.spelling(isNegative: isNegative))
  }

  /// Makes the number `radix` times as large and adds the digit.
  mutating func append(digit: UInt32, radix: UInt32) {
    if pendingScale * UInt64(radix) > UInt64(UInt32.max) { settle() }
    pending = pending * UInt64(radix) + UInt64(digit)
    pendingScale *= UInt64(radix)
  }

  private mutating func settle() {
    var carry = pending
    for index in limbs.indices {
      let product = UInt64(limbs[index]) * pendingScale + carry
      limbs[index] = UInt32(truncatingIfNeeded: product % Self.limb)
      carry = product / Self.limb
    }
    while carry > 0 {
      limbs.append(UInt32(truncatingIfNeeded: carry % Self.limb))
      carry /= Self.limb
    }
    pending = 0
    pendingScale = 1
  }

  /// The decimal digits; zero has no sign.
  func spelling(isNegative: Bool) -> String {
    var settled = self
    settled.settle()
    guard let top = settled.limbs.last else { return "0" }
    var text = (isNegative ? "-" : "") + String(top)
    for limb in settled.limbs.dropLast().reversed() {
      let digits = String(limb)
      text += String(repeating: "0", count: Self.limbDigits - digits.utf8.count) + digits
    }
    return text
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }
}
