internal import Diagnostics

/// Draws what an edit does: the lines as they are, and as they would be.
struct EditView {
  let snippet: Snippet

  /// Lines shown of each side.
  private static let linesShown = 4

  func draw(_ edit: Diagnostic.Edit, in source: Source, _ table: LineTable) -> [String] {
    let first = table.line(of: edit.span.start)
    let last = table.line(of: edit.span.end)
    var lines = side("-", .removed, source, table, first...last, edit.span, firstNumber: first)

    // Only the neighbourhood of the edit: the line may be a whole file.
    let near = table.characterStart(
      near: max(table.span(ofLine: first).start, edit.span.start - SourceLine.reach),
      onLine: first)
    // An edit may begin before the first line, at a byte-order mark.
    let start = min(near, edit.span.start)
    let end = max(
      edit.span.end, min(table.span(ofLine: last).end, edit.span.end + SourceLine.reach))
    let replacement = Array(edit.replacement.utf8)
    let after = Source(
      name: source.name,
      bytes: source.bytes[start..<edit.span.start] + replacement + source.bytes[edit.span.end..<end]
    )
    let changed = Span(
      start: edit.span.start - start, end: edit.span.start - start + replacement.count)
    let afterTable = LineTable(after)
    lines += side(
      "+", .added, after, afterTable, 1...afterTable.count, changed, firstNumber: first)
    return lines
  }

  private func side(
    _ sign: String, _ role: Style.Role, _ source: Source, _ table: LineTable,
    _ rows: ClosedRange<Int>, _ focus: Span, firstNumber: Int
  ) -> [String] {
    var lines: [String] = []
    for row in rows.prefix(Self.linesShown) {
      let line = SourceLine(row, of: table, in: source, focus: focus, width: snippet.textWidth)
      let number = firstNumber + row - rows.lowerBound
      let text = snippet.style.paint(line.text.trimmingTrailingSpaces, role)
      lines.append(snippet.numbered(number, sign, text))
    }
    if rows.count > Self.linesShown { lines.append(snippet.style.paint("...", .gutter)) }
    return lines
  }
}
