internal import Diagnostics

extension JSONReader {
  /// How far ahead is looked to find out what a bracket that does not fit was meant to close.
  private static let outlook = 1 << 16

  /// A closing bracket that is not the one the current collection needs.
  mutating func closeMismatched(_ byte: UInt8) {
    let character = String(UnicodeScalar(byte))
    let span = Span(start: at, end: at + 1)
    guard !outer.isEmpty else {
      report(
        .mismatchedBracket, "this `\(character)` closes nothing", span,
        hint: .init("remove it", edit: .init(span, replacement: "")))
      at += 1
      return
    }
    let (opened, expected) = current.isMapping ? ("{", "}") : ("[", "]")
    let opener = openSpan
    let notes = [note("it was opened here", at: opener)]
    if closesOuter(byte) {
      // The bracket is right and an inner one is missing: it is met again once that is closed.
      report(
        .mismatchedBracket, "`\(opened)` is still open where this `\(character)` stands", span,
        notes: notes,
        hint: .init(
          "close it with `\(expected)` before",
          edit: .init(Span(at: lastEnd), replacement: expected)))
      close(at: lastEnd)
      // Those between need the same bracket and have been mentioned by the first one.
      while !outer.isEmpty, current.isMapping != (byte == .closeBrace) { close(at: lastEnd) }
    } else {
      report(
        .mismatchedBracket, "`\(character)` where `\(opened)` is open, expected `\(expected)`",
        span,
        notes: notes,
        hint: .init("write `\(expected)` instead", edit: .init(span, replacement: expected)))
      at += 1
      close(at: at)
    }
  }

  /// Whether a bracket that does not fit the current collection is meant for one around it: that
  /// is so when the brackets behind it then come out even, or, where that cannot be seen, when it
  /// begins a line.
  private func closesOuter(_ byte: UInt8) -> Bool {
    let wantsMapping = byte == .closeBrace
    let match = outer.indices.dropFirst().last { outer[$0].isMapping == wantsMapping }
    guard let match else { return false }
    let openAfterOuter = match - 1
    let openAfterInner = outer.count - 1
    var depth = openAfterInner
    var lowest = depth
    var index = at + 1
    let end = min(bytes.count, index + Self.outlook)
    while index < end {
      switch bytes[index] {
      case .openBrace, .openBracket: depth += 1
      case .closeBrace, .closeBracket:
        depth -= 1
        lowest = min(lowest, depth)
      case .quote: index = endOfString(at: index) - 1
      default: break
      }
      index += 1
    }
    // How many levels the rest of the text still closes.
    let closed = openAfterInner - lowest
    if end == bytes.count { return closed <= openAfterOuter }
    return closed <= openAfterOuter && beginsLine(at)
  }

  private func beginsLine(_ offset: Int) -> Bool {
    var index = offset
    while index > 0, bytes[index - 1] == .space || bytes[index - 1] == .tab { index -= 1 }
    return index == 0 || bytes[index - 1].isLineBreak
  }

  /// The end of the text, where something is still expected.
  mutating func endTooEarly() {
    defer { isStopped = true }
    let textEnd = bytes.endWithoutSpace(bytes.count, after: lastEnd)
    if outer.isEmpty {
      if builder.records.isEmpty, diagnostics.isEmpty {
        report(
          .empty, "the text is empty, expected a value", Span(at: bytes.count),
          hint: .init("an empty object is written `{}`"))
      }
      return
    }
    var closers = current.isMapping ? "}" : "]"
    var notes = [note("this is still open", at: openSpan)]
    for frame in outer.dropFirst().reversed() {
      closers += frame.isMapping ? "}" : "]"
      guard notes.count < 4 else { continue }
      let start = Int(builder.records[Int(frame.index)].start)
      notes.append(note("and so is this", at: Span(start: start, end: start + 1)))
    }
    let isSure = state == .comma || state == .firstElement || state == .firstKey
    let point = Span(at: isSure ? lastEnd : textEnd)
    let count = outer.count
    report(
      .unclosedBracket,
      count == 1
        ? "the text ends before this \(current.isMapping ? "object" : "array") is closed"
        : "the text ends while \(count) brackets are open",
      point, notes: notes,
      hint: .init(
        isSure ? "close what is open" : "the text seems to be cut off",
        edit: isSure ? .init(point, replacement: closers) : nil))
  }

  /// More nesting than is read.
  mutating func stopAtDepth() {
    if !isStopped { diagnostics.append(ReadingDiagnostics.tooDeep(source, at: at)) }
    isStopped = true
  }
}
