internal import Diagnostics

extension Layout {
  /// A `:` must follow an implicit key within so many characters (YAML 1.2 §7.4.2).
  static let longestImplicitKey = 1_024

  /// Draws a node after the indicator that leads up to it.
  ///
  /// - Parameters:
  ///   - inner: the column of its lines, if it takes some of its own.
  ///   - mayBeCompact: whether a collection of several lines may begin on the indicator's line.
  ///   - enclosing: the column of the collection around it in the source.
  mutating func draw(_ node: Node, inner: Int, mayBeCompact: Bool, enclosing: Int) {
    // At the root, further lines of a scalar must not be taken for document markers.
    let hang = max(inner, Self.step)
    switch (node.kind, node.style) {
    case (.sequence, .flow), (.mapping, .flow):
      drawFlow(node, inner: inner, mayBeCompact: mayBeCompact)
    case (.sequence, _), (.mapping, _):
      drawProperties(of: node, column: inner)
      let onSameLine = mayBeCompact && properties(of: node).isEmpty
      drawBlock(node, column: inner, onSameLine: onSameLine, enclosing: enclosing)
    case (.scalar, .literal), (.scalar, .folded):
      drawProperties(of: node, column: inner)
      drawBlockScalar(node, column: inner, hang: hang)
    case (.scalar, .absent):
      drawProperties(of: node, column: inner)
    case (.scalar, _), (.alias, _):
      drawLineScalar(node, column: inner, hang: hang)
    }
  }

  private mutating func drawBlock(
    _ node: Node, column: Int, onSameLine: Bool, enclosing: Int
  ) {
    let sourceColumn = canvas.sourceColumn(of: canvas.nextToken())
    var onSameLine = onSameLine
    for element in node.elements {
      let dash = canvas.nextToken()
      canvas.startItem(at: dash, column: column, onSameLine: onSameLine)
      canvas.attach("-")
      canvas.pass(dash + 1)
      draw(element, inner: column + Self.step, mayBeCompact: true, enclosing: sourceColumn)
      canvas.keepsEmptyLine = true
      onSameLine = false
    }
    for entry in node.entries {
      canvas.startItem(at: canvas.nextToken(), column: column, onSameLine: onSameLine)
      draw(entry, column: column, sourceColumn: sourceColumn)
      canvas.keepsEmptyLine = true
      onSameLine = false
    }
    drawCommentsAtEnd(sourceColumn: sourceColumn, column: column, enclosing: enclosing)
  }

  private mutating func draw(_ entry: Node.Entry, column: Int, sourceColumn: Int) {
    let inner = column + Self.step
    let start = canvas.nextToken()
    guard needsQuestionMark(entry, at: start) else {
      if canvas[start] == UInt8(ascii: "?"), isMarkedExplicit(entry.key) { canvas.pass(start + 1) }
      drawKey(entry.key)
      drawColon(after: entry.key)
      return draw(entry.value, inner: inner, mayBeCompact: false, enclosing: sourceColumn)
    }
    canvas.attach("?")
    if isMarkedExplicit(entry.key) { canvas.pass(start + 1) }
    draw(entry.key, inner: inner, mayBeCompact: true, enclosing: sourceColumn)
    let colon = canvas.nextToken()
    if isUnwritten(entry.value) {
      guard canvas[colon] == UInt8(ascii: ":") else { return }
      canvas.drawComments(before: colon, column: column)
      canvas.pass(colon + 1)
      // An entry without a key would take the place of the value.
      if canvas[canvas.nextToken()] == UInt8(ascii: ":") {
        canvas.startLine(at: colon, column: column); canvas.attach(":")
      }
    } else {
      canvas.keepsEmptyLine = false
      canvas.startLine(at: colon, column: column)
      canvas.attach(":")
      canvas.pass(colon + 1)
      draw(entry.value, inner: inner, mayBeCompact: true, enclosing: sourceColumn)
    }
  }

  /// Whether the key was introduced by `?`.
  func isMarkedExplicit(_ key: Node) -> Bool { key.record.flags & Record.isExplicitKey != 0 }

  /// Whether the key cannot stand on one line before its colon, or is part of a set.
  private func needsQuestionMark(_ entry: Node.Entry, at start: Int) -> Bool {
    let key = entry.key
    if isMarkedExplicit(key) {
      switch key.style {
      case .block, .literal, .folded: return true
      default: break
      }
      if isUnwritten(entry.value) || isUnwritten(key) { return true }
      if canvas.areApart(key.span.start, key.span.end) { return true }
      if canvas.hasComment(before: key.span.end) { return true }
    }
    return key.span.end - self.start(of: key) > Self.longestImplicitKey / 2
      && inline(key, within: Self.longestImplicitKey) == nil
  }

  /// Draws a key that fits on its line.
  private mutating func drawKey(_ key: Node) {
    guard !isUnwritten(key), let text = inline(key, within: .max) else { return }
    canvas.draw(text, at: start(of: key), column: 0)
    pass(key)
  }

  /// Takes note that the node is drawn.
  mutating func pass(_ node: Node) {
    for span in properties(of: node) { canvas.pass(span.end) }
    if node.style != .absent || node.kind == .alias { canvas.pass(node.span.end) }
  }

  /// Draws the colon behind an implicit key.
  mutating func drawColon(after key: Node) {
    // An alias, an anchor or a tag would swallow it.
    let needsSpace = key.kind == .alias || key.style == .absent && !isUnwritten(key)
    if needsSpace { canvas.attach(" :") } else { canvas.attach(":") }
    let colon = canvas.nextToken()
    if canvas[colon] == UInt8(ascii: ":") { canvas.pass(colon + 1) }
  }

  /// Draws the comments behind the last entry that are indented like the entries, and deeper than
  /// what follows.
  private mutating func drawCommentsAtEnd(sourceColumn: Int, column: Int, enclosing: Int) {
    let next = canvas.nextToken()
    // A sequence that is not indented under its key leaves comments of that column to the mapping.
    let least = sourceColumn == enclosing ? sourceColumn + 1 : sourceColumn
    let following = isBoundary(next) ? -1 : canvas.sourceColumn(of: next)
    while canvas.hasComment(before: next) {
      if let own = canvas.columnOfNextComment, own < least || own <= following { break }
      canvas.drawComment(column: column)
    }
  }

  /// Whether a document ends at the offset.
  private func isBoundary(_ offset: Int) -> Bool {
    guard offset < canvas.bytes.count else { return true }
    guard canvas.sourceColumn(of: offset) == 0 else { return false }
    return canvas.bytes[offset...].starts(with: "---".utf8)
      || canvas.bytes[offset...].starts(with: "...".utf8)
  }
}
