internal import Diagnostics

/// The tag and anchor read before a node, waiting for it.
struct NodeProperties {
  var tag: String?
  var tagSpan = Span(at: 0)
  var anchor: String?
  var anchorSpan = Span(at: 0)

  var isEmpty: Bool { tag == nil && anchor == nil }

  /// Where they begin and end.
  var span: Span {
    if tag == nil { return anchorSpan }
    if anchor == nil { return tagSpan }
    return Span(
      start: min(tagSpan.start, anchorSpan.start), end: max(tagSpan.end, anchorSpan.end))
  }
}

extension YAMLReader {
  /// Where the next node will lie.
  var nextIndex: Int { tree.records.count }

  /// Adds a node below the open collection and gives it its properties.
  @inline(__always)
  @discardableResult
  mutating func append(
    _ kind: NodeKind, _ style: NodeStyle, from start: Int, to end: Int, content: Int = 0,
    length: Int = 0, flags: UInt8 = 0, _ properties: NodeProperties
  ) -> Int {
    let index = tree.records.count
    lastEnd = end
    tree.records.append(
      Record(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end),
        content: UInt32(truncatingIfNeeded: content), length: UInt32(truncatingIfNeeded: length),
        parent: parent, next: UInt32(truncatingIfNeeded: index + 1), kind: kind, style: style,
        flags: flags))
    if !properties.isEmpty { attach(properties, to: index) }
    return index
  }

  /// Adds a scalar whose text is what is written between two offsets.
  @inline(__always)
  mutating func appendScalar(
    _ style: NodeStyle, from start: Int, to end: Int, text: Span, _ properties: NodeProperties
  ) {
    append(
      .scalar, style, from: start, to: end, content: text.start, length: text.end - text.start,
      properties)
  }

  /// Adds a scalar whose text is what was cooked since an offset of the cooked bytes.
  mutating func appendCooked(
    _ style: NodeStyle, from start: Int, to end: Int, since cookedStart: Int,
    _ properties: NodeProperties
  ) {
    append(
      .scalar, style, from: start, to: end, content: cookedStart,
      length: tree.cooked.count - cookedStart, flags: Record.isCooked, properties)
  }

  /// Adds a scalar that is not written, such as the value of `key:`.
  mutating func appendAbsent(_ properties: NodeProperties, at offset: Int? = nil) {
    let offset = offset ?? (properties.isEmpty ? min(at, count) : properties.span.end)
    append(.scalar, .absent, from: offset, to: offset, content: offset, properties)
  }

  private mutating func attach(_ properties: NodeProperties, to index: Int) {
    tree.records[index].flags |= Record.hasProperties
    let row = Properties(
      node: UInt32(truncatingIfNeeded: index), tag: properties.tag, tagSpan: properties.tagSpan,
      anchor: properties.anchor, anchorSpan: properties.anchorSpan)
    // A mapping is inserted before its first key, whose row is there already.
    var position = tree.properties.count
    while position > 0, tree.properties[position - 1].node > row.node { position -= 1 }
    tree.properties.insert(row, at: position)
    if let anchor = properties.anchor { anchors[anchor] = row.node }
  }

  /// Opens a collection: nodes added from now on are its children. Returns what `close` wants, or
  /// nil where the nesting is too deep to go on.
  @inline(__always)
  mutating func open(
    _ kind: NodeKind, _ style: NodeStyle, at start: Int, _ properties: NodeProperties
  ) -> OpenCollection? {
    guard enter(at: start) else { return nil }
    let outer = parent
    let index = append(kind, style, from: start, to: start, properties)
    parent = UInt32(truncatingIfNeeded: index)
    // Not closed yet: an alias to it from inside would be endless.
    tree.records[index].next = 0
    return OpenCollection(index: index, outer: outer)
  }

  /// Opens a mapping in front of its first key, which has been read already: the nodes from an
  /// index on.
  @inline(__always)
  mutating func openMapping(
    before key: Int, _ style: NodeStyle, at start: Int, _ properties: NodeProperties
  ) -> OpenCollection? {
    guard enter(at: start) else { return nil }
    let outer = parent
    shiftNodes(from: key)
    tree.records.insert(
      Record(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: start),
        content: 0, length: 0, parent: outer, next: 0, kind: .mapping, style: style, flags: 0),
      at: key)
    tree.records[key + 1].parent = UInt32(truncatingIfNeeded: key)
    tree.records[key + 1].flags |= Record.isKey
    if !properties.isEmpty { attach(properties, to: key) }
    parent = UInt32(truncatingIfNeeded: key)
    return OpenCollection(index: key, outer: outer)
  }

  /// Closes a collection that has so many children and ends at an offset.
  @inline(__always)
  mutating func close(_ collection: OpenCollection, children: Int, end: Int) {
    tree.records[collection.index].content = UInt32(truncatingIfNeeded: children)
    tree.records[collection.index].end = UInt32(truncatingIfNeeded: end)
    tree.records[collection.index].next = UInt32(truncatingIfNeeded: tree.records.count)
    parent = collection.outer
    lastEnd = end
    depth -= 1
  }

  /// Marks the node at an index as a key.
  @inline(__always)
  mutating func markKey(_ index: Int, explicit: Bool = false) {
    tree.records[index].flags |= explicit ? Record.isKey | Record.isExplicitKey : Record.isKey
  }

  private mutating func enter(at offset: Int) -> Bool {
    depth += 1
    guard depth <= ReadingLimits.depth else {
      depth -= 1
      reportTooDeep(at: offset)
      stop()
      return false
    }
    return true
  }

  /// Ends the reading for good.
  mutating func stop() {
    stopped = true
    at = count
    indent = -1
  }

  /// Makes room for one record at an index: whatever points at or behind it moves along.
  @inline(__always)
  private mutating func shiftNodes(from index: Int) {
    let limit = UInt32(truncatingIfNeeded: index)
    var row = tree.properties.count
    while row > 0, tree.properties[row - 1].node >= limit {
      row -= 1
      let old = tree.properties[row].node
      tree.properties[row].node = old + 1
      if let anchor = tree.properties[row].anchor, anchors[anchor] == old {
        anchors[anchor] = old + 1
      }
    }
    guard tree.records.count > index else { return }
    for position in index..<tree.records.count {
      tree.records[position].next += 1
      if position > index {
        if tree.records[position].parent >= limit, tree.records[position].parent != Record.noParent
        {
          tree.records[position].parent += 1
        }
        if tree.records[position].kind == .alias, tree.records[position].content >= limit {
          tree.records[position].content += 1
        }
      }
    }
  }
}

/// A collection that is being read.
struct OpenCollection {
  var index: Int
  /// The collection around it.
  var outer: UInt32
}
