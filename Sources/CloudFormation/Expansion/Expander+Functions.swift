internal import Documents

extension Expander {
  /// What a call becomes: identifiers are put in, and what only the extensions understand is worked
  /// out where it is known.
  mutating func call(
    _ function: Intrinsic, _ argument: Value, _ position: Position
  ) -> Value {
    let inner = position.appending(function.rawValue)
    switch function {
    case .ref: return reference(argument, inner)
    case .sub: return substitution(argument, inner)
    case .getAtt:
      let names = value(argument, inner)
      guard let elements = names.elements else { return [function.rawValue: names] }
      return [function.rawValue: .array(elements.map { text(of: $0).map(Value.string) ?? $0 })]
    case .length, .toJSONString:
      let call: Value = [function.rawValue: value(argument, inner)]
      return evaluator.evaluate(call).value.value ?? call
    case .findInMap:
      let arguments = value(argument, inner)
      let call: Value = [function.rawValue: arguments]
      guard Self.needsExtensions(arguments) else { return call }
      return evaluator.evaluate(call).value.expression
    case .if:
      // No function may give the name: only identifiers are put in.
      guard var parts = value(argument, inner).elements, let name = argument.elements?.first else {
        return [function.rawValue: argument]
      }
      parts[0] = named(name, inner)
      return [function.rawValue: .array(parts)]
    case .condition:
      let name = value(named(argument, inner), inner)
      return [function.rawValue: text(of: name).map(Value.string) ?? name]
    default: return [function.rawValue: value(argument, inner)]
    }
  }

  /// `Ref`: an identifier stands for its item; a name may have to be worked out.
  private mutating func reference(_ argument: Value, _ position: Position) -> Value {
    if let name = argument.text {
      return position.items[name].map(Value.string) ?? ["Ref": argument]
    }
    let name = value(argument, position)
    return ["Ref": text(of: name).map(Value.string) ?? name]
  }

  /// `Fn::Sub`: `${Identifier}` stands for its item, unless the call gives the name another meaning;
  /// `&{Identifier}` is none of its places.
  private mutating func substitution(_ argument: Value, _ position: Position) -> Value {
    switch argument {
    case .string(let text):
      return [
        "Fn::Sub": .string(filled(text, with: position.items, .wholeOnly, at: position.source))
      ]
    case .array(let parts):
      guard let text = parts.first?.text, parts.count == 2, let own = parts[1].object else {
        return ["Fn::Sub": value(argument, position)]
      }
      let items = position.items.filter { own[$0.key] == nil }
      let filled = filled(text, with: items, .wholeOnly, at: position.source)
      return ["Fn::Sub": [.string(filled), value(parts[1], position.appending(1))]]
    default: return ["Fn::Sub": value(argument, position)]
    }
  }

  /// A name with the items in the places of identifiers.
  mutating func named(_ name: Value, _ position: Position) -> Value {
    guard let text = name.text else { return name }
    return .string(filled(text, with: position.items, .wholeOnly, at: position.source))
  }

  private func text(of name: Value) -> String? {
    name.text ?? evaluator.evaluate(name).value.value?.parameterText
  }

  /// Whether only the extensions understand the arguments of an `Fn::FindInMap`: a default, or names
  /// from other functions than these.
  private static func needsExtensions(_ arguments: Value) -> Bool {
    guard let parts = arguments.elements else { return false }
    return parts.count == 4
      || parts.contains { part in
        switch part.object.flatMap({ Intrinsic.call(in: $0) })?.function {
        case nil, .ref?, .findInMap?: false
        default: true
        }
      }
  }
}
