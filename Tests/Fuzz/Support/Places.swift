package import Diagnostics
package import Documents

/// Checks that what a reader says and gives points into the text, and only there.
package func requirePlaces(of reading: Reading, in source: Source) {
  requirePlaces(of: reading.diagnostics, in: source)
  requireShown(reading.diagnostics)
  for root in reading.documents {
    require(root.parent == nil, "a document's root has no parent")
    requireSame(root.source, source, "a document")
    walk(root, isWhole: !reading.failed)
  }
}

/// Checks that diagnostics are worth showing and that every place of theirs is in the text.
package func requirePlaces(of diagnostics: [Diagnostic], in source: Source) {
  for diagnostic in diagnostics {
    require(!diagnostic.message.isEmpty, "\(diagnostic.code) says something")
    let places = [diagnostic.place] + diagnostic.notes.map(\.place)
    for place in places.compactMap({ $0 }) {
      requireSame(place.source, source, "\(diagnostic.code)")
      requireRange(place.span, in: place.source, "\(diagnostic.code)")
    }
    if let edit = diagnostic.hint?.edit {
      requireRange(
        edit.span, in: diagnostic.place?.source ?? source, "the edit of \(diagnostic.code)")
    }
  }
}

/// Checks that only comments were left out where a text without errors has no documents.
package func requireNothingLost(of reading: Reading, in source: Source) {
  guard !reading.failed, reading.documents.isEmpty else { return }
  let text = String(decoding: inUTF8(source.bytes), as: UTF8.self)
  for line in text.unicodeScalars.split(whereSeparator: { $0 == "\n" || $0 == "\r" }) {
    let words = line.drop { $0 == " " || $0 == "\t" || $0 == "\u{FEFF}" }
    require(
      words.isEmpty || words.first == "#" || words.starts(with: "...".unicodeScalars),
      "nothing but comments is no document: \(String(line).debugDescription)")
  }
}

/// Checks that what points into a source points into the one that was given, which is another one
/// where it had to be brought into UTF-8.
private func requireSame(_ pointed: Source, _ given: Source, _ what: String) {
  require(pointed.name == given.name, "\(what) names the text")
  guard pointed !== given else { return }
  require(pointed.bytes == inUTF8(given.bytes), "\(what) points into the text in UTF-8")
  require(pointed.bytes != given.bytes, "\(what) points into the text itself where it is UTF-8")
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
