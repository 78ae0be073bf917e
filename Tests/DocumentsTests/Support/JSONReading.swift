import Diagnostics
import Documents

/// Reads a text as JSON.
func readJSON(_ source: Source) -> Reading { read(source, as: .json) }

func readJSON(text: String) -> Reading {
  readJSON(Source(name: "test.json", text: text))
}

/// Whether a file is taken: it is UTF-8 and has no error.
func acceptsJSON(_ bytes: [UInt8]) -> Bool {
  String(validating: bytes, as: UTF8.self) != nil
    && !readJSON(Source(name: "test.json", bytes: bytes)).failed
}

/// The value of a node that was read from JSON.
func jsonValue(_ node: Node) -> Value {
  switch node.kind {
  case .sequence: return .array(node.elements.map(jsonValue))
  case .mapping:
    return .object(Value.Object(node.entries.map { .init($0.key.text, jsonValue($0.value)) }))
  case .scalar, .alias:
    guard node.style == .plain else { return .string(node.text) }
    switch node.text {
    case "null": return .null
    case "true": return .bool(true)
    case "false": return .bool(false)
    case let text: return .number(Number(spelling: text))
    }
  }
}

/// What does not hold together in a reading: places out of range or out of order, keys without
/// values, plain scalars that JSON does not know.
func flaws(of reading: Reading, in source: Source) -> [String] {
  var flaws: [String] = []
  func check(_ span: Span, _ what: String) {
    if span.start < 0 || span.start > span.end || span.end > source.bytes.count {
      flaws.append("\(what): \(span)")
    }
  }
  for diagnostic in reading.diagnostics {
    check(diagnostic.place?.span ?? Span(start: 1, end: 0), "place of \(diagnostic.code)")
    for note in diagnostic.notes { check(note.place?.span ?? Span(at: 0), "note") }
    if let edit = diagnostic.hint?.edit { check(edit.span, "edit") }
  }
  let starts = reading.diagnostics.map { $0.place?.span.start ?? 0 }
  if starts != starts.sorted() { flaws.append("diagnostics out of order") }
  if reading.diagnostics.count > ReadingLimits.diagnostics { flaws.append("too many") }
  var nodes = reading.documents
  while let node = nodes.popLast() {
    check(node.span, "node \(node.path)")
    if let parent = node.parent {
      let (outer, inner) = (parent.span, node.span)
      if inner.start < outer.start || inner.end > outer.end {
        flaws.append("\(inner) outside its parent's \(outer)")
      }
    }
    switch node.kind {
    case .sequence: nodes += node.elements
    case .mapping:
      var count = 0
      for entry in node.entries {
        count += 1
        if !entry.key.isKey || entry.value.isKey { flaws.append("key and value are mixed up") }
        nodes += [entry.key, entry.value]
      }
      if count != node.entries.count { flaws.append("a mapping counts wrongly") }
    case .scalar:
      let text = node.text
      if node.style == .plain, Number(json: text) == nil, !["null", "true", "false"].contains(text)
      {
        flaws.append("'\(text)' is plain")
      }
    case .alias: flaws.append("an alias in JSON")
    }
  }
  return flaws
}
