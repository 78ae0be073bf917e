package import Diagnostics

/// What formatting a text gave.
package struct Formatted: Sendable {
  /// The text in canonical layout; none if the text has errors.
  package var text: String?
  package var diagnostics: [Diagnostic]
  /// Whether the canonical text is another than the one that was given.
  package var changed: Bool
  /// Laid out anew, the text would have meant something else: a mistake of the formatter, found
  /// before it cost anyone a file.
  package var wouldChangeMeaning: Bool

  package init(
    text: String?, diagnostics: [Diagnostic], changed: Bool, wouldChangeMeaning: Bool = false
  ) {
    self.text = text
    self.diagnostics = diagnostics
    self.changed = changed
    self.wouldChangeMeaning = wouldChangeMeaning
  }
}

/// The canonical layout of YAML files.
package enum Formatting {
  /// How often unquoted references are quoted and the result is read anew: the reader reports no
  /// more than `ReadingLimits.diagnostics` of them at a time.
  private static let passes = 64

  /// Lays a text out canonically: comments, order, styles, spellings and meaning stay.
  ///
  /// A text with errors is left alone, except where all of them are unquoted references in flow
  /// collections: these are quoted.
  package static func format(_ given: Source, as dialect: Dialect = .stackFile) -> Formatted {
    // What is written is UTF-8, whatever was read.
    let transcoded = Encoding.transcoded(given)
    if let faults = transcoded?.faults, !faults.isEmpty {
      return Formatted(text: nil, diagnostics: faults, changed: false)
    }
    let source = transcoded?.source ?? given
    var current = source
    var reading = readUTF8(current, as: dialect)
    for _ in 0..<passes {
      guard let mended = quotingReferences(in: current, reading.diagnostics) else { break }
      current = mended
      reading = readUTF8(current, as: dialect)
    }
    guard !reading.failed else {
      // What is reported must lie in the text that was given.
      let diagnostics = current === source ? reading : readUTF8(source, as: dialect)
      return Formatted(text: nil, diagnostics: diagnostics.diagnostics, changed: false)
    }

    let tree = tree(of: reading, current, as: dialect)
    let trees = [tree] + byOtherRules(current, tree)
    let drawing = Layout.draw(tree) { result in
      trees.allSatisfy { tree in
        let again = readUTF8(result, as: tree.dialect)
        return !again.failed && tree.isSame(as: self.tree(of: again, result, as: tree.dialect))
      }
    }
    switch drawing {
    case .text(let bytes):
      return Formatted(
        text: String(decoding: bytes, as: UTF8.self), diagnostics: reading.diagnostics,
        changed: bytes != given.bytes)
    case .tooLarge:
      return Formatted(
        text: nil, diagnostics: reading.diagnostics + [WritingCode.tooLarge(source)],
        changed: false)
    case .different:
      return Formatted(
        text: nil, diagnostics: reading.diagnostics, changed: false, wouldChangeMeaning: true)
    }
  }

  /// The tree of a text by the rules of the other kind of file, by which it is to stay what it is,
  /// too: nothing keeps a stack file from being read as a template. A template that would be another
  /// stack file is just a template.
  private static func byOtherRules(_ source: Source, _ tree: Tree) -> [Tree] {
    let isTemplate = tree.dialect == .cloudFormation
    let dialect: Dialect = isTemplate ? .stackFile : .cloudFormation
    let reading = readUTF8(source, as: dialect)
    guard !reading.failed else { return [] }
    let other = self.tree(of: reading, source, as: dialect)
    return isTemplate && !tree.isSame(as: other) ? [] : [other]
  }

  /// The text with every reported reference quoted; `nil` if other errors are reported, or none.
  private static func quotingReferences(in source: Source, _ diagnostics: [Diagnostic]) -> Source? {
    let errors = diagnostics.filter {
      $0.severity == .error && $0.code != ReadingCode.tooManyMistakes.code
    }
    let edits = errors.compactMap { error in
      error.code == YAMLCode.unquotedReference.code ? error.hint?.edit : nil
    }
    guard !edits.isEmpty, edits.count == errors.count else { return nil }
    var bytes: [UInt8] = []
    var end = 0
    for edit in edits.sorted(by: { $0.span.start < $1.span.start }) where edit.span.start >= end {
      bytes += source.bytes[end..<edit.span.start]
      bytes += edit.replacement.utf8
      end = edit.span.end
    }
    bytes += source.bytes[end...]
    return Source(name: source.name, bytes: bytes)
  }

  /// The tree behind a reading. A text without documents has one too, of nothing but comments.
  private static func tree(of reading: Reading, _ source: Source, as dialect: Dialect) -> Tree {
    if let root = reading.documents.first { return root.tree }
    var builder = TreeBuilder()
    for line in Layout.lines(source.bytes[...]) {
      if let sign = line.firstIndex(of: UInt8(ascii: "#")) {
        builder.comments.append(Span(start: sign, end: line.endIndex))
      }
    }
    return Tree(builder, source: source, dialect: dialect)
  }
}
