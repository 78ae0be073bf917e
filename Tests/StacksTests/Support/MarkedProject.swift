import Diagnostics
import Stacks
import Testing

/// A text with places marked in it: `a: «b»` is `a: b` with its `b` marked.
struct MarkedText {
  let text: String
  let spans: [Span]

  init(_ marked: String) {
    var bytes: [UInt8] = []
    var spans: [Span] = []
    for character in marked {
      switch character {
      case "«": spans.append(Span(at: bytes.count))
      case "»": spans[spans.count - 1].end = bytes.count
      default: bytes += Array(String(character).utf8)
      }
    }
    text = String(decoding: bytes, as: UTF8.self)
    self.spans = spans
  }
}

/// A text with mistakes at its marks, the codes of these, and the text once the edits of the hints
/// are made.
struct Mistake: Sendable, CustomTestStringConvertible {
  var marked: String
  var codes: [StackCode]
  /// None where no hint has an edit.
  var mended: String?
  var testDescription: String { marked }

  init(_ marked: String, _ codes: StackCode..., mended: String? = nil) {
    self.marked = marked
    self.codes = codes
    self.mended = mended
  }
}

extension Sequence<Diagnostic> {
  /// A source's text after the edits of all hints; nil if there are none.
  func mended(_ source: Source) -> String? {
    let edits = filter { $0.place?.source.name == source.name }.compactMap { $0.hint?.edit }
      .sorted { $0.span.start < $1.span.start }
    guard !edits.isEmpty else { return nil }
    var bytes = source.bytes
    for edit in edits.reversed() {
      bytes.replaceSubrange(edit.span.start..<edit.span.end, with: Array(edit.replacement.utf8))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
