internal import CloudFormation
internal import Diagnostics
internal import Documents

/// Stacks that are CloudFormation templates.
extension StackLowering {
  /// The template as it is written, and the values that the stack file gives to its parameters.
  mutating func lowerTemplate(_ file: StackFile.TemplateFile) -> Lowering {
    let tags = tags()
    let name = ProjectFiles.TemplateName(stackFile: file.place.source.name, path: file.path)
    guard let named = project.templates[name] else {
      // Why there is none was said when the project was read.
      return Lowering(
        stack: nil, diagnostics: diagnostics.inOrder(of: [file.place.source]), draft: nil)
    }
    let declared = named.template.parameters
    var given: [StackParameter] = []
    var names = Set(file.parameters.map(\.name))
    for entry in file.parameters {
      guard let parameter = declared.first(where: { $0.name == entry.name }) else {
        // What was surely meant is no second mistake for being missing.
        if let meant = reportParameter(entry.key, among: declared.map(\.name)) {
          names.insert(meant)
        }
        continue
      }
      if let pieces = parameterPieces(entry.value, parameter) {
        check(pieces, of: parameter, entry.value)
        given.append(StackParameter(name: parameter.name, pieces: pieces))
      }
    }
    for parameter in declared where parameter.defaultValue == nil && !names.contains(parameter.name)
    {
      diagnostics.append(
        Diagnostic(
          StackCode.missingKey, .error,
          "the template's parameter `\(parameter.name)` has no default, and no value here",
          at: file.place,
          hint: .init("give it under `parameters:`, for example `\(parameter.name): …`")))
    }
    var lowering = finished(
      named.template, tags: tags, ids: named.template.resources.map(\.id), named: named)
    lowering.stack?.parameters = given.sorted { $0.name.precedes($1.name) }
    lowering.stack?.outputs = named.template.outputs.map { .init(name: $0.id, logicalID: $0.id) }
    return lowering
  }

  /// The pieces of a parameter's value: texts, and outputs of other stacks.
  private mutating func parameterPieces(
    _ node: Node, _ parameter: Template.Parameter
  ) -> [StackParameter.Piece]? {
    if node.kind == .sequence, parameter.isList {
      var pieces: [StackParameter.Piece] = []
      for (index, element) in node.elements.map(\.resolved).enumerated() {
        guard let some = scalarPieces(element) else { return nil }
        if some.contains(where: { $0.literal?.contains(",") == true }) {
          reportField(
            element, "an element of a list parameter cannot hold a comma, which parts elements",
            example: "[a, b]")
          return nil
        }
        pieces += (index == 0 ? [] : [.literal(",")]) + some
      }
      return pieces
    }
    return scalarPieces(node)
  }

  /// Holds a value that is known to what the template says of its parameter.
  private mutating func check(
    _ pieces: [StackParameter.Piece], of parameter: Template.Parameter, _ node: Node
  ) {
    let literals = pieces.compactMap(\.literal)
    let text = literals.joined()
    let isKnown = literals.count == pieces.count && !text.contains("{{resolve:")
    if isKnown, let complaint = parameter.complaint(about: text) {
      dropWarning(at: node)
      let allowed = parameter.allowedValues ?? []
      let near = Spelling.nearest(to: text, among: allowed)
      let isHidden = parameter.noEcho && comesFromOutside(node)
      diagnostics.append(
        Diagnostic(
          StackCode.invalidValue, .error,
          "the template refuses \(isHidden ? "the value that was given" : "`\(text)`"): \(complaint)",
          at: node.place,
          hint: near.count == 1 && !isHidden
            ? .init(
              "did you mean `\(near[0])`?",
              edit: node.text == text ? Diagnostic.Edit(node.span, replacement: near[0]) : nil)
            : .init(
              allowed.isEmpty
                ? "write a value that its declaration in the template takes"
                : "it is one of \(allowed.listed)")))
    } else if parameter.noEcho, isInClear(node) {
      let isPart = !isKnown || comesFromOutside(node)
      reportSecret(
        at: node, "the template keeps `\(parameter.name)` secret",
        isPart ? .warning : .error,
        hint: Self.hint("\(parameter.name): {secret: fraud/db#password}"),
        isPart: isPart)
    } else if !parameter.noEcho {
      for piece in pieces where isHidden(piece) { reportTold(piece, by: parameter, at: node) }
    }
  }

  /// Reports what another stack keeps secret, where the template of this one does not.
  private mutating func reportTold(
    _ piece: StackParameter.Piece, by parameter: Template.Parameter, at node: Node
  ) {
    guard case .output(let output) = piece else { return }
    diagnostics.append(
      Diagnostic(
        StackCode.secretInClear, .error,
        "`${\(output.reference)}` is secret, and the template shows `\(parameter.name)`, which gets it",
        at: node.place,
        hint: .init(
          "write `NoEcho: true` to the parameter `\(parameter.name)` in the template")))
  }

  /// Whether something that could be a secret, or a part of one, stands in a file.
  private func isInClear(_ node: Node) -> Bool {
    let nodes = node.kind == .sequence ? node.elements.map(\.resolved) : [node]
    return nodes.contains { node in
      guard node.kind == .scalar, !node.isNull else { return false }
      var text = ""
      for piece in ReferenceText(node.text).pieces {
        switch piece {
        case .literal(let literal): text += literal
        case .reference(let reference):
          let name = String(reference.body.dropFirst(4))
          guard reference.body.hasPrefix("var."), !variablesFromOutside.contains(name) else {
            continue
          }
          text += variables[name]?.asText ?? ""
        }
      }
      return DynamicReference.held(in: text).contains { $0.isLetter || $0.isNumber }
    }
  }

  /// Whether a value is one, at least in part, that was given to a command and stands in no file.
  private func comesFromOutside(_ node: Node) -> Bool {
    let nodes = node.kind == .sequence ? node.elements.map(\.resolved) : [node]
    return nodes.contains { node in
      node.kind == .scalar
        && ReferenceText(node.text).references.contains {
          $0.body.hasPrefix("var.") && variablesFromOutside.contains(String($0.body.dropFirst(4)))
        }
    }
  }

  private mutating func scalarPieces(_ node: Node) -> [StackParameter.Piece]? {
    if node.kind == .mapping, node.entries.count == 1, node["secret"]?.kind == .scalar {
      guard let pieces = secretPieces(node) else { return nil }
      let parts = pieces.map { parameterPiece($0) }
      return parts.contains { $0 == nil } ? nil : parts.flatMap { $0 ?? [] }
    }
    guard node.kind == .scalar, !node.isNull, !node.isIntrinsic else {
      reportFieldType(node, "a text, a number or `true` or `false`", example: "ml.m5.large")
      return nil
    }
    guard ReferenceText.isNeeded(for: node.text) else {
      warnIfRespelled(node)
      return [.literal(node.text)]
    }
    var pieces: [StackParameter.Piece] = []
    for piece in self.pieces(of: ReferenceText(node.text), node) {
      switch piece {
      case .literal(let text), .fixed(let text): pieces.append(.literal(text))
      case .faulty: return nil
      case .deployed(let deployed):
        for piece in deployed.pieces {
          guard let value = parameterPiece(piece) else { return nil }
          pieces += value
        }
      }
    }
    return pieces
  }

  private func parameterPiece(_ piece: Deployed.Piece) -> [StackParameter.Piece]? {
    switch piece {
    case .literal(let text): return [.literal(text)]
    case .ref(PseudoParameter.region.rawValue): return [.literal(environment.region)]
    case .ref(PseudoParameter.accountId.rawValue): return [.literal(environment.account)]
    case .ref(let id): return parameters[id]?.pieces
    case .attribute: return nil
    }
  }

  /// Returns the name that was meant, if there is only one.
  private mutating func reportParameter(_ key: Node, among names: [String]) -> String? {
    let near = Spelling.nearest(to: key.text, among: names)
    diagnostics.append(
      Diagnostic(
        StackCode.unknownKey, .error, "the template has no parameter `\(key.text)`",
        at: key.place,
        hint: near.count == 1
          ? .init(
            "did you mean `\(near[0])`?", edit: Diagnostic.Edit(key.span, replacement: near[0]))
          : .init(names.isEmpty ? "it has none" : "its parameters are \(names.listed)")))
    return near.count == 1 ? near[0] : nil
  }
}
