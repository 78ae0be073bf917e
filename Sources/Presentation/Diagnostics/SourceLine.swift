internal import Diagnostics

/// One line of a source as it is shown: made visible, cut to the width around what matters, with
/// the columns that are to be underlined.
struct SourceLine {
  private(set) var text = ""
  /// The columns of `text`, from 0, that the focus takes; at least one.
  private(set) var underline = 0..<1

  private static let elision = "..."
  /// How far before the focus reading starts: far more bytes than fit on a terminal's line.
  static let reach = 1024

  private struct Cell {
    var text: String
    var width: Int
    var span: Span
  }

  /// The window of a line that fits a width and shows where the focus begins.
  init(_ line: Int, of table: LineTable, in source: Source, focus: Span, width: Int) {
    let whole = table.span(ofLine: line)
    let start = min(max(focus.start, whole.start), whole.end)
    let end = min(max(focus.end, start), whole.end)
    let from = table.characterStart(near: max(whole.start, start - Self.reach), onLine: line)

    var left: [Cell] = []
    var right: [Cell] = []
    var rightWidth = 0
    for (character, span) in Characters(of: source, in: Span(start: from, end: whole.end)) {
      let shown = Visible.character(character)
      // At least one column, so that as many characters as there are columns fill the line.
      let cell = Cell(text: shown, width: max(1, DisplayWidth.of(shown)), span: span)
      if span.end <= start {
        left.append(cell)
      } else {
        right.append(cell)
        rightWidth += cell.width
        if rightWidth > width { break }
      }
    }
    // The caret of a point at the end of the line needs a column too.
    if right.isEmpty { rightWidth = 1 }
    let cutLeft = Self.trimLeft(&left, from > whole.start, rightWidth: rightWidth, width: width)
    let leftWidth = left.reduce(cutLeft ? Self.elision.count : 0) { $0 + $1.width }
    let cutRight = !right.isEmpty && leftWidth + rightWidth > width
    if cutRight {
      var room = width - leftWidth - Self.elision.count
      right = Array(
        right.prefix { cell in
          room -= cell.width
          return room >= 0
        })
    }
    text =
      (cutLeft ? Self.elision : "") + left.map(\.text).joined()
      + right.map(\.text).joined() + (cutRight ? Self.elision : "")
    let length = right.prefix { $0.span.start < end }.reduce(0) { $0 + $1.width }
    underline = leftWidth..<(leftWidth + max(1, length))
  }

  /// Drops what does not fit before the focus; says whether anything is missing there.
  private static func trimLeft(
    _ left: inout [Cell], _ isCut: Bool, rightWidth: Int, width: Int
  ) -> Bool {
    let leftWidth = left.reduce(0) { $0 + $1.width }
    if !isCut, leftWidth + rightWidth <= width { return false }
    if !isCut, leftWidth <= width / 3 { return false }
    // A third of the window leads up to the focus, more if there is little after it.
    var room = max(width / 3, width - rightWidth) - elision.count
    let kept = left.reversed().prefix { cell in
      room -= cell.width
      return room >= 0
    }
    let isTrimmed = isCut || kept.count < left.count
    left = kept.reversed()
    return isTrimmed
  }
}
