/// Kinds of characters that patterns know by a name: `\p{L}`, `\p{Lu}`, `\p{Punct}`.
enum PatternCategory {
  /// The characters of a kind; nothing for a name that is not known.
  static func characters(named name: String) -> PatternClass? {
    if let ranges = ascii[name] { return PatternClass(ranges) }
    var name = name
    if name.hasPrefix("Is"), name.utf8.count <= 4 { name.removeFirst(2) }
    let found = general.filter { $0.key.hasPrefix(short[name] ?? name) }
    guard !found.isEmpty else { return nil }
    return PatternClass(Set(found.values))
  }

  /// Long names of kinds that are written.
  private static let short = [
    "Letter": "L", "IsAlphabetic": "L", "Number": "N", "Separator": "Z", "Mark": "M", "Symbol": "S",
    "Punctuation": "P", "IsPunctuation": "P", "IsDigit": "Nd", "IsUppercase": "Lu",
    "IsLowercase": "Ll", "IsLetter": "L",
  ]

  /// Those of POSIX: for Java, only what ASCII has of them.
  private static let ascii: [String: [ClosedRange<UInt32>]] = [
    "ASCII": [0...127], "Lower": [0x61...0x7A], "Upper": [0x41...0x5A], "Digit": [0x30...0x39],
    "Alpha": [0x41...0x5A, 0x61...0x7A], "Alnum": [0x30...0x39, 0x41...0x5A, 0x61...0x7A],
    "Punct": [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E], "Graph": [0x21...0x7E],
    "Print": [0x20...0x7E], "Blank": [0x09...0x09, 0x20...0x20], "Cntrl": [0...0x1F, 0x7F...0x7F],
    "XDigit": [0x30...0x39, 0x41...0x46, 0x61...0x66], "Space": [0x09...0x0D, 0x20...0x20],
  ]

  private static let general: [String: Unicode.GeneralCategory] = [
    "Lu": .uppercaseLetter, "Ll": .lowercaseLetter, "Lt": .titlecaseLetter, "Lm": .modifierLetter,
    "Lo": .otherLetter, "Mn": .nonspacingMark, "Mc": .spacingMark, "Me": .enclosingMark,
    "Nd": .decimalNumber, "Nl": .letterNumber, "No": .otherNumber, "Zs": .spaceSeparator,
    "Zl": .lineSeparator, "Zp": .paragraphSeparator, "Pc": .connectorPunctuation,
    "Pd": .dashPunctuation, "Ps": .openPunctuation, "Pe": .closePunctuation,
    "Pi": .initialPunctuation, "Pf": .finalPunctuation, "Po": .otherPunctuation, "Sm": .mathSymbol,
    "Sc": .currencySymbol, "Sk": .modifierSymbol, "So": .otherSymbol, "Cc": .control, "Cf": .format,
    "Cs": .surrogate, "Co": .privateUse, "Cn": .unassigned,
  ]
}
