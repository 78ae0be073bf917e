/// What `cron(…)` holds, field by field.
struct CronExpression {
  private var sets: [Field: Set<Int>] = [:]
  private var day = Day.any
  private var weekday = Weekday.any

  /// One of the six fields.
  enum Field: Int, CaseIterable {
    case minutes, hours, dayOfMonth, month, dayOfWeek, year

    var words: String {
      ["minutes", "hours", "day of the month", "month", "day of the week", "year"][rawValue]
    }

    var bounds: ClosedRange<Int> {
      switch self {
      case .minutes: 0...59
      case .hours: 0...23
      case .dayOfMonth: 1...31
      case .month: 1...12
      case .dayOfWeek: 1...7
      case .year: 1970...2199
      }
    }

    /// What numbers may be called, the first one for the lower bound.
    var names: [String] {
      switch self {
      case .month:
        [
          "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
        ]
      case .dayOfWeek: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]
      default: []
      }
    }

    var rule: String {
      let range = "\(bounds.lowerBound) to \(bounds.upperBound)"
      guard let first = names.first, let last = names.last else { return range }
      return "\(range) or \(first) to \(last)"
    }
  }

  /// Which days of a month.
  private enum Day {
    case any
    case days
    case last
    /// Days, each moved to the nearest one from Monday to Friday.
    case workdays(Int)
  }

  /// Which days of a week.
  private enum Weekday {
    case any
    case days
    /// The last one of that day in a month.
    case last(Int)
    /// The nth one of that day in a month.
    case nth(Int, Int)
  }

  /// Reads the fields. `text` is the whole expression.
  init(parsing content: String, _ text: String) throws(FormFault) {
    let fields = content.split(separator: " ").map(String.init)
    guard fields.count == Field.allCases.count else {
      let meant = fields.count == 5 ? Self.meant(byUnix: fields) : nil
      let isSure = meant.map { (try? Schedule(parsing: $0)) != nil } ?? false
      throw FormFault(
        "`\(text)` has \(fields.count) fields; EventBridge wants six: minutes, hours, day of the month, month, day of the week, year",
        meant: isSure ? meant : nil)
    }
    let (day, weekday) = (fields[2], fields[4])
    guard (day == "?") != (weekday == "?") else {
      var better = fields
      let isSure = day == weekday || weekday == "*" || day == "*"
      if day == "?" || day != "*" || weekday == "*" {
        better[4] = day == "?" ? "*" : "?"
      } else {
        better[2] = "?"
      }
      throw FormFault(
        "`\(text)` needs `?` for the day of the month or for the day of the week, and for one of them only",
        hint: isSure ? nil : "write `?` for the one that does not matter",
        meant: isSure ? "cron(\(better.joined(separator: " ")))" : nil)
    }
    for field in Field.allCases {
      let written = fields[field.rawValue]
      if field == .dayOfMonth, try readDay(written) { continue }
      if field == .dayOfWeek, try readWeekday(written) { continue }
      sets[field] = try Self.values(of: written, field)
      if field == .dayOfMonth { self.day = .days }
      if field == .dayOfWeek { self.weekday = .days }
    }
    guard fires else {
      throw FormFault(
        "`\(text)` never comes: no such day exists", hint: "for example: `cron(0 3 1 * ? *)`")
    }
  }

  private mutating func readDay(_ text: String) throws(FormFault) -> Bool {
    switch text {
    case "?": return true
    case "L":
      day = .last
      return true
    case "LW":
      day = .last
      return true
    default:
      guard text.hasSuffix("W") else { return false }
      let value = try Self.value(String(text.dropLast()), .dayOfMonth)
      day = .workdays(value)
      return true
    }
  }

  private mutating func readWeekday(_ text: String) throws(FormFault) -> Bool {
    if text == "?" { return true }
    if text == "L" {
      sets[.dayOfWeek] = [7]
      weekday = .days
      return true
    }
    if text.hasSuffix("L") {
      weekday = .last(try Self.value(String(text.dropLast()), .dayOfWeek))
      return true
    }
    let parts = text.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1 else { return false }
    guard parts.count == 2, let count = Int(parts[1]), 1...5 ~= count else {
      throw FormFault(
        "`\(text)` is no day of the week", hint: "for example `MON#1`, the first Monday of a month"
      )
    }
    weekday = .nth(try Self.value(parts[0], .dayOfWeek), count)
    return true
  }

  /// The numbers that a field stands for.
  private static func values(of text: String, _ field: Field) throws(FormFault) -> Set<Int> {
    var result: Set<Int> = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
      let pieces = part.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      guard (1...2).contains(pieces.count) else { throw fault(part, field) }
      var range = field.bounds
      let ends = pieces[0].split(separator: "-", omittingEmptySubsequences: false).map(String.init)
      if pieces[0] != "*" {
        guard ends.count <= 2 else { throw fault(part, field) }
        let first = try value(ends[0], field)
        let last =
          ends.count == 2
          ? try value(ends[1], field) : pieces.count == 2 ? field.bounds.upperBound : first
        guard first <= last else {
          throw FormFault(
            "the \(field.words) `\(part)` goes backwards",
            hint:
              "write the parts one by one: `\(ends[0])-\(name(field.bounds.upperBound, field)),\(name(field.bounds.lowerBound, field))-\(ends[1])`"
          )
        }
        range = first...last
      }
      guard pieces.count == 2 else {
        result.formUnion(range)
        continue
      }
      guard let step = Int(pieces[1]), step > 0, pieces[1].isDigits else {
        throw fault(part, field)
      }
      result.formUnion(stride(from: range.lowerBound, through: range.upperBound, by: step))
    }
    return result
  }

  private static func name(_ value: Int, _ field: Field) -> String {
    field.names.isEmpty ? String(value) : field.names[value - field.bounds.lowerBound]
  }

  private static func value(_ text: String, _ field: Field) throws(FormFault) -> Int {
    if let index = field.names.firstIndex(of: text.uppercased()) {
      return field.bounds.lowerBound + index
    }
    guard text.isDigits, let value = Int(text), field.bounds.contains(value) else {
      throw fault(text, field)
    }
    return value
  }

  private static func fault(_ text: String, _ field: Field) -> FormFault {
    FormFault(
      text.isEmpty
        ? "the \(field.words) lacks a value" : "`\(text)` is no value of the \(field.words)",
      hint: "it takes \(field.rule)")
  }

  /// Whether there is a day that it names, in any of its years.
  private var fires: Bool {
    (sets[.year] ?? []).contains { year in
      (sets[.month] ?? []).contains { month in fires(in: month, of: year) }
    }
  }

  private func fires(in month: Int, of year: Int) -> Bool {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    switch day {
    case .any: break
    case .days: return (sets[.dayOfMonth] ?? []).contains { $0 <= length }
    case .last: return true
    case .workdays(let day): return day <= length
    }
    // The fifth of a weekday is there only where the month is long enough behind its first.
    guard case .nth(let weekday, 5) = weekday else { return true }
    let first = Self.weekday(ofFirstOf: month, year)
    return 1 + (weekday - first + 7) % 7 + 28 <= length
  }

  /// The weekday of a month's first day, with 1 for Sunday (Sakamoto's method).
  private static func weekday(ofFirstOf month: Int, _ year: Int) -> Int {
    let year = month < 3 ? year - 1 : year
    let offset = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][month - 1]
    return (year + year / 4 - year / 100 + year / 400 + offset + 1) % 7 + 1
  }

  /// What five fields of Unix's cron are to EventBridge, where Sunday is 1 and not 0; nil if only
  /// two schedules together would do.
  static func meant(byUnix fields: [String]) -> String? {
    guard fields.count == 5, fields[2] == "*" || fields[4] == "*" else { return nil }
    let day = fields[4] == "*" ? (fields[2] == "?" ? "*" : fields[2]) : "?"
    let weekday = fields[4] == "*" ? "?" : fields[4].shiftedWeekdays
    guard let weekday else { return nil }
    return "cron(\(fields[0]) \(fields[1]) \(day) \(fields[3]) \(weekday) *)"
  }
}

extension String {
  /// Days of the week by Unix's numbers, by EventBridge's.
  fileprivate var shiftedWeekdays: String? {
    guard !contains("/"), !contains("#") else { return nil }
    var result = ""
    for character in self {
      guard let digit = character.wholeNumberValue, character.isASCII else {
        result.append(character)
        continue
      }
      guard digit <= 7 else { return nil }
      result += String(digit % 7 + 1)
    }
    return result
  }
}
