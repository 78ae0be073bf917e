internal import Documents

extension Evaluation {
  /// `Ref`: a parameter, a pseudo-parameter or a resource.
  mutating func ref(_ argument: Value, _ path: Path) -> Evaluated {
    let expression: Value = ["Ref": argument]
    guard let name = argument.text else {
      if isExtended, argument.object != nil {
        let name = evaluate(argument, path)
        if let name = name.value?.parameterText {
          return reference(to: name, ["Ref": .string(name)], path)
        }
        // The name may turn out to be `AWS::NoValue`; a list never turns out to be a name.
        if !name.isKnown, name.pieces != nil { return waiting(.ref, name, mayBeAbsent: true) }
      }
      return mistake(
        "Template error: every Ref object must have a single String value.", expression, path)
    }
    return reference(to: name, expression, path)
  }

  /// What a name stands for, wherever it is written.
  mutating func reference(to name: String, _ expression: Value, _ path: Path) -> Evaluated {
    if let pseudo = PseudoParameter(rawValue: name) {
      if pseudo == .noValue { return .absent }
      if let value = known.pseudoParameters[pseudo] { return .known(value) }
      return .unknown(
        Unknown(
          expression, because: [.pseudoParameter(pseudo)],
          kind: pseudo == .notificationARNs ? .scalars : .text))
    }
    if let value = known.parameters[name] { return .known(value) }
    if let parameter = template.parameter(name) {
      let cause: Unknown.Cause =
        parameter.isStoredElsewhere ? .storedParameter(name) : .parameter(name)
      return .unknown(
        Unknown(expression, because: [cause], kind: parameter.isList ? .scalars : .text))
    }
    guard resources.contains(name) else { return unresolved(name, expression, path) }
    if let value = known.reference(name) { return .known(value) }
    return .unknown(Unknown(expression, because: [.resource(name)], kind: .text))
  }

  /// `Fn::GetAtt`, in both spellings; the attribute's name may be an expression.
  mutating func getAtt(_ argument: Value, _ path: Path) -> Evaluated {
    let malformed =
      "Template error: every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute"
    let expression: Value = ["Fn::GetAtt": argument]
    var names: [Evaluated] = []
    switch argument {
    case .string(let text):
      let parts = text.split(separator: ".", maxSplits: 1)
      names = parts.map { .known(.string(String($0))) }
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        names.append(evaluate(element, path.appending(index)))
      }
    default: break
    }
    if isExtended, names.count >= 2, !names[0].isKnown { return waiting(.getAtt, names) }
    guard names.count >= 2, case .known(.string(let resource))? = names.first, !resource.isEmpty
    else { return mistake(malformed, expression, path) }
    let rest = names.dropFirst()
    if rest.contains(where: { !$0.isKnown }) { return waiting(.getAtt, names) }
    let texts = rest.compactMap { $0.value?.text }
    guard texts.count == rest.count, !texts.contains("") else {
      return mistake(malformed, expression, path)
    }
    return attribute(texts.joined(separator: "."), of: resource, path)
  }

  /// An attribute of a resource, wherever it is written.
  mutating func attribute(_ attribute: String, of resource: String, _ path: Path) -> Evaluated {
    let expression: Value = ["Fn::GetAtt": [.string(resource), .string(attribute)]]
    guard resources.contains(resource) else {
      return mistake(
        "Template error: instance of Fn::GetAtt references undefined resource \(resource)",
        expression, path, .reference)
    }
    if let value = known.attribute(resource, attribute) { return .known(value) }
    // Some attributes are lists; whoever puts one into a text takes it for a text.
    return .unknown(
      Unknown(
        expression, because: [.attribute(resource: resource, attribute: attribute)], kind: .text))
  }

  /// `Fn::FindInMap`, with a default where one is written.
  mutating func findInMap(_ argument: Value, _ path: Path) -> Evaluated {
    let expression: Value = ["Fn::FindInMap": argument]
    guard let parts = argument.elements, 3...4 ~= parts.count else {
      return mistake(
        "Template error: every Fn::FindInMap object requires three parameters, the map name, map key and the attribute for return value",
        expression, path)
    }
    var arguments: [Evaluated] = []
    for (index, part) in parts.prefix(3).enumerated() {
      arguments.append(evaluate(part, path.appending(index)))
    }
    let fallback = parts.count == 4 ? parts[3].object?["DefaultValue"] : nil
    let names = arguments.compactMap { $0.value?.parameterText }
    guard names.count == 3 else {
      if arguments.contains(where: { !$0.isKnown }) {
        if let fallback { arguments.append(.known(["DefaultValue": fallback])) }
        // A default that is no call stays what it is.
        let isCall = fallback?.object.flatMap { Intrinsic.call(in: $0) } != nil
        return waiting(.findInMap, arguments, mayBeAbsent: isCall)
      }
      return mistake(
        "Template error: every Fn::FindInMap object requires three parameters, the map name, map key and the attribute for return value",
        expression, path)
    }
    if let value = template.mappings[names[0]]?.object?[names[1]]?.object?[names[2]] {
      return .known(value)
    }
    if let fallback {
      return evaluate(fallback, path.appending(3).appending("DefaultValue"))
    }
    guard template.mappings[names[0]] != nil else {
      return mistake(
        "Template error: Mapping named '\(names[0])' is not present in the 'Mappings' section of template.",
        expression, path, .reference)
    }
    return mistake(
      "Template error: Unable to get mapping for \(names.joined(separator: "::"))", expression,
      path)
  }

  /// `Fn::ImportValue`.
  mutating func importValue(_ argument: Value, _ path: Path) -> Evaluated {
    let name = evaluate(argument, path)
    if !name.isKnown { return waiting(.importValue, name) }
    guard let known = name.value, let text = known.parameterText else {
      return mistake(
        "Template error: the attribute in Fn::ImportValue must be a string or a function that returns a string",
        ["Fn::ImportValue": argument], path)
    }
    if let value = self.known.exports[text] { return .known(value) }
    return .unknown(Unknown(["Fn::ImportValue": known], because: [.export(text)], kind: .text))
  }

  private mutating func unresolved(
    _ name: String, _ expression: Value, _ path: Path
  ) -> Evaluated {
    let section: String
    if case .key(let key)? = path.steps.first { section = key } else { section = "Resources" }
    return mistake(
      "Template format error: Unresolved resource dependencies [\(name)] in the \(section) block of the template",
      expression, path, .reference)
  }
}
