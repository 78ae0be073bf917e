internal import Stacks

/// A field of a component in a few words.
struct ComponentWords {
  /// What it takes, and what holds without it.
  let takes: String
  let summary: String
  /// None where the first line says as much.
  let examples: String

  init(_ field: any FieldDeclaration) {
    let otherwise =
      if field.isRequired {
        "; required"
      } else if let text = field.defaultText {
        "; default: \(text)"
      } else {
        field.defaultWords.map { "; without it: \($0)" } ?? "; optional"
      }
    takes = field.words + otherwise
    summary = field.summary
    examples =
      field.examples.isEmpty
      ? "" : "for example: " + field.examples.joined(separator: "; ")
  }
}
