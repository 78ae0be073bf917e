internal import Diagnostics

/// Flow collections: `[a, b]` and `{a: b}`, over as many lines as they take.
extension YAMLReader {
  /// Reads the flow collection the reader stands on, below a block indented by `n`. False where it
  /// could not be read to its end; then that has been reported, all its lines are passed, and what
  /// could be read stands in the tree.
  mutating func readFlowCollection(inside n: Int, _ properties: NodeProperties) -> Bool {
    let openAt = at
    let isMapping = base[at] == ascii("{")
    let outermost = !inFlow
    guard let collection = open(isMapping ? .mapping : .sequence, .flow, at: at, properties) else {
      return false
    }
    at += 1
    let reported = diagnostics.count
    if outermost {
      abandoned = false
      escape = nil
    }
    var children = 0
    let whole =
      isMapping
      ? readFlowEntries(inside: n, openAt: openAt, &children)
      : readFlowItems(inside: n, openAt: openAt, &children)
    close(collection, children: children, end: whole ? at : endOfChildren(collection.index))
    if outermost, !whole, lastEnd > at {
      // Its lines are read again, as what they are.
      empty(collection.index)
    }
    if outermost, let escape, diagnostics.count > reported {
      // What was taken for a part of the collection was the block around it.
      takeBackReports(from: reported)
      giveUpFlow(collection.index, escape, inside: n)
      return false
    }
    return whole
  }

  private mutating func readFlowItems(inside n: Int, openAt: Int, _ children: inout Int) -> Bool {
    var needsItem = false
    while true {
      guard skipFlowGap(inside: n, openAt: openAt) else { return false }
      switch byte(at) {
      case ascii("]"):
        at += 1
        return true
      case ascii(","):
        reportEmptyItem(first: !needsItem && children == 0)
        at += 1
        continue
      case ascii("}"):
        closeMismatched(openAt: openAt)
        return true
      default: break
      }
      needsItem = true
      let before = nextIndex
      guard readFlowItem(inside: n, openAt: openAt) else {
        keepOneNode(from: before)
        children += nextIndex > before ? 1 : 0
        guard recoverInFlow(inside: n) else { return false }
        continue
      }
      children += 1
      guard separatesFlow(inside: n, openAt: openAt) else { return false }
    }
  }

  private mutating func readFlowEntries(inside n: Int, openAt: Int, _ children: inout Int) -> Bool {
    while true {
      guard skipFlowGap(inside: n, openAt: openAt) else { return false }
      switch byte(at) {
      case ascii("}"):
        at += 1
        return true
      case ascii(","):
        reportEmptyItem(first: children == 0)
        at += 1
        continue
      case ascii("]"):
        closeMismatched(openAt: openAt)
        return true
      default: break
      }
      let key = nextIndex
      guard readFlowEntry(inside: n, openAt: openAt) else {
        children += keepEntry(from: key)
        guard recoverInFlow(inside: n) else { return false }
        continue
      }
      markKey(key)
      children += 2
      guard separatesFlow(inside: n, openAt: openAt) else { return false }
    }
  }

  /// Passes the `,` behind an item, or stops before the closing bracket.
  private mutating func separatesFlow(inside n: Int, openAt: Int) -> Bool {
    guard skipFlowGap(inside: n, openAt: openAt) else { return false }
    if byte(at) == ascii(",") {
      at += 1
      return true
    }
    // A bracket that does not fit is met again as the end of the collection.
    if isFlowEnd(at) { return true }
    reportMissingComma(inside: n, openAt: openAt)
    return recoverInFlow(inside: n)
  }

  /// Reads an item of a flow sequence; one with a `:` is a mapping of a single pair.
  private mutating func readFlowItem(inside n: Int, openAt: Int) -> Bool {
    let index = nextIndex
    let start = at
    let line = lineStart
    if byte(at) == ascii("?"), isGap(at + 1) || isFlowIndicator(at + 1) {
      guard let pair = open(.mapping, .flow, at: start, NodeProperties()) else { return false }
      let read = readFlowEntry(inside: n, openAt: openAt)
      if read { markKey(index + 1, explicit: true) } else { truncate(to: index + 1) }
      close(pair, children: read ? 2 : 0, end: lastEnd)
      return read
    }
    let isKeyless = standsOnFlowColon(afterJSON: false)
    if isKeyless {
      appendAbsent(NodeProperties())
    } else {
      guard readFlowNode(inside: n) else { return false }
    }
    let end = at
    let json = isJSONLike(index)
    guard skipFlowGap(inside: n, openAt: openAt) else { return false }
    guard standsOnFlowColon(afterJSON: json) else {
      return true
    }
    if line != lineStart {
      if json {
        reportMultilineKey(from: start, to: end)
      } else {
        reportMissingComma(inside: n, openAt: openAt)
      }
      return false
    }
    checkKeyLength(from: start, to: end)
    guard let pair = openMapping(before: index, .flow, at: start, NodeProperties()) else {
      return false
    }
    at += 1
    let read = readFlowValue(inside: n, openAt: openAt)
    close(pair, children: 2, end: lastEnd)
    return read
  }

  /// Reads a key, and its value if there is one, in a flow mapping. Two nodes are added on success.
  private mutating func readFlowEntry(inside n: Int, openAt: Int) -> Bool {
    let key = nextIndex
    var explicit = false
    if byte(at) == ascii("?"), isGap(at + 1) || isFlowIndicator(at + 1) {
      explicit = true
      at += 1
      guard skipFlowGap(inside: n, openAt: openAt) else { return false }
    }
    if standsOnFlowColon(afterJSON: false) || isFlowEnd(at) && explicit {
      appendAbsent(NodeProperties())
    } else {
      guard readFlowNode(inside: n) else { return false }
    }
    if explicit { markKey(key, explicit: true) }
    let end = at
    let json = isJSONLike(key)
    guard skipFlowGap(inside: n, openAt: openAt) else { return false }
    guard standsOnFlowColon(afterJSON: json) else {
      appendAbsent(NodeProperties(), at: end)
      return true
    }
    at += 1
    return readFlowValue(inside: n, openAt: openAt)
  }

  /// Reads what follows the `:` of a pair; it may be nothing.
  private mutating func readFlowValue(inside n: Int, openAt: Int) -> Bool {
    let end = at
    let index = nextIndex
    guard skipFlowGap(inside: n, openAt: openAt) else {
      appendAbsent(NodeProperties(), at: end)
      return false
    }
    if isFlowEnd(at) {
      appendAbsent(NodeProperties(), at: end)
      return true
    }
    guard readFlowNode(inside: n) else {
      if nextIndex == index { appendAbsent(NodeProperties(), at: end) }
      keepOneNode(from: index)
      return false
    }
    return true
  }

  /// Reads one node in flow context; exactly one is added on success.
  private mutating func readFlowNode(inside n: Int) -> Bool {
    var properties = NodeProperties()
    if byte(at) == ascii("&") || byte(at) == ascii("!") {
      guard readProperties(into: &properties, inFlow: true) else { return false }
      while isBreak(at) || byte(at) == ascii("#") {
        guard skipFlowGap(inside: n, openAt: at) else { return false }
        if byte(at) == ascii("&") || byte(at) == ascii("!") {
          guard readProperties(into: &properties, inFlow: true) else { return false }
        }
      }
      if isFlowEnd(at) || standsOnFlowColon(afterJSON: false) {
        appendAbsent(properties)
        return true
      }
    }
    switch byte(at) {
    case ascii("\""): return readDoubleQuoted(inside: n, properties)
    case ascii("'"): return readSingleQuoted(inside: n, properties)
    case ascii("["), ascii("{"): return readFlowCollection(inside: n, properties)
    case ascii("*"): return readAlias(inside: n, properties)
    case ascii("$") where byte(at + 1) == ascii("{"):
      return readUnquotedReference(from: at, properties)
    case ascii("@"), ascii("`"), ascii("%"), ascii("|"), ascii(">"), ascii("#"), ascii("&"),
      ascii("!"):
      reportReservedInFlow()
      return readFlowPlain(inside: n, properties)
    case ascii("-") where isGap(at + 1):
      reportDashInFlow()
      at += 1
      skipBlanks()
      return isFlowEnd(at) || isBreak(at) ? readAbsent(properties) : readFlowNode(inside: n)
    case ascii("-") where isFlowIndicator(at + 1),
      ascii("?") where isGap(at + 1) || isFlowIndicator(at + 1):
      reportReservedInFlow()
      return false
    default: return readFlowPlain(inside: n, properties)
    }
  }

  private mutating func readAbsent(_ properties: NodeProperties) -> Bool {
    appendAbsent(properties)
    return true
  }

  // MARK: Looking

  /// Whether a pair's `:` stands here. Behind a quoted text or a bracket it needs no gap.
  private func standsOnFlowColon(afterJSON json: Bool) -> Bool {
    byte(at) == ascii(":") && (json || isGap(at + 1) || isFlowIndicator(at + 1))
  }

  private func isFlowEnd(_ offset: Int) -> Bool {
    switch byte(offset) {
    case ascii(","), ascii("]"), ascii("}"): true
    default: false
    }
  }

  private func isJSONLike(_ index: Int) -> Bool {
    switch tree.records[index].style {
    case .singleQuoted, .doubleQuoted, .flow: true
    default: false
    }
  }

  /// Passes blanks, line breaks and comments between the parts of a flow collection. False where
  /// the collection cannot go on; then that has been reported, and its lines are passed.
  @inline(__always)
  private mutating func skipFlowGap(inside n: Int, openAt: Int) -> Bool {
    skipBlanks()
    switch byte(at) {
    case 0x0A, 0x0D, 0, ascii("#"): return skipFlowLines(inside: n, openAt: openAt)
    default: return true
    }
  }

  private mutating func skipFlowLines(inside n: Int, openAt: Int) -> Bool {
    while true {
      skipBlanks()
      if byte(at) == ascii("#") {
        guard startsComment(at) || dialect.schema == .cloudFormation else {
          reportCommentWithoutSpace()
          readComment()
          continue
        }
        readComment()
      }
      guard at < count else {
        reportUnclosed(openAt: openAt, inside: n)
        return false
      }
      guard isBreak(at) else { break }
      skipBreak()
      skipBlanks()
      if isDocumentMarker(lineStart), at == lineStart {
        reportUnclosed(openAt: openAt, inside: n)
        return false
      }
    }
    guard at == lineStart || onlyBlanks(from: lineStart, to: at) else { return true }
    if endsFlow(inside: n) {
      reportUnclosed(openAt: openAt, inside: n)
      return false
    }
    checkFlowIndentation(inside: n)
    return true
  }

  private func onlyBlanks(from start: Int, to end: Int) -> Bool {
    skippingBlanks(from: start) >= end
  }

  /// Leaves a key and its value from an index on, if there is a key; returns how many nodes these
  /// are.
  private mutating func keepEntry(from key: Int) -> Int {
    guard nextIndex > key else { return 0 }
    let value = Int(tree.records[key].next)
    if value < nextIndex {
      keepOneNode(from: value)
    } else {
      appendAbsent(NodeProperties(), at: Int(tree.records[key].end))
      tree.records[value].flags |= Record.isDamaged
    }
    markKey(key)
    return 2
  }

  /// Where the children of a collection that was not read to its end leave off.
  private func endOfChildren(_ index: Int) -> Int {
    var end = Int(tree.records[index].start) + 1
    var child = index + 1
    while child < nextIndex {
      end = Int(tree.records[child].end)
      child = Int(tree.records[child].next)
    }
    return end
  }

  /// Leaves at most one node from an index on, so that a damaged part stays one node.
  private mutating func keepOneNode(from index: Int) {
    guard nextIndex > index else { return }
    let next = Int(tree.records[index].next)
    truncate(to: max(index + 1, next))
  }
}
