package import Diagnostics

extension Node {
  /// What to say of `{{ name }}`, which template engines put a text for and which YAML takes for a
  /// mapping in a mapping; for the outer one, or the inner one, which is its key.
  package var placeholderHint: Diagnostic.Hint? {
    let inner = isKey ? self : entries.first { _ in true }?.key
    guard let inner, let outer = inner.parent, outer.entries.count == 1, inner.kind == .mapping,
      inner.style == .flow, outer.style == .flow, outer.tag == nil, outer.anchor == nil,
      outer.spelling.hasPrefix("{{"), outer.spelling.hasSuffix("}}"),
      outer.entries.allSatisfy({ $0.value.style == .absent }),
      !outer.spelling.contains(where: \.isNewline)
    else { return nil }
    return Diagnostic.Hint(
      "YAML reads `{{` as a mapping in a mapping; quote it if it is a text",
      edit: .quoting(outer.span, of: outer.spelling))
  }
}

extension Diagnostic.Edit {
  /// The edit that puts quotes around a span, with the quotes that need the fewest changes.
  static func quoting(_ span: Span, of text: String) -> Diagnostic.Edit {
    if text.contains(where: { $0 == "\"" || $0 == "\\" }) {
      let doubled = text.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "''")
      return Diagnostic.Edit(span, replacement: "'\(doubled)'")
    }
    return Diagnostic.Edit(span, replacement: "\"\(text)\"")
  }
}
