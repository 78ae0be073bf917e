/// The blob with its sections. Nothing of it is decoded before somebody asks.
///
/// Decision 10 tells the layout; Sources/CFacts/Making/blob.py writes it.
struct FactBook: Sendable {
  /// The day of the schemas, as `2026-10-20`.
  let date: String
  /// The SHA-256 of the overrides that the facts were made with.
  let overridesDigest: [UInt8]
  let index: Blob
  let records: Blob
  let nodes: Blob
  let texts: Blob

  private static let magic = Array("ESTFACTS".utf8)
  private static let version = 1
  private static let entrySize = 8

  init(_ blob: Blob) {
    Blob.check(blob[0..<8].elementsEqual(Self.magic) && blob.word(at: 8) == Self.version)
    date = String(decoding: blob[12..<22], as: UTF8.self)
    overridesDigest = Array(blob[24..<56])
    let sections = (0..<4).map { number in
      let start = blob.word(at: 56 + 8 * number)
      return blob.section(start..<(start + blob.word(at: 60 + 8 * number)))
    }
    (index, records, nodes, texts) = (sections[0], sections[1], sections[2], sections[3])
  }

  /// How many types there are.
  var count: Int { index.range.count / Self.entrySize }

  /// The name of a type, by its place in the order of the bytes of the names.
  func name(at position: Int) -> String {
    text(at: index.word(at: position * Self.entrySize))
  }

  /// Where the record of a type begins.
  func record(of name: String) -> Int? {
    var name = name
    return name.withUTF8 { wanted in
      var candidates = 0..<count
      while !candidates.isEmpty {
        let middle = candidates.lowerBound + candidates.count / 2
        let entry = middle * Self.entrySize
        let found = bytes(at: index.word(at: entry))
        if found.elementsEqual(wanted) { return index.word(at: entry + 4) }
        candidates =
          found.lexicographicallyPrecedes(wanted)
          ? (middle + 1)..<candidates.upperBound : candidates.lowerBound..<middle
      }
      return nil
    }
  }

  /// A text of the pool.
  func text(at place: Int) -> String { String(decoding: bytes(at: place), as: UTF8.self) }

  /// The bytes of a text of the pool.
  func bytes(at place: Int) -> UnsafeBufferPointer<UInt8> {
    var cursor = BlobCursor(texts, at: place)
    return texts[cursor.run()]
  }

  /// Whether a text of the pool is this one.
  func holds(_ wanted: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    let bytes = bytes(at: place)
    return bytes.count == wanted.count && bytes.elementsEqual(wanted)
  }

  /// Reads where a text is, and gives it.
  func text(_ cursor: inout BlobCursor) -> String { text(at: cursor.number()) }

  /// Reads how many texts there are and where, and gives them.
  func texts(_ cursor: inout BlobCursor) -> [String] { cursor.list { text(&$0) } }
}
