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

/// What a check found, on its way to its reader.
///
/// What can be written at once is, so that no file's text is kept for what was found in it.
package struct CheckReport: Sendable {
  /// Who reads it.
  package enum Form: Sendable {
    /// People: with the lines of the files.
    case text
    /// Programs: as `DiagnosticReport`, each with its `path`, the keys and indexes from the
    /// document's root.
    case json
    /// Code hosts and editors.
    case sarif
    /// A line for each in GitHub's notation of workflow commands.
    ///
    /// <https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands>
    case github
  }

  package let form: Form
  /// What can only be written when all is known.
  package private(set) var found: [Located] = []
  private var written: [[UInt8]] = []
  /// The codes of the errors.
  package private(set) var errors: Set<Code> = []
  package private(set) var hasWarnings = false

  package init(_ form: Form) {
    self.form = form
  }

  /// Another one of the same form that nothing is in yet.
  package var empty: CheckReport { CheckReport(form) }

  /// Adds what was found further.
  package mutating func add(_ more: [Located]) {
    guard !more.isEmpty else { return }
    var tables = LineTables()
    var bytes: [UInt8] = []
    for located in more {
      switch located.diagnostic.severity {
      case .error: errors.insert(located.diagnostic.code)
      case .warning: hasWarnings = true
      case .note: break
      }
      switch form {
      case .text, .sarif: found.append(located)
      case .json:
        if !bytes.isEmpty { bytes += DiagnosticReport.separator }
        bytes += Self.json(of: located, &tables)
      case .github: bytes += Self.annotation(of: located, &tables).utf8
      }
    }
    // A copy has no room to grow, and it is kept until all is written.
    if !bytes.isEmpty { written.append(Array(bytes[...])) }
  }

  /// Adds what another one of the same form has.
  package mutating func add(_ more: CheckReport) {
    found += more.found
    written += more.written
    errors.formUnion(more.errors)
    hasWarnings = hasWarnings || more.hasWarnings
  }

  /// The whole, for programs, in parts that follow one another; nothing in the form for people.
  ///
  /// - Parameter story: What a code means.
  package func parts(version: String, story: (Code) -> Story?) -> [[UInt8]] {
    switch form {
    case .text: []
    case .json: DiagnosticReport.parts(around: written)
    case .sarif:
      [Array((Self.sarif(of: found, version: version, story: story).prettyJSON + "\n").utf8)]
    case .github: written
    }
  }

  private static func json(of located: Located, _ tables: inout LineTables) -> [UInt8] {
    let path = Value.array((located.path?.steps ?? []).map(\.value))
    return DiagnosticReport.value(of: located.diagnostic, ["path": path], &tables)
      .prettyJSONBytes(at: 2) ?? []
  }

  private static func annotation(of located: Located, _ tables: inout LineTables) -> String {
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
    return "::\(kind) \(list)::\(escaped(message, []))\n"
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
