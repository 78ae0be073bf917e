internal import Diagnostics

/// Reports on scalars: plain, quoted and block ones.
extension YAMLReader {
  // MARK: Plain texts

  mutating func reportReserved(at offset: Int? = nil) {
    if let offset { at = offset }
    var value = restOfLine(from: at)
    if beginsEntry(at), let colon = (value.start..<value.end).first(where: { isIndicator(":", $0) })
    {
      value.end = max(colon, value.start + 1)
    }
    report(
      .reservedStart, value, "a text that is not quoted may not begin with \(sign(at: at))",
      hint: Hint("quote it", edit: quoting(value)))
  }

  mutating func reportCommentWithoutSpace() {
    report(
      .commentWithoutSpace, restOfLine(from: at), "a `#` right behind a value begins no comment",
      hint: Hint("put a space before it", edit: Diagnostic.Edit(Span(at: at), replacement: " ")))
  }

  // MARK: Quoted texts

  mutating func reportUnclosedQuote(from start: Int) {
    report(
      .unclosedQuote, Span(start: start, end: start + 1), "this quote is never closed",
      hint: Hint(
        "close it; a text may go on in further lines if they are indented by more than its key",
        edit: Diagnostic.Edit(
          Span(at: likelyEnd(ofQuoteAt: start)),
          replacement: source.text(in: Span(start: start, end: start + 1)))))
  }

  /// Where an unclosed quote was probably meant to close: behind a key, before what ends an item
  /// in brackets, or at the end of the line.
  private func likelyEnd(ofQuoteAt start: Int) -> Int {
    let line = restOfLine(from: start)
    let beginsEntry = beginsEntry(start)
    var offset = start + 1
    while offset < line.end {
      if isIndicator(":", offset), beginsEntry || inFlow { return offset }
      if inFlow, isFlowIndicator(offset) {
        // A reference is part of the text.
        guard byte(offset) == ascii("{"), byte(offset - 1) == ascii("$") else { return offset }
        while offset < line.end, byte(offset) != ascii("}") { offset += 1 }
      }
      offset += 1
    }
    return line.end
  }

  mutating func reportQuotedIndentation(quoteAt start: Int) {
    report(
      .flowIndentation, Span(start: lineStart, end: max(at, lineStart + 1)),
      "a line of a quoted text is indented by more than the key it belongs to",
      notes: [note("the quote is opened here", at: start)],
      hint: Hint("indent the line, or close the quote before it"))
  }

  mutating func reportEscape(_ span: Span) {
    report(
      .unknownEscape, span, "`\(source.text(in: span))` is no escape that double quotes know",
      mended: true,
      hint: Hint(
        "write `\\\\` for a backslash, or use single quotes, in which it stands for itself",
        edit: Diagnostic.Edit(Span(at: span.start), replacement: "\\")))
  }

  mutating func reportSurrogate(_ span: Span) {
    report(
      .loneSurrogate, span,
      "`\(source.text(in: span))` is one half of a surrogate pair, which is no character",
      mended: true,
      hint: Hint("write the character itself, or `\\U` and its eight digits"))
  }

  // MARK: Block texts

  mutating func reportBlockIndentation(lineAt start: Int, header: Int) {
    report(
      .blockScalarIndentation, Span(start: start, end: max(start + 1, endOfLine(start))),
      "an empty line before this text is indented by more than its first line",
      notes: [note("the text begins here", at: header)],
      hint: Hint(
        "remove the spaces in the empty line, or say how far the text is indented: `|2`",
        edit: Diagnostic.Edit(Span(start: start, end: endOfLine(start)), replacement: "")))
  }

  mutating func reportBlockHeader(from start: Int, unexpectedAt: Int) {
    let rest = restOfLine(from: skippingBlanks(from: unexpectedAt))
    // Without lines below it there is no text that it could begin.
    var next = endOfLine(start)
    while next < count, isBreak(skippingBlanks(from: next)) {
      next = skippingBlanks(from: next) + 1
    }
    let isAlone =
      next >= count
      || indentation(ofLineAt: startOfLine(next)) <= indentation(ofLineAt: startOfLine(start))
    report(
      .blockScalarHeader, rest.isEmpty ? Span(start: start, end: unexpectedAt) : rest,
      "text in the line of \(sign(at: start)), expected `+` or `-`, a digit from 1 to 9 or a comment",
      hint: Hint(
        "put the text into the lines below, indented, or quote the value if it begins with this sign",
        edit: isAlone ? quoting(restOfLine(from: start)) : nil
      ))
  }
}
