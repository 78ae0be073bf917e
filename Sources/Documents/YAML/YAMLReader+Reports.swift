internal import Diagnostics

/// What every report is made with; the reports themselves lie in the files beside this one.
extension YAMLReader {
  typealias Hint = Diagnostic.Hint
  typealias Note = Diagnostic.Note

  /// Adds a diagnostic unless its line has one already: the second would mostly be an echo. After
  /// a mistake that is surely `mended`, nothing in its line is.
  mutating func report(
    _ code: YAMLCode, _ span: Span, _ message: String, severity: Severity = .error,
    mended: Bool = false, notes: [Note] = [], hint: Hint? = nil
  ) {
    guard !stopped else { return }
    let line = startOfLine(span.start)
    // A report, also one that is held back, costs about as much as its line is long.
    reportable -= endOfLine(min(span.start, count)) - line
    guard reportable > 0 else {
      diagnostics.append(ReadingDiagnostics.tooMany(Place(source, whole(span))))
      stop()
      return
    }
    guard !faultyLines.contains(line) else { return }
    if !mended { faultyLines.insert(line) }
    let span = whole(span)
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
    Note(message, at: Place(source, whole(span)))
  }

  /// One character as code; a backtick cannot stand between backticks.
  func sign(at offset: Int) -> String {
    let character = source.text(in: Span(start: offset, end: offset + characterLength(at: offset)))
    return character == "`" ? "a backtick" : "`\(character)`"
  }

  /// A span inside the text that ends with a character.
  private func whole(_ span: Span) -> Span {
    var end = min(span.end, count)
    while end < count, base[end] & 0xC0 == 0x80 { end += 1 }
    return Span(start: min(span.start, count), end: end)
  }

  /// A note on the one character at an offset.
  func note(_ message: String, at offset: Int) -> Note {
    note(message, Span(start: offset, end: offset + 1))
  }

  /// The edit that puts quotes around a span, with the quotes that need the fewest changes.
  func quoting(_ span: Span) -> Diagnostic.Edit {
    .quoting(span, of: source.text(in: span))
  }
}
