/// A point in time: milliseconds since the beginning of 1970, UTC, without leap seconds.
package struct Timestamp: Hashable, Comparable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  package var milliseconds: Int64

  /// A point so many milliseconds after 1970 began.
  package init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// A point so many whole seconds after 1970 began.
  package init(seconds: Int64) {
    self.milliseconds = seconds * 1000
  }

  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The point so many milliseconds later.
  package func advanced(byMilliseconds count: Int64) -> Timestamp {
    Timestamp(milliseconds: milliseconds + count)
  }

  /// Whole seconds since 1970, rounded down.
  package var seconds: Int64 { milliseconds.floorDivided(by: 1000).quotient }
}

// MARK: - ISO 8601

extension Timestamp: CustomStringConvertible {
  /// `2026-11-20T17:00:00Z`, with three decimals where there is a fraction of a second.
  package var iso8601: String {
    let parts = CivilTime(self)
    let fraction = parts.millisecond == 0 ? "" : "." + parts.millisecond.padded(to: 3)
    return "\(parts.dateText(separator: "-"))T\(parts.timeText(separator: ":"))\(fraction)Z"
  }

  package var description: String { iso8601 }

  /// The basic form without fraction, as signatures use it: `20261120T170000Z`.
  package var basic: String {
    let parts = CivilTime(self)
    guard (0...9999).contains(parts.year) else {
      return "\(parts.dateText(separator: ""))T\(parts.timeText(separator: ""))Z"
    }
    // Every signature needs it, some more than once: written without texts in between.
    return String(unsafeUninitializedCapacity: 16) { text in
      let fields = [
        parts.year / 100, parts.year % 100, parts.month, parts.day, -1, parts.hour, parts.minute,
        parts.second,
      ]
      var end = 0
      for field in fields {
        if field < 0 {
          text[end] = UInt8(ascii: "T")
          end += 1
        } else {
          text[end] = UInt8(ascii: "0") + UInt8(field / 10)
          text[end + 1] = UInt8(ascii: "0") + UInt8(field % 10)
          end += 2
        }
      }
      text[end] = UInt8(ascii: "Z")
      return end + 1
    }
  }

  /// Reads `2026-11-20T17:00:00.123Z`, an offset such as `+01:00` instead of the `Z`, and any
  /// number of decimals, of which three count.
  package init?(iso8601 text: String) {
    var reader = FixedReader(text.utf8)
    guard let year = reader.digits(4), reader.take("-"), let month = reader.digits(2),
      reader.take("-"), let day = reader.digits(2), reader.take("T") || reader.take("t"),
      let hour = reader.digits(2), reader.take(":"), let minute = reader.digits(2),
      reader.take(":"), let second = reader.digits(2), let fraction = reader.fraction(),
      let offset = reader.offset(), reader.isAtEnd,
      let time = CivilTime(
        year: year, month: month, day: day, hour: hour, minute: minute, second: second,
        millisecond: fraction)
    else { return nil }
    milliseconds = time.timestamp.milliseconds - Int64(offset) * 60_000
  }

  /// Reads the basic form: `20261120T170000Z`.
  package init?(basic text: String) {
    var reader = FixedReader(text.utf8)
    guard let year = reader.digits(4), let month = reader.digits(2), let day = reader.digits(2),
      reader.take("T"), let hour = reader.digits(2), let minute = reader.digits(2),
      let second = reader.digits(2), reader.take("Z"), reader.isAtEnd,
      let time = CivilTime(
        year: year, month: month, day: day, hour: hour, minute: minute, second: second)
    else { return nil }
    self = time.timestamp
  }
}

// MARK: - HTTP dates

extension Timestamp {
  private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// The form of HTTP's `Date` header: `Fri, 20 Nov 2026 17:00:00 GMT`.
  package var httpDate: String {
    let parts = CivilTime(self)
    let weekday = milliseconds.floorDivided(by: 86_400_000).quotient.floorDivided(by: 7).remainder
    return "\(Self.weekdays[Int(weekday)]), \(parts.day.padded(to: 2)) "
      + "\(Self.months[parts.month - 1]) \(parts.year.padded(to: 4)) "
      + "\(parts.timeText(separator: ":")) GMT"
  }

  /// Reads `Fri, 20 Nov 2026 17:00:00 GMT`; the name of the day is not checked.
  package init?(httpDate text: String) {
    let words = text.split(separator: " ", omittingEmptySubsequences: true)
    guard words.count == 6, words[0].utf8.last == UInt8(ascii: ","), words[5] == "GMT",
      let day = words[1].decimal(digits: 1...2),
      let month = Self.months.firstIndex(of: "\(words[2])"),
      let year = words[3].decimal(digits: 4...4)
    else { return nil }
    var reader = FixedReader(words[4].utf8)
    guard let hour = reader.digits(2), reader.take(":"), let minute = reader.digits(2),
      reader.take(":"), let second = reader.digits(2), let fraction = reader.fraction(),
      reader.isAtEnd,
      let time = CivilTime(
        year: year, month: month + 1, day: day, hour: hour, minute: minute, second: second,
        millisecond: fraction)
    else { return nil }
    self = time.timestamp
  }
}

// MARK: - Parts

/// A point in time as the calendar has it, in UTC.
private struct CivilTime {
  var year: Int
  var month: Int
  var day: Int
  var hour: Int
  var minute: Int
  var second: Int
  var millisecond: Int

  /// Checks the parts against the calendar; a second 60 is let pass and counts as the next one.
  init?(
    year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int, millisecond: Int = 0
  ) {
    guard (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day),
      (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
    self.millisecond = millisecond
  }

  /// The inverse of `timestamp`: days are counted from a March, so that leap days end a year.
  init(_ timestamp: Timestamp) {
    let (days, rest) = timestamp.milliseconds.floorDivided(by: 86_400_000)
    let (era, dayOfEra) = (days + 719_468).floorDivided(by: 146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    day = Int(dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    month = Int(marchMonth < 10 ? marchMonth + 3 : marchMonth - 9)
    year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
    hour = Int(rest / 3_600_000)
    minute = Int(rest / 60_000 % 60)
    second = Int(rest / 1000 % 60)
    millisecond = Int(rest % 1000)
  }

  var timestamp: Timestamp {
    let marchYear = Int64(month <= 2 ? year - 1 : year)
    let (era, yearOfEra) = marchYear.floorDivided(by: 400)
    let marchMonth = Int64(month > 2 ? month - 3 : month + 9)
    let dayOfYear = (153 * marchMonth + 2) / 5 + Int64(day) - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = era * 146_097 + dayOfEra - 719_468
    let seconds = days * 86_400 + Int64(hour) * 3600 + Int64(minute) * 60 + Int64(second)
    return Timestamp(milliseconds: seconds * 1000 + Int64(millisecond))
  }

  func dateText(separator: String) -> String {
    [year.padded(to: 4), month.padded(to: 2), day.padded(to: 2)].joined(separator: separator)
  }

  func timeText(separator: String) -> String {
    [hour, minute, second].map { $0.padded(to: 2) }.joined(separator: separator)
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

/// Takes a text of fixed fields apart, from left to right.
private struct FixedReader<Bytes: Collection<UInt8>> {
  private var rest: Bytes.SubSequence

  init(_ bytes: Bytes) {
    rest = bytes[...]
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest = rest.dropFirst()
    return true
  }

  mutating func digits(_ count: Int) -> Int? {
    var value = 0
    for _ in 0..<count {
      guard let digit = digit() else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  /// Milliseconds of an optional fraction; nil where a point has no digit behind it.
  mutating func fraction() -> Int? {
    guard take(".") else { return 0 }
    var value = 0
    var count = 0
    while let digit = digit() {
      if count < 3 { value = value * 10 + digit }
      count += 1
    }
    guard count > 0 else { return nil }
    for _ in min(count, 3)..<3 { value *= 10 }
    return value
  }

  /// Minutes east of UTC.
  mutating func offset() -> Int? {
    if take("Z") || take("z") { return 0 }
    let sign = take("+") ? 1 : take("-") ? -1 : 0
    guard sign != 0, let hours = digits(2), hours < 24 else { return nil }
    _ = take(":")
    guard let minutes = digits(2), minutes < 60 else { return nil }
    return sign * (hours * 60 + minutes)
  }

  private mutating func digit() -> Int? {
    guard let byte = rest.first, (0x30...0x39).contains(byte) else { return nil }
    rest = rest.dropFirst()
    return Int(byte) - 0x30
  }
}

extension Substring {
  fileprivate func decimal(digits: ClosedRange<Int>) -> Int? {
    guard digits.contains(utf8.count), utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return Int(self)
  }
}

extension Int {
  fileprivate func padded(to width: Int) -> String {
    let text = String(self)
    return String(repeating: "0", count: Swift.max(0, width - text.utf8.count)) + text
  }
}

extension Int64 {
  /// Division that rounds down, so that times before 1970 work as later ones do.
  fileprivate func floorDivided(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
