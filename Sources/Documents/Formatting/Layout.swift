internal import Diagnostics

/// Draws a tree in canonical layout.
struct Layout {
  let tree: Tree
  var canvas: Canvas
  /// The text ends in the middle of a block scalar's last line. YAML 1.2 takes that for a line break
  /// and CloudFormation does not: only left as it is does it mean the same to both.
  var endsUnbroken = false

  /// The width of one level.
  static let step = 2

  /// The column where documents begin.
  private let margin: Int

  private init(_ tree: Tree, margin: Int) {
    self.tree = tree
    self.margin = margin
    canvas = Canvas(tree.source, comments: tree.comments)
  }

  /// What drawing a tree comes to.
  enum Drawing {
    case text([UInt8])
    /// More than `WritingLimits.bytes`.
    case tooLarge
    /// A text that would mean something else.
    case different
  }

  /// The canonical text of everything in the tree, if it means the same.
  static func draw(_ tree: Tree, meansTheSame: (Source) -> Bool) -> Drawing {
    // With a margin, even a text that begins with `---` is none of the marks between documents.
    for margin in [0, step] {
      guard let text = draw(tree, margin: margin) else { return .tooLarge }
      if meansTheSame(Source(name: tree.source.name, bytes: text)) { return .text(text) }
    }
    return .different
  }

  /// The canonical text, or `nil` if it is too large.
  private static func draw(_ tree: Tree, margin: Int) -> [UInt8]? {
    var layout = Layout(tree, margin: margin)
    for document in tree.documents { layout.draw(document) }
    layout.canvas.drawComments(before: .max, column: 0)
    guard !layout.canvas.isFull else { return nil }
    let text = layout.canvas.out
    return text.isEmpty || layout.endsUnbroken ? text : text + [UInt8(ascii: "\n")]
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
      if document.startMarker == nil { canvas.startLine(at: start(of: root), column: margin) }
      draw(root, inner: margin, mayBeCompact: document.startMarker == nil, enclosing: -1)
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
