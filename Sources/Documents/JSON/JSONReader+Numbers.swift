internal import Diagnostics

extension JSONReader {
  /// Reads what begins like a number and is none, or is followed by something unusual.
  mutating func recoverNumber() {
    let start = at
    let plainEnd = bytes.endOfNumber(at: start)
    let end = endOfNumberLike(from: start)
    if end == plainEnd {
      // A comment, a quote or a bracket follows directly: it is judged on its own.
      addPlain(from: start, to: end)
      at = end
      return valueEnded()
    }
    let spelling = source.text(in: Span(start: start, end: end))
    if Self.nonFinite.contains(spelling) { return addNonFinite(from: start, to: end) }
    at = end
    if let (reason, number) = Self.mended(spelling) {
      addCooked(.plain, from: start, to: end, text: number.utf8)
      valueEnded()
      report(
        .malformedNumber, reason, from: start, to: end,
        hint: .init(
          "write `\(number)`", edit: .init(Span(start: start, end: end), replacement: number)))
      return
    }
    addCooked(.doubleQuoted, from: start, to: end, text: spelling.utf8)
    valueEnded()
    if let digits = Self.withoutLeadingZeros(spelling) {
      report(
        .leadingZero, "a number does not begin with a superfluous zero", from: start, to: end,
        hint: .init(
          "write `\"\(spelling)\"` if every digit counts, as in an account id, or else `\(digits)`")
      )
    } else {
      let points = spelling.utf8.count { $0 == UInt8(ascii: ".") }
      let isText =
        points > 1 || spelling.utf8.dropFirst().contains(.minus)
        || spelling.utf8.contains {
          !$0.isDigit && !$0.isNumberSign && $0 | 0x20 != UInt8(ascii: "e")
        }
      let edit = Diagnostic.Edit(Span(start: start, end: end), replacement: "\"\(spelling)\"")
      report(
        .malformedNumber, "`\(excerpt(from: start, to: end))` is not a number", from: start,
        to: end,
        hint: .init(
          isText ? "quote it if it is a text" : "a number looks like `12`, `-0.5` or `6.02e23`",
          edit: isText && !spelling.utf8.contains(.backslash) ? edit : nil))
    }
  }

  /// Where the word at an offset ends; a time of day and a date count as one word.
  private func endOfNumberLike(from offset: Int) -> Int {
    var end = bytes.endOfWord(from: offset)
    while bytes.byte(end) == .colon, bytes.byte(end + 1).isDigit, end > offset,
      bytes[end - 1].isDigit
    {
      end = bytes.endOfWord(from: end + 1)
    }
    let slash = bytes[offset..<end].firstIndex { $0 == UInt8(ascii: "/") || $0 == 0x23 }
    if let slash, !bytes.byte(slash + 1).isDigit { end = slash }
    return end
  }

  /// What is wrong with a number and how it is written in JSON, where there is no doubt.
  private static func mended(_ spelling: String) -> (reason: String, number: String)? {
    guard spelling.utf8.contains(where: \.isDigit) else { return nil }
    var rest = spelling[...]
    var sign = ""
    var reason = "this is not how JSON writes a number"
    if rest.hasPrefix("+") {
      rest.removeFirst()
      reason = "a number has no plus sign before it"
    } else if rest.hasPrefix("-") {
      rest.removeFirst()
      sign = "-"
    }
    for (prefix, radix, name) in [
      ("0x", 16, "hexadecimal"), ("0o", 8, "octal"), ("0b", 2, "binary"),
    ] where rest.lowercased().hasPrefix(prefix) {
      guard let digits = rest.dropFirst(2).utf8.first, digits != UInt8(ascii: "+"),
        digits != .minus, let value = Int(rest.dropFirst(2), radix: radix)
      else { return nil }
      return ("JSON has no \(name) numbers", sign + String(value))
    }
    if rest.utf8.contains(UInt8(ascii: "_")) {
      rest = rest.filter { $0 != "_" }[...]
      reason = "a number has no underscores between its digits"
    }
    if rest.hasPrefix(".") {
      rest = "0" + rest
      reason = "a number has a digit before its point"
    }
    if let point = rest.firstIndex(of: "."),
      !(rest[rest.index(after: point)...].utf8.first?.isDigit ?? false)
    {
      rest.insert("0", at: rest.index(after: point))
      reason = "a number has a digit after its point"
    }
    let number = sign + rest
    return Number(json: number) == nil ? nil : (reason, number)
  }

  /// The number without its leading zeros, if these are all that is wrong with it.
  private static func withoutLeadingZeros(_ spelling: String) -> String? {
    let sign = spelling.hasPrefix("-") ? "-" : ""
    var rest = spelling.dropFirst(sign.count)
    guard rest.hasPrefix("0") else { return nil }
    while rest.hasPrefix("0"), rest.dropFirst().utf8.first?.isDigit ?? false { rest.removeFirst() }
    let number = sign + rest
    return Number(json: number) == nil ? nil : number
  }
}

extension UInt8 {
  /// Whether it is a sign or a point.
  fileprivate var isNumberSign: Bool {
    self == .minus || self == UInt8(ascii: "+") || self == UInt8(ascii: ".")
  }
}
