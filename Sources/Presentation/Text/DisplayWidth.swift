/// How many columns of a terminal a text takes, as most terminals agree.
package enum DisplayWidth {
  /// The width of one character that has nothing unprintable in it.
  static func of(_ character: Character) -> Int {
    if let ascii = character.asciiValue { return ascii >= 0x20 && ascii != 0x7F ? 1 : 0 }
    var width = 0
    var previous: Unicode.Scalar?
    for scalar in character.unicodeScalars {
      // A variation selector asks for the emoji form; a joiner makes one picture of two.
      if scalar == "\u{FE0F}", previous?.properties.isEmoji == true { return 2 }
      if scalar == "\u{200D}", previous?.properties.isEmoji == true { return 2 }
      if previous != nil, scalar.properties.isEmojiModifier { return 2 }
      width += of(scalar)
      previous = scalar
    }
    return width
  }

  /// The width of a text that has nothing unprintable in it.
  package static func of(_ text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + of($1) }
  }

  private static func of(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    // Half of a flag.
    if (0x1F1E6...0x1F1FF).contains(value) { return 1 }
    // Hangul vowels and final consonants are drawn into the syllable's first one.
    if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) { return 0 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    return scalar.properties.isEmojiPresentation || isWide(value) ? 2 : 1
  }

  private static func isWide(_ value: UInt32) -> Bool {
    guard value >= 0x1100 else { return false }
    return wide.contains { $0.contains(value) }
  }

  /// The blocks that Unicode's EastAsianWidth.txt gives as wide or full width, apart from the
  /// emoji, which the standard library knows.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0xA4CF,
    0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6B,
    0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18D08, 0x1AFF0...0x1B2FB, 0x1F200...0x1F265,
    0x20000...0x3FFFD,
  ]
}
