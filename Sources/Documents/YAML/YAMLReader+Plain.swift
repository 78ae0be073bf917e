internal import Diagnostics

extension YAMLReader {
  /// Reads a plain scalar in block context as far as its line goes. Returns where its text ends;
  /// the reader stands on what ended it.
  @inline(__always)
  mutating func scanPlainLine() -> Int {
    let start = at
    var position = at
    var end = at
    while position < count {
      let byte = base[position]
      // Letters, digits and most signs lie above the ones that matter.
      if byte > ascii(":") {
        position += 1
        end = position
        continue
      }
      switch byte {
      case 0x20, 0x09:
        position += 1
        continue
      case 0x0A, 0x0D:
        at = position
        return end
      case ascii(":") where isGap(position + 1):
        at = position
        return end
      case ascii("#") where position > start && end < position:
        at = position
        return end
      default:
        position += 1
        end = position
      }
    }
    at = position
    return end
  }

  /// What the lines below a plain scalar make of it.
  enum PlainEnd {
    case scalar
    /// A key without its `:`, which has been reported; the reader stands behind it.
    case key
    /// Something else went wrong; that has been reported, and all is read.
    case failed
  }

  /// Goes on with a plain scalar in the lines below its first one, in block context.
  mutating func continuePlain(
    _ index: Int, from start: Int, inside n: Int, mayBeKey: Bool, column: Int
  ) -> PlainEnd {
    let firstEnd = at
    var textEnd = at
    var cookedStart = -1
    while true {
      let line = lineStart
      guard let breaks = passBreaks(inside: n) else {
        at = textEnd
        lineStart = line
        break
      }
      let lineIndent = indentation(ofLineAt: lineStart)
      let from = at
      let end = scanPlainLine()
      if isIndicator(":", skippingBlanks(from: at)) {
        if mayBeKey, lineIndent > column, cookedStart < 0 {
          reportNoKey(from: start, to: firstEnd)
          at = firstEnd
          lineStart = startOfLine(start)
          return .key
        }
        if mayBeKey, lineIndent == column {
          // The lines above were meant as entries too.
          reportNoKey(from: start, to: firstEnd)
          rereadable -= at - start
          at = start
          retry(index, inside: n, column: column)
        } else {
          at = from
          reportMappingInValue(from: start, to: firstEnd)
          skipRest(inside: mayBeKey ? max(n, column) : n)
        }
        return .failed
      }
      if isIndicator("-", from), cookedStart < 0 {
        warnOfItem(Span(start: from, end: end), in: Span(start: start, end: firstEnd))
      }
      if cookedStart < 0 {
        cookedStart = tree.cooked.count
        cook(from: start, to: firstEnd)
      }
      cookBreaks(breaks)
      cook(from: from, to: end)
      textEnd = end
      at = end
      guard isBreak(skippingBlanks(from: end)) else { break }
    }
    if cookedStart >= 0 {
      lastEnd = textEnd
      tree.records[index].end = UInt32(truncatingIfNeeded: textEnd)
      tree.records[index].content = UInt32(truncatingIfNeeded: cookedStart)
      tree.records[index].length = UInt32(truncatingIfNeeded: tree.cooked.count - cookedStart)
      tree.records[index].flags |= Record.isCooked
    }
    return .scalar
  }

  /// Passes the line break a plain scalar stands before, and empty lines. Returns how many breaks
  /// there were if the line reached goes on with the scalar; otherwise nothing has been passed
  /// that the caller does not put back.
  private mutating func passBreaks(inside n: Int) -> Int? {
    var breaks = 0
    skipBlanks()
    while true {
      guard at < count else { return nil }
      skipBreak()
      breaks += 1
      while at < count, base[at] == 0x20 { at += 1 }
      let lineIndent = at - lineStart
      skipBlanks()
      guard at < count else { return nil }
      switch base[at] {
      case 0x0A, 0x0D: continue
      case ascii("#"): return nil
      case ascii(":") where isGap(at + 1): return nil
      default:
        if lineIndent <= n || isDocumentMarker(lineStart) { return nil }
        return breaks
      }
    }
  }

  /// How many spaces a line begins with.
  func indentation(ofLineAt start: Int) -> Int {
    var offset = start
    while byte(offset) == 0x20 { offset += 1 }
    return offset - start
  }

  // MARK: Cooking

  /// Adds written bytes to the text being cooked.
  @inline(__always)
  mutating func cook(from start: Int, to end: Int) {
    guard end > start else { return }
    tree.cooked.append(contentsOf: UnsafeBufferPointer(start: base + start, count: end - start))
  }

  /// Adds what line breaks fold to: one is a space, each further one a line break.
  mutating func cookBreaks(_ breaks: Int) {
    if breaks == 1 {
      tree.cooked.append(0x20)
    } else {
      for _ in 1..<breaks { tree.cooked.append(0x0A) }
    }
  }

  // MARK: Flow

  /// Reads a plain scalar in flow context, over as many lines as it has.
  mutating func readFlowPlain(inside n: Int, _ properties: NodeProperties) -> Bool {
    let start = at
    var end = scanFlowPlainLine()
    guard end > start else {
      reportReservedInFlow()
      return false
    }
    if byte(at) == ascii("{"), byte(at - 1) == ascii("$") {
      return readUnquotedReference(from: start, properties)
    }
    let firstEnd = end
    var cookedStart = -1
    while isBreak(skippingBlanks(from: at)), skippingBlanks(from: at) < count {
      let saved = (at, lineStart)
      guard let breaks = passFlowBreaks(inside: n) else {
        (at, lineStart) = saved
        break
      }
      let from = at
      let lineEnd = scanFlowPlainLine()
      guard lineEnd > from else {
        (at, lineStart) = saved
        break
      }
      if cookedStart < 0 {
        cookedStart = tree.cooked.count
        cook(from: start, to: firstEnd)
      }
      cookBreaks(breaks)
      cook(from: from, to: lineEnd)
      end = lineEnd
    }
    if cookedStart >= 0 {
      appendCooked(.plain, from: start, to: end, since: cookedStart, properties)
    } else {
      appendScalar(.plain, from: start, to: end, text: Span(start: start, end: end), properties)
    }
    at = end
    return true
  }

  private mutating func passFlowBreaks(inside n: Int) -> Int? {
    var breaks = 0
    skipBlanks()
    while isBreak(at), at < count {
      skipBreak()
      breaks += 1
      skipBlanks()
    }
    guard at < count, !isDocumentMarker(lineStart), base[at] != ascii("#") else { return nil }
    if isFlowIndicator(at) { return nil }
    if byte(at) == ascii(":"), isGap(at + 1) || isFlowIndicator(at + 1) { return nil }
    if byte(at) == ascii("?"), isGap(at + 1) { return nil }
    if endsFlow(inside: n) { return nil }
    checkFlowIndentation(inside: n)
    return breaks
  }

  private mutating func scanFlowPlainLine() -> Int {
    let start = at
    var position = at
    var end = at
    scan: while position < count {
      switch base[position] {
      case 0x20, 0x09:
        position += 1
        continue
      case 0x0A, 0x0D, ascii(","), ascii("["), ascii("]"), ascii("{"), ascii("}"): break scan
      case ascii(":") where isGap(position + 1) || isFlowIndicator(position + 1): break scan
      case ascii("#") where position > start && end < position: break scan
      default:
        position += 1
        end = position
      }
    }
    at = position
    return end
  }
}
