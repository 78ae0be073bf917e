package import Diagnostics

/// The bounds of what is written, so that no input takes more than bounded time and memory.
package enum WritingLimits {
  /// The largest text, in bytes. Deep indentation makes a long text of a short one; whatever is
  /// written can be read again.
  package static let bytes = ReadingLimits.bytes
}

/// Why something that was read cannot be written.
package enum WritingCode: Int, DiagnosticCode {
  case tooLarge = 1401
}

extension WritingCode {
  package var story: Story {
    switch self {
    case .tooLarge:
      Story(
        title: "Laid out, a text would be too long",
        meaning: """
          In canonical layout every item of a broken list stands on a line of its own, indented \
          by its depth, and a conversion writes out what aliases stand for. A short file can so \
          become a very long one. More than \(WritingLimits.bytes) bytes are not written: no more than can be read \
          again.
          """,
        example: Example(
          files: [
            Example.File(
              "stack.yaml",
              .repeated(
                "1,", count: WritingLimits.bytes / 100, prefix: String(repeating: "[", count: 50),
                suffix: String(repeating: "]", count: 50)))
          ],
          command: ["format", "--to", "json", "stack.yaml"]),
        remedy: """
          Check that it is the right file. Data that is that large belongs into a bucket; nothing \
          that people read nests that deep.
          """)
    }
  }

  /// A text that would be longer than `WritingLimits.bytes` once it is written.
  package static func tooLarge(_ source: Source) -> Diagnostic {
    Diagnostic(
      tooLarge, .error,
      "laid out, this text would be longer than \(WritingLimits.bytes) bytes, the most that is written",
      at: Place(source, Span(at: 0)),
      hint: .init("deep nesting makes a short file long; check that it is the right file"))
  }
}
