package import Diagnostics

/// What a node is.
package enum NodeKind: UInt8, Sendable {
  case scalar
  case sequence
  case mapping
  /// A `*name` that stands for an earlier node.
  case alias
}

/// How a node is written.
package enum NodeStyle: UInt8, Sendable {
  case plain
  case singleQuoted
  case doubleQuoted
  case literal
  case folded
  case block
  case flow
  /// A scalar that is not written at all, such as the value of `key:`.
  case absent
}

/// A place in a document's tree: a small handle, cheap to copy, that knows where it is written.
package struct Node: Sendable {
  let tree: Tree
  /// Where it stands among all nodes of its text; no two have the same.
  package let index: Int

  init(tree: Tree, index: Int) {
    self.tree = tree
    self.index = index
  }

  var record: Record { tree.records[index] }

  package var kind: NodeKind { record.kind }
  package var style: NodeStyle { record.style }
  package var source: Source { tree.source }
  package var dialect: Dialect { tree.dialect }

  /// What is written for the node, without its tag and anchor.
  package var span: Span { Span(start: Int(record.start), end: Int(record.end)) }
  package var place: Place { Place(source, span) }

  /// What is written, letter by letter.
  package var spelling: String { source.text(in: span) }

  /// The text of a scalar after unquoting, unescaping and folding; the name of an alias; empty for
  /// a collection.
  package var text: String {
    withTextBytes { String(decoding: $0, as: UTF8.self) }
  }

  /// The tag in full, `tag:yaml.org,2002:str` or `!Ref`, if one is written.
  package var tag: String? { tree.properties(of: index)?.tag }
  package var tagPlace: Place? {
    tree.properties(of: index).flatMap { $0.tag == nil ? nil : Place(source, $0.tagSpan) }
  }

  /// The name that aliases know the node by, if it has one.
  package var anchor: String? { tree.properties(of: index)?.anchor }

  /// The node itself, or the one its alias stands for.
  package var resolved: Node {
    var node = self
    while node.kind == .alias { node = Node(tree: tree, index: Int(node.record.content)) }
    return node
  }

  /// The collection that holds the node.
  package var parent: Node? {
    record.parent == Record.noParent ? nil : Node(tree: tree, index: Int(record.parent))
  }

  /// Whether the node is a key of the mapping that holds it.
  package var isKey: Bool { record.flags & Record.isKey != 0 }

  /// The key under which a value stands in its mapping.
  package var key: Node? {
    guard !isKey, let parent, parent.kind == .mapping else { return nil }
    var key = parent.index + 1
    while true {
      let value = Int(tree.records[key].next)
      if value == index { return Node(tree: tree, index: key) }
      key = Int(tree.records[value].next)
    }
  }

  /// Calls the body with the UTF-8 of the scalar's text, without making a string.
  func withTextBytes<Result>(_ body: (Slice<UnsafeBufferPointer<UInt8>>) -> Result) -> Result {
    let record = record
    guard record.kind == .scalar || record.kind == .alias else {
      return body(UnsafeBufferPointer(start: nil, count: 0)[...])
    }
    if record.kind == .alias {
      // The name follows the `*`.
      return source.bytes.withUnsafeBufferPointer {
        body($0[(Int(record.start) + 1)..<Int(record.end)])
      }
    }
    let start = Int(record.content)
    let range = start..<(start + Int(record.length))
    let store = record.flags & Record.isCooked != 0 ? tree.cooked : source.bytes
    return store.withUnsafeBufferPointer { body($0[range]) }
  }
}

extension Node {
  /// The children of a sequence, in order. Aliases are not followed.
  package var elements: Elements { Elements(tree: tree, index: index, kind: .sequence) }

  /// The entries of a mapping as they are written, in order: merge keys are entries like any
  /// other, aliases are not followed.
  package var entries: Entries {
    Entries(children: Elements(tree: tree, index: index, kind: .mapping))
  }

  /// The value that is written under a key of a mapping, its alias followed; the last one if there
  /// are several. Merge keys are not followed: `fields` does that.
  package subscript(key: String) -> Node? {
    var found: Node?
    for entry in entries where entry.key.kind == .scalar {
      if entry.key.withTextBytes({ $0.elementsEqual(key.utf8) }) { found = entry.value }
    }
    return found?.resolved
  }

  /// A walk over siblings.
  package struct Elements: Sequence, Sendable {
    let tree: Tree
    let index: Int
    let kind: NodeKind

    package var count: Int {
      tree.records[index].kind == kind ? Int(tree.records[index].content) : 0
    }

    package func makeIterator() -> Iterator {
      let record = tree.records[index]
      let end = record.kind == kind ? Int(record.next) : index + 1
      return Iterator(tree: tree, index: index + 1, end: end)
    }

    package struct Iterator: IteratorProtocol {
      let tree: Tree
      var index: Int
      let end: Int

      package mutating func next() -> Node? {
        guard index < end else { return nil }
        let node = Node(tree: tree, index: index)
        index = Int(tree.records[index].next)
        return node
      }
    }
  }

  /// A key and its value.
  package struct Entry: Sendable {
    package var key: Node
    package var value: Node
  }

  /// A walk over the entries of a mapping.
  package struct Entries: Sequence, Sendable {
    let children: Elements

    package var count: Int { children.count / 2 }

    package func makeIterator() -> Iterator { Iterator(children: children.makeIterator()) }

    package struct Iterator: IteratorProtocol {
      var children: Elements.Iterator

      package mutating func next() -> Entry? {
        guard let key = children.next(), let value = children.next() else { return nil }
        return Entry(key: key, value: value)
      }
    }
  }
}
