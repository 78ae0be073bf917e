internal import CFacts

/// What AWS's published schemas say of every public resource type, and what else is known of them.
///
/// The facts are part of the program and are looked up in place: to ask for a type costs
/// microseconds, and to be there costs nothing.
package enum Facts {
  static let book = FactBook(
    Blob(esteira_facts_bytes(), 0..<esteira_facts_count()))

  /// The day of the schemas, as `2026-10-20`.
  package static var date: String { book.date }

  /// The names of all types, in the order of their bytes.
  package static var typeNames: [String] { (0..<book.count).map(book.name) }

  /// The facts of a type, if it is a public one of AWS.
  package static subscript(name: String) -> TypeFacts? {
    book.record(of: name).map { TypeFacts(name: name, book: book, record: $0) }
  }
}
