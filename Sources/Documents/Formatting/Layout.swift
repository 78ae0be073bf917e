internal import Diagnostics

/// Draws a tree in canonical layout.
struct Layout {
  let tree: Tree
  var canvas: Canvas

  /// The width of one level.
  static let step = 2

  private init(_ tree: Tree) {
    self.tree = tree
    canvas = Canvas(tree.source, comments: tree.comments)
  }

  /// The canonical text of everything in the tree.
  static func draw(_ tree: Tree) -> [UInt8] {
    var layout = Layout(tree)
    for document in tree.documents { layout.draw(document) }
    layout.canvas.drawComments(before: .max, column: 0)
    return layout.canvas.out.isEmpty ? [] : layout.canvas.out + [UInt8(ascii: "\n")]
  }

  private mutating func draw(_ document: DocumentRecord) {
    for directive in document.directives {
      canvas.startLine(at: directive.start, column: 0)
      canvas.draw(directive, column: 0)
      canvas.keepsEmptyLine = false
    }
    if let marker = document.startMarker {
      canvas.startLine(at: marker.start, column: 0)
      canvas.draw(marker, column: 0)
      canvas.keepsEmptyLine = false
    }
    let root = Node(tree: tree, index: document.root)
    if !isUnwritten(root) {
      if document.startMarker == nil { canvas.startLine(at: canvas.nextToken(), column: 0) }
      draw(root, inner: 0, mayBeCompact: document.startMarker == nil, enclosing: -1)
      canvas.keepsEmptyLine = true
    }
    if let marker = document.endMarker {
      canvas.startLine(at: marker.start, column: 0)
      canvas.draw(marker, column: 0)
      canvas.keepsEmptyLine = true
    }
  }

  /// Whether nothing at all is written for the node.
  func isUnwritten(_ node: Node) -> Bool {
    node.style == .absent && node.kind == .scalar && tree.properties(of: node.index) == nil
  }

  /// Where the node begins in the source, its tag and anchor included.
  func start(of node: Node) -> Int {
    properties(of: node).first?.start ?? node.span.start
  }

  /// What is written of a node's tag and anchor, in order.
  func properties(of node: Node) -> [Span] {
    guard let properties = tree.properties(of: node.index) else { return [] }
    var spans: [Span] = []
    if properties.tag != nil { spans.append(properties.tagSpan) }
    if properties.anchor != nil { spans.append(properties.anchorSpan) }
    return spans.sorted { $0.start < $1.start }
  }

  /// Draws a node's tag and anchor.
  mutating func drawProperties(of node: Node, column: Int) {
    for span in properties(of: node) { canvas.draw(span, column: column) }
  }
}
