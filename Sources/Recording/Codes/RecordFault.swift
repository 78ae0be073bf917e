package import Diagnostics

/// Why a record, a lock or a journal could not be read, written or had.
package struct RecordFault: Error {
  package var code: RecordCode
  package var message: String
  /// What to do about it.
  package var hint: String
  /// The system's own words, where it had any.
  package var underlying: String?
  /// Where in the text of the record, if it is about that.
  package var place: Place?

  package init(
    _ code: RecordCode, _ message: String, hint: String, underlying: String? = nil,
    at place: Place? = nil
  ) {
    self.code = code
    self.message = message
    self.hint = hint
    self.underlying = underlying
    self.place = place
  }

  /// What a person is shown.
  package var diagnostic: Diagnostic {
    Diagnostic(
      code, .error, message + (underlying.map { ": \($0)" } ?? ""), at: place,
      hint: Diagnostic.Hint(hint))
  }
}
