internal import Diagnostics

extension Tree {
  /// Whether another tree holds the same documents in the same styles, and the same comments in the
  /// same order; only the layout may differ.
  func isSame(as other: Tree) -> Bool {
    guard records.count == other.records.count, documents.count == other.documents.count,
      comments.count == other.comments.count
    else { return false }
    return records.indices.allSatisfy { isSame(at: $0, as: other) }
      && zip(documents, other.documents).allSatisfy { isSame($0, $1, in: other) }
      && zip(comments, other.comments).allSatisfy { words(in: $0) == other.words(in: $1) }
  }

  private func isSame(at index: Int, as other: Tree) -> Bool {
    let (mine, theirs) = (records[index], other.records[index])
    guard mine.kind == theirs.kind, mine.style == theirs.style, mine.parent == theirs.parent,
      mine.next == theirs.next
    else { return false }
    let (properties, otherProperties) = (self.properties(of: index), other.properties(of: index))
    guard properties?.tag == otherProperties?.tag, properties?.anchor == otherProperties?.anchor
    else { return false }
    guard mine.kind == .scalar else { return mine.content == theirs.content }
    guard mine.length == theirs.length else { return false }
    return Node(tree: self, index: index).withTextBytes { text in
      Node(tree: other, index: index).withTextBytes { text.elementsEqual($0) }
    }
  }

  private func isSame(_ mine: DocumentRecord, _ theirs: DocumentRecord, in other: Tree) -> Bool {
    mine.root == theirs.root && (mine.startMarker == nil) == (theirs.startMarker == nil)
      && (mine.endMarker == nil) == (theirs.endMarker == nil)
      && mine.directives.map { words(in: $0) } == theirs.directives.map { other.words(in: $0) }
  }

  /// What is written in a span, without white space at the end.
  private func words(in span: Span) -> ArraySlice<UInt8> {
    var end = span.end
    while end > span.start, Canvas.isBlank(source.bytes[end - 1]) { end -= 1 }
    return source.bytes[span.start..<end]
  }
}
