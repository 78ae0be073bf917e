internal import Diagnostics

/// Reports on flow collections.
extension YAMLReader {
  mutating func reportFlowIndentation(inside n: Int, closing: Bool) {
    report(
      .flowIndentation, Span(start: lineStart, end: max(at, lineStart + 1)),
      closing
        ? "a closing bracket is indented by more than the key it belongs to, says YAML 1.2"
        : "a line inside brackets is indented by more than the key it belongs to",
      severity: closing ? .warning : .error,
      hint: Hint(
        "indent it by at least \(n + 1) spaces",
        edit: Diagnostic.Edit(
          Span(start: lineStart, end: at),
          replacement: String(repeating: " ", count: closing ? n + 1 : n + 2))))
  }

  mutating func reportReservedInFlow() {
    var end = at
    while !isBreak(end), !isFlowIndicator(end) { end += 1 }
    while end > at + 1, byte(end - 1) == 0x20 { end -= 1 }
    let span = Span(start: at, end: max(end, at + 1))
    report(
      .reservedStart, span,
      "a text that is not quoted may not begin with \(sign(at: at)) inside brackets", mended: true,
      hint: Hint("quote it", edit: quoting(span)))
  }

  mutating func reportDashInFlow() {
    let span = Span(start: at, end: skippingBlanks(from: at + 1))
    report(
      .reservedStart, Span(start: at, end: at + 1), "an item of a list in brackets has no `-`",
      mended: true,
      hint: Hint(
        "separate the items by commas alone", edit: Diagnostic.Edit(span, replacement: "")))
  }

  mutating func reportUnquotedReference(_ span: Span) {
    report(
      .unquotedReference, span,
      "inside brackets YAML reads the `{` of `${…}` as the beginning of a mapping", mended: true,
      hint: Hint("quote it", edit: quoting(span)))
  }

  mutating func reportUnclosed(openAt: Int, inside n: Int) {
    if !abandoned {
      reportUnclosed(openAt: openAt, edit: closingAll(openedIn: startOfLine(openAt)))
    }
    rewind(behind: openAt, inside: n)
  }

  mutating func reportUnclosed(openAt: Int, edit: Diagnostic.Edit?) {
    let closing = byte(openAt) == ascii("[") ? "]" : "}"
    report(
      .unclosedBracket, Span(start: openAt, end: openAt + 1),
      "this \(sign(at: openAt)) is never closed",
      hint: Hint(
        "close it with `\(closing)`, or quote the value if the bracket belongs to its text",
        edit: edit))
  }

  /// The edit that closes what is open, where all that was read of it stands in one line.
  func closingAll(openedIn line: Int) -> Diagnostic.Edit? {
    let end = restOfLine(from: line).end
    guard lastEnd <= end,
      (endOfLine(line)..<max(endOfLine(line), lineStart)).allSatisfy({ isGap($0) })
    else { return nil }
    var closing = ""
    var index = parent
    while index != Record.noParent, tree.records[Int(index)].style == .flow {
      let record = tree.records[Int(index)]
      guard Int(record.start) >= line else { return nil }
      // The mapping of a single pair has no brackets.
      if byte(Int(record.start)) == ascii("[") { closing += "]" }
      if byte(Int(record.start)) == ascii("{") { closing += "}" }
      index = record.parent
    }
    return Diagnostic.Edit(Span(at: end), replacement: closing)
  }

  /// Reports a closing bracket that is not the one wanted. It may close a collection further out,
  /// so that this one was not closed before it.
  mutating func reportMismatch(openAt: Int, closesOuter: Bool) {
    let wanted = byte(openAt) == ascii("[") ? "]" : "}"
    report(
      .mismatchedBracket, Span(start: at, end: at + 1),
      "\(sign(at: at)) where \(sign(at: openAt)) is open, expected `\(wanted)`",
      notes: [note("it is opened here", at: openAt)],
      hint: closesOuter
        ? Hint(
          "close it with `\(wanted)` before",
          edit: Diagnostic.Edit(Span(at: lastEnd), replacement: wanted))
        : Hint(
          "write `\(wanted)` instead",
          edit: Diagnostic.Edit(Span(start: at, end: at + 1), replacement: wanted)))
  }

  mutating func reportEmptyItem(first: Bool) {
    report(
      .emptyItem, Span(start: at, end: at + 1),
      first
        ? "a comma before the first item"
        : "two commas follow each other, with nothing between them",
      mended: true,
      hint: Hint(
        "remove the comma, or write `null` if an empty value is meant",
        edit: Diagnostic.Edit(Span(start: at, end: at + 1), replacement: "")))
  }

  mutating func reportMissingComma(inside n: Int, openAt: Int) {
    let note = note("the \(sign(at: openAt)) is here", at: openAt)
    if let previous = tree.records.last, previous.kind == .scalar, previous.style == .plain,
      byte(at) == ascii(":"), startOfLine(Int(previous.start)) != lineStart
    {
      // The value swallowed the key of the next line.
      let end = restOfLine(from: Int(previous.start)).end
      report(
        .missingComma, Span(start: end, end: end), "a comma is missing at the end of this line",
        notes: [self.note("the `:` of the next entry is here", at: at), note],
        hint: Hint(
          "separate the entries by commas", edit: Diagnostic.Edit(Span(at: end), replacement: ",")))
      return
    }
    let words = endOfWordsBefore(lastEnd)
    if byte(at) == ascii(":"), let previous = tree.records.last, previous.kind == .scalar,
      previous.style == .plain, words <= Int(previous.start)
    {
      // One word stands before the `:`, so that it is no key behind another value: `{a: b: c}`.
      // A value that goes on for longer is none that quotes would mend, and looking for its end
      // again and again would take forever in a long line.
      let limit = at + 200
      var end = at
      while end < limit, !isBreak(end), !isFlowIndicator(end) { end += 1 }
      let isWhole = end < limit
      while end > at + 1, isGap(end - 1) { end -= 1 }
      report(
        .missingComma, Span(start: at, end: at + 1), "a second `:` in this value",
        notes: [note],
        hint: Hint(
          "quote the value if the `:` belongs to its text, or put a mapping into brackets",
          edit: isWhole ? quoting(Span(start: Int(previous.start), end: end)) : nil))
      return
    }
    report(
      .missingComma, Span(start: at, end: at + 1),
      "\(sign(at: at)) behind a value, expected a comma or `\(byte(openAt) == ascii("[") ? "]" : "}")`",
      notes: [note],
      hint: Hint(
        "separate the items by commas; quote a text that holds `,`, `: `, brackets or quotes",
        edit: Diagnostic.Edit(
          Span(at: byte(at) == ascii(":") ? words : lastEnd), replacement: ","))
    )
  }

  /// Where the words before the last one end: `1 key` in `{a: 1 key: 2}` was meant as two texts.
  private func endOfWordsBefore(_ end: Int) -> Int {
    var offset = end
    while offset > 0, !isGap(offset - 1), !isFlowIndicator(offset - 1) { offset -= 1 }
    while offset > 0, isGap(offset - 1) { offset -= 1 }
    return offset
  }
}
