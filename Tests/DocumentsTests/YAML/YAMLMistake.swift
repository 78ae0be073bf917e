import Diagnostics
import Documents
import Testing

/// A YAML text with its mistakes marked in the order of the text, each with its code.
struct YAMLMistake: Sendable, CustomTestStringConvertible {
  var marked: String
  var codes: [Code]
  var dialect: Dialect
  /// The text after all edits; none where it is enough that the mistakes with an edit are gone.
  var mended: String?
  var testDescription: String { marked }

  init(marked: String, codes: [Code], dialect: Dialect) {
    self.marked = marked
    self.codes = codes
    self.dialect = dialect
  }

  init(
    _ marked: String, _ codes: YAMLCode..., in dialect: Dialect = .yaml, mended: String? = nil
  ) {
    self.marked = marked
    self.codes = codes.map(\.code)
    self.dialect = dialect
    self.mended = mended
  }

  init(
    _ marked: String, meaning codes: MeaningCode..., in dialect: Dialect = .yaml,
    mended: String? = nil
  ) {
    self.marked = marked
    self.codes = codes.map(\.code)
    self.dialect = dialect
    self.mended = mended
  }

  /// Expects exactly the marked diagnostics, and that their edits mend what they are given for.
  func check() {
    let marked = MarkedText(marked)
    let source = Source(name: "test.yaml", text: marked.text)
    let reading = read(source, as: dialect)
    let diagnostics = reading.diagnostics
    #expect(diagnostics.map(\.code) == codes, "\(diagnostics.map(\.message))")
    #expect(diagnostics.map { $0.place?.span } == marked.spans, "\(diagnostics.map(\.message))")
    #expect(diagnostics.allSatisfy { $0.hint != nil })
    #expect(yamlFlaws(of: reading, in: source) == [])
    let result = diagnostics.applied(to: marked.text)
    if let mended { #expect(result == mended) }
    let left = read(Source(name: "mended.yaml", text: result), as: dialect).diagnostics
    #expect(
      left.map(\.code) == diagnostics.filter { $0.hint?.edit == nil }.map(\.code),
      "\(result)\n\(left.map(\.message))")
  }
}

/// What does not hold together in a reading of YAML: places out of range, out of order or inside a
/// character, nodes outside their parents, keys without values.
func yamlFlaws(of reading: Reading, in source: Source) -> [String] {
  var flaws: [String] = []
  func check(_ place: Place?, _ what: @autoclosure () -> String) {
    guard let place else { return flaws.append("\(what()) has no place") }
    let bytes = place.source.bytes
    let span = place.span
    if span.start < 0 || span.start > span.end || span.end > bytes.count {
      return flaws.append("\(what()): \(span) is out of range")
    }
    for offset in [span.start, span.end] where offset < bytes.count && bytes[offset] & 0xC0 == 0x80
    {
      flaws.append("\(what()): \(offset) is inside a character")
    }
  }
  for diagnostic in reading.diagnostics {
    check(diagnostic.place, "\(diagnostic.code)")
    for note in diagnostic.notes { check(note.place, "a note of \(diagnostic.code)") }
    if let edit = diagnostic.hint?.edit {
      check(Place(diagnostic.place?.source ?? source, edit.span), "the edit of \(diagnostic.code)")
    }
    if diagnostic.message.isEmpty || diagnostic.message.hasSuffix(".") {
      flaws.append("\(diagnostic.code) says '\(diagnostic.message)'")
    }
  }
  let starts = reading.diagnostics.map { $0.place?.span.start ?? 0 }
  if starts != starts.sorted() { flaws.append("diagnostics out of order") }
  if reading.diagnostics.count > ReadingLimits.diagnostics { flaws.append("too many diagnostics") }

  var nodes = reading.documents
  while let node = nodes.popLast() {
    check(node.place, "a \(node.kind)")
    let children: [Node]
    switch node.kind {
    case .scalar, .alias: children = []
    case .sequence: children = Array(node.elements)
    case .mapping: children = node.entries.flatMap { [$0.key, $0.value] }
    }
    let count = node.kind == .mapping ? node.entries.count * 2 : node.elements.count
    if children.count != count { flaws.append("\(node.span) has \(children.count) of \(count)") }
    var end = node.span.start
    for (index, child) in children.enumerated() {
      if child.span.start < end || child.span.end > node.span.end {
        flaws.append("\(child.span) in \(node.span) is out of place behind \(end)")
      }
      end = child.span.end
      if child.parent?.place != node.place { flaws.append("\(child.span) has another parent") }
      if child.isKey != (node.kind == .mapping && index % 2 == 0) {
        flaws.append("\(child.span) is a key or not, and should not be")
      }
    }
    _ = (node.text, node.resolved.kind)
    nodes += children
  }
  return flaws
}
