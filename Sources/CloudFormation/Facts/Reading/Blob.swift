/// The bytes of the facts. Every read is checked: a damaged blob traps.
///
/// Sendable, since what it points at is a part of the program that nobody changes or frees.
struct Blob: @unchecked Sendable {
  private let start: UnsafePointer<UInt8>
  /// The part of the bytes that may be read.
  let range: Range<Int>

  init(_ start: UnsafePointer<UInt8>, _ range: Range<Int>) {
    self.start = start
    self.range = range
  }

  /// A part of the bytes.
  func section(_ part: Range<Int>) -> Blob {
    Self.check(range.lowerBound <= part.lowerBound && part.upperBound <= range.upperBound)
    return Blob(start, part)
  }

  /// A byte, by its place behind the beginning of the section.
  subscript(place: Int) -> UInt8 {
    Self.check(place >= 0 && place < range.count)
    return start[range.lowerBound + place]
  }

  /// Some bytes, by their places behind the beginning of the section.
  subscript(places: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    Self.check(places.lowerBound >= 0 && places.upperBound <= range.count)
    return UnsafeBufferPointer(
      start: start + range.lowerBound + places.lowerBound, count: places.count)
  }

  /// Four bytes, the lowest first.
  func word(at place: Int) -> Int {
    (0..<4).reduce(0) { $0 | Int(self[place + $1]) << (8 * $1) }
  }

  /// Traps unless a condition holds that holds in every blob that is whole.
  static func check(_ holds: Bool) {
    precondition(holds, "the facts of AWS's resource types in this program are damaged")
  }
}
