extension TypeFacts {
  /// What `Ref` returns.
  package struct Reference: Hashable, Sendable {
    package enum Kind: String, Sendable {
      case arn, id, name, url, address, other
    }

    package let kind: Kind
    /// The properties whose values it is, joined by `|`; none if it is a text of its own.
    package let members: [PropertyPath]
  }

  /// How resources of a type are tagged.
  package struct Tagging: Hashable, Sendable {
    package let isTaggable: Bool
    package let isTaggedOnCreation: Bool
    package let isUpdatable: Bool
    /// Whether CloudFormation adds its own tags (`aws:cloudformation:stack-name` and others).
    package let takesSystemTags: Bool
    /// The property that has the tags.
    package let property: PropertyPath
    package let permissions: [String]
  }

  /// What CloudFormation does to resources of a type.
  package enum Operation: Int, CaseIterable, Sendable {
    case create, read, update, delete, list
  }

  /// How one operation is carried out.
  package struct Handler: Hashable, Sendable {
    package let operation: Operation
    /// After how many minutes CloudFormation gives up, if the schema says so; else after 120.
    package let timeoutMinutes: Int?
    /// The actions that the caller has to be allowed.
    package let permissions: [String]
  }

  /// That AWS gives a type up.
  package struct Lifecycle: Hashable, Sendable {
    /// `maintenance`, `sunset` or `shutdown`.
    package let status: String
    /// From when on, as `2026-10-30`.
    package let date: String?
  }

  /// What `Ref` returns; `nil` for the few types of which nobody says so.
  package var reference: Reference? {
    guard var cursor = cursor(at: .reference) else { return nil }
    let kind = Reference.Kind(rawValue: book.text(&cursor))
    Blob.check(kind != nil)
    return Reference(
      kind: kind ?? .other, members: book.texts(&cursor).map { PropertyPath($0) })
  }

  /// How its resources are tagged; `nil` if the schema does not say.
  package var tagging: Tagging? {
    guard var cursor = cursor(at: .tagging) else { return nil }
    let flags = cursor.number()
    return Tagging(
      isTaggable: flags & 1 != 0, isTaggedOnCreation: flags & 2 != 0,
      isUpdatable: flags & 4 != 0, takesSystemTags: flags & 8 != 0,
      property: PropertyPath(book.text(&cursor)), permissions: book.texts(&cursor))
  }

  /// What AWS says of its end, if it has one.
  package var lifecycle: Lifecycle? {
    guard var cursor = cursor(at: .lifecycle) else { return nil }
    let status = book.text(&cursor)
    let date = book.text(&cursor)
    return Lifecycle(status: status, date: date.isEmpty ? nil : date)
  }

  /// The operations that there are; `nil` for types that are older than the registry, of which the
  /// schema does not say.
  package var handlers: [Handler]? {
    guard var cursor = cursor(at: .handlers) else { return nil }
    return cursor.list {
      let operation = Operation(rawValue: $0.number())
      Blob.check(operation != nil)
      let minutes = $0.number()
      return Handler(
        operation: operation ?? .list, timeoutMinutes: minutes == 0 ? nil : minutes,
        permissions: book.texts(&$0))
    }
  }

  /// Whether CloudFormation can change a resource of the type at all.
  package var canUpdate: Bool {
    guard var cursor = cursor(at: .handlers) else { return true }
    for _ in 0..<cursor.number() {
      if cursor.number() == Operation.update.rawValue { return true }
      _ = cursor.number()
      cursor.skipNumbers()
    }
    return false
  }
}
