package import Diagnostics
package import Documents

/// Checks that what a reader says and gives points into the text, and only there.
package func requirePlaces(of reading: Reading, in source: Source) {
  require(
    reading.failed || !reading.documents.isEmpty || source.bytes.count < 1 << 16,
    "a reading without errors has a document")
  requirePlaces(of: reading.diagnostics, in: source)
  for root in reading.documents {
    require(root.parent == nil, "a document's root has no parent")
    walk(root, isWhole: !reading.failed)
  }
}

/// Checks that diagnostics are worth showing and that every place of theirs is in the text.
package func requirePlaces(of diagnostics: [Diagnostic], in source: Source) {
  for diagnostic in diagnostics {
    require(!diagnostic.message.isEmpty, "\(diagnostic.code) says something")
    let places = [diagnostic.place] + diagnostic.notes.map(\.place)
    for place in places.compactMap({ $0 }) {
      // A text in UTF-16 is another source once it is read: the same in UTF-8.
      require(place.source.name == source.name, "\(diagnostic.code) points into the text")
      requireRange(place.span, in: place.source, "\(diagnostic.code)")
    }
    if let edit = diagnostic.hint?.edit {
      requireRange(
        edit.span, in: diagnostic.place?.source ?? source, "the edit of \(diagnostic.code)")
    }
  }
}

private func walk(_ node: Node, isWhole: Bool) {
  requireRange(node.span, in: node.source, "a \(node.kind)")
  _ = (node.text, node.tag, node.anchor, node.spelling)
  var children: [Node] = Array(node.elements)
  for entry in node.entries {
    require(entry.key.isKey && !entry.value.isKey, "keys know that they are keys")
    require(entry.value.key?.span == entry.key.span, "a value knows its key")
    children += [entry.key, entry.value]
  }
  for child in children {
    require(child.parent?.span == node.span, "a child knows its parent")
    if isWhole {
      require(
        node.span.start <= child.span.start && child.span.end <= node.span.end,
        "a \(child.kind) at \(child.span) is written inside its \(node.kind) at \(node.span)")
    }
    walk(child, isWhole: isWhole)
  }
  if children.isEmpty { _ = node.path.description }
}

private func requireRange(_ span: Span, in source: Source, _ what: String) {
  require(
    0 <= span.start && span.start <= span.end && span.end <= source.bytes.count,
    "\(what) lies in the text: \(span)")
}
