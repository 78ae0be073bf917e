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
/// A line ends with LF, CRLF or a lone CR, as YAML counts them.
package struct LineTable: Sendable {
  private let source: Source
  private let starts: [Int]

  package init(_ source: Source) {
    self.source = source
    var starts = [0]
    source.bytes.withUnsafeBufferPointer { bytes in
      var index = 0
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
  }

  /// How many lines there are; a final line break opens one more, empty line.
  package var count: Int { starts.count }

  /// The 1-based number of the line that holds the offset.
  package func line(of offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The bytes of a line, counted from 1, without its line break.
  package func span(ofLine line: Int) -> Span {
    let start = starts[line - 1]
    var end = line < starts.count ? starts[line] : source.bytes.count
    while end > start, source.bytes[end - 1] == 0x0A || source.bytes[end - 1] == 0x0D { end -= 1 }
    return Span(start: start, end: end)
  }

  /// The line and column of an offset. An offset inside a character counts as that character.
  package func position(of offset: Int) -> Position {
    let offset = min(max(offset, 0), source.bytes.count)
    let line = line(of: offset)
    let start = starts[line - 1]
    let before = String(decoding: source.bytes[start..<offset], as: UTF8.self)
    return Position(line: line, column: before.count + 1)
  }
}
