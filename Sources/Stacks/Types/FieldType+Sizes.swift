/// A count of bytes.
package struct ByteCount: Hashable, Comparable, Sendable {
  package let bytes: Int

  package init(_ count: Int, _ unit: ByteUnit) { bytes = count * unit.bytes }

  package var mebibytes: Int { bytes / ByteUnit.mebibytes.bytes }
  package var gibibytes: Int { bytes / ByteUnit.gibibytes.bytes }

  package static func < (left: Self, right: Self) -> Bool { left.bytes < right.bytes }

  /// In the unit that says it with the smallest whole number, binary ones before.
  package var text: String {
    let units = ByteUnit.allCases.reversed().filter { bytes % $0.bytes == 0 }
    let unit = units.min { bytes / $0.bytes < bytes / $1.bytes } ?? .bytes
    return bytes == 0 ? "0B" : "\(bytes / unit.bytes)\(unit.rawValue)"
  }
}

/// What bytes are counted in.
package enum ByteUnit: String, CaseIterable, Sendable {
  case bytes = "B"
  case kilobytes = "KB"
  case megabytes = "MB"
  case gigabytes = "GB"
  case terabytes = "TB"
  case kibibytes = "KiB"
  case mebibytes = "MiB"
  case gibibytes = "GiB"
  case tebibytes = "TiB"

  var bytes: Int {
    switch self {
    case .bytes: 1
    case .kilobytes: 1000
    case .megabytes: 1_000_000
    case .gigabytes: 1_000_000_000
    case .terabytes: 1_000_000_000_000
    case .kibibytes: 1 << 10
    case .mebibytes: 1 << 20
    case .gibibytes: 1 << 30
    case .tebibytes: 1 << 40
    }
  }

  /// The binary unit of the same letter.
  var binary: ByteUnit {
    switch self {
    case .kilobytes: .kibibytes
    case .megabytes: .mebibytes
    case .gigabytes: .gibibytes
    case .terabytes: .tebibytes
    default: self
    }
  }

  /// Reads a unit of another case, or as Kubernetes writes it.
  init?(loose text: String) {
    let word = text.lowercased()
    guard
      let unit = Self.allCases.first(where: {
        let own = $0.rawValue.lowercased()
        return own == word || $0.rawValue.count == 3 && own.dropLast() == word
      })
    else { return nil }
    self = unit
  }
}

extension FieldType where Output == ByteCount {
  /// A size within bounds. `unit` is what it is counted in: what is no whole number of it is
  /// refused.
  package static func size(
    _ range: ClosedRange<ByteCount>, in unit: ByteUnit, example: String
  ) -> FieldType {
    let words = "a size from `\(range.lowerBound.text)` to `\(range.upperBound.text)`"
    return form(
      words, example: example, shape: .text(pattern: "^[0-9]+([KMGT]i?)?B$")
    ) { known throws(FormFault) in
      if let count = Int(known.text), known.text.isDigits, count < 1_000_000 {
        let fitting = ByteUnit.allCases.filter {
          let size = ByteCount(count, $0)
          return range.contains(size) && size.bytes % unit.bytes == 0
        }
        throw FormFault(noUnitIn: known.text, fitting.map(\.rawValue))
      }
      let size = try ByteCount(parsing: known.text)
      guard size.bytes % unit.bytes == 0 else {
        let (digits, rest) = known.text.splitBehindDigits
        let binary = ByteUnit(rawValue: rest)?.binary
        let isBinaryMeant = binary.map { $0 != ByteUnit(rawValue: rest) && $0 >= unit } ?? false
        throw FormFault(
          "`\(known.text)` is no whole number of \(unit.rawValue)",
          hint: isBinaryMeant
            ? "what AWS calls \(rest) is \(binary?.rawValue ?? ""): write `\(digits)\(binary?.rawValue ?? "")`"
            : nil,
          meant: isBinaryMeant ? digits + (binary?.rawValue ?? "") : nil)
      }
      guard range.contains(size) else {
        let isSmall = size < range.lowerBound
        let bound = isSmall ? range.lowerBound : range.upperBound
        throw FormFault(
          "`\(known.text)` is \(isSmall ? "less" : "more")",
          hint: "the \(isSmall ? "least" : "most") is `\(bound.text)`")
      }
      return size
    }
  }
}

extension ByteUnit: Comparable {
  package static func < (left: Self, right: Self) -> Bool { left.bytes < right.bytes }
}

extension ByteCount {
  /// Reads `512MiB`. What is written otherwise, but surely meant, is told.
  init(parsing text: String) throws(FormFault) {
    let (digits, rest) = text.splitBehindDigits
    guard let count = Int(digits) else {
      if text.hasPrefix("-") { throw FormFault("`\(text)` is less than nothing") }
      throw digits.isEmpty ? .none(text) : FormFault("`\(text)` is more than anybody has")
    }
    if let unit = ByteUnit(rawValue: rest) {
      guard !count.multipliedReportingOverflow(by: unit.bytes).overflow else {
        throw FormFault("`\(text)` is more than anybody has")
      }
      self.init(count, unit)
      return
    }
    let word = rest.trimmed
    if word.isEmpty { throw FormFault("`\(text)` has no unit") }
    if let unit = ByteUnit(loose: word) {
      throw FormFault("`\(text)` is written in another way", meant: digits + unit.rawValue)
    }
    if let unit = ByteUnit(loose: word + "b"), word.count == 1 {
      throw FormFault(
        "`\(text)` does not tell whether thousands or 1024s are meant",
        hint:
          "write `\(digits)\(unit.binary.rawValue)` (1024s) or `\(digits)\(unit.rawValue)` (thousands)"
      )
    }
    if rest.hasPrefix("."),
      let unit = ByteUnit(loose: String(rest.drop { $0 == "." || $0.isNumber }).trimmed)
    {
      throw FormFault(
        "`\(text)` is no whole number of \(unit.rawValue)", hint: "write it in a smaller unit")
    }
    throw FormFault(
      "`\(word)` is no unit of it",
      hint:
        "the units are `B`, `KiB`, `MiB`, `GiB`, `TiB` (1024s), `KB`, `MB`, `GB` and `TB` (thousands)"
    )
  }
}
