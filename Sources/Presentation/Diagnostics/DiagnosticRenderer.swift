package import Diagnostics

/// Draws diagnostics for people: message, place, source line with the spot underlined, notes, hint.
package struct DiagnosticRenderer: Sendable {
  package var style: Style
  package var width: Int

  package init(style: Style = .plain, width: Int = 80) {
    self.style = style
    self.width = width
  }

  /// All of them with an empty line after each, and a last line that counts them. Nothing for none.
  package func render(_ diagnostics: [Diagnostic]) -> String {
    guard !diagnostics.isEmpty else { return "" }
    var tables = LineTables()
    var text = ""
    for diagnostic in diagnostics {
      text += lines(of: diagnostic, &tables).joined(separator: "\n") + "\n\n"
    }
    return text + Self.summary(of: diagnostics) + "\n"
  }

  /// `2 errors, 1 warning`.
  package static func summary(of diagnostics: [Diagnostic]) -> String {
    let counts = Severity.allCases.compactMap { severity -> String? in
      let count = diagnostics.count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
    }
    return counts.isEmpty ? "no errors" : counts.joined(separator: ", ")
  }

  private func lines(of diagnostic: Diagnostic, _ tables: inout LineTables) -> [String] {
    let snippet = Snippet(style: style, width: width, gutter: gutter(for: diagnostic, &tables))
    let role: Style.Role =
      switch diagnostic.severity {
      case .error: .error
      case .warning: .warning
      case .note: .note
      }
    var lines = headline(
      "\(diagnostic.severity.rawValue)[\(diagnostic.code)]", role, diagnostic.message,
      messageRole: .strong)
    if let place = diagnostic.place {
      lines += snippet.draw(place, tables[place.source], mark: "^", role: role)
    }
    for note in diagnostic.notes {
      lines += headline("note", .note, note.message)
      if let place = note.place {
        lines += snippet.draw(place, tables[place.source], mark: "-", role: .note)
      }
    }
    if let hint = diagnostic.hint {
      lines += headline("hint", .hint, hint.message)
      if let edit = hint.edit, let source = diagnostic.place?.source {
        lines += EditView(snippet: snippet).draw(edit, in: source, tables[source])
      }
    }
    return lines
  }

  /// A label and what it introduces, wrapped.
  private func headline(
    _ label: String, _ role: Style.Role, _ message: String, messageRole: Style.Role? = nil
  ) -> [String] {
    let wrapped = Wrapping.lines(of: Visible.line(message), width: width - 2, first: label.count)
    // Names come from anywhere: a line that begins so is a command to GitHub's runners.
    var lines: [String] = []
    for line in wrapped {
      if line.drop(while: { $0 == " " }).hasPrefix("::"), let last = lines.popLast() {
        lines.append(last + " " + line)
      } else {
        lines.append(line)
      }
    }
    return lines.enumerated().map { index, line in
      let text = messageRole.map { style.paint(line, $0) } ?? line
      return index == 0 ? style.paint("\(label):", role) + " " + text : "  " + text
    }
  }

  /// The columns that the line numbers of a diagnostic need.
  private func gutter(for diagnostic: Diagnostic, _ tables: inout LineTables) -> Int {
    var last = 1
    for place in [diagnostic.place] + diagnostic.notes.map(\.place) {
      guard let place else { continue }
      last = max(last, Snippet.rows(of: place, tables[place.source]).upperBound)
    }
    if let edit = diagnostic.hint?.edit, let source = diagnostic.place?.source {
      let added = edit.replacement.utf8.count { $0 == 0x0A }
      last = max(last, tables[source].line(of: edit.span.end) + added)
    }
    return String(last).count
  }
}

/// The line tables of the sources that diagnostics point into, each made once.
struct LineTables {
  private var tables: [ObjectIdentifier: LineTable] = [:]

  subscript(source: Source) -> LineTable {
    mutating get {
      let identifier = ObjectIdentifier(source)
      if let table = tables[identifier] { return table }
      let table = LineTable(source)
      tables[identifier] = table
      return table
    }
  }
}
