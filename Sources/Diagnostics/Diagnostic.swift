/// How bad it is.
package enum Severity: String, Hashable, Sendable, CaseIterable {
  case error
  case warning
  /// Good to know; nothing has to be done about it.
  case note
}

/// Something a person should know about their input: what, where, and what to do about it.
///
/// A diagnostic is a plain value; drawing it is the view's affair.
package struct Diagnostic: Sendable {
  package var code: Code
  package var severity: Severity
  package var message: String
  /// What it points at; none for what has no text, such as a file that cannot be opened.
  package var place: Place?
  package var notes: [Note]
  package var hint: Hint?

  package init(
    _ code: some DiagnosticCode, _ severity: Severity = .error, _ message: String,
    at place: Place? = nil, notes: [Note] = [], hint: Hint? = nil
  ) {
    self.code = code.code
    self.severity = severity
    self.message = message
    self.place = place
    self.notes = notes
    self.hint = hint
  }

  /// A second place that explains the first, such as where a key stood before.
  package struct Note: Sendable {
    package var message: String
    package var place: Place?

    package init(_ message: String, at place: Place? = nil) {
      self.message = message
      self.place = place
    }
  }

  /// What to do; with the edit that does it, where there is only one sensible one.
  package struct Hint: Sendable {
    package var message: String
    package var edit: Edit?

    package init(_ message: String, edit: Edit? = nil) {
      self.message = message
      self.edit = edit
    }
  }

  /// Replaces the bytes of a span, in the source the diagnostic points at, by a text.
  package struct Edit: Hashable, Sendable {
    package var span: Span
    package var replacement: String

    package init(_ span: Span, replacement: String) {
      self.span = span
      self.replacement = replacement
    }
  }
}

extension Sequence<Diagnostic> {
  /// Whether one of them is an error.
  package var hasErrors: Bool { contains { $0.severity == .error } }
}
