internal import Diagnostics

extension Layout {
  /// Draws a flow collection in block context: on one line if it was on one and fits.
  mutating func drawFlow(_ node: Node, inner: Int, mayBeCompact: Bool) {
    let start = start(of: node)
    if let text = inline(node, within: Canvas.width) {
      let width = Canvas.width(of: text)
      let column = canvas.hasComment(before: start) ? inner : canvas.column + 1
      if column + width <= Canvas.width || text.count == 2 {
        canvas.draw(text, at: start, column: inner)
        return canvas.pass(node.span.end)
      }
      if !mayBeCompact, inner + width <= Canvas.width {
        startOwnLine(at: start, column: inner)
        canvas.draw(text, at: start, column: inner)
        return canvas.pass(node.span.end)
      }
    }
    // Its closing bracket must be indented deeper than the key it belongs to.
    if !mayBeCompact { startOwnLine(at: start, column: inner) }
    drawProperties(of: node, column: inner)
    drawBroken(node, column: inner)
  }

  private mutating func startOwnLine(at offset: Int, column: Int) {
    guard !canvas.isAtLineStart else { return }
    canvas.keepsEmptyLine = false
    canvas.startLine(at: offset, column: column)
  }

  /// Draws a flow collection with each of its items on a line of its own.
  private mutating func drawBroken(_ node: Node, column: Int) {
    let span = node.span
    let isSequence = node.kind == .sequence
    canvas.open(isSequence ? UInt8(ascii: "[") : UInt8(ascii: "{"), at: span.start, column: column)
    let itemColumn = column + Self.step
    var comma: StaticString?
    for element in node.elements {
      startItem(behind: comma, column: itemColumn)
      if let pair = pair(element) {
        drawProperties(of: element, column: itemColumn)
        draw(pair, isPair: true, column: itemColumn)
      } else {
        draw(flowItem: element, column: itemColumn)
      }
      comma = wantsGap(behind: element) ? " ," : ","
      canvas.keepsEmptyLine = true
    }
    for entry in node.entries {
      startItem(behind: comma, column: itemColumn)
      draw(entry, isPair: false, column: itemColumn)
      comma = wantsGap(behind: entry) ? " ," : ","
      canvas.keepsEmptyLine = true
    }
    canvas.drawComments(before: span.end, column: itemColumn)
    canvas.breakLine(column: column)
    if isSequence { canvas.attach("]") } else { canvas.attach("}") }
    canvas.pass(span.end)
  }

  private mutating func startItem(behind comma: StaticString?, column: Int) {
    if let comma {
      canvas.attach(comma)
      canvas.keepsEmptyLine = true
    }
    canvas.startLine(at: canvas.nextToken(), column: column)
  }

  private mutating func draw(flowItem node: Node, column: Int) {
    switch (node.kind, node.style) {
    case (.sequence, _), (.mapping, _):
      if let text = inline(node, within: Canvas.width) {
        let start = start(of: node)
        let before = canvas.hasComment(before: start) ? column + Self.step : canvas.column + 1
        if before + Canvas.width(of: text) <= Canvas.width || text.count == 2 {
          canvas.draw(text, at: start, column: column + Self.step)
          return canvas.pass(node.span.end)
        }
      }
      drawProperties(of: node, column: column + Self.step)
      drawBroken(node, column: column)
    case (.scalar, .absent):
      drawProperties(of: node, column: column + Self.step)
    case (.scalar, _), (.alias, _):
      drawLineScalar(node, column: column + Self.step, hang: column + Self.step)
    }
  }

  private mutating func draw(_ entry: Node.Entry, isPair: Bool, column: Int) {
    let (key, value) = (entry.key, entry.value)
    let start = canvas.nextToken()
    let needsQuestionMark = needsQuestionMark(entry, isPair: isPair)
    if needsQuestionMark { canvas.attach("?") }
    if isMarkedExplicit(key), canvas[start] == UInt8(ascii: "?") { canvas.pass(start + 1) }
    if !isUnwritten(key) { draw(flowItem: key, column: column) }
    if !isUnwritten(value) {
      if needsQuestionMark, isUnwritten(key) { canvas.attach(" ") }
      drawColon(after: key)
      draw(flowItem: value, column: column)
    } else if isUnwritten(key) && !needsQuestionMark || clingsToColon(key) {
      drawColon(after: key)
    } else if canvas[canvas.nextToken()] == UInt8(ascii: ":"), isColonOfLastKey {
      canvas.pass(canvas.nextToken() + 1)
    }
  }

  /// Whether the colon ahead follows the key just drawn, and no comma stands between.
  private var isColonOfLastKey: Bool {
    var index = canvas.cursor
    while Canvas.isBlank(canvas[index]) || Canvas.isBreak(canvas[index]), index < canvas.bytes.count
    {
      index += 1
    }
    return canvas[index] != UInt8(ascii: ",")
  }

  private func needsQuestionMark(_ entry: Node.Entry, isPair: Bool) -> Bool {
    let (key, value) = (entry.key, entry.value)
    if isUnwritten(key), isMarkedExplicit(key) { return true }
    if isUnwritten(key), isUnwritten(value) { return false }
    if isPair, isUnwritten(value), !clingsToColon(key) { return true }
    guard isMarkedExplicit(key) else { return false }
    // YAML 1.1 would take the colon for that of an entry without a key.
    if key.style == .plain, canvas[key.span.start] == UInt8(ascii: ":") { return true }
    if !isUnwritten(key), canvas.areApart(key.span.start, key.span.end) { return true }
    if canvas.hasComment(before: key.span.end) { return true }
    return isPair && inline(key, within: Self.longestImplicitKey) == nil
  }

  /// Whether a plain key needs the colon behind it even without a value: else its own last character
  /// would be taken for that, or the whole of it for an indicator.
  private func clingsToColon(_ key: Node) -> Bool {
    guard key.kind == .scalar, key.style == .plain else { return false }
    switch canvas[key.span.end - 1] {
    case UInt8(ascii: ":"): return true
    case UInt8(ascii: "?"), UInt8(ascii: "-"): return key.span.end == key.span.start + 1
    default: return false
    }
  }

  /// Whether what is written of a node ends in a tag or an anchor: YAML 1.1 takes what follows right
  /// behind, be it a comma or a bracket, for a part of it.
  private func wantsGap(behind node: Node) -> Bool {
    if let pair = pair(node) { return wantsGap(behind: pair) }
    return node.kind == .scalar && node.style == .absent && !isUnwritten(node)
  }

  /// Whether what is written of an entry ends in a tag, an anchor or a `?`.
  private func wantsGap(behind entry: Node.Entry) -> Bool {
    if !isUnwritten(entry.value) { return wantsGap(behind: entry.value) }
    return isUnwritten(entry.key) ? isMarkedExplicit(entry.key) : wantsGap(behind: entry.key)
  }

  /// The one entry of a mapping that is written in a flow sequence without braces.
  private func pair(_ node: Node) -> Node.Entry? {
    guard node.kind == .mapping, let entry = node.entries.first(where: { _ in true }) else {
      return nil
    }
    let isBraced =
      canvas[node.span.start] == UInt8(ascii: "{") && start(of: entry.key) > node.span.start
    return isBraced ? nil : entry
  }

  /// The node on one line, if it is on one in the source and takes no more than so many columns.
  func inline(_ node: Node, within limit: Int) -> [UInt8]? {
    let (start, span) = (start(of: node), node.span)
    guard !canvas.areApart(span.start, max(span.start, span.end - 1)) else { return nil }
    if canvas.areApart(start, span.start), canvas.hasComment(before: span.start) { return nil }
    var text: [UInt8] = []
    return append(node, to: &text, limit: limit) ? text : nil
  }

  /// Appends the node as it looks on one line; `false` if that takes more columns than allowed.
  private func append(_ node: Node, to text: inout [UInt8], limit: Int) -> Bool {
    var needsSpace = false
    for span in properties(of: node) {
      if needsSpace { text.append(UInt8(ascii: " ")) }
      text += canvas.bytes[span.start..<span.end]
      needsSpace = true
    }
    guard node.style != .absent || node.kind != .scalar else { return true }
    if needsSpace { text.append(UInt8(ascii: " ")) }
    switch node.kind {
    case .scalar, .alias:
      // A long text is not copied only to see that it is too long.
      guard (node.span.end - node.span.start) / 4 <= limit else { return false }
      text += canvas.bytes[node.span.start..<node.span.end]
    case .sequence:
      text.append(UInt8(ascii: "["))
      var isFirst = true
      var gap = ""
      for element in node.elements {
        if !isFirst { text += "\(gap), ".utf8 }
        isFirst = false
        gap = wantsGap(behind: element) ? " " : ""
        if let pair = pair(element) {
          guard append(pair, isPair: true, to: &text, limit: limit) else { return false }
        } else {
          guard append(element, to: &text, limit: limit) else { return false }
        }
      }
      text += "\(gap)]".utf8
    case .mapping:
      text.append(UInt8(ascii: "{"))
      var isFirst = true
      var gap = ""
      for entry in node.entries {
        if !isFirst { text += "\(gap), ".utf8 }
        isFirst = false
        gap = wantsGap(behind: entry) ? " " : ""
        guard append(entry, isPair: false, to: &text, limit: limit) else { return false }
      }
      text += "\(gap)}".utf8
    }
    guard text.count > limit else { return true }
    return limit > text.count / 4 && Canvas.width(of: text) <= limit
  }

  private func append(
    _ entry: Node.Entry, isPair: Bool, to text: inout [UInt8], limit: Int
  ) -> Bool {
    let (key, value) = (entry.key, entry.value)
    if needsQuestionMark(entry, isPair: isPair) {
      text.append(UInt8(ascii: "?"))
      if isUnwritten(key), isUnwritten(value) { return true }
      text.append(UInt8(ascii: " "))
    }
    guard append(key, to: &text, limit: limit) else { return false }
    if isUnwritten(value), !isUnwritten(key), !clingsToColon(key) { return true }
    if key.kind == .alias || key.style == .absent && !isUnwritten(key) {
      text.append(UInt8(ascii: " "))
    }
    text.append(UInt8(ascii: ":"))
    guard !isUnwritten(value) else { return true }
    text.append(UInt8(ascii: " "))
    return append(value, to: &text, limit: limit)
  }
}
