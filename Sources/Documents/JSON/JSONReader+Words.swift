internal import Diagnostics

extension JSONReader {
  /// Reads a string or key in quotes that JSON does not know: `'…'`, `` `…` ``, `“…”`.
  mutating func readWronglyQuoted(flags: UInt8) -> Bool {
    let start = at
    let opening = bytes.endOfCharacter(at: at)
    let closers: [[UInt8]]
    switch source.text(in: Span(start: start, end: opening)) {
    case "'": closers = [[0x27]]
    case "`": closers = [[0x60]]
    case "\u{201C}", "\u{201D}", "\u{201E}":
      closers = ["\u{201D}", "\u{201C}", "\""].map { Array($0.utf8) }
    case "\u{2018}", "\u{2019}": closers = ["\u{2019}", "\u{2018}"].map { Array($0.utf8) }
    default: return false
    }
    var text: [UInt8] = []
    var index = opening
    var end: Int?
    while index < bytes.count, !bytes[index].isLineBreak {
      if let closer = closers.first(where: { bytes[index...].starts(with: $0) }) {
        end = index + closer.count
        break
      }
      if bytes[index] == .backslash, bytes.byte(index + 1) == 0x27 || bytes.byte(index + 1) == 0x60
      {
        index += 1
      } else if bytes[index] == .backslash, index + 1 < bytes.count, !bytes[index + 1].isLineBreak {
        text.append(.backslash)
        index += 1
      } else if bytes[index] == .quote {
        text.append(.backslash)
      }
      text.append(bytes[index])
      index += 1
    }
    let spanEnd = end ?? bytes.endWithoutSpace(index, after: opening)
    at = spanEnd
    addCooked(.doubleQuoted, from: start, to: spanEnd, text: text, flags: flags)
    let replacement = "\"" + String(decoding: text, as: UTF8.self) + "\""
    report(
      .wrongQuotes, "a text in other quotes, expected straight double quotes", from: start,
      to: spanEnd,
      hint: .init(
        "write straight double quotes",
        edit: end.map { .init(Span(start: start, end: $0), replacement: replacement) }))
    return true
  }

  /// Reads a key without quotes.
  mutating func readUnquotedKey() {
    let start = at
    var end = bytes.endOfWord(from: at)
    if end == start { end = bytes.endOfCharacter(at: start) }
    // A key of several words.
    var index = end
    while index < bytes.count {
      let wordEnd = bytes.endOfWord(from: index)
      if wordEnd > index {
        index = wordEnd
      } else if bytes[index] == .space {
        index += 1
      } else {
        break
      }
    }
    if bytes.byte(index) == .colon { end = bytes.endWithoutSpace(index, after: end) }
    let opensLate = bytes.byte(end) == .quote
    let span = Span(start: start, end: opensLate ? end + 1 : end)
    addCooked(
      .doubleQuoted, from: start, to: span.end, text: bytes[start..<end], flags: Record.isKey)
    at = span.end
    let next = peek()
    let hasValue = next != .comma && next != .closeBrace && next != .closeBracket && next != 0
    let replacement = "\"" + source.text(in: Span(start: start, end: end)) + "\""
    let isSure = next == .colon && !bytes[start..<end].contains(.backslash)
    report(
      .unquotedKey,
      hasValue
        ? "a key without quotes, expected double quotes"
        : "a word alone, expected a key and a value",
      span,
      hint: .init(
        hasValue ? "quote it" : "write `\"key\": value`, or remove this",
        edit: isSure ? .init(span, replacement: replacement) : nil))
    if hasValue {
      state = .colon
    } else {
      addAbsent()
      valueEnded()
    }
  }

  /// Reads a word or several where a value is expected.
  mutating func readUnquotedText() {
    let start = at
    let wordEnd = bytes.endOfWord(from: at)
    let word = source.text(in: Span(start: start, end: wordEnd))
    if let replacement = Self.foreignLiterals[word] {
      at = wordEnd
      addCooked(.plain, from: start, to: wordEnd, text: replacement.utf8)
      valueEnded()
      report(
        .unquotedText, "JSON does not know `\(word)`", from: start, to: wordEnd,
        hint: .init(
          "write `\(replacement)`",
          edit: .init(Span(start: start, end: wordEnd), replacement: replacement)))
      return
    }
    if word == "true" || word == "false" || word == "null" {
      // What follows it directly is judged on its own.
      addPlain(from: start, to: wordEnd)
      at = wordEnd
      return valueEnded()
    }
    if Self.nonFinite.contains(word) { return addNonFinite(from: start, to: wordEnd) }
    let end = endOfUnquotedText(from: max(wordEnd, bytes.endOfCharacter(at: start)))
    let opensLate = bytes.byte(end) == .quote
    let span = Span(start: start, end: opensLate ? end + 1 : end)
    addCooked(.doubleQuoted, from: start, to: span.end, text: bytes[start..<end])
    at = span.end
    valueEnded()
    let text = source.text(in: Span(start: start, end: end))
    let similar = Self.abbreviated[text.lowercased()]
    let isSure = similar == nil && !bytes[start..<end].contains(.backslash)
    report(
      .unquotedText, "a text without quotes, expected double quotes", span,
      hint: .init(
        similar.map { "write `\($0)`, or quote it if it is a text" } ?? "quote it",
        edit: isSure ? .init(span, replacement: "\"\(text)\"") : nil))
  }

  /// Where a text without quotes ends: before what separates values, a comment, or the line's end.
  private func endOfUnquotedText(from offset: Int) -> Int {
    var index = offset
    while index < bytes.count {
      let byte = bytes[index]
      if byte == .openBrace, bytes[index - 1] == UInt8(ascii: "$") {
        // `${name}` is part of the text.
        var close = index + 1
        while close < bytes.count, bytes[close] > .space, !bytes[close].isBrace { close += 1 }
        if bytes.byte(close) == .closeBrace { index = close }
      } else if byte < .space || byte == .quote || byte == .comma || byte == .closeBrace
        || byte == .closeBracket
      {
        break
      }
      if byte == .space {
        let next = bytes.byte(index + 1)
        if next == UInt8(ascii: "#") || next == 0x2F && bytes.byte(index + 2) == 0x2F { break }
      }
      index += 1
    }
    return bytes.endWithoutSpace(index, after: offset)
  }

  /// Adds what stands for no finite number, as null.
  mutating func addNonFinite(from start: Int, to end: Int) {
    at = end
    addCooked(.plain, from: start, to: end, text: "null".utf8)
    valueEnded()
    report(
      .nonFiniteNumber, "JSON has no number `\(excerpt(from: start, to: end))`",
      from: start, to: end,
      hint: .init(
        "write `null`, or a text in double quotes, whichever the reader of the file knows"))
  }

  static let nonFinite: Set<String> = [
    "NaN", "nan", "NAN", "Infinity", "infinity", "inf", "Inf", "INF", "-Infinity", "-inf", "-Inf",
    "-NaN", "+Infinity", "+inf", ".inf", "-.inf", ".nan", "+.inf", "-nan", ".NaN", ".Inf", "-.Inf",
  ]

  private static let foreignLiterals = [
    "True": "true", "TRUE": "true", "False": "false", "FALSE": "false", "None": "null",
    "Null": "null", "NULL": "null", "nil": "null", "undefined": "null", "~": "null",
  ]

  private static let abbreviated = [
    "yes": "true", "on": "true", "no": "false", "off": "false", "tru": "true", "fals": "false",
    "flase": "false", "ture": "true", "nul": "null", "none": "null", "true": "true",
    "false": "false", "null": "null", "t": "true", "f": "false",
  ]
}
