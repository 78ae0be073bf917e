internal import Diagnostics
internal import Documents

/// Where a `${…}` is written. It is looked for only once somebody asks: most references are right.
struct ReferencePlace {
  private let reference: ReferenceText.Reference
  private let node: Node

  init(_ reference: ReferenceText.Reference, in node: Node) {
    self.reference = reference
    self.node = node
  }

  /// The reference, or the whole scalar where escapes hide it.
  var place: Place { found.place }

  /// What stands between the braces, where that is sure.
  var body: Span? { found.body }

  private var found: (place: Place, body: Span?) {
    let spelling = Array(node.spelling.utf8)
    let starts = Self.starts(in: spelling, node.style)
    // Escapes in double quotes can spell a `${` in other ways, or hide one.
    guard starts.count == Self.starts(in: Array(node.text.utf8), .plain).count,
      reference.ordinal < starts.count
    else { return (node.place, nil) }
    let start = starts[reference.ordinal]
    var end = start + 2
    if reference.isClosed, let close = spelling[start...].firstIndex(of: UInt8(ascii: "}")) {
      end = close + 1
    } else {
      end = min(spelling.count, start + 2 + reference.body.utf8.count)
    }
    let offset = node.span.start
    let inner = Span(start: offset + start + 2, end: offset + end - (reference.isClosed ? 1 : 0))
    return (
      Place(node.source, Span(start: offset + start, end: offset + end)),
      node.source.text(in: inner) == reference.body ? inner : nil
    )
  }

  /// The edit that puts something else between the braces.
  func edit(_ replacement: String) -> Diagnostic.Edit? {
    body.map { Diagnostic.Edit($0, replacement: replacement) }
  }

  /// The edit that makes the reference plain text.
  var escape: Diagnostic.Edit? {
    body.map { Diagnostic.Edit(Span(at: $0.start - 2), replacement: "$") }
  }

  /// Where each `${` begins. The header of a block scalar may hold one too, in a comment.
  private static func starts(in bytes: [UInt8], _ style: NodeStyle) -> [Int] {
    var index = 0
    if style == .literal || style == .folded {
      index = bytes.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
    }
    var starts: [Int] = []
    while index + 1 < bytes.count {
      if bytes[index] == UInt8(ascii: "$"), bytes[index + 1] == UInt8(ascii: "{") {
        starts.append(index)
      }
      index += 1
    }
    return starts
  }
}
