internal import Diagnostics

/// What every report is made with; the reports themselves lie in the files beside this one.
extension YAMLReader {
  typealias Hint = Diagnostic.Hint
  typealias Note = Diagnostic.Note

  /// Adds a diagnostic unless its line has one already: the second would mostly be an echo.
  mutating func report(
    _ code: YAMLCode, _ span: Span, _ message: String, severity: Severity = .error,
    notes: [Note] = [], hint: Hint? = nil
  ) {
    guard !stopped, faultyLines.insert(startOfLine(span.start)).inserted else { return }
    guard diagnostics.count < ReadingLimits.diagnostics - 1 else {
      diagnostics.append(ReadingDiagnostics.tooMany(Place(source, span)))
      stop()
      return
    }
    diagnostics.append(
      Diagnostic(code, severity, message, at: Place(source, span), notes: notes, hint: hint))
  }

  mutating func reportTooDeep(at offset: Int) {
    guard !stopped else { return }
    diagnostics.append(ReadingDiagnostics.tooDeep(source, at: offset))
  }

  func note(_ message: String, _ span: Span) -> Note {
    Note(message, at: Place(source, span))
  }

  /// A note on the one character at an offset.
  func note(_ message: String, at offset: Int) -> Note {
    note(message, Span(start: offset, end: offset + 1))
  }

  /// What is written in a span, shortened where it is long.
  func excerpt(_ span: Span) -> String {
    let text = source.text(in: Span(start: span.start, end: min(span.end, span.start + 200)))
    return text.count <= 40 && span.end <= span.start + 200 ? text : text.prefix(37) + "..."
  }

  /// The edit that puts quotes around a span, with the quotes that need the fewest changes.
  func quoting(_ span: Span) -> Diagnostic.Edit {
    let text = source.text(in: span)
    if text.contains(where: { $0 == "\"" || $0 == "\\" }) {
      let doubled = text.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "''")
      return Diagnostic.Edit(span, replacement: "'\(doubled)'")
    }
    return Diagnostic.Edit(span, replacement: "\"\(text)\"")
  }
}
