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

  /// Whether a region has the type, as far as that matters.
  func isOffered(in region: String) -> Bool {
    guard var cursor = cursor(at: .regions) else { return true }
    let names = book.bytes(at: cursor.number())
    var mask = cursor.number()
    var rest = names[...]
    while !rest.isEmpty {
      let name = rest.prefix { $0 != UInt8(ascii: " ") }
      if name.elementsEqual(region.utf8) { return mask & 1 != 0 }
      rest = rest.dropFirst(name.count + 1)
      mask >>= 1
    }
    return false
  }

  /// The values that come to their ends.
  package var valueEnds: [ValueEnd] { valueEnds { _ in true } }

  /// Whether anything is known to come to its end.
  var hasValueEnds: Bool { cursor(at: .ends) != nil }

  /// The ends of a value, of whatever property it is.
  func valueEnds(of value: String) -> [ValueEnd] {
    valueEnds { $0.elementsEqual(value.utf8) }
  }

  private func valueEnds(where isWanted: (UnsafeBufferPointer<UInt8>) -> Bool) -> [ValueEnd] {
    guard var cursor = cursor(at: .ends) else { return [] }
    return cursor.list { cursor -> ValueEnd? in
      let places = (0..<6).map { _ in cursor.number() }
      guard isWanted(book.bytes(at: places[1])) else { return nil }
      let texts = places.map(book.text(at:))
      func given(_ index: Int) -> String? { texts[index].isEmpty ? nil : texts[index] }
      return ValueEnd(
        property: PropertyPath(texts[0]), value: texts[1], deprecated: given(2),
        creationEnds: given(3), updatesEnd: given(4), successor: given(5))
    }.compactMap(\.self)
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
