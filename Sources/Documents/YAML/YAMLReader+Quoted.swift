internal import Diagnostics

/// Quoted scalars, over as many lines as they take.
extension YAMLReader {
  /// Reads a double-quoted scalar. False where it is not closed; then that has been reported and
  /// its lines are passed.
  mutating func readDoubleQuoted(
    inside n: Int, _ properties: NodeProperties
  ) -> Bool {
    let start = at
    at += 1
    var position = at
    // Most are closed in their line and hold no escape.
    while position < count {
      let byte = base[position]
      if byte == ascii("\"") {
        appendScalar(
          .doubleQuoted, from: start, to: position + 1,
          text: Span(start: start + 1, end: position), properties)
        at = position + 1
        return true
      }
      if byte == ascii("\\") || byte == 0x0A || byte == 0x0D { break }
      position += 1
    }
    let cookedStart = tree.cooked.count
    var from = at
    at = position
    while at < count {
      switch base[at] {
      case ascii("\""):
        cook(from: from, to: at)
        guard closesQuote(from: start) else {
          return failUnclosed(start, inside: n, since: cookedStart)
        }
        at += 1
        appendCooked(.doubleQuoted, from: start, to: at, since: cookedStart, properties)
        return true
      case ascii("\\"):
        cook(from: from, to: at)
        if isBreak(at + 1) {
          // An escaped line break joins the lines; only empty lines between them count.
          at += 1
          guard let breaks = passQuotedBreaks(from: start, inside: n) else {
            return failUnclosed(start, inside: n, since: cookedStart)
          }
          for _ in 1..<breaks { tree.cooked.append(0x0A) }
        } else {
          readEscape()
        }
        from = at
      case 0x0A, 0x0D:
        cook(from: from, to: trimmingBlanks(before: at, from: from))
        guard let breaks = passQuotedBreaks(from: start, inside: n) else {
          return failUnclosed(start, inside: n, since: cookedStart)
        }
        cookBreaks(breaks)
        from = at
      default: at += 1
      }
    }
    return failUnclosed(start, inside: n, since: cookedStart)
  }

  /// Reads a single-quoted scalar, in which `''` is a quote.
  mutating func readSingleQuoted(
    inside n: Int, _ properties: NodeProperties
  ) -> Bool {
    let start = at
    at += 1
    var position = at
    while position < count {
      let byte = base[position]
      if byte == ascii("'") {
        if self.byte(position + 1) == ascii("'") { break }
        appendScalar(
          .singleQuoted, from: start, to: position + 1,
          text: Span(start: start + 1, end: position), properties)
        at = position + 1
        return true
      }
      if byte == 0x0A || byte == 0x0D { break }
      position += 1
    }
    let cookedStart = tree.cooked.count
    var from = at
    at = position
    while at < count {
      switch base[at] {
      case ascii("'"):
        if byte(at + 1) == ascii("'") {
          cook(from: from, to: at + 1)
          at += 2
          from = at
        } else {
          cook(from: from, to: at)
          guard closesQuote(from: start) else {
            return failUnclosed(start, inside: n, since: cookedStart)
          }
          at += 1
          appendCooked(.singleQuoted, from: start, to: at, since: cookedStart, properties)
          return true
        }
      case 0x0A, 0x0D:
        cook(from: from, to: trimmingBlanks(before: at, from: from))
        guard let breaks = passQuotedBreaks(from: start, inside: n) else {
          return failUnclosed(start, inside: n, since: cookedStart)
        }
        cookBreaks(breaks)
        from = at
      default: at += 1
      }
    }
    return failUnclosed(start, inside: n, since: cookedStart)
  }

  /// Whether the quote the reader stands on ends the text that begins at an offset. In a later line
  /// it may be the opening quote of another text: then what stands around it looks like that.
  private func closesQuote(from start: Int) -> Bool {
    guard start < lineStart else { return true }
    switch byte(skippingBlanks(from: at + 1)) {
    case 0x0A, 0x0D, 0, ascii(":"), ascii("#"): return true
    case ascii(","), ascii("]"), ascii("}"): if inFlow { return true }
    default: break
    }
    switch byte(at - 1) {
    case 0x20, 0x09, 0x0A, 0x0D, ascii("["), ascii("{"), ascii(","), ascii(":"): return false
    default: return true
    }
  }

  private func trimmingBlanks(before end: Int, from start: Int) -> Int {
    var end = end
    while end > start, base[end - 1] == 0x20 || base[end - 1] == 0x09 { end -= 1 }
    return end
  }

  /// Passes a line break inside a quoted scalar, empty lines and the blanks that begin the next
  /// line. Returns how many breaks there were, or nil where the scalar cannot go on.
  private mutating func passQuotedBreaks(from start: Int, inside n: Int) -> Int? {
    var breaks = 0
    while at < count, isBreak(at) {
      skipBreak()
      breaks += 1
      while at < count, base[at] == 0x20 { at += 1 }
      let lineIndent = at - lineStart
      skipBlanks()
      if at < count, isBreak(at) { continue }
      guard at < count, !isDocumentMarker(lineStart) else { return nil }
      if lineIndent <= n, dialect.schema != .cloudFormation {
        // The quote may be unclosed, and this the next entry; or the line is only indented badly.
        if looksLikeEntry(lineAt: at) { return nil }
        reportQuotedIndentation(quoteAt: start)
      }
    }
    return breaks > 0 ? breaks : nil
  }

  private mutating func failUnclosed(
    _ start: Int, inside n: Int, since cookedStart: Int
  ) -> Bool {
    tree.cooked.removeLast(tree.cooked.count - cookedStart)
    reportUnclosedQuote(from: start)
    rewind(behind: start, inside: n)
    return false
  }

  // MARK: Escapes

  /// Reads the escape the reader stands on and adds what it stands for.
  private mutating func readEscape() {
    let start = at
    at += 2
    let plain: UInt8
    switch byte(start + 1) {
    case ascii("0"): plain = 0x00
    case ascii("a"): plain = 0x07
    case ascii("b"): plain = 0x08
    case ascii("t"), 0x09: plain = 0x09
    case ascii("n"): plain = 0x0A
    case ascii("v"): plain = 0x0B
    case ascii("f"): plain = 0x0C
    case ascii("r"): plain = 0x0D
    case ascii("e"): plain = 0x1B
    case ascii(" "): plain = 0x20
    case ascii("\""): plain = 0x22
    case ascii("/"): plain = 0x2F
    case ascii("\\"): plain = 0x5C
    case ascii("N"): return cook("\u{85}")
    case ascii("_"): return cook("\u{A0}")
    case ascii("L"): return cook("\u{2028}")
    case ascii("P"): return cook("\u{2029}")
    case ascii("x"): return readHexEscape(from: start, digits: 2)
    case ascii("u"): return readHexEscape(from: start, digits: 4)
    case ascii("U"): return readHexEscape(from: start, digits: 8)
    default:
      at = start + 1 + characterLength(at: start + 1)
      reportEscape(Span(start: start, end: at))
      return cook(from: start, to: at)
    }
    tree.cooked.append(plain)
  }

  private mutating func readHexEscape(from start: Int, digits: Int) {
    guard let value = hexadecimal(at: at, digits: digits) else {
      reportEscape(Span(start: start, end: at))
      return
    }
    at += digits
    if let scalar = Unicode.Scalar(value) { return cook(scalar) }
    // JSON writes characters beyond the basic plane as two halves.
    if (0xD800...0xDBFF).contains(value), digits == 4, byte(at) == ascii("\\"),
      byte(at + 1) == ascii("u"), let low = hexadecimal(at: at + 2, digits: 4),
      (0xDC00...0xDFFF).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (value - 0xD800) << 10 + (low - 0xDC00))
    {
      at += 6
      return cook(scalar)
    }
    reportSurrogate(Span(start: start, end: at))
    cook("\u{FFFD}")
  }

  private func hexadecimal(at offset: Int, digits: Int) -> UInt32? {
    var value: UInt32 = 0
    for position in offset..<(offset + digits) {
      guard let digit = hexDigit(byte(position)) else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  private mutating func cook(_ scalar: Unicode.Scalar) {
    tree.cooked.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  /// How many bytes the character at an offset has.
  func characterLength(at offset: Int) -> Int {
    switch byte(offset) {
    case 0..<0x80: 1
    case 0..<0xE0: 2
    case 0..<0xF0: 3
    default: 4
    }
  }
}

/// The value of a hexadecimal digit.
func hexDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case ascii("0")...ascii("9"): byte - ascii("0")
  case ascii("a")...ascii("f"): byte - ascii("a") + 10
  case ascii("A")...ascii("F"): byte - ascii("A") + 10
  default: nil
  }
}
