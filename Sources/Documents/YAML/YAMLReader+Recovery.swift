internal import Diagnostics

/// Going on after a mistake.
extension YAMLReader {
  /// Passes the rest of the line and the lines below it that are indented by more than `n`.
  mutating func skipRest(inside n: Int) {
    let limit = max(n, resume)
    skipToBreak()
    skipBreak()
    nextLine()
    while indent > limit {
      skipToBreak()
      skipBreak()
      nextLine()
    }
  }

  /// Goes back to the line where something unclosed began and passes what belongs to it. Done for
  /// too much text it would take time without bound: then the reading ends.
  mutating func rewind(behind start: Int, inside n: Int) {
    abandoned = true
    rereadable -= at - start
    guard rereadable > 0 else {
      stop()
      return
    }
    while let comment = tree.comments.last, comment.start > start { tree.comments.removeLast() }
    at = start
    skipRest(inside: n)
  }

  /// Closes a flow collection at a bracket that does not fit: that of a collection around it, which
  /// it then closes too, or the right one misspelt.
  mutating func closeMismatched(openAt: Int) {
    var outer = tree.records[Int(parent)].parent
    var closesOuter = false
    while outer != Record.noParent, tree.records[Int(outer)].style == .flow, !closesOuter {
      let record = tree.records[Int(outer)]
      let opening = byte(at) == ascii("]") ? ascii("[") : ascii("{")
      // The mapping of a single pair has no brackets.
      closesOuter =
        byte(Int(record.start)) == opening
        && record.kind == (opening == ascii("[") ? .sequence : .mapping)
      outer = record.parent
    }
    reportMismatch(openAt: openAt, closesOuter: closesOuter)
    if !closesOuter { at += 1 }
  }

  /// After a mistake inside a flow collection: goes to the next `,`, passing it, or to the closing
  /// bracket. False where there is none before the next line of the block around it.
  mutating func recoverInFlow(inside n: Int) -> Bool {
    if abandoned || stopped { return false }
    var nested = 0
    while at < count {
      switch base[at] {
      case ascii("["), ascii("{"): nested += 1
      case ascii("]"), ascii("}"):
        if nested == 0 { return true }
        nested -= 1
      case ascii(","):
        if nested == 0 {
          at += 1
          return true
        }
      case ascii("\""), ascii("'"): passQuote()
      case 0x0A, 0x0D:
        skipBreak()
        let content = skippingBlanks(from: at)
        if isDocumentMarker(at)
          || !isBreak(content) && indentation(ofLineAt: at) <= n
            && byte(content) != ascii("]") && byte(content) != ascii("}")
        {
          abandoned = true
          nextLine()
          return false
        }
        continue
      default: break
      }
      at += 1
    }
    abandoned = true
    nextLine()
    return false
  }

  /// Passes a quoted text that ends in its line, up to its closing quote.
  private mutating func passQuote() {
    let quote = base[at]
    var position = at + 1
    while !isBreak(position) {
      if byte(position) == ascii("\\"), quote == ascii("\"") { position += 1 }
      if byte(position) == quote {
        at = position
        return
      }
      position += 1
    }
  }

  /// Whether a new line inside a flow collection belongs to the block around it instead: it is not
  /// indented and reads like an entry.
  mutating func endsFlow(inside n: Int) -> Bool {
    guard n >= 0, indentation(ofLineAt: lineStart) <= n, looksLikeEntry(lineAt: at) else {
      return false
    }
    guard dialect.schema == .cloudFormation else { return true }
    if escape == nil, parent != Record.noParent {
      let openAt = Int(tree.records[Int(parent)].start)
      escape = (openAt, closingAll(openedIn: startOfLine(openAt)))
    }
    return false
  }

  /// Forgets the diagnostics from an index on.
  mutating func takeBackReports(from index: Int) {
    for diagnostic in diagnostics[index...] {
      if let place = diagnostic.place { faultyLines.remove(startOfLine(place.span.start)) }
    }
    diagnostics.removeLast(diagnostics.count - index)
  }

  /// Leaves nothing of a flow collection that swallowed the block around it but its beginning.
  mutating func giveUpFlow(
    _ index: Int, _ escape: (openAt: Int, edit: Diagnostic.Edit?), inside n: Int
  ) {
    empty(index)
    reportUnclosed(openAt: escape.openAt, edit: escape.edit)
    rewind(behind: Int(tree.records[index].start), inside: n)
  }

  /// Leaves nothing of a flow collection but its bracket.
  mutating func empty(_ index: Int) {
    truncate(to: index + 1)
    tree.records[index].content = 0
    tree.records[index].next = UInt32(truncatingIfNeeded: index + 1)
    tree.records[index].end = tree.records[index].start + 1
    lastEnd = Int(tree.records[index].end)
  }

  /// Reports a line of a flow collection that is not indented enough. CloudFormation's reader does
  /// not mind, and most do not mind a closing bracket.
  mutating func checkFlowIndentation(inside n: Int) {
    guard n >= 0, dialect.schema != .cloudFormation, indentation(ofLineAt: lineStart) <= n else {
      return
    }
    reportFlowIndentation(inside: n, closing: byte(at) == ascii("]") || byte(at) == ascii("}"))
  }

  /// Whether a line reads like an entry of a block: `- …`, `key: …` or `key:`.
  func looksLikeEntry(lineAt offset: Int) -> Bool {
    if isIndicator("-", offset) { return true }
    var position = offset
    let quote = byte(offset)
    if quote == ascii("\"") || quote == ascii("'") {
      position += 1
      while !isBreak(position), byte(position) != quote { position += 1 }
      position += 1
    } else {
      while !isGap(position), !isFlowIndicator(position), !isIndicator(":", position) {
        position += 1
      }
    }
    return position > offset && isIndicator(":", skippingBlanks(from: position))
  }

  /// From an offset to the end of what is written in its line: without a comment, without blanks.
  func restOfLine(from offset: Int) -> Span {
    var end = offset
    var position = offset
    while !isBreak(position) {
      let byte = byte(position)
      if byte == ascii("#"), position > offset, self.byte(position - 1) == 0x20 { break }
      position += 1
      if byte != 0x20, byte != 0x09 { end = position }
    }
    return Span(start: offset, end: end)
  }

  /// The start of the line that holds an offset.
  func startOfLine(_ offset: Int) -> Int {
    var start = min(offset, count)
    while start > 0, base[start - 1] != 0x0A, base[start - 1] != 0x0D { start -= 1 }
    return start
  }

  /// Where the text of the line that holds an offset ends.
  func endOfLine(_ offset: Int) -> Int {
    var end = offset
    while !isBreak(end) { end += 1 }
    return end
  }

  /// Reads `${…}` that stands unquoted in a flow collection, with what surrounds it, as the text
  /// that was meant.
  mutating func readUnquotedReference(from start: Int, _ properties: NodeProperties) -> Bool {
    var position = start
    var end = start
    scan: while !isBreak(position) {
      switch byte(position) {
      case ascii("$") where byte(position + 1) == ascii("{"):
        while !isBreak(position), byte(position) != ascii("}") { position += 1 }
        guard byte(position) == ascii("}") else { break scan }
      case ascii(","), ascii("["), ascii("]"), ascii("{"), ascii("}"): break scan
      case ascii(":") where isGap(position + 1): break scan
      case ascii("#") where byte(position - 1) == 0x20: break scan
      default: break
      }
      position += 1
      if byte(position - 1) != 0x20, byte(position - 1) != 0x09 { end = position }
    }
    let span = Span(start: start, end: max(end, start + 1))
    reportUnquotedReference(span)
    appendScalar(.plain, from: span.start, to: span.end, text: span, properties)
    at = span.end
    return true
  }
}
