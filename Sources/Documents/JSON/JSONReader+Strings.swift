internal import Diagnostics

extension JSONReader {
  /// Reads the string whose opening quote is here. Leaves the state alone.
  @inline(__always)
  mutating func readString(flags: UInt8) {
    let content = at + 1
    let end = bytes.endOfPlainText(from: content)
    guard end < bytes.count, bytes[end] == .quote else {
      return readUnusualString(until: end, flags: flags)
    }
    add(
      .scalar, .doubleQuoted, from: at, to: end + 1, content: content, length: end - content,
      flags: flags)
    at = end + 1
  }

  /// Reads the string whose opening quote is here and that is plain up to an offset.
  private mutating func readUnusualString(until plainEnd: Int, flags: UInt8) {
    let start = at
    let cooked = builder.cooked.count
    var firstControl: Int?
    var goesOn = false
    var plainStart = start + 1
    var index = plainEnd
    while true {
      builder.cooked.append(contentsOf: bytes[plainStart..<index])
      guard index < bytes.count else {
        return readUnclosedString(from: start, lineEnd: index, cooked: cooked, flags: flags)
      }
      let byte = bytes[index]
      if byte == .quote { break }
      if byte == .backslash, index + 1 < bytes.count, !bytes[index + 1].isLineBreak {
        index = readEscape(at: index)
        plainStart = index
        if isStopped { return }
      } else if byte == .backslash || !byte.isLineBreak || goesOn || textGoesOn(from: index) {
        goesOn = goesOn || byte.isLineBreak
        if byte != .backslash, firstControl == nil { firstControl = index }
        plainStart = index
        index += 1
      } else {
        return readUnclosedString(from: start, lineEnd: index, cooked: cooked, flags: flags)
      }
      index = bytes.endOfPlainText(from: index)
    }
    if let firstControl { reportControl(at: firstControl, from: start + 1, to: index) }
    add(
      .scalar, .doubleQuoted, from: start, to: index + 1, content: cooked,
      length: builder.cooked.count - cooked, flags: flags | Record.isCooked)
    at = index + 1
  }

  /// Reads the escape at an offset, which another byte follows. Returns where it ends.
  private mutating func readEscape(at offset: Int) -> Int {
    let byte = bytes[offset + 1]
    switch byte {
    case .quote, .backslash, UInt8(ascii: "/"): builder.cooked.append(byte)
    case UInt8(ascii: "b"): builder.cooked.append(0x08)
    case UInt8(ascii: "f"): builder.cooked.append(0x0C)
    case UInt8(ascii: "n"): builder.cooked.append(.lineFeed)
    case UInt8(ascii: "r"): builder.cooked.append(.carriageReturn)
    case UInt8(ascii: "t"): builder.cooked.append(.tab)
    case UInt8(ascii: "u"): return readUnicodeEscape(at: offset)
    default: return readBadEscape(at: offset)
    }
    return offset + 2
  }

  private mutating func readUnicodeEscape(at offset: Int) -> Int {
    guard let unit = codeUnit(at: offset) else { return readBadEscape(at: offset) }
    if let scalar = Unicode.Scalar(UInt32(unit)) {
      builder.cooked.append(contentsOf: UTF8.encode(scalar).unsafelyUnwrapped)
      return offset + 6
    }
    if unit < 0xDC00, bytes.byte(offset + 6) == .backslash, let low = codeUnit(at: offset + 6),
      0xDC00...0xDFFF ~= low
    {
      let value = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00)
      let scalar = Unicode.Scalar(value).unsafelyUnwrapped
      builder.cooked.append(contentsOf: UTF8.encode(scalar).unsafelyUnwrapped)
      return offset + 12
    }
    builder.cooked.append(contentsOf: "\u{FFFD}".utf8)
    let half = unit < 0xDC00 ? "first" : "second"
    report(
      .loneSurrogate, "this escape is the \(half) half of a character; the other half is missing",
      from: offset, to: offset + 6,
      hint: .init(
        "characters beyond U+FFFF take two escapes, such as `\\uD83D\\uDE00`, or stand unescaped"))
    return offset + 6
  }

  /// The value of the four hexadecimal digits of a `\u` escape.
  private func codeUnit(at offset: Int) -> UInt16? {
    guard offset + 6 <= bytes.count, bytes[offset + 1] == UInt8(ascii: "u") else { return nil }
    var value: UInt16 = 0
    for index in (offset + 2)..<(offset + 6) {
      guard let digit = bytes[index].hexadecimalValue else { return nil }
      value = value << 4 | UInt16(digit)
    }
    return value
  }

  private mutating func readBadEscape(at offset: Int) -> Int {
    let byte = bytes[offset + 1]
    var end = offset + 2
    var replacement: String?
    var advice =
      "JSON knows `\\\" \\\\ \\/ \\b \\f \\n \\r \\t` and `\\u` with four hexadecimal digits"
    switch byte {
    case UInt8(ascii: "u"), UInt8(ascii: "x"):
      let digits = byte == UInt8(ascii: "u") ? 4 : 2
      while end < offset + 2 + digits, bytes.byte(end).hexadecimalValue != nil { end += 1 }
      if byte == UInt8(ascii: "x"), end == offset + 4 {
        replacement = "\\u00" + source.text(in: Span(start: offset + 2, end: end))
      }
    case UInt8(ascii: "'"), UInt8(ascii: "`"): replacement = String(UnicodeScalar(byte))
    case UInt8(ascii: "0"): replacement = "\\u0000"
    case UInt8(ascii: "a"): replacement = "\\u0007"
    case UInt8(ascii: "e"): replacement = "\\u001b"
    case UInt8(ascii: "v"): replacement = "\\u000b"
    default:
      end = bytes.endOfCharacter(at: offset + 1)
      replacement = "\\\\" + source.text(in: Span(start: offset + 1, end: end))
      advice = "a backslash that is part of the text is written `\\\\`"
    }
    let span = Span(start: offset, end: end)
    builder.cooked.append(contentsOf: bytes[offset..<end])
    report(
      .badEscape, "JSON has no escape `\(source.text(in: span))`", span,
      hint: .init(advice, edit: replacement.map { .init(span, replacement: $0) }))
    return end
  }

  /// Says that a string holds control characters, once, and how the whole of it is written.
  private mutating func reportControl(at offset: Int, from start: Int, to end: Int) {
    let name: String
    switch bytes[offset] {
    case .tab: name = "a tab"
    case .lineFeed, .carriageReturn: name = "a line break"
    case let byte: name = "the control character U+\(byte.fourHexadecimalDigits)"
    }
    var escaped: [UInt8] = []
    for byte in bytes[start..<end] {
      if byte < .space { escaped.appendJSONEscape(of: byte) } else { escaped.append(byte) }
    }
    // After a backslash, an escape would become text.
    let isSure = !bytes[start..<end].contains(.backslash)
    let edit = Diagnostic.Edit(
      Span(start: start, end: end), replacement: String(decoding: escaped, as: UTF8.self))
    report(
      .controlCharacter, "\(name) cannot stand in a string as it is", from: offset, to: offset + 1,
      hint: .init("write it as an escape, such as `\\t` or `\\n`", edit: isSure ? edit : nil))
  }
}

extension JSONReader {
  /// Whether the string that is open at a line break seems to go on behind it: the next quote then
  /// ends a string rather than beginning one.
  private func textGoesOn(from lineBreak: Int) -> Bool {
    var index = lineBreak
    while index < bytes.count, bytes[index] != .quote {
      index += bytes[index] == .backslash ? 2 : 1
    }
    guard index < bytes.count else { return false }
    index += 1
    while index < bytes.count, bytes[index] == .space || bytes[index] == .tab { index += 1 }
    let byte = bytes.byte(index)
    return index >= bytes.count || byte.isLineBreak || byte == .comma || byte == .closeBrace
      || byte == .closeBracket || (byte == .colon && (state == .key || state == .firstKey))
  }

  private mutating func readUnclosedString(
    from start: Int, lineEnd: Int, cooked: Int, flags: UInt8
  ) {
    let end = likelyEnd(of: start, lineEnd: lineEnd, isKey: flags & Record.isKey != 0)
    builder.cooked.removeLast(builder.cooked.count - cooked)
    add(
      .scalar, .doubleQuoted, from: start, to: end, content: start + 1,
      length: max(0, end - start - 1), flags: flags)
    at = end
    reportUnclosed(from: start, to: end)
    // What follows a text that is cut off is not known to be wrong.
    if end == bytes.count { isStopped = true }
  }

  private mutating func reportUnclosed(from start: Int, to end: Int) {
    report(
      .unclosedString, "this string is not closed", from: start, to: end,
      hint: .init(
        "close it with a double quote; a line break in a text is written `\\n`",
        edit: .init(Span(at: end), replacement: "\"")))
  }

  /// Where a string that is open at the end of its line was probably meant to end: before the
  /// colon behind a key, and before commas and brackets that fit what is open.
  private func likelyEnd(of start: Int, lineEnd: Int, isKey: Bool) -> Int {
    if isKey, let colon = bytes[(start + 1)..<lineEnd].firstIndex(of: .colon) {
      return bytes.endWithoutSpace(colon, after: start + 1)
    }
    let end = bytes.endWithoutSpace(lineEnd, after: start + 1)
    var index = end
    var closers: [UInt8] = []
    if index > start + 1, bytes[index - 1] == .comma {
      index = bytes.endWithoutSpace(index - 1, after: start + 1)
    }
    var likely = index
    while index > start + 1, bytes[index - 1] == .closeBrace || bytes[index - 1] == .closeBracket {
      closers.append(bytes[index - 1])
      index = bytes.endWithoutSpace(index - 1, after: start + 1)
      if closers.count > outer.count { break }
      // Innermost last, as they were met from the right.
      var fits = true
      for (depth, closer) in closers.reversed().enumerated() {
        let frame = depth == 0 ? current : outer[outer.count - depth]
        fits = fits && closer == (frame.isMapping ? .closeBrace : .closeBracket)
      }
      if fits { likely = index }
    }
    return outer.isEmpty ? end : likely
  }

  /// Makes sense of a text that directly follows a closing quote: either the quote before was
  /// forgotten and this one opens the next string, or it belongs to the text.
  ///
  /// Returns whether one of the two is the case. The string is the last thing that was read.
  mutating func repairString() -> Bool {
    guard at == lastEnd, at < bytes.count, let record = builder.records.last,
      record.style == .doubleQuoted, Int(record.end) == at, at >= 2, bytes[at - 1] == .quote,
      bytes[at].isLetter || bytes[at] >= 0x80
    else { return false }
    let start = Int(record.start)
    let isKey = record.flags & Record.isKey != 0
    let contentEnd = bytes.endWithoutSpace(at - 1, after: start + 1)
    let separator: UInt8 = isKey ? .colon : .comma
    if contentEnd > start + 1, bytes[contentEnd - 1] == separator {
      let end = bytes.endWithoutSpace(contentEnd - 1, after: start + 1)
      shortenLast(to: end, contentEnd: end)
      at = end
      reportUnclosed(from: start, to: end)
      return true
    }
    return joinUnescapedQuotes(from: start, isKey: isKey)
  }

  private mutating func joinUnescapedQuotes(from start: Int, isKey: Bool) -> Bool {
    let firstQuote = at - 1
    var index = at
    var escaped: [UInt8] = [.backslash, .quote]
    let limit = min(bytes.count, at + 4096)
    while index < limit, !bytes[index].isLineBreak {
      let byte = bytes[index]
      if byte == .quote {
        var after = index + 1
        while after < bytes.count, bytes[after] == .space || bytes[after] == .tab { after += 1 }
        let next = bytes.byte(after)
        let ends =
          isKey
          ? next == .colon
          : after == bytes.count || next == .comma || next == .closeBrace || next == .closeBracket
            || next.isLineBreak
        if ends {
          shortenLast(to: index + 1, contentEnd: index)
          at = index + 1
          report(
            .unescapedQuote, "this double quote ends the string, and text follows it",
            from: firstQuote, to: firstQuote + 1,
            hint: .init(
              "a double quote that is part of the text is written `\\\"`",
              edit: .init(
                Span(start: firstQuote, end: index),
                replacement: String(decoding: escaped, as: UTF8.self))))
          return true
        }
        escaped.append(.backslash)
      } else if byte == .backslash, index + 1 < limit {
        escaped.append(byte)
        index += 1
      }
      escaped.append(bytes[index])
      index += 1
    }
    return false
  }

  /// Lets the last scalar end elsewhere, with what is written as its text.
  private mutating func shortenLast(to end: Int, contentEnd: Int) {
    let last = builder.records.count - 1
    let content = builder.records[last].start + 1
    builder.records[last].end = UInt32(truncatingIfNeeded: end)
    builder.records[last].content = content
    builder.records[last].length = UInt32(truncatingIfNeeded: max(0, contentEnd - Int(content)))
    builder.records[last].flags &= ~Record.isCooked
    lastEnd = end
  }
}

extension UInt8 {
  /// What the byte counts as a hexadecimal digit.
  fileprivate var hexadecimalValue: UInt8? {
    if isDigit { return self - .zero }
    let letter = (self | 0x20) &- UInt8(ascii: "a")
    return letter < 6 ? letter + 10 : nil
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Where the character at an offset ends, whether or not it is whole.
  func endOfCharacter(at offset: Int) -> Int {
    var end = Swift.min(offset + 1, count)
    while end < count, end < offset + 4, self[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }

  /// The offset behind the last byte before an end that is not white space.
  func endWithoutSpace(_ end: Int, after start: Int) -> Int {
    var end = end
    while end > start, self[end - 1].isJSONSpace { end -= 1 }
    return Swift.max(end, start)
  }
}
