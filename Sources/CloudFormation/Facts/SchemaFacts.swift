internal import Diagnostics
internal import Documents

/// One node of a property tree: what the schema says of the values at one place. Reads on demand.
///
/// Two nodes that say the same are one node, in all types: definitions that contain themselves make
/// the tree endless, so whoever walks it needs an end of his own.
package struct SchemaFacts: Sendable {
  let book: FactBook
  private let start: Int
  private let mask: UInt64
  /// The kinds of values that are allowed; empty if the schema does not say.
  package let types: ValueTypes

  init(_ book: FactBook, at place: Int) {
    var cursor = BlobCursor(book.nodes, at: place)
    self.book = book
    types = ValueTypes(rawValue: cursor.byte())
    mask = UInt64(cursor.number())
    Blob.check(mask < 1 << Keyword.allCases.count)
    start = cursor.place
  }

  /// Whether it says something by a keyword.
  func says(_ keyword: Keyword) -> Bool { mask & 1 << keyword.rawValue != 0 }

  /// A cursor at what stands behind a keyword, if it is there.
  func cursor(at keyword: Keyword) -> BlobCursor? {
    guard says(keyword) else { return nil }
    var cursor = BlobCursor(book.nodes, at: start)
    var before = mask & (1 << keyword.rawValue - 1)
    while before != 0 {
      switch Keyword(rawValue: before.trailingZeroBitCount)?.kind {
      case .flag?, nil: break
      case .one?: _ = cursor.number()
      case .several?: cursor.skipNumbers()
      case .pairs?: cursor.skipNumbers(groupsOf: 2)
      case .lists?:
        for _ in 0..<cursor.number() {
          _ = cursor.number()
          cursor.skipNumbers()
        }
      }
      before &= before - 1
    }
    return cursor
  }

  /// The number behind a keyword.
  func count(_ keyword: Keyword) -> Int? {
    guard var cursor = cursor(at: keyword) else { return nil }
    return cursor.number()
  }

  /// The text behind a keyword.
  func text(_ keyword: Keyword) -> String? { count(keyword).map(book.text(at:)) }

  /// The texts behind a keyword; none if it is not there.
  func texts(_ keyword: Keyword) -> [String] {
    guard var cursor = cursor(at: keyword) else { return [] }
    return book.texts(&cursor)
  }

  /// The node behind a keyword.
  func node(_ keyword: Keyword) -> SchemaFacts? {
    count(keyword).map { SchemaFacts(book, at: $0) }
  }

  /// The nodes behind a keyword; none if it is not there.
  func nodes(_ keyword: Keyword) -> [SchemaFacts] {
    guard var cursor = cursor(at: keyword) else { return [] }
    return cursor.list { SchemaFacts(book, at: $0.number()) }
  }

  /// The names and nodes behind a keyword, in the order of the names' bytes.
  func members(_ keyword: Keyword) -> [Member] {
    guard var cursor = cursor(at: keyword) else { return [] }
    return cursor.list { Member(name: book.text(&$0), schema: SchemaFacts(book, at: $0.number())) }
  }

  /// The names and lists of texts behind a keyword.
  func lists(_ keyword: Keyword) -> [Dependency] {
    guard var cursor = cursor(at: keyword) else { return [] }
    return cursor.list { Dependency(name: book.text(&$0), others: book.texts(&$0)) }
  }

  /// The value behind a keyword.
  func value(_ keyword: Keyword) -> Value? { count(keyword).map(value(of:)) }

  /// The values behind a keyword; none if it is not there.
  func values(_ keyword: Keyword) -> [Value] {
    guard var cursor = cursor(at: keyword) else { return [] }
    return cursor.list { value(of: $0.number()) }
  }

  /// Whether the values that are allowed are texts or numbers, and one of them is written like this.
  /// Copies those that are neither.
  func enumerates(_ text: String) -> Bool {
    guard var cursor = cursor(at: .enumeration) else { return false }
    var text = text
    return text.withUTF8 { wanted in
      (0..<cursor.number()).contains { _ in
        let place = cursor.number()
        guard place & 3 > 1 else { return book.holds(wanted, at: place >> 2) }
        return value(of: place).parameterText?.utf8.elementsEqual(wanted) ?? false
      }
    }
  }

  /// A value: where its text is, times four, and whether that is a text, a number or JSON.
  private func value(of place: Int) -> Value {
    let text = book.text(at: place >> 2)
    switch place & 3 {
    case 0: return .string(text)
    case 1: return .number(Number(spelling: text))
    default:
      let reading = read(Source(name: "facts", text: text), as: .json)
      Blob.check(!reading.failed)
      var diagnostics: [Diagnostic] = []
      return reading.documents.first?.value(&diagnostics) ?? .null
    }
  }

  /// The node of a property, if it is named here. Copies no name.
  package func property(_ name: String) -> SchemaFacts? {
    guard var cursor = cursor(at: .properties) else { return nil }
    var name = name
    return name.withUTF8 { wanted in
      for _ in 0..<cursor.number() {
        let found = book.holds(wanted, at: cursor.number())
        let place = cursor.number()
        if found { return SchemaFacts(book, at: place) }
      }
      return nil
    }
  }
}

extension SchemaFacts: Hashable {
  /// Nodes that say the same stand in the blob once.
  package static func == (left: SchemaFacts, right: SchemaFacts) -> Bool {
    left.start == right.start
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(start) }
}
