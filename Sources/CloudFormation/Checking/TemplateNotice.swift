package import Diagnostics
package import Documents

/// What is to be said of how a template is written, rather than of what it says.
package struct TemplateNotice: Sendable {
  package let finding: Finding
  package let place: Place

  init(finding: Finding, place: Place) {
    self.finding = finding
    self.place = place
  }

  /// Says of a document that it stands beside a template.
  package init(furtherDocument root: Node) {
    let start = Span(at: root.span.start)
    self.init(
      finding: Finding(
        .furtherDocument, "a template is the only document of its file, and this is another one",
        at: Path(), hint: "take it away, or give it a file of its own"),
      place: Place(root.source, start))
  }
}

extension TemplateFile {
  /// What CloudFormation makes of the writing that is not what it looks like: aliases and merge
  /// keys, which it refuses, keys that are numbers, and files that are too large for it.
  package var notices: [TemplateNotice] {
    var notices: [TemplateNotice] = []
    var way: [Step] = []
    visit(root, &way, &notices)
    checkSize(&notices)
    return notices
  }

  /// A step on the way to a node; its text is only read where something is said of the node.
  private enum Step {
    case key(Node)
    case index(Int)
  }

  private func visit(_ node: Node, _ way: inout [Step], _ notices: inout [TemplateNotice]) {
    switch node.kind {
    case .scalar: break
    case .alias:
      add(
        .reusedYAML, "CloudFormation does not take aliases: `*\(node.text)`", at: node, way,
        hint: "write it out; what Esteira emits has no aliases", .warning, &notices)
    case .sequence:
      for (index, element) in node.elements.enumerated() where element.kind != .scalar {
        way.append(.index(index))
        visit(element, &way, &notices)
        way.removeLast()
      }
    case .mapping:
      for entry in node.entries {
        way.append(.key(entry.key))
        defer { way.removeLast() }
        if node.dialect.mergeKeys, entry.key.kind == .scalar, entry.key.style == .plain,
          entry.key.text == "<<"
        {
          add(
            .reusedYAML, "CloudFormation does not take merge keys", at: entry.key, way,
            hint: "write it out; what Esteira emits has no merge keys", .warning, &notices)
          if entry.value.kind == .alias { continue }
        }
        visit(entry.value, &way, &notices)
      }
    }
  }

  private func checkSize(_ notices: inout [TemplateNotice]) {
    let count = root.source.bytes.count
    let start = Place(root.source, Span(at: root.span.start))
    if count > TemplateLimits.storedBytes {
      notices.append(
        TemplateNotice(
          finding: Finding(
            .exceedsLimit,
            "a template has at most \(TemplateLimits.storedBytes) bytes, and this one has \(count)",
            at: Path(), hint: "split the stack"), place: start))
    } else if count > TemplateLimits.inlineBytes {
      notices.append(
        TemplateNotice(
          finding: Finding(
            .exceedsLimit,
            "a template in a call itself has at most \(TemplateLimits.inlineBytes) bytes, and this "
              + "one has \(count)",
            at: Path(), hint: "deploy it from a bucket, or split the stack", severity: .warning),
          place: start))
    }
  }

  /// Names of what a template declares, and keys of mappings, that are numbers: CloudFormation wants texts there.
  package var numericKeys: [Finding] {
    guard !root.dialect.isJSON else { return [] }
    var findings: [Finding] = []
    let sections = ["Parameters", "Conditions", "Resources", "Outputs"]
    for section in sections {
      guard let names = root.resolved[section], names.kind == .mapping else { continue }
      for name in names.fields { checkKey(name.key, at: Path([.key(section)]), &findings) }
    }
    guard let mappings = root.resolved["Mappings"] else { return findings }
    for mapping in mappings.fields {
      checkKey(mapping.key, at: Path([.key("Mappings")]), &findings)
    }
    for mapping in mappings.fields where mapping.value.kind == .mapping {
      let path = Path([.key("Mappings"), .key(mapping.key.text)])
      for row in mapping.value.fields {
        checkKey(row.key, at: path, &findings)
        guard row.value.kind == .mapping else { continue }
        let path = Path(path.steps + [Self.step(row.key)])
        for cell in row.value.fields { checkKey(cell.key, at: path, &findings) }
      }
    }
    return findings
  }

  private func checkKey(_ key: Node, at path: Path, _ findings: inout [Finding]) {
    guard Self.number(key) != nil else { return }
    findings.append(
      Finding(
        .numericKey, "the key `\(key.spelling)` is a number, and CloudFormation wants a text",
        at: Path(path.steps + [Self.step(key)]), isAboutKey: true,
        hint: "put it in quotes: \"\(key.spelling)\""))
  }

  /// The step to what stands under a key: one that is a number is no text.
  private static func step(_ key: Node) -> Path.Step {
    (number(key)?.int).map(Path.Step.index) ?? .key(key.text)
  }

  private static func number(_ key: Node) -> Number? {
    guard key.kind == .scalar, key.style == .plain, key.tag == nil else { return nil }
    var diagnostics: [Diagnostic] = []
    guard case .number(let number) = key.value(&diagnostics, for: .json) else { return nil }
    return number
  }

  private func add(
    _ code: CheckCode, _ message: String, at node: Node, _ way: [Step], hint: String,
    _ severity: Severity, _ notices: inout [TemplateNotice]
  ) {
    let steps = way.map { step -> Path.Step in
      switch step {
      case .key(let key): .key(key.kind == .scalar ? key.text : key.spelling)
      case .index(let index): .index(index)
      }
    }
    notices.append(
      TemplateNotice(
        finding: Finding(code, message, at: Path(steps), hint: hint, severity: severity),
        place: node.place))
  }
}
