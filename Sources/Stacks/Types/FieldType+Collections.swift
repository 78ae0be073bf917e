internal import Diagnostics
internal import Documents

extension FieldType {
  /// Several of them, each once unless `mayRepeat` says otherwise; one alone counts as a list.
  package static func list<Element: Sendable>(
    of element: FieldType<Element>, _ counts: ClosedRange<Int> = 0...Int.max,
    mayRepeat: Bool = false
  ) -> FieldType where Output == [Element] {
    let words = "a list, each element of it \(element.words)"
    let example = "[\(element.example)]"
    return FieldType(words, example: example, shape: .list(element.shape, counts)) {
      node, lowering in
      let nodes: [Node]
      let outer = lowering.standIn
      defer { lowering.standIn = outer }
      switch node.kind {
      case .sequence: nodes = node.elements.map(\.resolved)
      case .scalar where !node.isNull:
        guard case .array(let values)? = lowering.fixedList(node) else {
          nodes = [node]
          break
        }
        // A variable's list: its elements stand where the reference does.
        lowering.standIn = outer ?? node.place
        nodes = values.map { lowering.node(ofDefault: $0.canonicalJSON) }
      case .mapping where element.shape.takesMappings: nodes = [node]
      case .scalar, .mapping, .alias:
        lowering.reportFieldType(node, words, example: example)
        return nil
      }
      let elements = nodes.map { element.read($0, &lowering) }
      guard !elements.contains(where: { $0 == nil }) else { return nil }
      if !mayRepeat, lowering.reportRepetition(in: nodes, elements.map(\.meaning)) { return nil }
      guard counts.contains(elements.count) else {
        let wanted =
          elements.count < counts.lowerBound
          ? "at least \(counts.lowerBound)" : "at most \(counts.upperBound)"
        lowering.reportField(
          node,
          "\(node.what) takes \(wanted) elements; these are \(elements.count)",
          example: example)
        return nil
      }
      return elements.compactMap { $0 }
    }
  }

  /// Values under keys that the user chooses, in the order of the keys. Where parts of the component are named
  /// by the keys, `named` says what each one is, with its article.
  package static func map<Element: Sendable>(
    of element: FieldType<Element>, key: String, named: String? = nil
  ) -> FieldType where Output == [(key: String, value: Element)] {
    let words = "a mapping"
    let example = "{\(key): \(element.example)}"
    return FieldType(words, example: example, shape: .map(element.shape)) { node, lowering in
      var reader = FieldReader()
      let entries = reader.named(node, node.what, example: example)
      if let named { reader.checkPartNames(entries.map(\.key), named) }
      lowering.diagnostics += reader.diagnostics
      guard reader.diagnostics.isEmpty else { return nil }
      var isFaulty = false
      let values = entries.compactMap { entry -> (key: String, value: Element)? in
        guard let value = element.read(entry.value, &lowering) else {
          isFaulty = true
          return nil
        }
        return (entry.name, value)
      }
      return isFaulty ? nil : values.sorted { $0.key.precedes($1.key) }
    }
  }

  /// A mapping of fields of its own. `words` says what it is, with its article.
  package static func record(
    _ words: String, _ fields: [any FieldDeclaration], example: String
  ) -> FieldType where Output == FieldValues {
    FieldType(words, example: example, shape: .record(fields)) { node, lowering in
      lowering.settings(of: node, words, fields, example: example)
    }
  }

  /// Scalars of one type, or mappings of another.
  package static func scalar(
    _ scalar: FieldType, orMapping mapping: FieldType
  ) -> FieldType {
    FieldType(
      "\(scalar.words), or \(mapping.words)", example: scalar.example,
      shape: .either([scalar.shape, mapping.shape])
    ) { node, lowering in
      node.kind == .mapping && node.longForm == nil
        ? mapping.read(node, &lowering) : scalar.read(node, &lowering)
    }
  }
}

extension StackLowering {
  /// Reports the first element that stood in its list before.
  fileprivate mutating func reportRepetition(in nodes: [Node], _ meanings: [Value?]) -> Bool {
    guard nodes.count > 1 else { return false }
    var places: [Value: Place] = [:]
    var ignored: [Diagnostic] = []
    for (node, meaning) in zip(nodes, meanings) {
      let value = meaning ?? node.value(&ignored, for: .json)
      if let before = places[value] {
        diagnostics.append(
          Diagnostic(
            StackCode.invalidValue, .error, "\(node.what) stands there twice",
            at: place(of: node), notes: [.init("it stands here before", at: before)],
            hint: .init("remove one of them")))
        return true
      }
      places[value] = place(of: node)
    }
    return false
  }
}

extension Optional {
  /// What CloudFormation gets for an element, where that tells it from others.
  fileprivate var meaning: Value? {
    switch self {
    case .some(let element): element as? Value ?? (element as? ResourceReference)?.arn
    case nil: nil
    }
  }
}

extension ValueShape {
  /// Whether a mapping is among the values.
  var takesMappings: Bool {
    switch self {
    case .anything, .map, .record: true
    case .either(let shapes): shapes.contains(where: \.takesMappings)
    case .text, .expression, .choice, .flag, .integer, .number, .list: false
    }
  }
}
