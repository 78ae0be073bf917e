import Diagnostics

/// A text with places marked in it: `[1«,»]` is `[1,]` with its comma marked, `«»` marks a point.
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

extension Sequence<Diagnostic> {
  /// The text after the edits of all hints.
  func applied(to text: String) -> String {
    var bytes = Array(text.utf8)
    let edits = compactMap { $0.hint?.edit }.sorted { $0.span.start < $1.span.start }
    for edit in edits.reversed() {
      bytes.replaceSubrange(edit.span.start..<edit.span.end, with: Array(edit.replacement.utf8))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
