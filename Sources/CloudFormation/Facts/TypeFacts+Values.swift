extension TypeFacts {
  /// That a value of a property comes to its end.
  package struct ValueEnd: Hashable, Sendable {
    package let property: PropertyPath
    package let value: String
    /// From when on AWS advises against it, as `2026-10-30`.
    package let deprecated: String?
    /// From when on AWS makes nothing new with it.
    package let creationEnds: String?
    /// From when on AWS changes nothing that has it.
    package let updatesEnd: String?
    /// What AWS advises instead.
    package let successor: String?
  }

  /// What a policy document is for, which decides what may stand in it.
  package enum PolicyKind: String, Sendable {
    /// What a user, a group or a role may do.
    case identity
    /// Who may take on a role.
    case trust
    /// Who may do what with a resource.
    case resource
    /// The same for a repository of images, whose policy names no resource.
    case repository = "resource_ecr"
  }

  /// A property that holds a policy document.
  package struct PolicyDocument: Sendable {
    package let property: PropertyPath
    package let kind: PolicyKind
    package let schema: SchemaFacts
  }

  /// The regions that have the type, in the order of their names; `nil` if that does not matter.
  package var regions: [String]? {
    guard var cursor = cursor(at: .regions) else { return nil }
    let known = book.text(&cursor).split(separator: " ")
    let mask = cursor.number()
    return known.indices.filter { mask & 1 << $0 != 0 }.map { String(known[$0]) }
  }

  /// The values that come to their ends.
  package var valueEnds: [ValueEnd] {
    guard var cursor = cursor(at: .ends) else { return [] }
    return cursor.list {
      func text(_ cursor: inout BlobCursor) -> String? {
        let text = book.text(&cursor)
        return text.isEmpty ? nil : text
      }
      return ValueEnd(
        property: PropertyPath(book.text(&$0)), value: book.text(&$0), deprecated: text(&$0),
        creationEnds: text(&$0), updatesEnd: text(&$0), successor: text(&$0))
    }
  }

  /// The properties that hold policy documents.
  package var policyDocuments: [PolicyDocument] {
    guard var cursor = cursor(at: .documents) else { return [] }
    return cursor.list {
      let path = PropertyPath(book.text(&$0))
      let kind = PolicyKind(rawValue: book.text(&$0))
      Blob.check(kind != nil)
      return PolicyDocument(
        property: path, kind: kind ?? .identity, schema: SchemaFacts(book, at: $0.number()))
    }
  }
}
