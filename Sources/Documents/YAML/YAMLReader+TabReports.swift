internal import Diagnostics

/// Reports on tabs that indent.
extension YAMLReader {
  /// Reports a line that a tab indents; further ones of the file are the same mistake.
  mutating func reportTab() {
    guard !tabsReported else { return }
    tabsReported = true
    var start = lineStart
    while byte(start) != 0x09, start < at { start += 1 }
    var end = start
    while byte(end) == 0x09 { end += 1 }
    let span = Span(start: start, end: max(end, start + 1))
    let run = tabbedLines(from: lineStart)
    report(
      .tab, span, "a tab indents this line, expected spaces", mended: true,
      hint: Hint(
        run.count > 1
          ? "write two spaces for each tab, here and in the lines that follow"
          : "write two spaces for each tab",
        edit: run.edit))
  }

  /// How many lines from one on are indented with tabs, and the edit that spells them with spaces.
  private func tabbedLines(from first: Int) -> (count: Int, edit: Diagnostic.Edit) {
    var replacement = ""
    var line = first
    var end = first
    var lines = 0
    // An edit is shown whole; beyond this nobody reads it.
    while line < count, lines < 200 {
      let content = skippingBlanks(from: line)
      let blanks = source.bytes[line..<content]
      guard blanks.contains(0x09) || isBreak(content) || lines == 0 else { break }
      if !isBreak(content) {
        lines += 1
        replacement += source.text(in: Span(start: end, end: line))
        for blank in blanks { replacement += blank == 0x09 ? "  " : " " }
        end = content
      }
      line = endOfLine(content)
      if byte(line) == 0x0D { line += 1 }
      if byte(line) == 0x0A { line += 1 }
    }
    return (lines, Diagnostic.Edit(Span(start: first, end: end), replacement: replacement))
  }
}
