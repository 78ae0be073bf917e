/// What is known of one resource type. Reads on demand.
package struct TypeFacts: Sendable {
  package let name: String
  let book: FactBook
  private let mask: Int
  private let start: Int

  /// The fields of a record, in the order of their bits.
  enum Field: Int, CaseIterable {
    case root, readOnly, writeOnly, createOnly, conditionalCreateOnly, deprecated
    case primaryIdentifier, additionalIdentifiers, transforms, replacementStrategy, tagging
    case lifecycle, handlers, reference, attributes, data, updates, regions, ends, documents
  }

  init(name: String, book: FactBook, record: Int) {
    self.name = name
    self.book = book
    var cursor = BlobCursor(book.records, at: record)
    mask = cursor.number()
    start = cursor.place
  }

  /// A cursor at a field, if the record has it.
  func cursor(at field: Field) -> BlobCursor? {
    guard mask & 1 << field.rawValue != 0 else { return nil }
    var cursor = BlobCursor(book.records, at: start)
    for _ in 0..<(mask & (1 << field.rawValue - 1)).nonzeroBitCount { _ = cursor.run() }
    _ = cursor.number()
    return cursor
  }

  private func paths(_ field: Field) -> [PropertyPath] {
    guard var cursor = cursor(at: field) else { return [] }
    return book.texts(&cursor).map { PropertyPath($0) }
  }

  private func text(_ field: Field) -> String? {
    guard var cursor = cursor(at: field) else { return nil }
    return book.text(&cursor)
  }

  /// The root of the property tree: an object with the type's properties.
  package var root: SchemaFacts {
    guard var cursor = cursor(at: .root) else { preconditionFailure("\(name) has no properties") }
    return SchemaFacts(book, at: cursor.number())
  }

  /// What AWS sets and a template cannot.
  package var readOnly: [PropertyPath] { paths(.readOnly) }
  /// What can be set and not be read again.
  package var writeOnly: [PropertyPath] { paths(.writeOnly) }
  /// What only another resource can have otherwise.
  package var createOnly: [PropertyPath] { paths(.createOnly) }
  /// What sometimes only another resource can have otherwise; when is not published.
  package var conditionalCreateOnly: [PropertyPath] { paths(.conditionalCreateOnly) }
  /// What is on its way out.
  package var deprecated: [PropertyPath] { paths(.deprecated) }
  /// The properties by which a resource is found.
  package var primaryIdentifier: [PropertyPath] { paths(.primaryIdentifier) }

  /// Other sets of properties by which a resource is found.
  package var additionalIdentifiers: [[PropertyPath]] {
    guard var cursor = cursor(at: .additionalIdentifiers) else { return [] }
    return cursor.list { book.texts(&$0).map { PropertyPath($0) } }
  }

  /// How AWS spells a property that it was given otherwise, in AWS's words (JSONata).
  package var transforms: [(path: PropertyPath, expression: String)] {
    guard var cursor = cursor(at: .transforms) else { return [] }
    return cursor.list { (PropertyPath(book.text(&$0)), book.text(&$0)) }
  }

  /// Whether a replacement deletes the old resource before it creates the new one.
  package var isDeletedBeforeReplacement: Bool {
    text(.replacementStrategy) == "delete_then_create"
  }

  /// What is lost with a resource of the type, in a few words; `nil` if nothing is.
  package var data: String? { text(.data) }
  /// Whether deleting a resource of the type loses something that deploying does not bring back.
  package var holdsData: Bool { data != nil }

  /// The attributes that `Fn::GetAtt` knows; `Outputs.*` and `*` stand for names that templates
  /// make.
  package var attributes: [String] {
    guard var cursor = cursor(at: .attributes) else { return [] }
    return book.texts(&cursor)
  }

  /// Whether `Fn::GetAtt` knows an attribute: by its name, by a pattern, or as a part of one.
  package func hasAttribute(_ attribute: String) -> Bool {
    let known = attributes
    if known.contains(attribute) { return true }
    if known.contains(where: { $0.hasSuffix("*") && attribute.hasPrefix($0.dropLast()) }) {
      return true
    }
    let inside = known.contains { attribute.hasPrefix($0 + ".") }
    let steps = attribute.split(separator: ".").map(String.init)
    return inside && property(at: PropertyPath(steps: steps)) != nil
  }
}
