/// A point in a text as people count: lines and columns from 1, columns in characters they see.
package struct Position: Hashable, Sendable {
  package var line: Int
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// Where the lines of a source begin. Made once per source that has something to show.
///
/// A line ends with LF, CRLF or a lone CR, as YAML counts them. A byte-order mark at the beginning
/// stands before the first line, not in it.
package struct LineTable: Sendable {
  private let source: Source
  private let starts: [Int]
  /// Known points inside long lines, so that a file of one line does not cost its whole length for
  /// every position asked.
  private let landmarks: [Landmark]

  private struct Landmark: Sendable {
    var offset: Int
    var column: Int
  }

  /// The distance of landmarks in bytes, and the length from which a line has them.
  private static let stride = 2048

  package init(_ source: Source) {
    self.source = source
    let hasMark = source.bytes.starts(with: [0xEF, 0xBB, 0xBF])
    var starts = [hasMark ? 3 : 0]
    source.bytes.withUnsafeBufferPointer { bytes in
      var index = starts[0]
      while index < bytes.count {
        let byte = bytes[index]
        index += 1
        if byte == 0x0A {
          starts.append(index)
        } else if byte == 0x0D, index == bytes.count || bytes[index] != 0x0A {
          starts.append(index)
        }
      }
    }
    self.starts = starts
    self.landmarks = Self.landmarks(in: source, starts)
  }

  /// How many lines there are; a final line break opens one more, empty line.
  package var count: Int { starts.count }

  /// The 1-based number of the line that holds the offset.
  package func line(of offset: Int) -> Int {
    max(1, starts.partitionPoint { $0 > offset })
  }

  /// The bytes of a line, counted from 1, without its line break.
  package func span(ofLine line: Int) -> Span {
    let start = starts[line - 1]
    var end = line < starts.count ? starts[line] : source.bytes.count
    if end > start, source.bytes[end - 1] == 0x0A { end -= 1 }
    if end > start, source.bytes[end - 1] == 0x0D { end -= 1 }
    return Span(start: start, end: end)
  }

  /// The line and column of an offset. An offset inside a character counts as that character.
  package func position(of offset: Int) -> Position {
    let offset = min(max(offset, 0), source.bytes.count)
    let line = line(of: offset)
    let known = landmark(atOrBefore: offset, onLine: line)
    guard offset > known.offset else { return Position(line: line, column: known.column) }
    let end = line < starts.count ? starts[line] : source.bytes.count
    var column = known.column
    for (_, span) in Characters(of: source, in: Span(start: known.offset, end: end)) {
      if offset < span.end { break }
      column += 1
    }
    return Position(line: line, column: column)
  }

  /// An offset on the line, at or before the given one and not far from it, where a character
  /// begins.
  package func characterStart(near offset: Int, onLine line: Int) -> Int {
    landmark(atOrBefore: offset, onLine: line).offset
  }

  private func landmark(atOrBefore offset: Int, onLine line: Int) -> Landmark {
    let start = Landmark(offset: starts[line - 1], column: 1)
    let index = landmarks.partitionPoint { $0.offset > offset }
    guard index > 0, landmarks[index - 1].offset > start.offset else { return start }
    return landmarks[index - 1]
  }

  private static func landmarks(in source: Source, _ starts: [Int]) -> [Landmark] {
    var landmarks: [Landmark] = []
    for (index, start) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1] : source.bytes.count
      guard end - start > stride else { continue }
      var column = 1
      var last = start
      for (_, span) in Characters(of: source, in: Span(start: start, end: end)) {
        if span.start - last >= stride {
          last = span.start
          landmarks.append(Landmark(offset: last, column: column))
        }
        column += 1
      }
    }
    return landmarks
  }
}

extension Array {
  /// The index of the first element that satisfies the predicate, in an array whose elements that
  /// do not satisfy it all come first.
  fileprivate func partitionPoint(_ isAfter: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
