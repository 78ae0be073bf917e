internal import Diagnostics

/// Block sequences and block mappings, item by item.
extension YAMLReader {
  // MARK: Sequences

  /// Reads a block sequence from its first `-`, all of whose items begin at a column.
  mutating func readBlockSequence(column: Int, _ properties: NodeProperties) {
    guard let sequence = open(.sequence, .block, at: at, properties) else { return }
    var items = 0
    var strayReported = false
    while true {
      at += 1
      readBlockNode(inside: column, .item)
      items += 1
      while indent > column {
        // Deeper than the dash, and yet no part of the item.
        if tabbed { reportTab() }
        if !strayReported { reportIndentation(below: sequence, column: column) }
        strayReported = true
        passNode(inside: column)
      }
      guard indent == column, isIndicator("-", at) else { break }
      if tabbed { reportTab() }
    }
    close(sequence, children: items, end: lastEnd)
  }

  // MARK: Mappings

  /// Reads a block mapping whose first entry begins with `?` or `:`.
  mutating func readBlockMapping(
    column: Int, _ properties: NodeProperties, firstKey: NodeProperties, firstKeyAt: Int
  ) {
    let start = firstKey.isEmpty ? at : firstKeyAt
    guard let mapping = open(.mapping, .block, at: start, properties) else { return }
    if !firstKey.isEmpty {
      let key = nextIndex
      appendAbsent(firstKey)
      markKey(key)
      readEntries(of: mapping, column: column, from: .valueOfFirst)
    } else {
      readEntries(of: mapping, column: column, from: .entry)
    }
  }

  /// Where the reader stands when it begins with the entries of a mapping.
  enum EntryStart {
    /// The reader stands on the `:` behind the first key.
    case valueOfFirst
    /// The reader stands behind the first key, whose `:` is missing.
    case lineBelowFirst
    /// The reader stands on the first character of an entry.
    case entry
  }

  /// Reads the entries of a block mapping, all of which begin at a column, and closes it.
  mutating func readEntries(
    of mapping: OpenCollection, column: Int, from start: EntryStart
  ) {
    var children = 0
    switch start {
    case .valueOfFirst, .lineBelowFirst:
      if start == .valueOfFirst { at += 1 }
      readBlockNode(inside: column, .value)
      children = 2
    case .entry: children = readEntry(column: column) ? 2 : 0
    }
    var strayAt = -1
    while indent >= column {
      if tabbed { reportTab() }
      if indent > column {
        tree.records[mapping.index].flags |= Record.isDamaged
        if indent != strayAt { reportIndentation(below: mapping, column: column) }
        strayAt = indent
        if isIndicator("-", at) {
          passNode(inside: column)
          continue
        }
      }
      // A line at a wrong indentation is read as an entry all the same: it may hold more mistakes.
      if readEntry(column: indent) { children += 2 }
    }
    close(mapping, children: children, end: lastEnd)
  }

  /// Reads one entry of a block mapping. False where there was none; then it has been reported and
  /// passed.
  private mutating func readEntry(column: Int) -> Bool {
    let key = nextIndex
    if isIndicator("?", at) {
      at += 1
      readBlockNode(inside: column, .explicitKey)
      if nextIndex > key { markKey(key, explicit: true) }
      if indent == column, isIndicator(":", at) {
        if tabbed { reportTab() }
        at += 1
        readBlockNode(inside: column, .explicitValue)
      } else {
        appendAbsent(NodeProperties(), at: lastEnd)
      }
      return true
    }
    if isIndicator(":", at) {
      appendAbsent(NodeProperties())
      markKey(key)
      at += 1
      readBlockNode(inside: column, .value)
      return true
    }
    if isIndicator("-", at) {
      reportItemInMapping()
      passNode(inside: column - 1)
      return false
    }
    return readImplicitEntry(column: column, key: key)
  }

  private mutating func readImplicitEntry(column: Int, key: Int) -> Bool {
    var properties = NodeProperties()
    if byte(at) == ascii("&") || byte(at) == ascii("!") {
      guard readProperties(into: &properties, inFlow: false) else {
        skipRest(inside: column)
        return false
      }
      if isIndicator(":", at) {
        appendAbsent(properties)
        markKey(key)
        at += 1
        readBlockNode(inside: column, .value)
        return true
      }
    }
    let start = at
    let line = lineStart
    guard readInline(inside: column, properties) else {
      truncate(to: key)
      return false
    }
    let end = at
    skipBlanks()
    guard isIndicator(":", at) else {
      reportNoKey(from: start, to: end)
      if line == lineStart, heads(blockIn: column, end) {
        markKey(key)
        readBlockNode(inside: column, .value)
        return true
      }
      truncate(to: key)
      skipRest(inside: column)
      return false
    }
    guard line == lineStart else {
      reportMultilineKey(from: start, to: end)
      truncate(to: key)
      skipRest(inside: column)
      return false
    }
    checkKeyLength(from: start, to: end)
    markKey(key)
    at += 1
    readBlockNode(inside: column, .value)
    return true
  }

  /// Reads a node that belongs nowhere, for the mistakes that it may hold.
  mutating func passNode(inside n: Int) {
    let index = nextIndex
    readBlockNode(inside: n, .root)
    truncate(to: index)
  }

  /// Whether a line that ends at an offset stands above the entries of a deeper block, as a key
  /// does.
  func heads(blockIn column: Int, _ end: Int) -> Bool {
    guard isBreak(skippingBlanks(from: end)) else { return false }
    var offset = end
    while offset < count, isBreak(skippingBlanks(from: offset)) {
      offset = skippingBlanks(from: offset) + 1
    }
    guard offset < count else { return false }
    let line = startOfLine(offset)
    return indentation(ofLineAt: line) > column
      && looksLikeEntry(lineAt: line + indentation(ofLineAt: line))
  }

  /// Takes back the nodes from an index on, which turned out to belong nowhere.
  mutating func truncate(to index: Int) {
    while let last = tree.properties.last, last.node >= index {
      if let anchor = last.anchor, anchors[anchor] == last.node { anchors[anchor] = nil }
      tree.properties.removeLast()
    }
    tree.records.removeLast(max(0, tree.records.count - index))
  }
}
