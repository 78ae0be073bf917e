internal import Diagnostics

extension Node {
  /// The node with another one of the same text laid over it: mappings are merged, deeply; anything
  /// else that lies above takes the place of what is below, and a null above removes its key.
  ///
  /// The result is a tree of its own, with merge keys and aliases followed. Every node still knows
  /// where in the text it is written.
  package func overlaid(by upper: Node) -> Node {
    precondition(tree === upper.tree, "nodes of different texts cannot lie over each other")
    var overlay = Overlay(cooked: tree.cooked)
    overlay.put(resolved, under: upper.resolved, parent: Record.noParent, isKey: false)
    return overlay.root(tree.source, tree.dialect)
  }

  /// Whether nothing stands there, or `null` or `~`.
  package var isNull: Bool { kind == .scalar && tag == nil && scalar == .null }

  /// What a scalar without CloudFormation's tags is; nil if it does not fit its tag, or is no scalar.
  package var scalar: Scalar? {
    guard kind == .scalar else { return nil }
    return dialect.schema.resolve(text, style: style, tag: tag)
  }
}

/// A tree that is put together from the nodes of another.
private struct Overlay: ~Copyable {
  private var builder = TreeBuilder()

  init(cooked: [UInt8]) {
    builder.cooked = cooked
  }

  consuming func root(_ source: Source, _ dialect: Dialect) -> Node {
    Node(tree: Tree(builder, source: source, dialect: dialect), index: 0)
  }

  /// Puts a node and what is below it at the end of the tree, with what lies over it.
  mutating func put(_ node: Node, under upper: Node?, parent: UInt32, isKey: Bool) {
    guard let upper else {
      put(node, parent: parent, isKey: isKey)
      return
    }
    guard node.kind == .mapping, upper.kind == .mapping, node.tag == nil, upper.tag == nil else {
      put(upper, parent: parent, isKey: isKey)
      return
    }
    let index = append(node, parent: parent, isKey: isKey)
    let above = upper.fields
    var count = 0
    var seen: Set<Int> = []
    for entry in node.fields {
      let found = above.indices.last { above[$0].key.isSameKey(as: entry.key) }
      if let found { seen.insert(found) }
      let over = found.map { above[$0] }
      if let over, over.value.isNull { continue }
      let isMerged = over.map { $0.value.kind == .mapping && entry.value.kind == .mapping } ?? true
      put(isMerged ? entry.key : over?.key ?? entry.key, parent: index, isKey: true)
      put(entry.value, under: over?.value, parent: index, isKey: false)
      count += 2
    }
    for (position, entry) in above.enumerated() where !seen.contains(position) {
      guard !entry.value.isNull else { continue }
      put(entry.key, parent: index, isKey: true)
      put(entry.value, parent: index, isKey: false)
      count += 2
    }
    close(index, count: count)
  }

  /// Puts a node and what is below it at the end of the tree, as it is.
  private mutating func put(_ node: Node, parent: UInt32, isKey: Bool) {
    let node = node.resolved
    let index = append(node, parent: parent, isKey: isKey)
    var count = 0
    switch node.kind {
    case .scalar, .alias:
      builder.records[Int(index)].next = index + 1
      return
    case .sequence:
      for element in node.elements {
        put(element, parent: index, isKey: false)
        count += 1
      }
    case .mapping:
      for entry in node.fields {
        put(entry.key, parent: index, isKey: true)
        put(entry.value, parent: index, isKey: false)
        count += 2
      }
    }
    close(index, count: count)
  }

  /// Puts the record of a node alone.
  private mutating func append(_ node: Node, parent: UInt32, isKey: Bool) -> UInt32 {
    let index = UInt32(builder.records.count)
    var record = node.record
    record.parent = parent
    record.flags &= ~(Record.isKey | Record.hasProperties)
    if isKey { record.flags |= Record.isKey }
    if let properties = node.tree.properties(of: node.index), properties.tag != nil {
      record.flags |= Record.hasProperties
      builder.properties.append(
        Properties(node: index, tag: properties.tag, tagSpan: properties.tagSpan))
    }
    builder.records.append(record)
    return index
  }

  private mutating func close(_ index: UInt32, count: Int) {
    builder.records[Int(index)].content = UInt32(count)
    builder.records[Int(index)].next = UInt32(builder.records.count)
  }
}

extension Node {
  /// Whether two keys are one.
  fileprivate func isSameKey(as other: Node) -> Bool {
    kind == .scalar && other.kind == .scalar && ExactText(text) == ExactText(other.text)
  }
}
