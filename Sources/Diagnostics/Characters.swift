/// A walk over the characters people see in a range of a source's bytes, each with its bytes.
///
/// Unlike a `String`, it keeps the way back to the bytes where they are not valid UTF-8: every
/// damaged sequence comes out as U+FFFD together with the bytes it stands for. It decodes as it
/// goes, so that a look at a few characters of a long line costs a few characters; a character that
/// goes on and on is cut into several.
package struct Characters: Sequence, IteratorProtocol, Sendable {
  private let source: Source
  private let end: Int
  /// Where the next character begins.
  private var offset: Int
  /// Characters already decoded, the next one last.
  private var ahead: [(character: Character, length: Int)] = []

  /// Bytes decoded at a time, and the most that one character takes: far more than any that means
  /// something.
  private static let block = 1024

  /// Starts where a character begins.
  package init(of source: Source, in span: Span) {
    self.source = source
    self.offset = span.start
    self.end = span.end
  }

  package mutating func next() -> (character: Character, span: Span)? {
    guard offset < end else { return nil }
    let start = offset
    if ahead.isEmpty, let length = asciiLength(at: offset) {
      offset += length
      let character: Character =
        length == 2 ? "\r\n" : Character(Unicode.Scalar(source.bytes[start]))
      return (character, Span(start: start, end: offset))
    }
    if ahead.isEmpty { decodeAhead() }
    let (character, length) = ahead.removeLast()
    offset += length
    return (character, Span(start: start, end: offset))
  }

  /// The length of a character at the offset that no other scalar can belong to: an ASCII byte
  /// before another ASCII byte, or CRLF.
  private func asciiLength(at offset: Int) -> Int? {
    let byte = source.bytes[offset]
    guard byte < 0x80 else { return nil }
    guard offset + 1 < end else { return 1 }
    let following = source.bytes[offset + 1]
    if byte == 0x0D, following == 0x0A { return 2 }
    return following < 0x80 ? 1 : nil
  }

  /// Decodes up to the next place between two ASCII bytes, where a character surely ends, or about
  /// a block; then the last character, which may go on after it, is left for the next time, unless
  /// it is the only one.
  private mutating func decodeAhead() {
    var stop = offset + 1
    while stop < end, stop - offset < Self.block,
      source.bytes[stop - 1] >= 0x80 || source.bytes[stop] >= 0x80
    {
      stop += 1
    }
    let isWhole = stop == end || (source.bytes[stop - 1] < 0x80 && source.bytes[stop] < 0x80)
    if !isWhole {
      // Not through a scalar, whose parts would be taken for damage.
      for _ in 0..<3 where stop > offset + 1 && source.bytes[stop] & 0xC0 == 0x80 { stop -= 1 }
    }
    var characters = decode(Span(start: offset, end: stop))
    if !isWhole, characters.count > 1 { characters.removeLast() }
    ahead = characters.reversed()
  }

  private func decode(_ span: Span) -> [(character: Character, length: Int)] {
    var text = String.UnicodeScalarView()
    var lengths: [Int] = []
    var parser = Unicode.UTF8.ForwardParser()
    var bytes = source.bytes[span.start..<span.end].makeIterator()
    scalars: while true {
      switch parser.parseScalar(from: &bytes) {
      case .valid(let encoded):
        text.append(Unicode.UTF8.decode(encoded))
        lengths.append(encoded.count)
      case .error(let length):
        text.append("\u{FFFD}")
        lengths.append(length)
      case .emptyInput:
        break scalars
      }
    }
    var characters: [(character: Character, length: Int)] = []
    var scalar = 0
    for character in String(text) {
      let count = character.unicodeScalars.count
      characters.append((character, lengths[scalar..<(scalar + count)].reduce(0, +)))
      scalar += count
    }
    return characters
  }
}
