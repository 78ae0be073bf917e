extension UInt8 {
  static let tab: UInt8 = 0x09
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let space: UInt8 = 0x20
  static let quote = UInt8(ascii: "\"")
  static let backslash = UInt8(ascii: "\\")
  static let comma = UInt8(ascii: ",")
  static let colon = UInt8(ascii: ":")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let zero = UInt8(ascii: "0")
  static let nine = UInt8(ascii: "9")
  static let minus = UInt8(ascii: "-")

  /// Whether it is one of `0` to `9`.
  var isDigit: Bool { self &- .zero < 10 }

  /// Whether it is an ASCII letter.
  var isLetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }

  /// Whether JSON counts it as white space.
  var isJSONSpace: Bool {
    self == .space || self == .lineFeed || self == .carriageReturn || self == .tab
  }

  /// Whether it opens or closes an object.
  var isBrace: Bool { self == .openBrace || self == .closeBrace }

  /// Whether it ends a line.
  var isLineBreak: Bool { self == .lineFeed || self == .carriageReturn }

  /// Whether it stands between values or around them.
  var isJSONStructure: Bool {
    switch self {
    case .comma, .colon, .openBracket, .closeBracket, .openBrace, .closeBrace: true
    default: false
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The byte at an offset, or 0 behind the end.
  func byte(_ offset: Int) -> UInt8 { offset < count ? self[offset] : 0 }

  /// Eight bytes, the first one lowest. The caller has checked that they are there.
  @inline(__always)
  func word(at offset: Int) -> UInt64 {
    UInt64(
      littleEndian: UnsafeRawPointer(baseAddress.unsafelyUnwrapped)
        .loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// The offset of the first quote, backslash or control character, or the end.
  @inline(__always)
  func endOfPlainText(from offset: Int) -> Int {
    var index = offset
    while index + 8 <= count {
      let special = word(at: index).bytesToEscape
      if special != 0 { return index + special.trailingZeroBitCount >> 3 }
      index += 8
    }
    while index < count {
      let byte = self[index]
      if byte < .space || byte == .quote || byte == .backslash { break }
      index += 1
    }
    return index
  }

  /// Whether a number or literal may end before the offset.
  @inline(__always)
  func isBoundary(_ offset: Int) -> Bool {
    guard offset < count else { return true }
    let byte = self[offset]
    return byte == .comma || byte.isJSONSpace || byte == .closeBrace || byte == .closeBracket
  }

  /// Where the JSON number that begins at the offset ends; the offset itself if there is none.
  @inline(__always)
  func endOfNumber(at offset: Int) -> Int {
    var index = offset
    if byte(index) == .minus { index += 1 }
    if byte(index) == .zero {
      index += 1
    } else {
      guard byte(index).isDigit else { return offset }
      index = endOfDigits(from: index)
    }
    if byte(index) == UInt8(ascii: ".") {
      guard byte(index + 1).isDigit else { return offset }
      index = endOfDigits(from: index + 1)
    }
    if byte(index) | 0x20 == UInt8(ascii: "e") {
      index += 1
      if byte(index) == .minus || byte(index) == UInt8(ascii: "+") { index += 1 }
      guard byte(index).isDigit else { return offset }
      index = endOfDigits(from: index)
    }
    return index
  }

  @inline(__always)
  private func endOfDigits(from offset: Int) -> Int {
    var index = offset
    while index < count, self[index].isDigit { index += 1 }
    return index
  }
}

extension UInt64 {
  /// Marks, in a word of eight bytes, those that a JSON string cannot hold as they are. The lowest
  /// mark is exact; those above it may be wrong.
  @inline(__always)
  var bytesToEscape: UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let quotes = self ^ (ones &* UInt64(UInt8.quote))
    let slashes = self ^ (ones &* UInt64(UInt8.backslash))
    let controls = (self &- (ones &* 0x20)) & ~self
    return (controls | ((quotes &- ones) & ~quotes) | ((slashes &- ones) & ~slashes)) & highs
  }
}
