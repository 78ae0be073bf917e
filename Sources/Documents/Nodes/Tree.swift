internal import Diagnostics

/// The nodes of a text, flat, in the order of the text: a collection stands before its children.
///
/// One node is one 32-byte record; what few nodes have (tags, anchors) lies in tables beside it.
/// Read it through `Node`.
package final class Tree: Sendable {
  let source: Source
  let dialect: Dialect
  let records: [Record]
  /// Scalar texts that differ from what is written, one after another.
  let cooked: [UInt8]
  /// Tags and anchors, by ascending node index.
  let properties: [Properties]
  let documents: [DocumentRecord]
  /// Every comment, from its `#` to the end of its line, in the order of the text.
  let comments: [Span]
  /// Where a byte-order mark begins a document behind the first.
  let marks: [Int]

  init(_ builder: consuming TreeBuilder, source: Source, dialect: Dialect) {
    self.source = source
    self.dialect = dialect
    self.records = builder.records
    self.cooked = builder.cooked
    self.properties = builder.properties
    self.documents = builder.documents
    self.comments = builder.comments
    self.marks = builder.marks
  }

  /// The tag and anchor of a node, if it has any.
  func properties(of index: Int) -> Properties? {
    guard records[index].flags & Record.hasProperties != 0 else { return nil }
    var low = 0
    var high = properties.count
    while low < high {
      let middle = (low + high) / 2
      if Int(properties[middle].node) < index { low = middle + 1 } else { high = middle }
    }
    return low < properties.count && Int(properties[low].node) == index ? properties[low] : nil
  }
}

/// One node, as it lies in the tree.
struct Record: Sendable {
  /// What is written for the node itself, without its tag and anchor.
  var start: UInt32
  var end: UInt32
  /// Scalar: where its text begins, in the source or, when cooked, beside it. Alias: the index of
  /// the node it stands for. Collection: how many children it has (a mapping's keys and values
  /// count one each).
  var content: UInt32
  /// Scalar and alias: how many bytes its text has.
  var length: UInt32
  /// The index of the collection that holds the node; `noParent` for the root of a document.
  var parent: UInt32
  /// One past the last node below this one.
  var next: UInt32
  var kind: NodeKind
  var style: NodeStyle
  var flags: UInt8

  static let noParent = UInt32.max
  /// The scalar's text lies in `Tree.cooked`.
  static let isCooked: UInt8 = 1
  /// The node has a tag or an anchor.
  static let hasProperties: UInt8 = 2
  /// The node is a key of a mapping.
  static let isKey: UInt8 = 4
  /// The key was introduced by `?`.
  static let isExplicitKey: UInt8 = 8
  /// The node, or lines of the collection, could not be read, or stand at a wrong indentation.
  static let isDamaged: UInt8 = 16
}

/// The tag and the anchor of a node.
struct Properties: Sendable {
  var node: UInt32
  /// The tag in full (`tag:yaml.org,2002:str`, `!Ref`), `!` for the non-specific one.
  var tag: String?
  var tagSpan = Span(at: 0)
  /// The name after `&`; its span covers the `&` too.
  var anchor: String?
  var anchorSpan = Span(at: 0)
}

/// One document of a stream.
struct DocumentRecord: Sendable {
  /// The index of its root node.
  var root: Int
  /// Everything from its directives to its end marker.
  var span: Span
  /// The `%` lines, without their line breaks.
  var directives: [Span] = []
  /// The `---`, if it is written.
  var startMarker: Span?
  /// The `...`, if it is written.
  var endMarker: Span?
}

/// A tree under construction.
struct TreeBuilder: ~Copyable {
  var records: [Record] = []
  var cooked: [UInt8] = []
  var properties: [Properties] = []
  var documents: [DocumentRecord] = []
  var comments: [Span] = []
  var marks: [Int] = []
}
