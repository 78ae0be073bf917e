internal import CloudFormation
internal import Diagnostics
internal import Documents

/// The values of components' fields: references filled in, mistakes reported.
extension StackLowering {
  /// The settings that a mapping gives, or some of them; nil if one of them is faulty.
  mutating func settings(
    of node: Node, at place: Place? = nil, _ words: String, _ fields: [any FieldDeclaration],
    only some: Set<String>? = nil, also common: [FieldReader.Key] = [], example: String
  ) -> FieldValues? {
    var reader = FieldReader()
    let found = reader.fields(
      of: node, at: place,
      FieldReader.Shape(
        name: words, keys: common + fields.map { FieldReader.Key($0) }, example: example))
    diagnostics += reader.diagnostics
    guard let found else { return nil }
    var isWhole = !reader.diagnostics.hasErrors
    var settings = FieldValues(of: some)
    for field in fields where some?.contains(field.name) ?? true {
      let written = found[field.name].flatMap { $0.isNull && !field.isRequired ? nil : $0 }
      if written == nil, field.isRequired { continue }
      let isRead =
        (field as? any ReadableField)?.read(written, into: &settings, &self) ?? true
      if !isRead { isWhole = false }
    }
    return isWhole ? settings : nil
  }

  /// What a scalar says, once its references are filled in; nil if that was reported. `isText`
  /// says that a text is wanted: then `3.10` stays what it is.
  mutating func known(
    _ node: Node, _ words: String, example: String, isText: Bool = false
  ) -> KnownScalar? {
    guard node.kind == .scalar, !node.isNull, !node.isIntrinsic else {
      reportFieldType(node, words, example: example)
      return nil
    }
    guard ReferenceText.isNeeded(for: node.text) else {
      if isText { warnIfRespelled(node) }
      return node.scalar.map { KnownScalar(text: node.text, scalar: $0) }
    }
    if let alone = ReferenceText(node.text).alone {
      switch resolve(alone, in: node) {
      case .faulty: return nil
      case .fixed(let value):
        guard let known = KnownScalar(value) else {
          reportField(
            node, "\(node.what) takes \(words); `${\(alone.body)}` is a list",
            example: example)
          return nil
        }
        return known
      case .deployed(let deployed):
        if let known = known(deployed) { return KnownScalar(text: known, scalar: .string(known)) }
        report(
          .deployedValueNotAllowed,
          "only a deployment knows `${\(alone.body)}`; \(node.what) has to be known before",
          ReferencePlace(alone, in: node),
          .init("use `${var.…}`, `${env.name}` or `${project}` here, or a plain value"))
        return nil
      case .handle(let handle):
        reportHandle(handle, alone, node)
        return nil
      }
    }
    return fixedText(node, node.what).map { KnownScalar(text: $0, scalar: .string($0)) }
  }

  /// A text that may hold what only a deployment knows, as CloudFormation gets it.
  mutating func expression(_ node: Node, _ words: String, example: String) -> Value? {
    let isCall = node.isIntrinsic || node.longForm != nil
    guard isCall || node.kind == .scalar && !node.isNull else {
      reportFieldType(node, words, example: example)
      return nil
    }
    if isCall { return whole { $0.value(of: node) } }
    guard ReferenceText.isNeeded(for: node.text) else {
      warnIfRespelled(node)
      return .string(node.text)
    }
    guard let value = whole({ $0.text(node.text, node) }) else { return nil }
    switch value {
    case .number, .bool: return .string(value.asText)
    case .array:
      reportField(
        node, "\(node.what) takes \(words); this is a list", example: example)
      return nil
    case .string, .object, .null: return value
    }
  }

  /// The list that a variable gives, where a reference to one stands alone.
  mutating func fixedList(_ node: Node) -> Value? {
    guard ReferenceText.isNeeded(for: node.text),
      let alone = ReferenceText(node.text).alone, alone.isClosed, alone.body.hasPrefix("var."),
      case .array(let values)? = variables[String(alone.body.dropFirst(4))]
    else { return nil }
    return .array(values)
  }

  /// A value that is written in no file, as a node.
  func node(ofDefault text: String) -> Node {
    let reading = read(Source(name: "", text: text), as: .stackFile)
    guard let root = reading.documents.first else {
      preconditionFailure("a default that is no YAML: \(text)")
    }
    return root
  }

  /// What reading gives, if it reports no error.
  private mutating func whole(_ read: (inout StackLowering) -> Value) -> Value? {
    let before = diagnostics.count
    let value = read(&self)
    return diagnostics[before...].hasErrors ? nil : value
  }

  mutating func warnIfRespelled(_ node: Node) {
    var reader = FieldReader()
    _ = reader.text(node, node.what, example: "")
    diagnostics += reader.diagnostics
  }

  /// A number that programs with YAML 1.1 read as something else.
  mutating func warnIfOdd(_ node: Node, _ number: Number) {
    guard node.style == .plain, standIn == nil, case .number? = node.scalar else { return }
    let other = Dialect.Schema.cloudFormation.resolve(plain: node.text)
    let hasExponent = node.text.utf8.contains { $0 | 0x20 == UInt8(ascii: "e") }
    let isSame = if case .number(let again) = other { again == number } else { false }
    guard !isSame || hasExponent, number.canonical != node.text else { return }
    diagnostics.append(
      Diagnostic(
        StackCode.numberWrittenOddly, .warning,
        "`\(node.text)` is \(number.canonical) here, and something else to programs that read YAML 1.1",
        at: node.place,
        hint: .init(
          "write `\(number.canonical)`",
          edit: Diagnostic.Edit(node.span, replacement: number.canonical))))
  }

  // MARK: Reports

  /// Where a value stands: itself, or the reference that stands for it.
  func place(of node: Node) -> Place {
    standIn ?? (node.style == .absent ? node.key?.place ?? node.place : node.place)
  }

  /// Takes back what was said about the spelling of a value: it is wrong altogether.
  mutating func dropWarning(at node: Node) {
    if diagnostics.last?.code == StackCode.textWrittenAsNumber.code,
      diagnostics.last?.place?.span == node.span
    {
      diagnostics.removeLast()
    }
  }

  /// A value that is not what its field takes.
  mutating func reportField(_ node: Node, _ message: String, example: String) {
    dropWarning(at: node)
    diagnostics.append(
      Diagnostic(
        StackCode.invalidValue, .error, message, at: place(of: node),
        hint: .init("for example: `\(node.example(example))`")))
  }

  mutating func reportFieldType(_ node: Node, _ words: String, example: String) {
    diagnostics.append(
      Diagnostic(
        StackCode.wrongType, .error,
        "\(node.what) takes \(words); this is \(node.words)", at: place(of: node),
        hint: node.placeholderHint ?? .init("for example: `\(node.example(example))`")))
  }

  mutating func reportChoice(_ node: Node, _ text: String, _ words: [String]) {
    dropWarning(at: node)
    let near = Spelling.nearest(to: text, among: words)
    let isWritten = node.text == text && standIn == nil
    diagnostics.append(
      Diagnostic(
        StackCode.invalidValue, .error, "\(node.what) cannot be `\(text)`",
        at: place(of: node),
        hint: near.count == 1
          ? .init(
            "did you mean `\(near[0])`?",
            edit: isWritten ? Diagnostic.Edit(node.span, replacement: near[0]) : nil)
          : .init("it is one of \(words.listed)")))
  }

  mutating func reportFlag(_ node: Node, _ text: String) {
    guard node.text == text else {
      reportField(
        node, "\(node.what) takes `true` or `false`; this is `\(text)`",
        example: "true")
      return
    }
    var reader = FieldReader()
    _ = reader.flag(node, node.what)
    diagnostics += reader.diagnostics
  }

  mutating func reportNumber(
    _ node: Node, _ known: KnownScalar, _ words: String, example: String
  ) {
    let isQuoted = node.style == .singleQuoted || node.style == .doubleQuoted
    if isQuoted, node.text == known.text,
      case .number = node.dialect.schema.resolve(plain: node.text)
    {
      diagnostics.append(
        Diagnostic(
          StackCode.wrongType, .error,
          "\(node.what) takes \(words); in quotes this is a text",
          at: place(of: node),
          hint: .init(
            "remove the quotes", edit: Diagnostic.Edit(node.span, replacement: node.text))))
      return
    }
    reportField(
      node, "\(node.what) takes \(words); `\(known.text)` is none",
      example: example)
  }

  /// A reference to something that is no text, where a text is wanted.
  mutating func reportHandle(
    _ handle: Handle, _ reference: ReferenceText.Reference, _ node: Node
  ) {
    let names = handle.component.attributes.map { "${\(handle.name).\($0.name)}" }
    report(
      .handleAsText,
      "`${\(reference.body)}` is \(handle.component.article), which is no text",
      ReferencePlace(reference, in: node),
      .init(
        names.isEmpty
          ? "name it where a field takes a \(handle.component.name)"
          : "name one of its attributes: \(names.listed)"))
  }
}

extension FieldReader.Key {
  /// The key of a component's field.
  init(_ field: any FieldDeclaration) {
    self.init(
      field.name, .field(field.shape), field.summary, example: field.examples.first,
      isRequired: field.isRequired)
  }
}

extension KnownScalar {
  /// What a known value says, if it is a scalar.
  init?(_ value: Value) {
    switch value {
    case .string(let text): self.init(text: text, scalar: .string(text))
    case .number(let number): self.init(text: number.spelling, scalar: .number(number))
    case .bool(let flag): self.init(text: flag ? "true" : "false", scalar: .bool(flag))
    case .null, .array, .object: return nil
    }
  }
}

extension Node {
  /// What the node is the value of, in words.
  var what: String {
    if let key { return "`\(key.text)`" }
    guard let parent, parent.kind == .sequence else { return "the value" }
    return parent.key.map { "an element of `\($0.text)`" } ?? "an element"
  }

  /// A right example of the value, with the key in front where it has one.
  fileprivate func example(_ value: String) -> String {
    // A route is written as it is.
    key.map { "\($0.text.contains(" ") ? $0.text : $0.text.kebab): \(value)" } ?? value
  }
}
