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
  package static var typeNames: [String] {
    (0..<book.count).map(book.name).filter { !isServerless($0) }
  }

  /// The facts of a type, if it is a public one of AWS.
  package static subscript(name: String) -> TypeFacts? {
    isServerless(name) ? nil : record(of: name)
  }

  /// The facts of a type of the Serverless Application Model, of which a transform makes others
  /// before CloudFormation sees it.
  package static func serverless(_ name: String) -> TypeFacts? {
    isServerless(name) ? record(of: name) : nil
  }

  /// The names of the Serverless Application Model's types, in the order of their bytes.
  package static var serverlessNames: [String] {
    (0..<book.count).map(book.name).filter(isServerless)
  }

  private static func isServerless(_ name: String) -> Bool { name.hasPrefix("AWS::Serverless::") }

  private static func record(of name: String) -> TypeFacts? {
    book.record(of: name).map { TypeFacts(name: name, book: book, record: $0) }
  }
}
