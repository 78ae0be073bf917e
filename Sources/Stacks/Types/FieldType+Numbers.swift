package import Documents

/// A part of a hundred.
package struct Percentage: Hashable, Sendable {
  /// `25` for a quarter.
  package let number: Number

  package init(_ number: Number) { self.number = number }
}

/// How many of something there are: from so many to so many.
package struct CountRange: Hashable, Sendable {
  package let min: Int
  package let max: Int

  package init(_ min: Int, _ max: Int) {
    self.min = min
    self.max = max
  }

  /// Whether there is only one number in it.
  package var isFixed: Bool { min == max }
}

extension FieldType where Output == Percentage {
  /// A percentage: `10` or `10%`.
  package static func percentage(
    _ range: ClosedRange<Int> = 0...100, example: String = "10%"
  ) -> FieldType {
    let words = "a percentage from `\(range.lowerBound)%` to `\(range.upperBound)%`"
    return form(
      words, example: example,
      shape: .either([.number, .text(pattern: "^[0-9]+(\\.[0-9]+)?%$")])
    ) { known throws(FormFault) in
      let number = try percent(known)
      guard (Double(range.lowerBound)...Double(range.upperBound)).contains(number.double) else {
        let isLess = number.double < Double(range.lowerBound)
        throw FormFault(
          "`\(known.text)` is \(isLess ? "less" : "more")",
          hint: isLess
            ? "the least is `\(range.lowerBound)%`" : "the most is `\(range.upperBound)%`")
      }
      return Percentage(number)
    }
  }

  private static func percent(_ known: KnownScalar) throws(FormFault) -> Number {
    if case .number(let number) = known.scalar, number.isFinite { return number }
    let text = known.text
    if text.hasSuffix("%"), let number = Number(json: String(text.dropLast())) { return number }
    if let number = Number(json: text) { return number }
    let (digits, rest) = text.splitBehindDigits
    if !digits.isEmpty, ["%", "percent", "pct"].contains(rest.trimmed.lowercased()) {
      throw FormFault("`\(text)` is written in another way", meant: "\(digits)%")
    }
    throw .none(text)
  }
}

extension FieldType where Output == CountRange {
  /// A range of whole numbers: `1..4`, `{min: 1, max: 4}`, or a number alone.
  package static func range(_ bounds: ClosedRange<Int>, example: String = "1..4") -> FieldType {
    let words =
      bounds.upperBound == Int.max
      ? "a number or a range such as `1..4`, from \(bounds.lowerBound) on"
      : "a number or a range such as `1..4`, from \(bounds.lowerBound) to \(bounds.upperBound)"
    let text = form(words, example: example, shape: .text(pattern: "^[0-9]+\\.\\.[0-9]+$")) {
      known throws(FormFault) in try CountRange(parsing: known, bounds)
    }
    let min = Field(required: "min", FieldType<Int>.integer(bounds), "The least.")
    let max = Field(required: "max", FieldType<Int>.integer(bounds), "The most.")
    let record = FieldType<FieldValues>.record(
      "a range", [min, max], example: "{min: 1, max: 4}")
    return FieldType(
      words, example: example,
      shape: .either([.integer(bounds), text.shape, record.shape])
    ) { node, lowering in
      if node.kind == .sequence {
        let numbers = node.elements.map { Int($0.resolved.text) }
        lowering.report(
          FormFault(
            "this is a list",
            meant: numbers.count == 2 ? Self.span(numbers[0], numbers[1]) : nil),
          at: node, "", words, example: example)
        return nil
      }
      guard node.kind == .mapping, node.longForm == nil else { return text.read(node, &lowering) }
      guard let settings = record.read(node, &lowering) else { return nil }
      let (least, most) = (settings[min], settings[max])
      guard least <= most else {
        lowering.reportField(
          node, "\(node.what) has a `min` of \(least) above its `max` of \(most)",
          example: "{min: \(most), max: \(least)}")
        return nil
      }
      return CountRange(least, most)
    }
  }

  private static func span(_ left: Int?, _ right: Int?) -> String? {
    guard let left, let right else { return nil }
    return "\(Swift.min(left, right))..\(Swift.max(left, right))"
  }
}

extension CountRange {
  /// Reads `1..4` or `3`. What is written otherwise, but surely meant, is told.
  init(parsing known: KnownScalar, _ bounds: ClosedRange<Int>) throws(FormFault) {
    let text = known.text
    let least: Int
    let most: Int
    if case .number(let number) = known.scalar {
      guard let value = number.int else { throw .none(text) }
      (least, most) = (value, value)
    } else {
      (least, most) = try Self.ends(of: text)
    }
    guard least <= most else {
      throw FormFault("`\(text)` begins above its end", meant: "\(most)..\(least)")
    }
    for end in [least, most] where !bounds.contains(end) {
      throw FormFault(
        "\(end) is \(end < bounds.lowerBound ? "less" : "more")",
        hint: end < bounds.lowerBound
          ? "the least is \(bounds.lowerBound)" : "the most is \(bounds.upperBound)")
    }
    self.init(least, most)
  }

  private static func ends(of text: String) throws(FormFault) -> (Int, Int) {
    let (first, rest) = text.splitBehindDigits
    let mark = rest.prefix { !($0.isASCII && $0.isNumber) }
    let last = String(rest.dropFirst(mark.count))
    guard first.isDigits || last.isDigits, last.isEmpty || last.isDigits else {
      throw FormFault.none(text)
    }
    let bare = String(mark).trimmed
    guard !first.isEmpty, !last.isEmpty else {
      if bare == ".." {
        throw FormFault(
          "`\(text)` has one end only",
          hint: "write both: `\(first.isEmpty ? "1" : first)..\(last.isEmpty ? "4" : last)`")
      }
      if bare.isEmpty, let number = Int(first.isEmpty ? last : first) { return (number, number) }
      throw .none(text)
    }
    guard let least = Int(first), let most = Int(last) else { throw .none(text) }
    if mark == ".." { return (least, most) }
    guard ["-", "–", "...", "..", "to", ",", ":", "..="].contains(bare.lowercased()) else {
      throw .none(text)
    }
    throw FormFault(
      "`\(text)` is written in another way",
      meant: "\(Swift.min(least, most))..\(Swift.max(least, most))")
  }
}
