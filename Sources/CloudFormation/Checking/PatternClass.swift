/// The characters of which one may stand at a place in a pattern.
struct PatternClass: Sendable {
  /// The ASCII characters among them.
  private(set) var low: UInt64 = 0
  private(set) var high: UInt64 = 0
  /// The others.
  private var wide = Wide.none

  /// A set of characters beyond ASCII.
  private indirect enum Wide: Sendable {
    case none
    case ranges([ClosedRange<UInt32>])
    case categories(Set<Unicode.GeneralCategory>)
    case either(Wide, Wide)
    case both(Wide, Wide)
    case not(Wide)

    func contains(_ scalar: Unicode.Scalar) -> Bool {
      switch self {
      case .none: false
      case .ranges(let ranges): ranges.contains { $0.contains(scalar.value) }
      case .categories(let names): names.contains(scalar.properties.generalCategory)
      case .either(let one, let other): one.contains(scalar) || other.contains(scalar)
      case .both(let one, let other): one.contains(scalar) && other.contains(scalar)
      case .not(let one): !one.contains(scalar)
      }
    }
  }

  init(_ ranges: [ClosedRange<UInt32>] = []) {
    for range in ranges { insert(range) }
  }

  init(_ scalar: Unicode.Scalar) { self.init([scalar.value...scalar.value]) }

  init(_ categories: Set<Unicode.GeneralCategory>) {
    wide = .categories(categories)
    for value in UInt8(0)..<128
    where categories.contains(Unicode.Scalar(value).properties.generalCategory) {
      insert(UInt32(value)...UInt32(value))
    }
  }

  static let all = PatternClass().negated
  static let digits = PatternClass([0x30...0x39])
  static let words = PatternClass([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  static let asciiSpaces = PatternClass([0x09...0x0D, 0x20...0x20])
  static let spaces = PatternClass([
    0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029,
    0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
  ])
  /// What stands between words on a line.
  static let blanks = PatternClass([
    0x09...0x09, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x180E...0x180E, 0x2000...0x200A,
    0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000,
  ])
  /// Where a line ends: what `.` does not take.
  static let lineEnds = PatternClass([0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029])
  /// And those that Java knows.
  static let javaLineEnds = PatternClass([0x0A...0x0A, 0x0D...0x0D, 0x85...0x85, 0x2028...0x2029])
  /// And what ends one, or a page or a column.
  static let moreLineEnds = PatternClass([0x0A...0x0D, 0x85...0x85, 0x2028...0x2029])

  var negated: PatternClass {
    var other = self
    other.low = ~low
    other.high = ~high
    if case .not(let inner) = wide { other.wide = inner } else { other.wide = .not(wide) }
    return other
  }

  mutating func insert(_ range: ClosedRange<UInt32>) {
    for value in range.clamped(to: 0...127) where range.contains(value) {
      if value < 64 { low |= 1 << UInt64(value) } else { high |= 1 << UInt64(value - 64) }
    }
    guard range.upperBound >= 128 else { return }
    switch wide {
    case .none: wide = .ranges([range])
    case .ranges(let ranges): wide = .ranges(ranges + [range])
    default: wide = .either(wide, .ranges([range]))
    }
  }

  mutating func formUnion(_ other: PatternClass) {
    low |= other.low
    high |= other.high
    switch (wide, other.wide) {
    case (_, .none): break
    case (.none, _): wide = other.wide
    default: wide = .either(wide, other.wide)
    }
  }

  mutating func formIntersection(_ other: PatternClass) {
    low &= other.low
    high &= other.high
    wide = .both(wide, other.wide)
  }

  /// Takes capital letters in for small ones and the other way round, of those in ASCII.
  mutating func ignoreCase() {
    let letters: UInt64 = 0x07FF_FFFE
    let found = (high | high >> 32) & letters
    high |= found | found << 32
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    if value < 64 { return low & (1 << UInt64(value)) != 0 }
    if value < 128 { return high & (1 << UInt64(value - 64)) != 0 }
    return wide.contains(scalar)
  }
}
