package import Diagnostics

/// What reading a text gave: as much of it as could be understood, and everything to say about it.
package struct Reading: Sendable {
  /// The root of each document. Where diagnostics have an error, parts may be missing.
  package var documents: [Node]
  /// In the order of the text.
  package var diagnostics: [Diagnostic]

  package var failed: Bool { diagnostics.hasErrors }
}

/// The bounds of what is read, so that no input takes more than bounded time and memory.
package enum ReadingLimits {
  /// The largest text, in bytes.
  package static let bytes = 64 << 20
  /// How many collections may be nested.
  package static let depth = 512
  /// How many nodes a document may have once every alias is expanded, where it has aliases.
  package static let expandedNodes = 1_000_000
  /// How many bytes the texts of a document may have beyond those written, once every alias is
  /// expanded.
  package static let expandedBytes = 64 << 20
  /// How many diagnostics are kept per text; the last one then says that there are more.
  package static let diagnostics = 100
}
