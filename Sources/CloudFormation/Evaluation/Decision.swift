internal import Documents

/// Takes what the conditions decide out of a template.
struct Decision {
  let evaluator: Evaluator

  /// The template without what doesn't exist.
  mutating func template() -> Template {
    var template = evaluator.template
    let gone = Set(
      template.resources.filter { evaluator.holds($0.condition) == false }.map(\.id))
    var resources = Value.Object()
    var members: [Value.Object.Member] = []
    for resource in template.resources where !gone.contains(resource.id) {
      members.append(.init(resource.id, decided(resource, gone).value))
    }
    resources = Value.Object(members)
    if template.body["Resources"] != nil { template.body["Resources"] = .object(resources) }
    var outputs: [Value.Object.Member] = []
    for output in template.outputs where evaluator.holds(output.condition) != false {
      outputs.append(.init(output.id, decided(output.entry) ?? .null))
    }
    if template.body["Outputs"] != nil { template.body["Outputs"] = .object(.init(outputs)) }
    return template
  }

  private func decided(_ resource: Template.Resource, _ gone: Set<String>) -> Template.Resource {
    var members: [Value.Object.Member] = []
    for member in resource.body.members {
      if member.key == Template.ResourceAttribute.dependsOn.rawValue {
        let kept = resource.dependsOn.filter { !gone.contains($0) }
        if kept.count == resource.dependsOn.count {
          members.append(member)
        } else if !kept.isEmpty {
          members.append(.init(member.key, .array(kept.map(Value.string))))
        }
      } else if let value = decided(member.value) {
        members.append(.init(member.key, value))
      }
    }
    return Template.Resource(id: resource.id, .object(Value.Object(members)))
  }

  /// A value with every known `Fn::If` decided; nil for `AWS::NoValue`.
  private func decided(_ value: Value) -> Value? {
    switch value {
    case .array(let elements): return .array(elements.compactMap(decided))
    case .object(let object):
      switch Intrinsic.call(in: object) {
      case (.ref, .string(PseudoParameter.noValue.rawValue))?: return nil
      case (.if, let argument)?:
        if let parts = argument.elements, parts.count == 3, let name = parts[0].text,
          evaluator.template.conditions[name] != nil, let holds = evaluator.holds(name)
        {
          return decided(parts[holds ? 1 : 2])
        }
        return open(object)
      default: return open(object)
      }
    case .null, .bool, .number, .string: return value
    }
  }

  private func open(_ object: Value.Object) -> Value {
    // An open `Fn::If` keeps its `AWS::NoValue`: without it the call would be malformed.
    if case (.if, .array(let parts))? = Intrinsic.call(in: object) {
      return ["Fn::If": .array(parts.map { decided($0) ?? $0 })]
    }
    return .object(
      Value.Object(
        object.members.compactMap { member in
          decided(member.value).map { .init(member.key, $0) }
        }))
  }
}
