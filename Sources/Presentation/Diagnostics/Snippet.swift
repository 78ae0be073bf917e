internal import Diagnostics

/// Draws the lines a place lies on, with the place underlined.
struct Snippet {
  let style: Style
  /// Columns for a whole line, gutter included.
  let width: Int
  /// Columns for line numbers.
  let gutter: Int

  /// Lines shown of a place before its middle is left out.
  private static let linesShown = 4

  /// ` --> file:line:column` and the lines of the place.
  func draw(
    _ place: Place, _ table: LineTable, mark: Character, role: Style.Role
  ) -> [String] {
    let start = table.position(of: place.span.start)
    let name = Visible.line(place.source.name)
    let arrow = String(repeating: " ", count: gutter) + "--> "
    var lines = [style.paint(arrow, .gutter) + "\(name):\(start.line):\(start.column)"]
    let rows = Self.rows(of: place, table)
    if rows.lowerBound > 1, rows.count == 1, isBlank(rows.lowerBound, place.source, table) {
      // A caret alone on an empty line says little: the line before gives it a place.
      lines.append(sourceLine(rows.lowerBound - 1, place, table).text)
    }
    let all = Array(rows)
    if all.count <= Self.linesShown {
      for row in all { lines += underlined(row, place, table, mark, role) }
    } else {
      lines += underlined(rows.lowerBound, place, table, mark, role)
      lines.append(style.paint("...", .gutter))
      lines += underlined(rows.upperBound, place, table, mark, role)
    }
    return lines
  }

  /// The numbers of the lines a place lies on.
  static func rows(of place: Place, _ table: LineTable) -> ClosedRange<Int> {
    let first = table.line(of: place.span.start)
    let last = place.span.isEmpty ? first : table.line(of: place.span.end - 1)
    return first...max(first, last)
  }

  /// A line with its number, or a continuation without one, after the bar.
  func numbered(_ number: Int?, _ bar: String, _ text: String) -> String {
    let digits = number.map(String.init) ?? ""
    let pad = String(repeating: " ", count: max(0, gutter - digits.count))
    let line = text.isEmpty ? "" : " " + text
    return style.paint("\(pad)\(digits) \(bar)", .gutter) + line
  }

  /// Columns for the text of a line.
  var textWidth: Int { max(20, width - gutter - 3) }

  private func sourceLine(
    _ row: Int, _ place: Place, _ table: LineTable
  ) -> (text: String, line: SourceLine) {
    let line = SourceLine(
      row, of: table, in: place.source, focus: focus(row, place, table), width: textWidth)
    return (numbered(row, "|", line.text.trimmingTrailingSpaces), line)
  }

  private func underlined(
    _ row: Int, _ place: Place, _ table: LineTable, _ mark: Character, _ role: Style.Role
  ) -> [String] {
    let (text, line) = sourceLine(row, place, table)
    let isMiddle = row != table.line(of: place.span.start)
    if isMiddle, isBlank(row, place.source, table) { return [text] }
    let under = String(repeating: " ", count: line.underline.lowerBound)
    let marks = String(repeating: mark, count: line.underline.count)
    return [text, numbered(nil, "|", under + style.paint(marks, role))]
  }

  /// The part of the place that lies on a line; on every line but the first without indentation.
  private func focus(_ row: Int, _ place: Place, _ table: LineTable) -> Span {
    let whole = table.span(ofLine: row)
    var focus = Span(
      start: max(whole.start, place.span.start), end: min(whole.end, place.span.end))
    if place.span.start < whole.start {
      while focus.start < focus.end, place.source.isSpace(focus.start) { focus.start += 1 }
    }
    return focus
  }

  private func isBlank(_ row: Int, _ source: Source, _ table: LineTable) -> Bool {
    let whole = table.span(ofLine: row)
    return (whole.start..<whole.end).allSatisfy(source.isSpace)
  }
}

extension Source {
  fileprivate func isSpace(_ offset: Int) -> Bool {
    bytes[offset] == 0x20 || bytes[offset] == 0x09
  }
}

extension String {
  /// The text without the spaces at its end.
  var trimmingTrailingSpaces: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
