internal import Diagnostics
internal import Documents

/// Reads mappings whose keys are known, and collects what is wrong with them.
struct FieldReader {
  var diagnostics: [Diagnostic] = []

  /// The entries of a mapping by their keys. What it may not hold, and what it lacks, is reported.
  /// A misspelt key counts as what was surely meant, so that what stands under it is read too.
  mutating func fields(of node: Node, at place: Place? = nil, _ shape: Shape) -> Fields? {
    let node = node.resolved
    guard node.kind == .mapping else {
      reportType(node, "\(shape.name) has to be a mapping", example: shape.example, at: place)
      return nil
    }
    var fields = Fields()
    for entry in node.fields {
      guard let key = key(entry.key) else { continue }
      if shape.names.contains(key) {
        fields.entries[key] = Fields.Entry(key: entry.key, value: entry.value.resolved)
      } else if let meant = reportUnknown(entry.key, shape, present: node),
        fields.entries[meant] == nil
      {
        fields.entries[meant] = Fields.Entry(key: entry.key, value: entry.value.resolved)
      }
    }
    for key in shape.keys where key.isRequired && fields[key.name] == nil {
      diagnostics.append(
        Diagnostic(
          StackCode.missingKey, .error, "`\(key.name)` is missing: \(shape.name) needs one",
          at: place ?? node.place,
          hint: .init("add it, for example `\(key.name): \(key.example ?? "…")`")))
    }
    return fields
  }

  /// The entries of a mapping whose keys are names that the user chose, in their order. Nothing
  /// at all counts as an empty mapping.
  mutating func named(_ node: Node, _ what: String, example: String) -> [Fields.Entry] {
    let node = node.resolved
    if node.isNull { return [] }
    guard node.kind == .mapping else {
      reportType(node, "\(what) has to be a mapping", example: example)
      return []
    }
    return node.fields.compactMap { entry in
      key(entry.key) == nil ? nil : Fields.Entry(key: entry.key, value: entry.value.resolved)
    }
  }

  /// The elements of a list; a scalar counts as a list of one.
  mutating func elements(_ node: Node, _ what: String, example: String) -> [Node] {
    switch node.kind {
    case .sequence: return node.elements.map(\.resolved)
    case .scalar where !node.isNull: return [node]
    default:
      reportType(node, "\(what) has to be a list", example: example)
      return []
    }
  }

  /// The text of a scalar as it was written, also where YAML takes it for a number.
  mutating func text(_ node: Node, _ what: String, example: String) -> String? {
    guard node.kind == .scalar, !node.isNull, !node.isIntrinsic else {
      reportType(node, "\(what) has to be a text", example: example)
      return nil
    }
    warnIfRespelled(node)
    return node.text
  }

  /// Words that people write for booleans, and that YAML 1.2 takes for texts.
  static let flagWords = ["yes": "true", "on": "true", "no": "false", "off": "false"]

  /// `true` or `false`.
  mutating func flag(_ node: Node, _ what: String) -> Bool? {
    if node.kind == .scalar, case .bool(let value)? = node.scalar { return value }
    let word = node.kind == .scalar && node.style == .plain ? node.text.lowercased() : ""
    let meant = Self.flagWords[word]
    diagnostics.append(
      Diagnostic(
        StackCode.wrongType, .error,
        "\(what) has to be `true` or `false`; this is \(node.words)", at: node.place,
        hint: meant.map {
          .init(
            "YAML 1.2 knows `\(word)` as a text only: write `\($0)`",
            edit: Diagnostic.Edit(node.span, replacement: $0))
        } ?? .init("write `true` or `false`, without quotes")))
    return nil
  }

  // MARK: Reports

  mutating func reportType(
    _ node: Node, _ wanted: String, example: String, at place: Place? = nil
  ) {
    diagnostics.append(
      Diagnostic(
        StackCode.wrongType, .error, "\(wanted); this is \(node.words)",
        at: node.style == .absent ? place ?? node.key?.place ?? node.place : node.place,
        hint: node.placeholderHint ?? .init("for example: `\(example)`")))
  }

  mutating func reportValue(_ node: Node, _ message: String, _ hint: Diagnostic.Hint) {
    diagnostics.append(
      Diagnostic(StackCode.invalidValue, .error, message, at: node.place, hint: hint))
  }

  /// A text that YAML, or YAML 1.1, takes for something that would be spelled otherwise when
  /// written again: `3.10`, `012345678901`; `12:30`, `on`, `no`.
  private mutating func warnIfRespelled(_ node: Node) {
    var scalar = node.scalar
    var version = "YAML"
    if case .string? = scalar, node.style == .plain, node.tag == nil {
      scalar = Dialect.Schema.cloudFormation.resolve(plain: node.text)
      version = "YAML 1.1"
    }
    let again: String
    let what: String
    switch scalar {
    case .number(let number): (again, what) = (number.canonical, "number")
    case .bool(let value): (again, what) = (value ? "true" : "false", "boolean")
    default: return
    }
    guard again != node.text else { return }
    diagnostics.append(
      Diagnostic(
        StackCode.textWrittenAsNumber, .warning,
        "`\(node.spelling)` is kept as it is written, but is a \(what) in \(version): other programs read `\(again)`",
        at: node.place,
        hint: .init(
          "quote it", edit: Diagnostic.Edit(node.span, replacement: "\"\(node.spelling)\""))))
  }

  private mutating func key(_ node: Node) -> String? {
    if node.kind == .scalar { return node.text }
    reportType(node, "a key has to be a text", example: "name: …")
    return nil
  }

  /// Returns the key that was meant, if there is only one.
  private mutating func reportUnknown(
    _ key: Node, _ shape: Shape, present node: Node
  ) -> String? {
    let missing = shape.names.filter { node[$0] == nil }
    let found = key.text.kebab
    let near =
      missing.contains(found) ? [found] : Spelling.nearest(to: key.text, among: missing)
    let hint: Diagnostic.Hint =
      if near.count == 1 {
        .init(
          "did you mean `\(near[0])`?", edit: Diagnostic.Edit(key.span, replacement: near[0]))
      } else if shape.names.contains("properties"), key.text.utf8.first.map({ $0 < 0x5B }) == true {
        .init("properties of a CloudFormation type stand below `properties:`")
      } else {
        .init("\(shape.name) may have \(shape.names.listed)")
      }
    diagnostics.append(
      Diagnostic(
        StackCode.unknownKey, .error, "\(shape.name) has no key `\(key.text)`",
        at: key.place, hint: hint))
    return near.count == 1 ? near[0] : nil
  }
}

/// The entries of a mapping whose keys are known.
struct Fields {
  /// A key and its value, with aliases followed.
  struct Entry {
    var key: Node
    var value: Node
    var name: String { key.text }
  }

  fileprivate(set) var entries: [String: Entry] = [:]

  subscript(key: String) -> Node? { entries[key]?.value }

  /// Where a key is written.
  func place(of key: String) -> Place? { entries[key]?.key.place }
}
