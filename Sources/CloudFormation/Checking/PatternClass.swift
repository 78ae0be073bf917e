/// The characters of which one may stand at a place in a pattern.
struct PatternClass {
  private var ranges: [ClosedRange<UInt32>] = []
  private var categories: [(names: Set<Unicode.GeneralCategory>, isNegated: Bool)] = []
  var isNegated = false
  /// The ASCII characters among them, without regard to the negation.
  private var ascii: (low: UInt64, high: UInt64) = (0, 0)

  init(_ ranges: [ClosedRange<UInt32>] = []) {
    for range in ranges { insert(range) }
  }

  init(_ scalar: Unicode.Scalar) { self.init([scalar.value...scalar.value]) }

  static let digits = PatternClass([0x30...0x39])
  static let words = PatternClass([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  static let spaces = PatternClass([
    0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029,
    0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
  ])
  /// Where a line ends: what `.` does not take.
  static let lineEnds = PatternClass([0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029])

  /// The one character that it is, if it is one.
  var single: Unicode.Scalar? {
    guard ranges.count == 1, ranges[0].count == 1, categories.isEmpty, !isNegated else {
      return nil
    }
    return Unicode.Scalar(ranges[0].lowerBound)
  }

  var negated: PatternClass {
    var other = self
    other.isNegated.toggle()
    return other
  }

  mutating func insert(_ range: ClosedRange<UInt32>) {
    ranges.append(range)
    for value in range where value < 128 {
      if value < 64 {
        ascii.low |= 1 << UInt64(value)
      } else {
        ascii.high |= 1 << UInt64(value - 64)
      }
    }
  }

  /// Takes another class in: one that is negated, too.
  mutating func formUnion(_ other: PatternClass) {
    guard other.isNegated else {
      for range in other.ranges { insert(range) }
      categories += other.categories
      return
    }
    // Only plain ranges are negated within a class.
    var next: UInt32 = 0
    for range in other.ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if next < range.lowerBound { insert(next...(range.lowerBound - 1)) }
      next = max(next, range.upperBound + 1)
    }
    insert(next...0x10FFFF)
  }

  /// `\p{L}` or `\p{Lu}`; nothing for what is no general category.
  init?(category name: String, isNegated: Bool) {
    guard let names = Self.categories(named: name) else { return nil }
    categories = [(names, isNegated)]
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    let isInRanges =
      value < 64
      ? ascii.low & (1 << UInt64(value)) != 0
      : value < 128
        ? ascii.high & (1 << UInt64(value - 64)) != 0 : ranges.contains { $0.contains(value) }
    let isMember =
      isInRanges
      || categories.contains {
        $0.names.contains(scalar.properties.generalCategory) != $0.isNegated
      }
    return isMember != isNegated
  }

  private static func categories(named name: String) -> Set<Unicode.GeneralCategory>? {
    switch name {
    case "L", "Letter", "IsAlphabetic":
      [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter]
    case "Lu": [.uppercaseLetter]
    case "Ll": [.lowercaseLetter]
    case "M": [.nonspacingMark, .spacingMark, .enclosingMark]
    case "N", "Number": [.decimalNumber, .letterNumber, .otherNumber]
    case "Nd": [.decimalNumber]
    case "Z", "Separator": [.spaceSeparator, .lineSeparator, .paragraphSeparator]
    case "Zs": [.spaceSeparator]
    case "P":
      [
        .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
        .initialPunctuation, .finalPunctuation, .otherPunctuation,
      ]
    case "S": [.mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol]
    case "C": [.control, .format, .surrogate, .privateUse, .unassigned]
    case "Cc": [.control]
    default: nil
    }
  }
}
