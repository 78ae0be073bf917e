internal import Diagnostics

/// What a block node stands behind, which decides what may begin on the same line.
enum BlockSlot {
  /// At the start of a document that has no `---`.
  case root
  /// Behind `---`.
  case document
  /// Behind `- `.
  case item
  /// Behind `? `.
  case explicitKey
  /// Behind the `: ` of an explicit key.
  case explicitValue
  /// Behind the `: ` of a key on the same line.
  case value

  /// Whether a block collection may begin on the line of the indicator: `- - a`, `- key: value`.
  var allowsCompact: Bool {
    switch self {
    case .root, .item, .explicitKey, .explicitValue: true
    case .document, .value: false
    }
  }

  /// Whether a sequence may stand at the indentation of the mapping around it.
  var allowsSequenceBeside: Bool {
    switch self {
    case .explicitKey, .explicitValue, .value: true
    case .root, .document, .item: false
    }
  }
}

extension YAMLReader {
  /// Whether an indicator of a block (`-`, `?`, `:`) stands at an offset.
  @inline(__always)
  func isIndicator(_ character: Unicode.Scalar, _ offset: Int) -> Bool {
    byte(offset) == ascii(character) && isGap(offset + 1)
  }

  /// Reads the node behind an indicator, up to the next line that has content. Exactly one node is
  /// added. Lines belong to it that are indented by more than `n`.
  mutating func readBlockNode(inside n: Int, _ slot: BlockSlot) {
    var sameLine = slot != .root
    var column = indent
    var compactTab = false
    let afterIndicator = at
    if sameLine {
      compactTab = skipBlanks()
      column = at - lineStart
      if isBreak(at) || byte(at) == ascii("#") && (at > afterIndicator) {
        let absentAt = afterIndicator
        finishLine(inside: n)
        sameLine = false
        column = indent
        if !reachesInto(n, slot) {
          appendAbsent(NodeProperties(), at: absentAt)
          return
        }
      }
    }

    // Properties on lines of their own belong to what follows as a whole.
    var outer = NodeProperties()
    var inner = NodeProperties()
    var innerStart = at
    while byte(at) == ascii("&") || byte(at) == ascii("!") {
      innerStart = at
      column = at - lineStart
      guard readProperties(into: &inner, inFlow: false) else {
        skipRest(inside: n)
        appendAbsent(inner)
        return
      }
      guard isBreak(at) || byte(at) == ascii("#") else { break }
      finishLine(inside: n)
      merge(inner, into: &outer)
      inner = NodeProperties()
      sameLine = false
      column = indent
      if !reachesInto(n, slot) {
        appendAbsent(outer)
        return
      }
    }
    let inlineProperties = !inner.isEmpty

    switch byte(at) {
    case ascii("-") where isGap(at + 1):
      guard mayBegin(sameLine, slot, compactTab, inlineProperties, inside: n) else { return }
      readBlockSequence(column: column, outer)
    case ascii("?") where isGap(at + 1), ascii(":") where isGap(at + 1):
      guard
        byte(at) == ascii(":") && inlineProperties && (!sameLine || slot.allowsCompact)
          || mayBegin(sameLine, slot, compactTab, inlineProperties, inside: n)
      else { return }
      readBlockMapping(column: column, outer, firstKey: inner, firstKeyAt: innerStart)
    case ascii("|"), ascii(">"):
      merge(inner, into: &outer)
      readBlockScalar(inside: n, outer)
    default:
      readNodeOrMapping(
        inside: n, slot, column: column, sameLine: sameLine, compactTab: compactTab, outer, inner,
        innerStart: innerStart)
    }
  }

  /// Whether the next line belongs to a node inside `n`.
  @inline(__always)
  private mutating func reachesInto(_ n: Int, _ slot: BlockSlot) -> Bool {
    // Only spaces make a value belong to its key.
    if tabbed, indent > n, indentation(ofLineAt: lineStart) <= n { reportTab() }
    return indent > n || indent == n && n >= 0 && slot.allowsSequenceBeside && isIndicator("-", at)
  }

  /// Reports a block collection that begins where none may; then a stand-in has been added.
  private mutating func mayBegin(
    _ sameLine: Bool, _ slot: BlockSlot, _ compactTab: Bool, _ inlineProperties: Bool, inside n: Int
  ) -> Bool {
    if sameLine, !slot.allowsCompact {
      reportBlockInLine(slot)
    } else if inlineProperties {
      reportPropertiesBeforeIndicator()
    } else if sameLine ? compactTab : tabbed {
      reportTab()
      return true
    } else {
      return true
    }
    let start = at
    skipRest(inside: n)
    appendAbsent(NodeProperties(), at: start)
    return false
  }

  /// Reads a scalar, an alias or a flow collection, and where a `:` follows, the mapping whose
  /// first key it is.
  @inline(__always)
  private mutating func readNodeOrMapping(
    inside n: Int, _ slot: BlockSlot, column: Int, sameLine: Bool, compactTab: Bool,
    _ outer: NodeProperties, _ inner: NodeProperties, innerStart: Int
  ) {
    let index = nextIndex
    let start = at
    let mayBeKey = !sameLine || slot.allowsCompact
    // As long as it may be a key, its own properties stay apart from those of the mapping.
    var properties = inner
    if !outer.isEmpty, !leadsKey(from: at) {
      properties = outer
      merge(inner, into: &properties)
    }
    let line = lineStart
    resume = mayBeKey ? column : n
    let read = readInline(inside: n, properties)
    resume = -1
    guard read else {
      goOn(index, inside: n)
      return
    }
    let end = at
    skipBlanks()
    if isIndicator(":", at) {
      if line != lineStart {
        reportMultilineKey(from: start, to: end)
        retry(index, inside: n, column: mayBeKey ? column : n)
        return
      }
      if !mayBeKey {
        reportSecondColon(from: start, inside: n)
        skipRest(inside: n)
        return
      }
      if sameLine ? compactTab : tabbed { reportTab() }
      let keyStart = inner.isEmpty ? start : innerStart
      guard let mapping = openMapping(before: index, .block, at: keyStart, outer) else { return }
      checkKeyLength(from: start, to: end)
      readEntries(of: mapping, column: column, from: .valueOfFirst)
      return
    }
    if tree.records[index].style == .plain, tree.records[index].kind == .scalar {
      // A plain scalar may go on in the lines below.
      at = end
      if isBreak(skippingBlanks(from: end)) {
        switch continuePlain(index, from: start, inside: n, mayBeKey: mayBeKey, column: column) {
        case .scalar: break
        case .failed: return
        case .key:
          let keyStart = inner.isEmpty ? start : innerStart
          guard let mapping = openMapping(before: index, .block, at: keyStart, outer) else {
            return
          }
          readEntries(of: mapping, column: column, from: .lineBelowFirst)
          return
        }
      }
    } else {
      at = end
    }
    finishLine(inside: n)
  }

  /// Reads the rest of a block of which the first line could not be read: what follows at the same
  /// column may make sense.
  private mutating func goOn(_ index: Int, inside n: Int) {
    if indent > n, !stopped {
      truncate(to: index)
      readBlockNode(inside: n, .root)
    } else if nextIndex == index {
      appendAbsent(NodeProperties(), at: min(lastEnd, at))
      tree.records[index].flags |= Record.isDamaged
    }
  }

  /// Passes the first line of a block, and reads the rest of it.
  mutating func retry(_ index: Int, inside n: Int, column: Int) {
    skipRest(inside: max(n, column))
    goOn(index, inside: n)
  }

  /// The first offset at or after one that has no blank.
  func skippingBlanks(from offset: Int) -> Int {
    var offset = offset
    while byte(offset) == 0x20 || byte(offset) == 0x09 { offset += 1 }
    return offset
  }

  /// Whether the line at an offset begins with a key: then properties on earlier lines are the
  /// mapping's, otherwise they are the scalar's own.
  private func leadsKey(from offset: Int) -> Bool {
    var offset = offset
    var flow = 0
    var quote: UInt8 = 0
    let first = byte(offset)
    if first == ascii("\"") || first == ascii("'") {
      quote = first
      offset += 1
    }
    while offset < count, !isBreak(offset) {
      let byte = base[offset]
      if quote != 0 {
        if byte == ascii("\\"), quote == ascii("\"") {
          offset += 1
        } else if byte == quote {
          if quote == ascii("'"), self.byte(offset + 1) == quote { offset += 1 } else { quote = 0 }
        }
      } else if first == ascii("[") || first == ascii("{") {
        switch byte {
        case ascii("["), ascii("{"): flow += 1
        case ascii("]"), ascii("}"): flow -= 1
        case ascii("\""): quote = byte
        case ascii("'"): quote = byte
        case ascii(":") where flow == 0 && isGap(offset + 1): return true
        default: break
        }
      } else if byte == ascii(":"), isGap(offset + 1) {
        return true
      } else if byte == ascii("#"), self.byte(offset - 1) == 0x20 || self.byte(offset - 1) == 0x09 {
        return false
      }
      offset += 1
    }
    return false
  }

  /// Reads what fits into a line in block context: a scalar (a plain one only as far as its first
  /// line goes), an alias or a flow collection. False where nothing sensible stands there; then it
  /// has been reported and its lines are passed.
  @inline(__always)
  mutating func readInline(inside n: Int, _ properties: NodeProperties) -> Bool {
    switch byte(at) {
    case ascii("\""): return readDoubleQuoted(inside: n, properties)
    case ascii("'"): return readSingleQuoted(inside: n, properties)
    case ascii("["), ascii("{"): return readFlowCollection(inside: n, properties)
    case ascii("*"): return readAlias(inside: n, properties)
    case ascii("]"), ascii("}"), ascii(","), ascii("@"), ascii("`"), ascii("%"), ascii("#"),
      ascii("|"),
      ascii(">"), ascii("&"), ascii("!"):
      reportReserved()
      skipRest(inside: n)
      return false
    default:
      let start = at
      let end = scanPlainLine()
      appendScalar(.plain, from: start, to: end, text: Span(start: start, end: end), properties)
      at = end
      return true
    }
  }
}
