package import Diagnostics
package import Documents

/// A diagnostic about a document, and the way to what it is about.
package struct Located: Sendable {
  package var diagnostic: Diagnostic
  /// From the document's root; none for what is wrong with the text itself.
  package var path: Path?

  package init(_ diagnostic: Diagnostic, at path: Path? = nil) {
    self.diagnostic = diagnostic
    self.path = path
  }
}

/// What a check found, for programs.
package enum CheckReport {
  /// `{"version": 1, "diagnostics": […]}`: as `DiagnosticReport`, each with its `path`, the keys and
  /// indexes from the document's root.
  package static func value(of found: [Located]) -> Value {
    DiagnosticReport.value(
      of: found.map { located in
        (located.diagnostic, ["path": .array((located.path?.steps ?? []).map(\.value))])
      })
  }

  /// A line for each in GitHub's notation of workflow commands.
  ///
  /// <https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands>
  package static func annotations(of found: [Located]) -> String {
    var tables = LineTables()
    var text = ""
    for located in found {
      let diagnostic = located.diagnostic
      var properties: [(String, String)] = []
      if let place = diagnostic.place {
        let start = tables[place.source].position(of: place.span.start)
        let end = tables[place.source].position(of: place.span.end)
        properties = [
          ("file", Visible.line(place.source.name)), ("line", "\(start.line)"),
          ("endLine", "\(end.line)"),
        ]
        // Columns mean something within one line only.
        if start.line == end.line {
          properties += [("col", "\(start.column)"), ("endColumn", "\(end.column)")]
        }
      }
      properties.append(("title", diagnostic.code.description))
      var message = Visible.line(diagnostic.message)
      if let hint = diagnostic.hint { message += "\n" + Visible.line(hint.message) }
      let list = properties.map { "\($0.0)=\(escaped($0.1, [":", ","]))" }.joined(separator: ",")
      let kind = diagnostic.severity == .note ? "notice" : diagnostic.severity.rawValue
      text += "::\(kind) \(list)::\(escaped(message, []))\n"
    }
    return text
  }

  private static func escaped(_ text: String, _ more: Set<Unicode.Scalar>) -> String {
    var escaped = String.UnicodeScalarView()
    // By code points: a letter may have marks on it, and the runner sees none.
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": escaped += "%25".unicodeScalars
      case "\r": escaped += "%0D".unicodeScalars
      case "\n": escaped += "%0A".unicodeScalars
      case ":" where more.contains(":"): escaped += "%3A".unicodeScalars
      case "," where more.contains(","): escaped += "%2C".unicodeScalars
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}

extension Path.Step {
  fileprivate var value: Value {
    switch self {
    case .key(let key): .string(key)
    case .index(let index): .number(Number(index))
    }
  }
}
