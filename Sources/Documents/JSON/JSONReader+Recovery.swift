internal import Diagnostics

extension JSONReader {
  /// Says what is wrong with the byte here, which is 0 at the end of the text, and goes on where
  /// the text makes sense again: the place moves on, or another state is entered, or both.
  @inline(never)
  mutating func recover(from byte: UInt8) {
    if at >= bytes.count { return endTooEarly() }
    if skipComment(byte) || skipForeignSpace() { return }
    switch state {
    case .value, .firstElement: recoverValue(byte)
    case .key, .firstKey: recoverKey(byte)
    case .colon: recoverColon(byte)
    case .comma: recoverComma(byte)
    case .end: recoverEnd(byte)
    }
  }

  private mutating func recoverValue(_ byte: UInt8) {
    switch byte {
    case .comma where current.isMapping: missValue()
    case .comma: extraComma()
    case .closeBrace where current.isMapping, .closeBracket where current.isMapping: missValue()
    case .closeBracket where !outer.isEmpty:
      trailingComma()
      at += 1
      close(at: at)
    case .closeBrace, .closeBracket:
      if state == .value, !outer.isEmpty { trailingComma() }
      closeMismatched(byte)
    case .colon:
      report(
        .unexpectedText, "a second colon, expected a value", from: at, to: at + 1,
        hint: .init("remove the colon", edit: .init(Span(start: at, end: at + 1), replacement: "")))
      at += 1
    case UInt8(ascii: "+"), UInt8(ascii: "."): recoverNumber()
    default:
      if byte < .space || byte == 0x7F { return skipControls() }
      if readWronglyQuoted(flags: 0) { return valueEnded() }
      readUnquotedText()
    }
  }

  private mutating func recoverKey(_ byte: UInt8) {
    switch byte {
    case .comma: extraComma()
    case .closeBrace:
      trailingComma()
      at += 1
      close(at: at)
    case .closeBracket:
      if state == .key { trailingComma() }
      closeMismatched(byte)
    case .colon:
      report(
        .keyNotString, "a key is missing before this colon", from: at, to: at + 1,
        hint: .init("every value of an object has a key: `\"key\": value`"))
      addAbsent(flags: Record.isKey)
      state = .colon
    case .openBrace, .openBracket: skipCollectionAsKey()
    default:
      if byte < .space || byte == 0x7F { return skipControls() }
      if readWronglyQuoted(flags: Record.isKey) {
        state = .colon
      } else {
        readUnquotedKey()
      }
    }
  }

  private mutating func recoverColon(_ byte: UInt8) {
    if repairString() { return }
    switch byte {
    case .comma, .closeBrace, .closeBracket: missValue()
    case UInt8(ascii: "="), UInt8(ascii: ";"):
      let arrow = bytes.byte(at + 1) == UInt8(ascii: ">")
      let span = Span(start: at, end: at + (arrow ? 2 : 1))
      report(
        .missingColon, "`\(source.text(in: span))` between a key and its value, expected a colon",
        span,
        hint: .init("write a colon instead", edit: .init(span, replacement: ":")))
      at = span.end
      state = .value
    default:
      if byte < .space || byte == 0x7F { return skipControls() }
      report(
        .missingColon, "a colon is missing between a key and its value", Span(at: lastEnd),
        hint: .init("add one", edit: .init(Span(at: lastEnd), replacement: ":")))
      state = .value
    }
  }

  private mutating func recoverComma(_ byte: UInt8) {
    if repairString() { return }
    switch byte {
    case .closeBrace, .closeBracket: closeMismatched(byte)
    case .colon where !current.isMapping:
      if !current.doubted {
        current.doubted = true
        report(
          .keyInArray, "an array holds values without keys", from: at, to: at + 1,
          notes: [note("the array begins here", at: openSpan)],
          hint: .init("keys and values stand in an object: `{\"key\": value}`"))
      }
      at += 1
      state = .value
      commaIsSettled = true
    case UInt8(ascii: ";"):
      let span = Span(start: at, end: at + 1)
      report(
        .missingComma, "values are separated by commas", span,
        hint: .init("write a comma instead", edit: .init(span, replacement: ",")))
      lastComma = at
      commaIsSettled = true
      at += 1
      state = current.isMapping ? .key : .value
    default:
      if byte < .space || byte == 0x7F { return skipControls() }
      guard current.isMapping ? keyBegins() : valueBegins(byte) else { return skipUnexpected() }
      if !commaIsSettled {
        report(
          .missingComma, "a comma is missing before this", from: at, to: endOfToken(from: at),
          hint: .init("add one", edit: .init(Span(at: lastEnd), replacement: ",")))
      }
      commaIsSettled = true
      state = current.isMapping ? .key : .value
    }
  }

  private mutating func recoverEnd(_ byte: UInt8) {
    if repairString() { return }
    let end = bytes.endWithoutSpace(bytes.count, after: at)
    if valueBegins(byte) {
      report(
        .secondValue, "a second value begins here, expected one in a text", from: at,
        to: endOfToken(from: at),
        hint: .init("put several values into an array, or into a file each"))
    } else {
      let span = Span(start: at, end: endOfToken(from: at))
      let isAll = span.end == end && byte < 0x80 && !byte.isLetter
      report(
        .textAfterValue, "the value is complete, and then comes more text", span,
        hint: .init(
          byte == .closeBrace || byte == .closeBracket
            ? "remove it, or look for a bracket that closes too early above" : "remove it",
          edit: isAll ? .init(span, replacement: "") : nil))
    }
    isStopped = true
  }
}

extension JSONReader {
  /// Whether the comma here, or its absence, has been spoken of: once is enough.
  private var commaIsSettled: Bool {
    get { settledCount == builder.records.count }
    set { settledCount = newValue ? builder.records.count : -1 }
  }

  /// A comma with nothing before it; of several in a row, the first one is enough.
  private mutating func extraComma() {
    if !commaIsSettled {
      report(
        .extraComma, "there is no value before this comma", from: at, to: at + 1,
        hint: .init(
          "remove it, or write the value that is missing",
          edit: .init(Span(start: at, end: at + 1), replacement: "")))
    }
    lastComma = at
    commaIsSettled = true
    at += 1
    // One comma has been said to be too many: nothing more is to be said before the next value.
    if state == .firstElement { state = .value }
    if state == .firstKey { state = .key }
  }

  /// The comma before a closing bracket.
  private mutating func trailingComma() {
    guard !commaIsSettled else { return }
    let kind = current.isMapping ? "object" : "array"
    let span = Span(start: lastComma, end: lastComma + 1)
    report(
      .trailingComma, "there is a comma after the last value of the \(kind)", span,
      hint: .init("remove it", edit: .init(span, replacement: "")))
    commaIsSettled = true
  }

  /// A key without a value.
  private mutating func missValue() {
    let colonIsThere = state == .value
    if colonIsThere || !current.doubted {
      if !colonIsThere { current.doubted = true }
      let key = builder.records.last.map { Int($0.start) } ?? at
      report(
        .missingValue, "this key has no value", from: key, to: lastEnd,
        hint: .init(
          colonIsThere
            ? "write a value after the colon, if only `null`"
            : "write `\"key\": value`; a list without keys stands in `[ ]`"))
    }
    addAbsent()
    valueEnded()
  }

  /// Control characters outside strings, of which JSON allows tabs and line breaks only.
  private mutating func skipControls() {
    let start = at
    while at < bytes.count, bytes[at] < .space && !bytes[at].isJSONSpace || bytes[at] == 0x7F {
      at += 1
    }
    report(
      .unexpectedText, "the character U+\(bytes[start].fourHexadecimalDigits) cannot stand here",
      from: start, to: at,
      hint: .init("remove it", edit: .init(Span(start: start, end: at), replacement: "")))
  }

  /// What stands behind a value and neither separates it from the next one nor is one.
  private mutating func skipUnexpected() {
    let start = at
    at = max(endOfRest(from: at), at + 1)
    let expected = current.isMapping ? "a comma or `}`" : "a comma or `]`"
    report(
      .unexpectedText, "this cannot stand behind a value, expected \(expected)", from: start,
      to: bytes.endWithoutSpace(at, after: start + 1),
      hint: .init("remove this, or put a text in double quotes"))
    commaIsSettled = true
  }

  /// An object or array where a key is expected.
  private mutating func skipCollectionAsKey() {
    let start = at
    let end = endOfCollection(at: at)
    at = end
    report(
      .keyNotString, "an object or array without a key, expected a string in double quotes",
      from: start,
      to: start + 1, hint: .init("write `\"key\":` before it"))
    if end == bytes.count {
      isStopped = true
    } else if peek() == .colon {
      addCooked(
        .doubleQuoted, from: start, to: end, text: bytes[start..<end], flags: Record.isKey)
      state = .colon
    } else {
      lastEnd = end
      commaIsSettled = true
      state = .comma
    }
  }
}
