/// How long something takes or lasts.
package struct TimeSpan: Hashable, Comparable, Sendable {
  package let milliseconds: Int

  package init(_ count: Int, _ unit: TimeUnit) { milliseconds = count * unit.milliseconds }

  package var seconds: Int { milliseconds / TimeUnit.seconds.milliseconds }
  package var minutes: Int { milliseconds / TimeUnit.minutes.milliseconds }
  package var days: Int { milliseconds / TimeUnit.days.milliseconds }

  package static func < (left: Self, right: Self) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// In the largest unit that says it in whole numbers.
  package var text: String {
    let unit = TimeUnit.allCases.last { milliseconds % $0.milliseconds == 0 } ?? .milliseconds
    return milliseconds == 0 ? "0s" : "\(milliseconds / unit.milliseconds)\(unit.rawValue)"
  }
}

/// What time is counted in.
package enum TimeUnit: String, CaseIterable, Sendable {
  case milliseconds = "ms"
  case seconds = "s"
  case minutes = "m"
  case hours = "h"
  case days = "d"

  var milliseconds: Int {
    switch self {
    case .milliseconds: 1
    case .seconds: 1000
    case .minutes: 60_000
    case .hours: 3_600_000
    case .days: 86_400_000
    }
  }

  /// The unit in the plural.
  var words: String {
    switch self {
    case .milliseconds: "milliseconds"
    case .seconds: "seconds"
    case .minutes: "minutes"
    case .hours: "hours"
    case .days: "days"
    }
  }

  /// Reads a unit as people write it elsewhere: `min`, `Hours`, `secs`.
  init?(loose text: String) {
    let word = text.lowercased()
    let long: [String: TimeUnit] = [
      "ms": .milliseconds, "msec": .milliseconds, "millis": .milliseconds,
      "millisecond": .milliseconds, "s": .seconds, "sec": .seconds, "second": .seconds,
      "m": .minutes, "min": .minutes, "minute": .minutes, "h": .hours, "hr": .hours,
      "hour": .hours, "d": .days, "day": .days,
    ]
    let singular = word.count > 2 && word.hasSuffix("s") ? String(word.dropLast()) : word
    guard let unit = long[word] ?? long[singular] else { return nil }
    self = unit
  }
}

extension FieldType where Output == TimeSpan {
  /// A duration within bounds. `unit` is what it is counted in: what is no whole number of it is
  /// refused.
  package static func duration(
    _ range: ClosedRange<TimeSpan>, in unit: TimeUnit = .seconds, example: String
  ) -> FieldType {
    let words = "a duration from `\(range.lowerBound.text)` to `\(range.upperBound.text)`"
    return form(
      words, example: example, shape: .text(pattern: "^[0-9]+(ms|s|m|h|d)$")
    ) { known throws(FormFault) in
      if let count = Int(known.text), known.text.isDigits, count < 1_000_000 {
        let fitting = TimeUnit.allCases.filter {
          let span = TimeSpan(count, $0)
          return range.contains(span) && span.milliseconds % unit.milliseconds == 0
        }
        throw FormFault(noUnitIn: known.text, fitting.map(\.rawValue))
      }
      let span = try TimeSpan(parsing: known.text)
      guard span.milliseconds % unit.milliseconds == 0 else {
        throw FormFault("`\(known.text)` is no whole number of \(unit.words)")
      }
      guard range.contains(span) else {
        let isShort = span < range.lowerBound
        let bound = isShort ? range.lowerBound : range.upperBound
        throw FormFault(
          "`\(known.text)` is \(isShort ? "shorter" : "longer")",
          hint: "the \(isShort ? "shortest" : "longest") is `\(bound.text)`")
      }
      return span
    }
  }
}

extension TimeSpan {
  /// Reads `90s`. What is written otherwise, but surely meant, is told.
  init(parsing text: String) throws(FormFault) {
    let (digits, rest) = text.splitBehindDigits
    if let unit = TimeUnit(rawValue: rest), let count = Int(digits) {
      guard let span = Self.product(count, unit) else {
        throw FormFault("`\(text)` is longer than anybody can wait")
      }
      self = span
      return
    }
    if !digits.isEmpty, Int(digits) == nil {
      throw FormFault("`\(text)` is longer than anybody can wait")
    }
    if let meant = Self.meant(by: text) {
      throw FormFault("`\(text)` is written in another way", meant: meant.text)
    }
    if text.isDigits || text.isDecimal { throw FormFault("`\(text)` has no unit") }
    if text.hasPrefix("-") { throw FormFault("`\(text)` lies in the past") }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    if (2...3).contains(parts.count), parts.allSatisfy({ String($0).isDigits }) {
      throw FormFault(
        "`\(text)` can be read in several ways, and old YAML takes it for a number",
        hint: "write it with a unit: `\(parts[0])m` for minutes, `\(parts[0])h` for hours")
    }
    if !digits.isEmpty, ["w", "week", "weeks"].contains(rest.trimmed.lowercased()),
      let count = Int(digits), count < 10_000
    {
      throw FormFault("`\(text)` is in weeks, which are not a unit here", meant: "\(count * 7)d")
    }
    if !digits.isEmpty {
      throw FormFault(
        "`\(rest.trimmed)` is no unit of it",
        hint: "the units are `ms`, `s`, `m` (minutes), `h` and `d`")
    }
    throw .none(text)
  }

  private static func product(_ count: Int, _ unit: TimeUnit) -> TimeSpan? {
    let (_, isOver) = count.multipliedReportingOverflow(by: unit.milliseconds)
    return isOver ? nil : TimeSpan(count, unit)
  }

  /// What `10 minutes`, `1h30m`, `1.5h`, `PT10M` or `10M` stands for.
  private static func meant(by text: String) -> TimeSpan? {
    var rest = Substring(text.lowercased().filter { $0 != " " })
    // ISO 8601: `P1DT2H`. A month before the `T` has no length.
    if rest.hasPrefix("p") {
      rest = rest.dropFirst()
      let dates = rest.prefix { $0 != "t" }
      if dates.contains(where: { "ymw".contains($0) }) { return nil }
      rest = Substring(rest.filter { $0 != "t" })
    }
    var sum = 0
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      rest = rest.dropFirst(number.count)
      let word = rest.prefix { $0.isLetter }
      rest = rest.dropFirst(word.count)
      guard let unit = TimeUnit(loose: String(word)),
        let milliseconds = decimal(String(number), times: unit.milliseconds)
      else { return nil }
      let (total, isOver) = sum.addingReportingOverflow(milliseconds)
      guard !isOver else { return nil }
      sum = total
    }
    return TimeSpan(sum, .milliseconds)
  }

  /// A number with at most three decimals, times a whole one; nil if that is no whole one.
  private static func decimal(_ text: String, times factor: Int) -> Int? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= 2, let whole = Int(parts[0]), whole < 1_000_000_000 else { return nil }
    guard parts.count == 2 else { return whole * factor }
    guard (1...3).contains(parts[1].count), parts[1].isDigits else { return nil }
    let padded = parts[1] + String(repeating: "0", count: 3 - parts[1].count)
    guard let thousandths = Int(padded), thousandths * factor % 1000 == 0 else { return nil }
    return whole * factor + thousandths * factor / 1000
  }
}

extension String {
  /// Whether it is digits, a point and digits.
  var isDecimal: Bool {
    let parts = split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    return parts.count == 2 && parts.allSatisfy(\.isDigits)
  }
}
