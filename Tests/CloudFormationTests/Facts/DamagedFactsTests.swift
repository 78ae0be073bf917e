import Testing

@testable import CloudFormation

@Suite struct DamagedFactsTests {
  /// A book of one type `A` with one property `B`, written by hand.
  private static let whole: [UInt8] = {
    let texts: [UInt8] = [1, 65, 1, 66]
    // A closed object with the property at text 2, whose node is the second; then that: a string.
    let nodes: [UInt8] = [1, 0b101_0000, 1, 2, 5, 4, 0]
    let records: [UInt8] = [1, 1, 0]
    let index: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0]
    let sections = [index, records, nodes, texts]
    var header = Array("ESTFACTS".utf8) + [1, 0, 0, 0] + Array("2026-01-02\0\0".utf8)
    header += [UInt8](repeating: 7, count: 32)
    var place = header.count + 8 * sections.count
    for section in sections {
      header += [UInt8(place), 0, 0, 0, UInt8(section.count), 0, 0, 0]
      place += section.count
    }
    return header + sections.joined()
  }()

  private static func book(_ bytes: [UInt8]) -> FactBook {
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count)
    copy.initialize(from: bytes, count: bytes.count)
    return FactBook(Blob(copy, 0..<bytes.count))
  }

  private static func facts(_ bytes: [UInt8]) -> TypeFacts? {
    let book = book(bytes)
    return book.record(of: "A").map { TypeFacts(name: "A", book: book, record: $0) }
  }

  @Test func aWholeBookIsRead() throws {
    let book = Self.book(Self.whole)
    #expect(book.date == "2026-01-02")
    #expect(book.overridesDigest == [UInt8](repeating: 7, count: 32))
    #expect(book.count == 1)
    #expect(book.record(of: "B") == nil)
    let facts = try #require(Self.facts(Self.whole))
    #expect(facts.root.isClosed)
    #expect(facts.root.properties.map(\.name) == ["B"])
    #expect(facts.property(at: "B")?.schema.types == .string)
    #expect(facts.reference == nil)
  }

  @Test func aDamagedOneTraps() async {
    await #expect(processExitsWith: .failure) {
      var bytes = Self.whole
      bytes[0] = 0  // no magic
      _ = Self.book(bytes)
    }
    await #expect(processExitsWith: .failure) {
      var bytes = Self.whole
      bytes[8] = 2  // another version
      _ = Self.book(bytes)
    }
    await #expect(processExitsWith: .failure) { _ = Self.book(Array(Self.whole.dropLast())) }
    await #expect(processExitsWith: .failure) { _ = Self.book([]) }
    await #expect(processExitsWith: .failure) {
      var bytes = Self.whole
      bytes[Self.whole.count - 4] = 200  // a text that does not end
      _ = Self.facts(bytes)
    }
    await #expect(processExitsWith: .failure) {
      var bytes = Self.whole
      bytes[Self.whole.count - 7] = 9  // a node that is nowhere
      _ = Self.facts(bytes)?.property(at: "B")
    }
    await #expect(processExitsWith: .failure) {
      var bytes = Self.whole
      bytes[Self.whole.count - 9] = 99  // more properties than there are
      _ = Self.facts(bytes)?.property(at: "C")
    }
  }
}
