internal import Diagnostics

/// Reports on indentation, keys and entries of blocks.
extension YAMLReader {
  // MARK: Indentation

  mutating func reportIndentation(below collection: OpenCollection, column: Int) {
    // Where a tab indents a line, nobody knows how far; that has been reported.
    guard !tabbed || !tabsReported else { return }
    let record = tree.records[collection.index]
    let kind = record.kind == .mapping ? "mapping" : "list"
    report(
      .indentation, Span(start: lineStart, end: max(at, lineStart + 1)),
      "this line is indented by \(indent), which fits no block that is open here",
      notes: [
        note("the \(kind) around it begins here, at \(column)", at: Int(record.start))
      ],
      hint: Hint(
        "indent it by \(column) to go on with that \(kind), or like the lines above to belong to them"
      ))
  }

  mutating func reportStrayLine() {
    guard !tabbed || !tabsReported else { return }
    let span = restOfLine(from: at)
    report(
      .textAfterValue, span, "the document ended above, and this line belongs to nothing",
      hint: Hint(
        isIndicator("-", at) || looksLikeEntry(lineAt: at)
          ? "a document is one mapping, one list or one value: indent the line, or begin a new document with `---`"
          : "indent the line if it goes on with the value above, or write it as `key: value`"))
  }

  // MARK: Keys and values

  /// A line of a mapping has no `: `.
  mutating func reportNoKey(from start: Int, to end: Int) {
    guard !tabbed || !tabsReported else { return }
    let span = Span(start: start, end: max(end, start + 1))
    if let colon = missingSpace(in: span) {
      reportMissingSpace(span, colon)
      return
    }
    if heads(blockIn: start - startOfLine(start), end) {
      report(
        .expectedKey, span, "there is no `:` behind this key",
        hint: Hint("put a `:` behind it", edit: Diagnostic.Edit(Span(at: end), replacement: ":")))
      return
    }
    let quoted = byte(start) == ascii("\"") || byte(start) == ascii("'")
    report(
      .expectedKey, span, "there is no `:` behind this, expected `key: value`",
      hint: Hint(
        quoted
          ? "put a `:` and a space behind the key"
          : "put a `:` behind it if it is a key, indent it if it goes on with the value above, put `- ` before it if it is an item of a list"
      ))
  }

  mutating func reportMissingSpace(_ span: Span, _ colon: Int) {
    report(
      .missingSpace, Span(start: span.start, end: max(span.end, colon + 1)),
      "there is no space behind the `:`, so this is one text, not a key and a value",
      hint: Hint(
        "put a space behind the `:`",
        edit: Diagnostic.Edit(Span(at: colon + 1), replacement: " ")))
  }

  /// Where the `:` is that a space was forgotten behind, if the text looks like that.
  func missingSpace(in span: Span) -> Int? {
    var end = span.end
    if byte(skippingBlanks(from: end)) == ascii(":") { end = skippingBlanks(from: end) + 1 }
    var offset = span.start
    while offset < end {
      if byte(offset) == ascii(":"), offset > span.start {
        let looksLikeURL = byte(offset + 1) == ascii("/") && byte(offset + 2) == ascii("/")
        let doubled = byte(offset + 1) == ascii(":") || byte(offset - 1) == ascii(":")
        return looksLikeURL || doubled ? nil : offset
      }
      if isGap(offset) { return nil }
      offset += 1
    }
    return nil
  }

  mutating func reportSecondColon(from start: Int, inside n: Int) {
    let value = restOfLine(from: start)
    let standsBehindMarker = isDocumentMarker(lineStart) && start > lineStart + 3
    report(
      .nestedMapping, Span(start: at, end: at + 1),
      standsBehindMarker
        ? "a mapping may not begin in the line of `---`"
        : "a second `: ` in this value, and a mapping may not begin in the line of its key",
      hint: standsBehindMarker
        ? Hint(
          "put the mapping into the next line",
          edit: Diagnostic.Edit(Span(start: lineStart + 3, end: start), replacement: "\n"))
        : Hint(
          "quote the value if the `:` belongs to its text, or put the mapping into the next line, indented",
          edit: quoting(value)))
  }

  mutating func reportMappingInValue(from start: Int, to end: Int) {
    let key = restOfLine(from: at)
    report(
      .nestedMapping, key, "a `key: value` is indented below a text, which cannot hold one",
      notes: [
        note("the value above it is this text", Span(start: start, end: max(end, start + 1)))
      ],
      hint: Hint(
        "indent this line like the key above it if it is an entry; if it belongs to the text, quote the text as a whole or write it below `>-`"
      ))
  }

  mutating func reportMultilineKey(from start: Int, to end: Int) {
    report(
      .multilineKey,
      Span(start: start, end: min(max(end, start + 1), max(start + 1, endOfLine(start)))),
      "this key ends in a later line than it begins, expected a key in one line",
      notes: [note("the `:` behind it is here", at: at)],
      hint: Hint(
        "close the quote or bracket in its line, or write the key as `? key` with `: value` below")
    )
  }

  mutating func checkKeyLength(from start: Int, to end: Int) {
    guard end - start > 1024,
      source.text(in: Span(start: start, end: end)).unicodeScalars.count > 1024
    else { return }
    report(
      .keyTooLong, Span(start: start, end: end), "this key is longer than 1,024 characters",
      hint: Hint("write `? ` before the key, and `: ` with its value in the next line"))
  }

  mutating func reportItemInMapping() {
    report(
      .expectedKey, restOfLine(from: at),
      "a list item among the keys of a mapping, expected `key: value`",
      hint: Hint("indent the item so that it belongs to the key above, or write `key: value`"))
  }

  mutating func reportBlockInLine(_ slot: BlockSlot) {
    let what = byte(at) == ascii("-") ? "list" : "mapping"
    let rest = restOfLine(from: at)
    var end = at
    while byte(end - 1) == 0x20 || byte(end - 1) == 0x09 { end -= 1 }
    if case .document = slot {
      report(
        .blockInLine, rest, "a \(what) may not begin in the line of `---`",
        hint: Hint(
          "put it into the next line",
          edit: Diagnostic.Edit(Span(start: end, end: at), replacement: "\n")))
      return
    }
    // At the same column, so that further lines of it fit.
    let column = String(repeating: " ", count: at - lineStart)
    report(
      .blockInLine, rest, "a \(what) may not begin in the line of its key",
      hint: Hint(
        "put it into the next line, indented, or quote the value if the sign belongs to its text",
        edit: Diagnostic.Edit(Span(start: end, end: at), replacement: "\n" + column)))
  }

  /// Whether what begins at an offset may be a key: only dashes stand before it in its line.
  func beginsEntry(_ offset: Int) -> Bool {
    (startOfLine(offset)..<offset).allSatisfy {
      isGap($0) || isIndicator("-", $0) || isIndicator("?", $0)
    }
  }

  // MARK: Text behind a value

  mutating func reportTextAfterValue(endedAt end: Int, inside n: Int) {
    let rest = restOfLine(from: at)
    guard let last = tree.records.last, Int(last.end) <= end else {
      report(.textAfterValue, rest, "this does not belong to the value before it")
      return
    }
    let start = Int(last.start)
    let value = Span(start: start, end: rest.end)
    let opening = enclosingFlow(endingAt: end)
    let isQuoted = last.style == .singleQuoted || last.style == .doubleQuoted
    if rest == Span(start: at, end: at + 1), byte(at) == ascii(","), isQuoted || opening != nil {
      report(
        .textAfterValue, rest, "a comma behind the value, as JSON has it between entries",
        hint: Hint("remove the comma", edit: Diagnostic.Edit(rest, replacement: "")))
      return
    }
    switch last.style {
    case .singleQuoted, .doubleQuoted:
      if byte(at) == ascii(":"), beginsEntry(start) {
        reportMissingSpace(Span(start: start, end: end), at)
        return
      }
      report(
        .textAfterValue, rest, "there is more text behind the closing quote",
        notes: [note("the quoted text is this", Span(start: start, end: end))],
        hint: Hint(
          last.style == .singleQuoted
            ? "quote the value as a whole; inside single quotes a quote is written twice, `''`"
            : "quote the value as a whole; inside double quotes a quote is written `\\\"`",
          edit: startOfLine(start) == lineStart ? requoting(value, closedAt: end) : nil))
    default:
      let whole = Span(start: opening ?? start, end: rest.end)
      report(
        .textAfterValue, rest,
        opening == nil
          ? "this does not belong to the value before it"
          : "there is more text behind the closing bracket",
        hint: Hint(
          opening == nil
            ? "put it into a line of its own, or quote the value as a whole"
            : "quote the whole if it is meant as a text",
          edit: startOfLine(whole.start) == lineStart ? quoting(whole) : nil))
    }
  }

  /// The edit that makes one quoted text of a value that is quoted in part.
  private func requoting(_ value: Span, closedAt end: Int) -> Diagnostic.Edit {
    let quote = source.text(in: Span(start: value.start, end: value.start + 1))
    let inside = source.text(in: Span(start: value.start + 1, end: end - 1))
    let behind = source.text(in: Span(start: end, end: value.end))
    if !behind.hasSuffix(quote) {
      // `"${a}"/b`: the quote closes too early.
      return Diagnostic.Edit(value, replacement: quote + inside + escaped(behind, quote) + quote)
    }
    // `"a" and "b"` was meant as it stands.
    if byte(end) == 0x20 { return quoting(value) }
    // `'it's here'`: a quote inside the text.
    let whole = inside + quote + behind.dropLast()
    return Diagnostic.Edit(value, replacement: quote + escaped(whole, quote) + quote)
  }

  private func escaped(_ text: String, _ quote: String) -> String {
    text.split(separator: Character(quote), omittingEmptySubsequences: false)
      .joined(separator: quote == "'" ? "''" : "\\\"")
  }

  /// The start of the outermost flow collection that ends at an offset.
  private func enclosingFlow(endingAt end: Int) -> Int? {
    var index = tree.records.count - 1
    var found: Int?
    while index >= 0 {
      let record = tree.records[index]
      if record.style == .flow, Int(record.end) == end { found = Int(record.start) }
      guard record.parent != Record.noParent, Int(record.parent) < index else { break }
      index = Int(record.parent)
    }
    return found
  }

  /// A line that begins with a dash goes on with a text that is not quoted.
  mutating func warnOfItem(_ line: Span, in text: Span) {
    report(
      .itemInText, line, "this line goes on with the text above it, and is no item of a list",
      severity: .warning, mended: true, notes: [note("the text begins here", text)],
      hint: Hint(
        "put the first line behind a `- ` too if a list is meant, in the same column; quote the text if it is one"
      ))
  }
}
