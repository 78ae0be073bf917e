package import Diagnostics
internal import Documents
internal import Presentation

/// Checks that diagnostics can be shown: to people without anything that a terminal would obey, to
/// programs as JSON.
package func requireShown(_ diagnostics: [Diagnostic]) {
  guard !diagnostics.isEmpty else { return }
  let drawn = DiagnosticRenderer().render(diagnostics)
  require(drawn.hasSuffix("\n\n" + DiagnosticRenderer.summary(of: diagnostics) + "\n"), "all of it")
  for diagnostic in diagnostics {
    require(drawn.contains("[\(diagnostic.code)]: "), "every diagnostic is drawn")
  }
  for line in drawn.split(separator: "\n") { requireFitting(line) }
  for scalar in drawn.unicodeScalars where !(" "..."~").contains(scalar) {
    let isHarmless =
      switch scalar.properties.generalCategory {
      case .control: scalar == "\n"
      case .format: scalar == "\u{200C}" || scalar == "\u{200D}" || scalar.value >= 0xE0020
      case .lineSeparator, .paragraphSeparator, .surrogate: false
      default: true
      }
    require(isHarmless, "U+\(String(scalar.value, radix: 16)) does not reach a terminal")
  }
  let report = DiagnosticReport.value(of: diagnostics)
  let again = read(Source(name: "<report>", text: report.prettyJSON), as: .json)
  var mistakes: [Diagnostic] = []
  require(
    again.documents.map { $0.value(&mistakes, for: .json) } == [report] && mistakes.isEmpty,
    "a report is JSON")
}

/// Checks that a line fits the width: what is shown of a text always does, prose wherever it can be
/// broken, which is not within a word.
private func requireFitting(_ line: Substring) {
  // No character has more columns than bytes.
  let width = DiagnosticRenderer().width
  guard line.utf8.count > width, DisplayWidth.of(line) > width else { return }
  let first = line.first { $0 != " " }
  require(first != "|" && first?.isNumber != true, "what is shown of a text is cut: \(line)")
  let word = line.lastIndex(of: " ") ?? line.startIndex
  require(DisplayWidth.of(line[..<word]) < 40, "prose is broken between words: \(line)")
}
