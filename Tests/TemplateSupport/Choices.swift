/// Bytes that decide what is made; without bytes every choice is the first one, so that whatever is
/// made comes to an end.
package struct Choices {
  private var bytes: ArraySlice<UInt8>

  package init(_ bytes: some Sequence<UInt8>) {
    self.bytes = ArraySlice(bytes)
  }

  /// Bytes that follow from a seed (SplitMix64).
  package init(seed: UInt64, count: Int) {
    var state = seed
    bytes = ArraySlice(
      (0..<count).map { _ in
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return UInt8(truncatingIfNeeded: mixed ^ (mixed >> 31))
      })
  }

  /// The next byte; 0 when there are no more.
  package mutating func byte() -> UInt8 { bytes.popFirst() ?? 0 }

  /// One of so many, from 0 on.
  package mutating func number(below count: Int) -> Int { Int(byte()) % count }

  /// One of these.
  package mutating func one<Element>(of elements: [Element]) -> Element {
    elements[number(below: elements.count)]
  }

  /// What is left, as a text.
  package mutating func rest() -> String {
    defer { bytes = [] }
    return String(decoding: bytes, as: UTF8.self)
  }
}
