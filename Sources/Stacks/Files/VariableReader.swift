internal import Diagnostics
internal import Documents

/// Reads the variables of a stack file.
struct VariableReader {
  var fields: FieldReader
  let environments: [String]
  /// Whether the values are none of a stack file: then nothing in them is a reference.
  var isOutside = false

  private static let example = "instance: {type: string, default: ml.m5.large}"
  static let shape = FieldReader.Shape(
    name: "a variable",
    keys: [
      .init(
        "type", .word(Variable.Kind.allCases.map(\.rawValue)), "What values it takes.",
        example: "string", isRequired: true),
      .init("description", .text, "What it is for.", example: "The instance type"),
      .init(
        "default", .list(.fixed), "Its value where none is given.", example: "ml.m5.large"),
      .init(
        "per-environment",
        .named(.list(.fixed), .init(pattern: NameRule.stackPart.pattern)),
        "Its value in an environment, where none is given.", example: "{prod: ml.m5.xlarge}"),
      .init(
        "allowed", .list(.fixed), "The only values that it takes.",
        example: "[ml.m5.large, ml.m5.xlarge]"),
    ],
    rules: Variable.Kind.allCases.map { kind in
      .given(
        "type", kind.rawValue,
        [
          ("default", kind.form),
          (
            "per-environment",
            .named(kind.form, .init(pattern: NameRule.stackPart.pattern))
          ),
          ("allowed", .list(kind == .list ? .fixed : kind.form)),
        ])
    },
    example: example)

  mutating func variables(_ node: Node?) -> (read: [Variable], declared: Set<String>) {
    guard let node else { return ([], []) }
    var read: [Variable] = []
    var declared: Set<String> = []
    for entry in fields.named(node, "`variables`", example: Self.example) {
      declared.insert(entry.name)
      guard let name = fields.name(entry.key, "a variable", .words) else { continue }
      if let variable = variable(entry, name) { read.append(variable) }
    }
    return (read, declared)
  }

  private mutating func variable(_ entry: Fields.Entry, _ name: String) -> Variable? {
    guard let found = fields.fields(of: entry.value, at: entry.key.place, Self.shape),
      let type = found["type"].flatMap({ self.kind($0) })
    else { return nil }
    if let description = found["description"] {
      _ = fields.text(description, "`description`", example: "description: The instance type")
    }
    var allowed: [Value] = []
    if let node = found["allowed"] {
      let elementKind = type == .list ? Variable.Kind.string : type
      for element in fields.elements(node, "`allowed`", example: "allowed: [ml.m5.large]") {
        if case .value(let value) = given(element, elementKind, []) { allowed.append(value) }
      }
    }
    var perEnvironment: [String: Variable.Given] = [:]
    if let node = found["per-environment"] {
      let example = "per-environment: {prod: \(type.example)}"
      for entry in fields.named(node, "`per-environment`", example: example) {
        checkEnvironment(entry.key)
        perEnvironment[entry.name] = given(entry.value, type, allowed)
      }
    }
    return Variable(
      name: name, place: entry.key.place, type: type, allowed: allowed,
      defaultValue: found["default"].map { given($0, type, allowed) },
      perEnvironment: perEnvironment)
  }

  private mutating func kind(_ node: Node) -> Variable.Kind? {
    guard let text = fields.text(node, "`type`", example: "type: string") else { return nil }
    if let kind = Variable.Kind(rawValue: text) { return kind }
    let kinds = Variable.Kind.allCases.map(\.rawValue)
    let others = [
      "str": "string", "text": "string", "int": "number", "integer": "number", "float": "number",
      "bool": "boolean", "array": "list",
    ]
    let near = others[text.lowercased()].map { [$0] } ?? Spelling.nearest(to: text, among: kinds)
    fields.reportValue(
      node, "there is no type `\(text)` of variables",
      near.count == 1
        ? .init(
          "did you mean `\(near[0])`?", edit: Diagnostic.Edit(node.span, replacement: near[0]))
        : .init("a variable is one of \(kinds.listed)"))
    return nil
  }

  mutating func checkEnvironment(_ key: Node) {
    guard !environments.contains(key.text) else { return }
    let near = Spelling.nearest(to: key.text, among: environments)
    fields.diagnostics.append(
      Diagnostic(
        StackCode.unknownEnvironment, .error,
        "the project has no environment `\(key.text)`", at: key.place,
        hint: near.count == 1
          ? .init(
            "did you mean `\(near[0])`?", edit: Diagnostic.Edit(key.span, replacement: near[0]))
          : .init("its environments are \(environments.listed)")))
  }

  /// The value that a file gives to a declared variable.
  mutating func given(_ node: Node, to variable: Variable) -> Variable.Given {
    given(node, variable.type, variable.allowed)
  }

  /// The value that a file gives to a variable.
  private mutating func given(
    _ node: Node, _ kind: Variable.Kind, _ allowed: [Value]
  ) -> Variable.Given {
    guard let value = value(node, kind) else { return .faulty }
    guard let fault = VariableCheck.fault(of: value, allowed) else { return .value(value) }
    fields.diagnostics.append(
      Diagnostic(
        StackCode.variableNotAllowed, .error, fault.message, at: node.place,
        hint: fault.hint(replacing: node.span)))
    return .faulty
  }

  private mutating func value(_ node: Node, _ kind: Variable.Kind) -> Value? {
    if hasReference(node) { return nil }
    switch (kind, node.kind, node.scalar) {
    case (.string, .scalar, _) where !node.isNull && !node.isIntrinsic:
      return fields.text(node, "a value", example: kind.example).map { .string(plain($0)) }
    case (.number, .scalar, .number(let number)) where number.isFinite:
      return .number(number.canonicalForm)
    case (.boolean, .scalar, .bool(let value)):
      return .bool(value)
    case (.list, .sequence, _):
      let before = fields.diagnostics.count
      var values: [Value] = []
      for element in node.elements {
        let element = element.resolved
        if hasReference(element) { continue }
        guard element.kind == .scalar, !element.isNull, !element.isIntrinsic else {
          fields.reportType(
            element, "an element of a list variable has to be a scalar", example: kind.example)
          continue
        }
        values.append(self.element(element))
      }
      return fields.diagnostics[before...].hasErrors ? nil : .array(values)
    default:
      reportKind(node, kind)
      return nil
    }
  }

  /// An element of a list. What would be written otherwise as a number is kept as a text.
  private mutating func element(_ node: Node) -> Value {
    switch node.scalar {
    case .bool(let value)?: return .bool(value)
    case .number(let number)? where !number.isFinite || number.canonical == node.text:
      return node.value(&fields.diagnostics, for: .json)
    default: return .string(plain(fields.text(node, "an element", example: "[a, b]") ?? ""))
    }
  }

  /// A text without its escapes: `$${` is a plain `${`.
  private func plain(_ text: String) -> String {
    guard !isOutside, ReferenceText.isNeeded(for: text) else { return text }
    return ReferenceText(text).pieces.map { piece in
      if case .literal(let literal) = piece { literal } else { "" }
    }.joined()
  }

  private mutating func reportKind(_ node: Node, _ kind: Variable.Kind) {
    var hint = Diagnostic.Hint("for example: `\(kind.example)`")
    let word = node.kind == .scalar && node.style == .plain ? node.text.lowercased() : ""
    if kind == .boolean, let meant = FieldReader.flagWords[word] {
      hint = .init(
        "YAML 1.2 knows `\(node.text)` as a text only: write `\(meant)`",
        edit: Diagnostic.Edit(node.span, replacement: meant))
    }
    if node.kind == .scalar, node.style == .doubleQuoted || node.style == .singleQuoted {
      let bare = node.dialect.schema.resolve(plain: node.text)
      switch (kind, bare) {
      case (.number, .number), (.boolean, .bool):
        hint = .init(
          "remove the quotes", edit: Diagnostic.Edit(node.span, replacement: node.text))
      default: break
      }
    }
    fields.diagnostics.append(
      Diagnostic(
        StackCode.variableType, .error,
        "the variable takes \(kind.words); this is \(node.words)",
        at: node.style == .absent ? node.key?.place ?? node.place : node.place, hint: hint))
  }

  private mutating func hasReference(_ node: Node) -> Bool {
    guard !isOutside, node.kind == .scalar, node.tag == nil,
      let body = ReferenceText(node.text).firstReference
    else { return false }
    fields.diagnostics.append(
      Diagnostic(
        StackCode.deployedValueNotAllowed, .error,
        "the value of a variable is fixed; it cannot hold the reference `${\(body)}`",
        at: node.place,
        hint: .init("write the reference where the variable is used")))
    return true
  }
}

/// Whether a value is one of those that a variable allows.
struct VariableCheck {
  let message: String
  let near: [String]
  let allowed: [String]

  static func fault(of value: Value, _ allowed: [Value]) -> VariableCheck? {
    guard !allowed.isEmpty else { return nil }
    let values: [Value] = if case .array(let elements) = value { elements } else { [value] }
    let set = values.count > 1 ? Set(allowed) : []
    guard
      let wrong = values.first(where: {
        values.count > 1 ? !set.contains($0) : !allowed.contains($0)
      })
    else { return nil }
    let names = allowed.map(\.asText)
    return VariableCheck(
      message: "`\(wrong.asText)` is not among the values that the variable allows",
      near: Spelling.nearest(to: wrong.asText, among: names), allowed: names)
  }

  /// What to write instead; the edit where the value stands alone at a span.
  func hint(replacing span: Span? = nil) -> Diagnostic.Hint {
    guard near.count == 1 else { return .init("it allows \(allowed.listed)") }
    return .init(
      "did you mean `\(near[0])`?",
      edit: span.map { Diagnostic.Edit($0, replacement: near[0]) })
  }
}

extension Number {
  /// The same number in its one spelling.
  var canonicalForm: Number { Number(spelling: canonical) }
}

extension Value {
  /// The same, in the one spelling that a number has.
  var withCanonicalNumber: Value {
    if case .number(let number) = self { .number(number.canonicalForm) } else { self }
  }

  /// A scalar as a text, everything else as JSON.
  var asText: String {
    switch self {
    case .string(let text): text
    case .number(let number): number.spelling
    case .bool(let value): value ? "true" : "false"
    default: canonicalJSON
    }
  }
}
