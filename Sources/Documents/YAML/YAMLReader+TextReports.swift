internal import Diagnostics

/// Reports on scalars: plain, quoted and block ones.
extension YAMLReader {
  // MARK: Plain texts

  mutating func reportReserved(at offset: Int? = nil) {
    if let offset { at = offset }
    let sign = source.text(in: Span(start: at, end: at + 1))
    let value = restOfLine(from: at)
    report(
      .reservedStart, value, "a text that is not quoted may not begin with `\(sign)`",
      hint: Hint("quote it", edit: quoting(value)))
  }

  mutating func reportCommentWithoutSpace() {
    report(
      .commentWithoutSpace, restOfLine(from: at), "a `#` right behind a value begins no comment",
      hint: Hint("put a space before it", edit: Diagnostic.Edit(Span(at: at), replacement: " ")))
  }

  // MARK: Quoted texts

  mutating func reportUnclosedQuote(from start: Int) {
    let line = restOfLine(from: start)
    report(
      .unclosedQuote, Span(start: start, end: start + 1), "this quote is never closed",
      hint: Hint(
        "close it; a text may go on in further lines if they are indented by more than its key",
        edit: Diagnostic.Edit(
          Span(at: line.end), replacement: source.text(in: Span(start: start, end: start + 1)))))
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
      hint: Hint(
        "write `\\\\` for a backslash, or use single quotes, in which it stands for itself",
        edit: Diagnostic.Edit(Span(at: span.start), replacement: "\\")))
  }

  mutating func reportSurrogate(_ span: Span) {
    report(
      .loneSurrogate, span,
      "`\(source.text(in: span))` is one half of a surrogate pair, which is no character",
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
    let sign = source.text(in: Span(start: start, end: start + 1))
    report(
      .blockScalarHeader, rest.isEmpty ? Span(start: start, end: unexpectedAt) : rest,
      "text in the line of `\(sign)`, expected `+` or `-`, a digit from 1 to 9 or a comment",
      hint: Hint(
        "put the text into the lines below, indented, or quote the value if it begins with this sign"
      ))
  }
}
