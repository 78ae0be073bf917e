package import Diagnostics
package import Documents

/// Something that is wrong with a template, and where.
package struct Finding: Hashable, Sendable {
  package var code: CheckCode
  package var severity: Severity
  package var message: String
  /// The way from the template's root to what is wrong.
  package var path: Path
  /// Whether it is the last step's key that is wrong, and not what stands under it.
  package var isAboutKey: Bool
  /// The `${…}` in the text there that is wrong, by what stands in its braces.
  var variable: String?
  /// Places that have to do with it, with what each of them does.
  package var notes: [Note]
  /// What to do about it: what was said of it, else what helps with all of its kind.
  package var hint: String? {
    get { ownHint ?? usualHint }
    set { ownHint = newValue }
  }
  /// What was said to do about it.
  var ownHint: String?

  package init(
    _ code: CheckCode, _ message: String, at path: Path, isAboutKey: Bool = false,
    notes: [Note] = [], hint: String? = nil, severity: Severity = .error
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.path = path
    self.isAboutKey = isAboutKey
    self.notes = notes
    ownHint = hint
  }

  /// A further place, and what it has to do with the finding.
  package struct Note: Hashable, Sendable {
    package var message: String
    package var path: Path

    package init(_ message: String, at path: Path) {
      self.message = message
      self.path = path
    }
  }
}
