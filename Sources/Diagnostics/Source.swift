/// A text that diagnostics can point into: a file, standard input, an answer from a server.
///
/// Sources are shared by reference: every node and diagnostic of a file holds the same one.
package final class Source: Sendable {
  /// How people know the text: the path as they wrote it, or `<stdin>`.
  package let name: String
  /// The text itself, as UTF-8. Not necessarily valid: readers check that and say where it is not.
  package let bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  package convenience init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// The text of a span; what is not valid UTF-8 comes out as replacement characters.
  package func text(in span: Span) -> String {
    let lower = min(span.start, bytes.count)
    let upper = min(max(span.end, lower), bytes.count)
    return String(decoding: bytes[lower..<upper], as: UTF8.self)
  }
}

/// A range of bytes in a source, half open.
package struct Span: Hashable, Sendable {
  package var start: Int
  package var end: Int

  package init(start: Int, end: Int) {
    self.start = start
    self.end = end
  }

  /// An empty span: a point between two characters.
  package init(at offset: Int) {
    self.init(start: offset, end: offset)
  }

  package var isEmpty: Bool { start == end }
}

/// A span of a certain source: what a diagnostic points at.
package struct Place: Sendable {
  package var source: Source
  package var span: Span

  package init(_ source: Source, _ span: Span) {
    self.source = source
    self.span = span
  }
}

extension Place: Equatable {
  /// Two places are the same when they are the same bytes of the same source object.
  package static func == (left: Place, right: Place) -> Bool {
    left.source === right.source && left.span == right.span
  }
}
