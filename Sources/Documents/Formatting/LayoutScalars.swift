internal import Diagnostics

extension Layout {
  /// Draws an alias, a plain or a quoted scalar; further lines begin at the hanging column.
  mutating func drawLineScalar(_ node: Node, column: Int, hang: Int) {
    let start = start(of: node)
    let lines = lines(ofFlowScalar: node)
    if !canvas.hasComment(before: start), !canvas.isAtLineStart,
      canvas.areApart(canvas.cursor, start)
    {
      let properties = properties(of: node).reduce(0) { $0 + $1.end - $1.start + 1 }
      let width = canvas.column + 1 + properties + Canvas.width(of: lines[0])
      if lines.count > 1 || width > Canvas.width { canvas.breakLine(column: column) }
    }
    drawProperties(of: node, column: column)
    canvas.draw(lines[0], at: node.span.start, column: column)
    for line in lines.dropFirst() { canvas.drawLine(line, column: hang) }
    canvas.pass(node.span.end)
  }

  /// What is written for a plain or quoted scalar, without the white space that folding drops.
  private func lines(ofFlowScalar node: Node) -> [ArraySlice<UInt8>] {
    let span = node.span
    var lines = Self.lines(canvas.bytes[span.start..<span.end])
    guard lines.count > 1 else { return lines }
    for index in lines.indices {
      if index > 0 { lines[index] = lines[index].drop(while: Canvas.isBlank) }
      guard index < lines.count - 1 else { continue }
      var end = lines[index].endIndex
      while end > lines[index].startIndex, Canvas.isBlank(canvas.bytes[end - 1]) { end -= 1 }
      if node.style == .doubleQuoted, end < lines[index].endIndex {
        // An escaped space or tab is not white space.
        let slashes = lines[index][..<end].reversed().prefix { $0 == UInt8(ascii: "\\") }
        if !slashes.count.isMultiple(of: 2) { end += 1 }
      }
      lines[index] = lines[index][..<end]
    }
    return lines
  }

  /// Draws a literal or folded scalar: its header, and its lines from the hanging column on.
  mutating func drawBlockScalar(_ node: Node, column: Int, hang: Int) {
    let scalar = BlockScalar(node)
    canvas.draw(scalar.header, at: node.span.start, column: column)
    canvas.drawComments(before: scalar.headerEnd, column: column)
    for line in scalar.lines { canvas.drawLine(line, column: scalar.looksLikeComments ? 0 : hang) }
    canvas.pass(scalar.end)
    if scalar.keepsBreaks {
      canvas.drawVerbatim(breaks: scalar.keptBreaks, column: scalar.endsInSpaces ? 1 : 0)
    }
    endsUnbroken = scalar.endsUnbroken
  }

  /// The lines of a text, line breaks dropped.
  static func lines(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = text.startIndex
    var index = start
    while index < text.endIndex {
      let byte = text[index]
      if Canvas.isBreak(byte) {
        lines.append(text[start..<index])
        if byte == UInt8(ascii: "\r"), index + 1 < text.endIndex,
          text[index + 1] == UInt8(ascii: "\n")
        {
          index += 1
        }
        start = index + 1
      }
      index += 1
    }
    lines.append(text[start...])
    return lines
  }
}

/// A literal or folded scalar, taken apart.
private struct BlockScalar {
  /// The style, the indentation indicator where one is needed, and how the end is kept.
  var header: [UInt8]
  /// Where the line of the header ends in the source.
  var headerEnd: Int
  /// The lines with something on them and the empty ones between, without their indentation.
  var lines: [ArraySlice<UInt8>]
  /// Where the last of them ends in the source.
  var end: Int
  /// How many line breaks belong to the scalar after its last line's.
  var keptBreaks: Int
  /// Whether every line break at the end belongs to the scalar.
  var keepsBreaks: Bool
  /// Whether the source ends in the middle of its last line.
  var endsUnbroken: Bool
  /// Whether that line is one of spaces alone: YAML 1.2 counts it as a line break.
  var endsInSpaces: Bool
  /// Whether nothing but the first column, where YAML 1.1 has no text of a scalar, makes the lines
  /// other than comments.
  var looksLikeComments: Bool

  init(_ node: Node) {
    let bytes = node.source.bytes
    let span = node.span
    headerEnd = bytes[span.start...].firstIndex(where: Canvas.isBreak) ?? bytes.count
    let indicators = bytes[(span.start + 1)..<headerEnd].prefix {
      $0 != UInt8(ascii: "#") && !Canvas.isBlank($0)
    }
    let written =
      span.end > headerEnd ? Array(Layout.lines(bytes[headerEnd..<span.end]).dropFirst()) : []
    let text = Array(node.text.utf8)
    let indentation = Self.indentation(of: written, text: text)
    lines = written.map { line in
      let spaces = line.prefix { $0 == UInt8(ascii: " ") }.count
      return spaces == line.count && spaces <= indentation ? [] : line.dropFirst(indentation)
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    end = span.end
    while end > headerEnd, Canvas.isBreak(bytes[end - 1]) || Canvas.isBlank(bytes[end - 1]) {
      end -= 1
    }

    let chomping = indicators.first { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    let breaks = text.reversed().prefix { $0 == UInt8(ascii: "\n") }.count
    keepsBreaks = chomping == UInt8(ascii: "+")
    let rest = bytes[max(span.end, headerEnd)...]
    endsInSpaces =
      keepsBreaks && rest.last == UInt8(ascii: " ")
      && rest.allSatisfy { Canvas.isBreak($0) || Canvas.isBlank($0) }
    keptBreaks = keepsBreaks ? max(0, lines.isEmpty ? breaks : breaks - 1) : 0
    if endsInSpaces, node.dialect.schema == .cloudFormation { keptBreaks += 1 }
    endsUnbroken =
      endsInSpaces
      || !lines.isEmpty && chomping != UInt8(ascii: "-") && span.end == bytes.count
    looksLikeComments =
      indentation == 0
      && lines.allSatisfy { line in
        line.first { !Canvas.isBlank($0) }.map { $0 == UInt8(ascii: "#") } ?? true
      }
    header = [bytes[span.start]]
    // Without lines, an indentation that is given keeps comments from becoming the text.
    let first = lines.first { !$0.isEmpty }?.first
    let isGiven = indicators.contains { (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) }
    if first.map({ Canvas.isBlank($0) && !looksLikeComments }) ?? isGiven {
      header += String(Layout.step).utf8
    }
    if let chomping { header.append(chomping) }
  }

  /// How many spaces stand before the text in the source: more than the text itself begins with.
  private static func indentation(of written: [ArraySlice<UInt8>], text: [UInt8]) -> Int {
    let spaces = { (line: ArraySlice<UInt8>) in line.prefix { $0 == UInt8(ascii: " ") }.count }
    let texts = Layout.lines(text[...])
    if let line = written.first(where: { spaces($0) < $0.count }),
      let text = texts.first(where: { spaces($0) < $0.count })
    {
      return spaces(line) - spaces(text)
    }
    // Nothing but spaces: then no line is folded, and they stand side by side.
    guard let index = texts.firstIndex(where: { !$0.isEmpty }), index < written.count else {
      return .max
    }
    return spaces(written[index]) - spaces(texts[index])
  }
}
