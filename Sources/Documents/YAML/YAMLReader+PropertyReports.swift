internal import Diagnostics

/// Reports on anchors, aliases, tags, directives and document markers.
extension YAMLReader {
  // MARK: Anchors and tags

  mutating func reportSecondProperty(_ what: String, _ span: Span, first: Span) {
    report(
      .property, span, "a second \(what), expected one at most",
      notes: [note("the first one is here", first)], hint: Hint("remove one of them"))
  }

  mutating func reportAfterProperty(from start: Int) {
    let span = restOfLine(from: start)
    report(
      .property, span, "no space behind an anchor or a tag",
      hint: Hint(
        "put a space behind it, or quote the value if it is meant as a text", edit: quoting(span)))
  }

  mutating func reportPropertiesBeforeIndicator() {
    report(
      .property, restOfLine(from: at),
      "an anchor or a tag may not stand in the line where a list or a mapping begins with `-` or `?`",
      hint: Hint("put the anchor or tag at the end of the line before"))
  }

  mutating func reportPropertiesOnAlias(_ span: Span) {
    report(
      .property, span, "an alias has no anchor and no tag of its own",
      hint: Hint("remove it; the value that the alias stands for has its own"))
  }

  mutating func reportUndefinedAlias(_ name: String, from start: Int) {
    // Among thousands nobody looks for the one that was meant.
    let names = anchors.count <= 1000 ? anchors.keys.sorted() : []
    let near = Spelling.nearest(to: name, among: names)
    let value = restOfLine(from: start)
    // `<<: *name` can only have been meant as an alias.
    let isMerge = tree.records.last.map {
      $0.flags & Record.isKey != 0 && $0.end == $0.start + 2 && byte(Int($0.start)) == ascii("<")
    }
    let hint: Hint
    if near.count == 1, let only = near.first {
      hint = Hint(
        "did you mean `*\(only)`?",
        edit: Diagnostic.Edit(Span(start: start + 1, end: at), replacement: only))
    } else {
      hint = Hint(
        names.isEmpty
          ? "quote it if a text is meant"
          : "quote it if a text is meant; the anchors so far: "
            + names.prefix(5).map { "`&\($0)`" }.joined(separator: ", "),
        edit: isMerge == true ? nil : quoting(inFlow ? Span(start: start, end: at) : value))
    }
    report(
      .undefinedAlias, Span(start: start, end: at),
      "there is no anchor `&\(name)` before this alias", mended: true, hint: hint)
  }

  mutating func reportEndlessAlias(_ name: String, _ span: Span, target: Int) {
    report(
      .endlessAlias, span, "the alias `*\(name)` stands inside the value it stands for",
      notes: [note("that value begins here", at: Int(tree.records[target].start))],
      hint: Hint("write the inner value out"))
  }

  mutating func reportTag(_ span: Span) {
    let span = span.isEmpty ? Span(start: span.start, end: span.start + 1) : span
    report(
      .tag, span, "`\(source.text(in: span))` is no tag",
      hint: Hint(
        "quote the value if it is meant as a text that begins with `!`",
        edit: quoting(restOfLine(from: span.start))))
  }

  mutating func reportTagHandle(_ handle: String, _ span: Span) {
    report(
      .tag, span, "the tag handle `\(handle)` is not declared in this document",
      hint: Hint("declare it before the document: `%TAG \(handle) tag:example.com,2000:`"))
  }

  // MARK: Directives and documents

  mutating func reportDirective(_ span: Span, _ message: String, first: Span? = nil) {
    report(
      .directive, span, message,
      notes: first.map { [note("the first one is here", $0)] } ?? [],
      hint: Hint("correct the line, or remove it: a file without directives is read as YAML 1.2"))
  }

  mutating func reportDirectivesWithoutDocument(_ document: DocumentRecord) {
    guard let span = document.directives.last else { return }
    report(
      .directive, span, "no `---` behind a directive",
      hint: Hint("put `---` into the line below, or quote the text if it only begins with `%`"))
  }

  mutating func reportTextAfterMarker() {
    report(
      .documentMarker, restOfLine(from: at), "text behind `...`, expected a comment at most",
      hint: Hint("put what follows into the next line"))
  }
}
