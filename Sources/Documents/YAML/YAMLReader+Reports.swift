internal import Diagnostics

/// What the reader says of the mistakes it meets.
extension YAMLReader {
  private typealias Hint = Diagnostic.Hint
  private typealias Note = Diagnostic.Note

  /// Adds a diagnostic unless its line has one already: the second would mostly be an echo.
  private mutating func report(
    _ code: YAMLCode, _ span: Span, _ message: String, severity: Severity = .error,
    notes: [Note] = [], hint: Hint? = nil
  ) {
    guard !stopped, faultyLines.insert(startOfLine(span.start)).inserted else { return }
    let span = Span(start: min(span.start, count), end: min(span.end, count))
    diagnostics.append(
      Diagnostic(code, severity, message, at: Place(source, span), notes: notes, hint: hint))
    if diagnostics.count >= ReadingLimits.diagnostics {
      diagnostics.append(ReadingDiagnostics.tooMany(source))
      stop()
    }
  }

  mutating func reportTooDeep(at offset: Int) {
    guard !stopped else { return }
    diagnostics.append(ReadingDiagnostics.tooDeep(source, at: offset))
  }

  private func note(_ message: String, _ span: Span) -> Note {
    Note(message, at: Place(source, span))
  }

  /// The edit that puts quotes around a span, with the quotes that need the fewest changes.
  private func quoting(_ span: Span) -> Diagnostic.Edit {
    let text = source.text(in: span)
    if text.contains(where: { $0 == "\"" || $0 == "\\" }) {
      let doubled = text.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "''")
      return Diagnostic.Edit(span, replacement: "'\(doubled)'")
    }
    return Diagnostic.Edit(span, replacement: "\"\(text)\"")
  }

  // MARK: Indentation

  mutating func reportTab() {
    guard !tabsReported else { return }
    tabsReported = true
    var start = lineStart
    while byte(start) != 0x09, start < at { start += 1 }
    var end = start
    while byte(end) == 0x09 || byte(end) == 0x20 { end += 1 }
    var last = end
    while last > start, byte(last - 1) != 0x09 { last -= 1 }
    let span = Span(start: start, end: max(last, start + 1))
    let width = (end - start) * 2
    report(
      .tab, span, "A tab is used as indentation; YAML indents with spaces only.",
      hint: Hint(
        "Replace each tab by two spaces, here and in the lines that follow.",
        edit: Diagnostic.Edit(
          Span(start: start, end: end), replacement: String(repeating: " ", count: width))))
  }

  mutating func reportIndentation(below collection: OpenCollection, column: Int) {
    let record = tree.records[collection.index]
    let kind = record.kind == .mapping ? "mapping" : "list"
    let first = Int(record.start)
    report(
      .indentation, Span(start: lineStart, end: max(at, lineStart + 1)),
      "This line is indented by \(indent), which fits no block that is open here.",
      notes: [
        note("the \(kind) around it begins here, at \(column)", Span(start: first, end: first + 1))
      ],
      hint: Hint(
        "Indent it by \(column) to go on with that \(kind), or like the lines above to belong to them."
      ))
  }

  mutating func reportStrayLine() {
    let span = restOfLine(from: at)
    report(
      .textAfterValue, span,
      "This line belongs to nothing: the document ended above, with the value before it.",
      hint: Hint(
        isIndicator("-", at) || looksLikeEntry(lineAt: at)
          ? "A document is one mapping, one list or one value. Indent the line, or begin a new document with `---`."
          : "Indent the line if it goes on with the value above, or write it as `key: value`."))
  }

  mutating func reportFlowIndentation(inside n: Int, closing: Bool) {
    report(
      .flowIndentation, Span(start: lineStart, end: max(at, lineStart + 1)),
      closing
        ? "A closing bracket has to be indented by more than the key it belongs to, by YAML 1.2."
        : "A line inside brackets has to be indented by more than the key it belongs to.",
      severity: closing ? .warning : .error,
      hint: Hint(
        "Indent it by at least \(n + 1) spaces.",
        edit: Diagnostic.Edit(
          Span(start: lineStart, end: at),
          replacement: String(repeating: " ", count: closing ? n + 1 : n + 2))))
  }

  mutating func reportQuotedIndentation(quoteAt start: Int) {
    report(
      .flowIndentation, Span(start: lineStart, end: max(at, lineStart + 1)),
      "A line of a quoted text has to be indented by more than the key it belongs to.",
      notes: [note("the quote is opened here", Span(start: start, end: start + 1))],
      hint: Hint("Indent the line, or close the quote before it."))
  }

  mutating func reportBlockIndentation(lineAt start: Int, header: Int) {
    report(
      .blockScalarIndentation, Span(start: start, end: max(start + 1, endOfLine(start))),
      "An empty line at the beginning of this text is indented by more than its first line.",
      notes: [note("the text begins here", Span(start: header, end: header + 1))],
      hint: Hint(
        "Remove the spaces in the empty line, or say how far the text is indented: `|2`.",
        edit: Diagnostic.Edit(Span(start: start, end: endOfLine(start)), replacement: "")))
  }

  mutating func reportBlockHeader(from start: Int, unexpectedAt: Int) {
    let rest = restOfLine(from: skippingBlanks(from: unexpectedAt))
    report(
      .blockScalarHeader, rest.isEmpty ? Span(start: start, end: unexpectedAt) : rest,
      "Behind `\(source.text(in: Span(start: start, end: start + 1)))` only `+` or `-`, a digit from 1 to 9 and a comment may follow.",
      hint: Hint(
        "Put the text into the lines below, indented; or quote the value if it begins with this sign."
      ))
  }

  // MARK: Keys and values

  /// A line of a mapping has no `: `.
  mutating func reportNoKey(from start: Int, to end: Int) {
    let span = Span(start: start, end: max(end, start + 1))
    if let colon = missingSpace(in: span) {
      reportMissingSpace(span, colon)
      return
    }
    let quoted = byte(start) == ascii("\"") || byte(start) == ascii("'")
    report(
      .expectedKey, span, "A `key: value` was expected here, and there is no `:` behind this.",
      hint: Hint(
        quoted
          ? "Put a `:` and a space behind the key."
          : "Put a `:` behind it if it is a key; indent it if it goes on with the value above; put `- ` before it if it is an item of a list."
      ))
  }

  private mutating func reportMissingSpace(_ span: Span, _ colon: Int) {
    report(
      .missingSpace, Span(start: span.start, end: max(span.end, colon + 1)),
      "There is no space behind the `:`, so this is one text, not a key and a value.",
      hint: Hint(
        "Put a space behind the `:`.",
        edit: Diagnostic.Edit(Span(at: colon + 1), replacement: " ")))
  }

  /// Where the `:` is that a space was forgotten behind, if the text looks like that.
  private func missingSpace(in span: Span) -> Int? {
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
    report(
      .nestedMapping, Span(start: at, end: at + 1),
      byte(at) == ascii(":") && start > lineStart + 3 && byte(lineStart) == ascii("-")
        && byte(lineStart + 1) == ascii("-")
        ? "A mapping may not begin in the line of `---`."
        : "A second `: ` in a value: a mapping may not begin in the line of its key.",
      hint: Hint(
        "Quote the value if the `:` belongs to its text, or put the mapping into the next line, indented.",
        edit: value.start > lineStart ? quoting(value) : nil))
  }

  mutating func reportMappingInValue(from start: Int, to end: Int) {
    let key = restOfLine(from: at)
    report(
      .nestedMapping, key,
      "A `key: value` is indented below a text, which cannot hold one.",
      notes: [
        note(
          "the value that stands here goes on in the lines below it",
          Span(start: start, end: max(end, start + 1)))
      ],
      hint: Hint("Indent this line like the key above it, or remove the value there."))
  }

  mutating func reportMultilineKey(from start: Int, to end: Int) {
    report(
      .multilineKey,
      Span(start: start, end: min(max(end, start + 1), max(start + 1, endOfLine(start)))),
      "A key has to be written in one line; this one ends in a later line than it begins.",
      notes: [note("the `:` is here", Span(start: at, end: at + 1))],
      hint: Hint(
        "Close the quote or bracket in its line, or write the key as `? key` with `: value` below.")
    )
  }

  mutating func checkKeyLength(from start: Int, to end: Int) {
    guard end - start > 1024,
      source.text(in: Span(start: start, end: end)).unicodeScalars.count > 1024
    else { return }
    report(
      .keyTooLong, Span(start: start, end: end),
      "A key may have 1,024 characters at most, unless it is written behind `? `.",
      hint: Hint("Write `? ` before the key, and `: ` with its value in the next line."))
  }

  mutating func reportItemInMapping() {
    report(
      .expectedKey, restOfLine(from: at),
      "A list item stands among the keys of a mapping.",
      hint: Hint("Indent the item so that it belongs to the key above, or write `key: value`."))
  }

  mutating func reportBlockInLine(_ slot: BlockSlot) {
    let what = byte(at) == ascii("-") ? "list" : "mapping"
    let where_ = slot == .document ? "in the line of `---`" : "in the line of its key"
    let rest = restOfLine(from: at)
    report(
      .blockInLine, rest, "A \(what) may not begin \(where_).",
      hint: Hint(
        "Put it into the next line\(slot == .document ? "" : ", indented"); or quote the value if the sign belongs to its text.",
        edit: slot == .document ? nil : quoting(rest)))
  }

  mutating func reportTextAfterValue(endedAt end: Int, inside n: Int) {
    let rest = restOfLine(from: at)
    guard let last = tree.records.last, Int(last.end) <= end else {
      report(.textAfterValue, rest, "This does not belong to the value before it.")
      return
    }
    let start = Int(last.start)
    let value = Span(start: start, end: rest.end)
    let line = startOfLine(start)
    switch last.style {
    case .singleQuoted, .doubleQuoted:
      if line != lineStart {
        reportUnclosedQuote(from: start)
        // The lines in between are entries of their own.
        rewind(behind: start, inside: n)
        abandoned = false
        return
      }
      if byte(at) == ascii(":"),
        let colon = missingSpace(in: Span(start: start, end: end)) ?? Optional(at)
      {
        reportMissingSpace(Span(start: start, end: end), colon)
        return
      }
      report(
        .textAfterValue, rest, "There is more text behind the closing quote.",
        notes: [note("the quoted text is this", Span(start: start, end: end))],
        hint: Hint(
          last.style == .singleQuoted
            ? "A quote inside single quotes is written twice: `''`. Or quote the value as a whole."
            : "A quote inside double quotes is written `\\\"`. Or quote the value as a whole.",
          edit: quoting(value)))
    default:
      let opening = enclosingFlow(endingAt: end)
      let whole = Span(start: opening ?? start, end: rest.end)
      report(
        .textAfterValue, rest,
        opening == nil
          ? "This does not belong to the value before it."
          : "There is more text behind the closing bracket.",
        hint: Hint(
          opening == nil
            ? "Put it into a line of its own, or quote the value as a whole."
            : "If the whole is meant as a text, quote it.",
          edit: startOfLine(whole.start) == lineStart ? quoting(whole) : nil))
    }
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

  mutating func reportCommentWithoutSpace() {
    report(
      .commentWithoutSpace, restOfLine(from: at),
      "A `#` right behind a value does not begin a comment.",
      hint: Hint(
        "Put a space before the `#`.", edit: Diagnostic.Edit(Span(at: at), replacement: " ")))
  }

  // MARK: Texts

  mutating func reportReserved(at offset: Int? = nil) {
    if let offset { at = offset }
    let sign = source.text(in: Span(start: at, end: at + 1))
    let value = restOfLine(from: at)
    report(
      .reservedStart, value, "A text that is not quoted may not begin with `\(sign)`.",
      hint: Hint("Quote it.", edit: quoting(value)))
  }

  mutating func reportReservedInFlow() {
    let sign = source.text(in: Span(start: at, end: at + 1))
    var end = at
    while !isBreak(end), !isFlowIndicator(end) { end += 1 }
    while end > at + 1, byte(end - 1) == 0x20 { end -= 1 }
    let span = Span(start: at, end: max(end, at + 1))
    report(
      .reservedStart, span,
      byte(at) == ascii("-")
        ? "An item of a list in brackets has no `-`."
        : "A text that is not quoted may not begin with `\(sign)` inside brackets.",
      hint: byte(at) == ascii("-")
        ? Hint("Separate the items by commas alone.") : Hint("Quote it.", edit: quoting(span)))
  }

  mutating func reportUnquotedReference(_ span: Span) {
    report(
      .unquotedReference, span,
      "Inside brackets YAML reads the `{` of `${…}` as the beginning of a mapping.",
      hint: Hint("Quote it.", edit: quoting(span)))
  }

  mutating func reportUnclosedQuote(from start: Int) {
    let line = restOfLine(from: start)
    report(
      .unclosedQuote, Span(start: start, end: start + 1), "This quote is never closed.",
      hint: Hint(
        "Close it; a text may go on in further lines if they are indented by more than the key.",
        edit: Diagnostic.Edit(
          Span(at: line.end), replacement: source.text(in: Span(start: start, end: start + 1)))))
  }

  mutating func reportEscape(_ span: Span) {
    let written = source.text(in: span)
    report(
      .unknownEscape, span, "`\(written)` is not an escape that double quotes know.",
      hint: Hint(
        "For a backslash write `\\\\`, or use single quotes, in which it stands for itself.",
        edit: Diagnostic.Edit(Span(at: span.start), replacement: "\\")))
  }

  mutating func reportSurrogate(_ span: Span) {
    report(
      .loneSurrogate, span,
      "`\(source.text(in: span))` is one half of a surrogate pair, which is no character.",
      hint: Hint("Write the character itself, or as `\\U` and eight digits."))
  }

  // MARK: Flow collections

  mutating func reportUnclosed(openAt: Int, inside n: Int) {
    if !abandoned {
      let sign = source.text(in: Span(start: openAt, end: openAt + 1))
      let closing = sign == "[" ? "]" : "}"
      report(
        .unclosedBracket, Span(start: openAt, end: openAt + 1), "This `\(sign)` is never closed.",
        hint: Hint(
          "Close it with `\(closing)`; or quote the value if the bracket belongs to its text."))
    }
    rewind(behind: openAt, inside: n)
  }

  mutating func reportMismatch(openAt: Int) {
    let opened = source.text(in: Span(start: openAt, end: openAt + 1))
    let found = source.text(in: Span(start: at, end: at + 1))
    let wanted = opened == "[" ? "]" : "}"
    report(
      .mismatchedBracket, Span(start: at, end: at + 1),
      "`\(found)` closes nothing here: `\(opened)` is open, which wants `\(wanted)`.",
      notes: [note("opened here", Span(start: openAt, end: openAt + 1))],
      hint: Hint("Close the bracket that is open."))
  }

  mutating func reportEmptyItem(first: Bool) {
    report(
      .emptyItem, Span(start: at, end: at + 1),
      first
        ? "A comma stands before the first item."
        : "Two commas follow each other, with nothing between them.",
      hint: Hint(
        "Remove the comma, or write `null` if an empty value is meant.",
        edit: Diagnostic.Edit(Span(start: at, end: at + 1), replacement: "")))
  }

  mutating func reportMissingComma(inside n: Int, openAt: Int) {
    let previous = tree.records.last
    if let previous, previous.kind == .scalar, previous.style == .plain, byte(at) == ascii(":"),
      startOfLine(Int(previous.start)) != lineStart
    {
      // The value swallowed the key of the next line.
      let end = restOfLine(from: Int(previous.start)).end
      report(
        .missingComma, Span(start: end, end: end), "A comma is missing at the end of this line.",
        notes: [note("the `:` of the next entry is here", Span(start: at, end: at + 1))],
        hint: Hint(
          "Separate the entries by commas.", edit: Diagnostic.Edit(Span(at: end), replacement: ","))
      )
      return
    }
    let end = lastEnd
    report(
      .missingComma, Span(start: at, end: at + 1),
      "A comma or the closing bracket was expected before this.",
      notes: [note("the bracket is opened here", Span(start: openAt, end: openAt + 1))],
      hint: Hint(
        "Separate the items by commas; quote a text that holds `,`, `:`, brackets or quotes.",
        edit: byte(at) == ascii(":") ? nil : Diagnostic.Edit(Span(at: end), replacement: ",")))
  }

  // MARK: Properties, directives, documents

  mutating func reportSecondProperty(_ what: String, _ span: Span, first: Span) {
    report(
      .property, span, "A value has one \(what) at most.", notes: [note("the first one", first)],
      hint: Hint("Remove one of them."))
  }

  mutating func reportAfterProperty(from start: Int) {
    let span = restOfLine(from: start)
    report(
      .property, span, "Behind an anchor or a tag a space is needed.",
      hint: Hint(
        "Put a space behind it, or quote the value if it is meant as a text.", edit: quoting(span)))
  }

  mutating func reportPropertiesBeforeIndicator() {
    report(
      .property, restOfLine(from: at),
      "An anchor or a tag may not stand in the line where a list or a mapping begins with `-` or `?`.",
      hint: Hint("Put the anchor or tag at the end of the line before."))
  }

  mutating func reportPropertiesOnAlias(_ span: Span) {
    report(
      .property, span, "An alias can have no anchor and no tag of its own.",
      hint: Hint("Remove it; the value that the alias stands for has its own."))
  }

  mutating func reportUndefinedAlias(_ name: String, from start: Int) {
    let known = anchors.keys.sorted()
    let value = restOfLine(from: start)
    report(
      .undefinedAlias, Span(start: start, end: at),
      "No anchor `&\(name)` stands before this alias.",
      hint: Hint(
        known.isEmpty
          ? "If a text is meant, quote it."
          : "Anchors so far: \(known.prefix(5).map { "`&\($0)`" }.joined(separator: ", ")). If a text is meant, quote it.",
        edit: inFlow ? nil : quoting(value)))
  }

  mutating func reportEndlessAlias(_ name: String, _ span: Span, target: Int) {
    let start = Int(tree.records[target].start)
    report(
      .endlessAlias, span, "The alias `*\(name)` stands inside the value it stands for.",
      notes: [note("that value begins here", Span(start: start, end: start + 1))],
      hint: Hint("Write the inner value out."))
  }

  mutating func reportTag(_ span: Span) {
    let span = span.isEmpty ? Span(start: span.start, end: span.start + 1) : span
    report(
      .tag, span, "`\(source.text(in: span))` is not a tag.",
      hint: Hint(
        "Quote the value if it is meant as a text that begins with `!`.",
        edit: quoting(restOfLine(from: span.start))))
  }

  mutating func reportTagHandle(_ handle: String, _ span: Span) {
    report(
      .tag, span, "The tag handle `\(handle)` is not declared in this document.",
      hint: Hint("Declare it before the document: `%TAG \(handle) tag:example.com,2000:`."))
  }

  mutating func reportDirective(_ span: Span, _ message: String, first: Span? = nil) {
    report(
      .directive, span, message, notes: first.map { [note("the first one", $0)] } ?? [],
      hint: Hint("Correct the line, or remove it: a file without directives is read as YAML 1.2."))
  }

  mutating func reportDirectivesWithoutDocument(_ document: DocumentRecord) {
    guard let span = document.directives.last else { return }
    report(
      .directive, span, "Behind directives a document has to begin with `---`.",
      hint: Hint("Put `---` into the line below, or quote the text if it only begins with `%`."))
  }

  mutating func reportTextAfterMarker() {
    report(
      .documentMarker, restOfLine(from: at), "Behind `...` only a comment may follow.",
      hint: Hint("Put what follows into the next line."))
  }
}
