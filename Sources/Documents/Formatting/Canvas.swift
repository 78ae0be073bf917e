internal import Diagnostics

/// The canonical text under construction, and how far it has come in the source.
///
/// Comments are drawn as the tokens after them are asked for, so that none is lost or overtaken.
struct Canvas {
  /// Longer lines are broken where that is possible.
  static let width = 100

  let bytes: [UInt8]
  private let lines: LineTable
  private let comments: [Span]
  private var nextComment = 0
  /// The last answer of `nextToken`, and the cursor it was given for.
  private var foundToken: (cursor: Int, token: Int)?

  private(set) var out: [UInt8] = []
  /// The text has grown beyond `WritingLimits.bytes`; what follows is left out.
  private(set) var isFull = false
  private var lineStart = 0
  /// Nothing on the line asks for a space before what follows.
  private(set) var isAtLineStart = true
  /// The line ends in a comment: whatever follows needs a line of its own.
  private var endsInComment = false
  /// The line ends a scalar to which every line break behind it belongs.
  private var endsVerbatim = false
  /// Where the last token or comment ends in the source.
  private(set) var cursor = 0
  /// Whether an empty line before the next one is kept.
  var keepsEmptyLine = false

  init(_ source: Source, comments: [Span]) {
    bytes = source.bytes
    lines = LineTable(source)
    self.comments = comments
    out.reserveCapacity(bytes.count + bytes.count / 8)
  }

  // MARK: The source

  /// The byte at an offset; a line feed behind the end.
  subscript(offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : UInt8(ascii: "\n") }

  /// Takes note that the source is drawn up to the offset.
  mutating func pass(_ offset: Int) {
    cursor = max(cursor, offset)
  }

  /// Where the next token begins, past comments and the commas of flow collections.
  mutating func nextToken() -> Int {
    // Many collections may end before the same token.
    if let foundToken, foundToken.cursor <= cursor, cursor <= foundToken.token {
      return foundToken.token
    }
    var index = cursor
    scan: while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"),
        UInt8(ascii: ","):
        index += 1
      case UInt8(ascii: "#"):
        while index < bytes.count, !Self.isBreak(bytes[index]) { index += 1 }
      case 0xEF where self[index + 1] == 0xBB && self[index + 2] == 0xBF:
        index += 3
      default:
        break scan
      }
    }
    foundToken = (cursor, index)
    return index
  }

  /// Whether two offsets lie on different lines.
  func areApart(_ first: Int, _ second: Int) -> Bool {
    lines.line(of: first) != lines.line(of: second)
  }

  /// How far from the beginning of its line an offset lies, in bytes.
  func sourceColumn(of offset: Int) -> Int {
    offset - lines.span(ofLine: lines.line(of: offset)).start
  }

  /// Whether a comment that is not drawn yet begins before the offset.
  func hasComment(before offset: Int) -> Bool {
    nextComment < comments.count && comments[nextComment].start < offset
  }

  /// The column of the next comment, if it has a line of its own.
  var columnOfNextComment: Int? {
    isAlone(comments[nextComment]) ? sourceColumn(of: comments[nextComment].start) : nil
  }

  private func isAlone(_ comment: Span) -> Bool {
    var index = comment.start
    while index > 0, !Self.isBreak(bytes[index - 1]) {
      index -= 1
      switch bytes[index] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), 0xEF, 0xBB, 0xBF: continue
      default: return false
      }
    }
    return true
  }

  private func hasEmptyLine(before offset: Int) -> Bool {
    guard cursor < offset else { return false }
    var breaks = 0
    for index in cursor..<offset {
      switch bytes[index] {
      case UInt8(ascii: "\n"): breaks += 1
      case UInt8(ascii: "\r"): breaks += self[index + 1] == UInt8(ascii: "\n") ? 0 : 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"): break
      default: breaks = 0
      }
      if breaks == 2 { return true }
    }
    return false
  }

  static func isBreak(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  // MARK: Drawing

  /// How many characters the line has, each counted as one column.
  var column: Int { Self.width(of: out[lineStart...]) }

  /// How many characters bytes of UTF-8 are.
  static func width(of bytes: some Sequence<UInt8>) -> Int {
    bytes.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
  }

  /// Draws the comments that begin before the offset: behind the line they were behind, or each on
  /// a line of its own at the column.
  mutating func drawComments(before offset: Int, column: Int) {
    while hasComment(before: offset) { drawComment(column: column) }
  }

  /// Draws the next comment.
  mutating func drawComment(column: Int) {
    let comment = comments[nextComment]
    nextComment += 1
    if out.isEmpty {
      breakLine(column: column)
    } else if isAlone(comment) || endsInComment {
      breakLine(before: comment.start, column: column)
    } else {
      append("  ")
    }
    var end = comment.end
    while end > comment.start, Self.isBlank(bytes[end - 1]) { end -= 1 }
    append(bytes[comment.start..<end])
    endsInComment = true
    keepsEmptyLine = true
    pass(comment.end)
  }

  /// Begins a line for what stands at the offset, after the comments before it.
  mutating func startLine(at offset: Int, column: Int) {
    drawComments(before: offset, column: column)
    breakLine(before: offset, column: column)
  }

  /// Begins an item at a column: on the line that leads up to it, if that is still possible.
  mutating func startItem(at offset: Int, column: Int, onSameLine: Bool) {
    drawComments(before: offset, column: column)
    guard onSameLine, !endsInComment else { return breakLine(before: offset, column: column) }
    if !isAtLineStart { append(" ") }
    isAtLineStart = true
  }

  /// Draws a token on the current line, or on the next one, at the column, where a comment stands
  /// before it.
  mutating func draw(_ token: some Sequence<UInt8>, at offset: Int, column: Int) {
    drawComments(before: offset, column: column)
    if endsInComment {
      breakLine(column: column)
    } else if !isAtLineStart {
      append(" ")
    }
    append(token)
  }

  /// Draws what is written in the source.
  mutating func draw(_ span: Span, column: Int) {
    draw(bytes[span.start..<span.end], at: span.start, column: column)
    pass(span.end)
  }

  /// Draws an indicator without a space before it.
  mutating func attach(_ indicator: StaticString) {
    append(indicator)
    keepsEmptyLine = false
  }

  /// Draws an opening bracket, which wants no space behind it.
  mutating func open(_ bracket: UInt8, at offset: Int, column: Int) {
    draw(CollectionOfOne(bracket), at: offset, column: column)
    pass(offset + 1)
    isAtLineStart = true
    keepsEmptyLine = false
  }

  /// Draws a further line of a scalar.
  mutating func drawLine(_ line: some Collection<UInt8>, column: Int) {
    breakLine(column: line.isEmpty ? 0 : column)
    append(line)
  }

  /// Draws line breaks that belong to the scalar before them, the last one up to a column.
  mutating func drawVerbatim(breaks: Int, column: Int) {
    for index in 0..<breaks { breakLine(column: index == breaks - 1 ? column : 0) }
    endsVerbatim = true
  }

  /// Ends the line and indents the next, after an empty one if the source has it and it is kept.
  mutating func breakLine(before offset: Int, column: Int) {
    if keepsEmptyLine, !endsVerbatim, hasEmptyLine(before: offset) { breakLine(column: 0) }
    breakLine(column: column)
  }

  /// Ends the line and indents the next.
  mutating func breakLine(column: Int) {
    if !out.isEmpty { write(CollectionOfOne(UInt8(ascii: "\n"))) }
    lineStart = out.count
    write([UInt8](repeating: UInt8(ascii: " "), count: column))
    isAtLineStart = true
    endsInComment = false
    endsVerbatim = false
  }

  private mutating func append(_ token: some Sequence<UInt8>) {
    write(token)
    isAtLineStart = false
  }

  private mutating func write(_ bytes: some Sequence<UInt8>) {
    guard !isFull else { return }
    out.append(contentsOf: bytes)
    // The line break at the end counts, too.
    isFull = out.count >= WritingLimits.bytes
  }

  private mutating func append(_ token: StaticString) {
    append(UnsafeBufferPointer(start: token.utf8Start, count: token.utf8CodeUnitCount))
  }
}
