package import Diagnostics
package import Documents

/// Diagnostics for programs: an inert, versioned document.
package enum DiagnosticReport {
  /// The version of the report's shape. It grows when a field changes its meaning or goes away.
  package static let version = 1

  /// `{"version": 1, "diagnostics": […]}`. Lines and columns count from 1, columns in characters
  /// people see; an end is the position just after the last character. Every field is always there:
  /// what a diagnostic does not have is null, or an empty list.
  package static func value(of diagnostics: [Diagnostic]) -> Value {
    var tables = LineTables()
    return [
      "version": Value(integerLiteral: version),
      "diagnostics": .array(diagnostics.map { value(of: $0, [:], &tables) }),
    ]
  }

  /// What stands between two of them that are written.
  static let separator = Array(",\n    ".utf8)

  /// The same around what is written already: each part is one of them or several, at the level of
  /// elements.
  static func parts(around written: [[UInt8]]) -> [[UInt8]] {
    let start = "{\n  \"version\": \(version),\n  \"diagnostics\": ["
    guard let first = written.first else { return [Array("\(start)]\n}\n".utf8)] }
    return [Array("\(start)\n    ".utf8), first] + written.dropFirst().flatMap { [separator, $0] }
      + [Array("\n  ]\n}\n".utf8)]
  }

  /// A diagnostic; more fields stand behind its place.
  static func value(
    of diagnostic: Diagnostic, _ more: Value.Object, _ tables: inout LineTables
  ) -> Value {
    var object: Value.Object = [
      "code": .string(diagnostic.code.description),
      "severity": .string(diagnostic.severity.rawValue),
      "message": .string(diagnostic.message),
    ]
    add(diagnostic.place, to: &object, &tables)
    for field in more.members { object[field.key] = field.value }
    object["notes"] = .array(
      diagnostic.notes.map { note in
        var object: Value.Object = ["message": .string(note.message)]
        add(note.place, to: &object, &tables)
        return .object(object)
      })
    object["hint"] =
      diagnostic.hint.map { hint in
        var described: Value.Object = ["message": .string(hint.message), "edit": .null]
        if let edit = hint.edit, let source = diagnostic.place?.source {
          var change: Value.Object = [:]
          add(edit.span, of: tables[source], to: &change)
          change["replacement"] = .string(edit.replacement)
          described["edit"] = .object(change)
        }
        return .object(described)
      } ?? .null
    return .object(object)
  }

  private static func add(
    _ place: Place?, to object: inout Value.Object, _ tables: inout LineTables
  ) {
    guard let place else {
      for field in ["file", "start", "end"] { object[field] = .null }
      return
    }
    object["file"] = .string(place.source.name)
    add(place.span, of: tables[place.source], to: &object)
  }

  private static func add(_ span: Span, of table: LineTable, to object: inout Value.Object) {
    object["start"] = value(of: table.position(of: span.start))
    object["end"] = value(of: table.position(of: span.end))
  }

  private static func value(of position: Position) -> Value {
    [
      "line": Value(integerLiteral: position.line),
      "column": Value(integerLiteral: position.column),
    ]
  }
}
