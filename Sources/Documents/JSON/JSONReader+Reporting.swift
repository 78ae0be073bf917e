internal import Diagnostics

extension JSONReader {
  /// What is written for the bracket that opens the current collection.
  var openSpan: Span {
    let start = Int(builder.records[Int(current.index)].start)
    return Span(start: start, end: start + 1)
  }

  /// What is written between two offsets, shortened where it is long.
  func excerpt(from start: Int, to end: Int) -> String {
    let text = source.text(in: Span(start: start, end: min(end, start + 200)))
    return text.count <= 40 && end <= start + 200 ? text : String(text.prefix(37)) + "..."
  }

  func note(_ message: String, at span: Span) -> Diagnostic.Note {
    Diagnostic.Note(message, at: Place(source, span))
  }

  mutating func report(
    _ code: JSONCode, _ message: String, from start: Int, to end: Int,
    notes: [Diagnostic.Note] = [], hint: Diagnostic.Hint? = nil
  ) {
    report(code, message, Span(start: start, end: end), notes: notes, hint: hint)
  }

  mutating func report(
    _ code: JSONCode, _ message: String, _ span: Span, notes: [Diagnostic.Note] = [],
    hint: Diagnostic.Hint? = nil
  ) {
    guard !isStopped else { return }
    guard diagnostics.count < ReadingLimits.diagnostics - 1 else {
      isStopped = true
      diagnostics.append(ReadingDiagnostics.tooMany(Place(source, span)))
      return
    }
    diagnostics.append(
      Diagnostic(code, .error, message, at: Place(source, span), notes: notes, hint: hint))
  }
}
