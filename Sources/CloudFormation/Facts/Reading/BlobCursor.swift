/// Reads one thing after the other from a section of the blob.
struct BlobCursor {
  private let section: Blob
  private(set) var place: Int

  init(_ section: Blob, at place: Int) {
    self.section = section
    self.place = place
  }

  /// Reads one byte.
  mutating func byte() -> UInt8 {
    defer { place += 1 }
    return section[place]
  }

  /// Reads a number of any size: seven bits a byte, the lowest first.
  mutating func number() -> Int {
    // Most numbers are small.
    let first = byte()
    guard first >= 128 else { return Int(first) }
    var number = Int(first & 127)
    var shift = 7
    while true {
      let byte = byte()
      Blob.check(shift < 56)
      number |= Int(byte & 127) << shift
      if byte < 128 { return number }
      shift += 7
    }
  }

  /// Reads a number and then as many bytes, and gives where those are.
  mutating func run() -> Range<Int> {
    let count = number()
    let run = place..<(place + count)
    place = run.upperBound
    return run
  }

  /// Steps over as many numbers as the next number says, or over groups of some.
  mutating func skipNumbers(groupsOf size: Int = 1) {
    for _ in 0..<number() {
      for _ in 0..<size { _ = number() }
    }
  }

  /// Reads a number and then as many elements.
  mutating func list<Element>(_ element: (inout BlobCursor) -> Element) -> [Element] {
    (0..<number()).map { _ in element(&self) }
  }
}
