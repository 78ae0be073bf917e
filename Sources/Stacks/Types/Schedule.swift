/// When EventBridge does something again and again.
package struct Schedule: Hashable, Sendable {
  /// `rate(…)` or `cron(…)`, as EventBridge takes it.
  package let expression: String
}

extension FieldType where Output == Schedule {
  /// `rate(5 minutes)` or `cron(0 3 * * ? *)`, in UTC.
  package static var schedule: FieldType {
    form(
      "a schedule", example: "rate(5 minutes)",
      shape: .text(pattern: "^(rate\\([1-9][0-9]* (minutes?|hours?|days?)\\)|cron\\(.+\\))$")
    ) { known throws(FormFault) in try Schedule(parsing: known.text) }
  }
}

extension Schedule {
  /// Reads a schedule by EventBridge's rules
  /// (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cron-expressions.html).
  init(parsing text: String) throws(FormFault) {
    if let fields = Self.content(of: text, "cron") {
      _ = try CronExpression(parsing: fields, text)
    } else if let content = Self.content(of: text, "rate") {
      try Self.checkRate(content, text)
    } else {
      throw Self.fault(text)
    }
    expression = text
  }

  private static func content(of text: String, _ function: String) -> String? {
    guard text.hasPrefix(function + "("), text.hasSuffix(")") else { return nil }
    return String(text.dropFirst(function.count + 1).dropLast())
  }

  private static func checkRate(_ content: String, _ text: String) throws(FormFault) {
    let words = content.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    if words.count == 2, let count = Int(words[0]), words[0] == String(count), count > 0,
      let unit = unit(words[1])
    {
      let meant = rate(count, unit)
      guard meant == text else {
        throw FormFault(
          "`\(text)` has the wrong number of the word", meant: meant)
      }
      return
    }
    if let meant = rate(meantBy: content) {
      throw FormFault("`\(text)` is written in another way", meant: meant)
    }
    if words.first == "0" { throw FormFault("`\(text)` has no length") }
    if content.lowercased().contains("sec") {
      throw FormFault(
        "`\(text)` is more often than every minute", hint: "the most often is `rate(1 minute)`")
    }
    throw FormFault(
      "`\(text)` is no rate",
      hint: "write a number and `minutes`, `hours` or `days`: `rate(5 minutes)`")
  }

  private static func unit(_ word: String) -> String? {
    ["minute", "hour", "day"].first { word == $0 || word == $0 + "s" }
  }

  private static func rate(_ count: Int, _ unit: String) -> String {
    "rate(\(count) \(unit)\(count == 1 ? "" : "s"))"
  }

  /// What `5m`, `5 Minutes` or `every 5 minutes` stands for.
  private static func rate(meantBy text: String) -> String? {
    var rest = text.lowercased().trimmed
    if rest.hasPrefix("every ") { rest = String(rest.dropFirst(6)).trimmed }
    let (digits, word) = rest.splitBehindDigits
    guard let unit = TimeUnit(loose: word.trimmed) else { return nil }
    let count = digits.isEmpty ? 1 : Int(digits) ?? 0
    guard count > 0 else { return nil }
    switch unit {
    case .minutes: return rate(count, "minute")
    case .hours: return rate(count, "hour")
    case .days: return rate(count, "day")
    case .seconds, .milliseconds: return nil
    }
  }

  /// What to say of a text that is neither a rate nor a cron expression.
  private static func fault(_ text: String) -> FormFault {
    let other = FormFault("`\(text)` is written in another way")
    func meaning(_ meant: String) -> FormFault {
      var fault = other
      fault.meant = meant
      return fault
    }
    let names = [
      "@hourly": "cron(0 * * * ? *)", "@daily": "cron(0 0 * * ? *)",
      "@midnight": "cron(0 0 * * ? *)", "@weekly": "cron(0 0 ? * 1 *)",
      "@monthly": "cron(0 0 1 * ? *)", "@yearly": "cron(0 0 1 1 ? *)",
      "@annually": "cron(0 0 1 1 ? *)",
    ]
    if let meant = names[text.lowercased()] { return meaning(meant) }
    if let meant = rate(meantBy: text) { return meaning(meant) }
    if text.hasPrefix("at(") {
      return FormFault("`\(text)` is a single moment", hint: "for example: `rate(1 day)`")
    }
    let fields = text.split(separator: " ").map(String.init)
    if fields.count == 5 || fields.count == 6,
      fields.allSatisfy({
        $0.allSatisfy { $0.isASCII && ($0.isNumber || $0.isLetter || "*?/,-#".contains($0)) }
      }),
      fields[0].contains(where: { $0.isNumber || $0 == "*" })
    {
      let meant = fields.count == 6 ? "cron(\(text))" : CronExpression.meant(byUnix: fields)
      if let meant, (try? Schedule(parsing: meant)) != nil { return meaning(meant) }
    }
    return FormFault(
      "`\(text)` is none",
      hint: "for example: `rate(5 minutes)`, or `cron(0 3 * * ? *)` for three o'clock UTC")
  }
}
