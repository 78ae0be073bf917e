internal import Documents

/// The kinds of values that functions give, as far as the template says.
struct FunctionResults {
  let resources: [String: String]
  let parameters: [String: Template.Parameter]

  private static let scalar: ValueTypes = [.string, .number, .integer, .boolean]

  /// The kinds that a call may give; `nil` if that cannot be known.
  func types(of function: Intrinsic, _ argument: Value) -> ValueTypes? {
    switch function {
    case .ref: argument.text.flatMap(types(ofReference:))
    case .join, .sub, .base64, .toJSONString, .length: Self.scalar
    case .split, .cidr, .getAZs, .refAll, .valueOfAll: .array
    default: nil
    }
  }

  private func types(ofReference name: String) -> ValueTypes? {
    if let parameter = parameters[name] {
      // What has no type of a parameter is another mistake.
      guard ParameterTypes.isKnown(parameter.type) else { return nil }
      return parameter.isList ? .array : Self.scalar
    }
    switch PseudoParameter(rawValue: name) {
    case .noValue?: return nil
    case .notificationARNs?: return .array
    case .some: return Self.scalar
    case nil: return resources[name] == nil ? nil : Self.scalar
    }
  }

  /// The kinds of an attribute: exactly those that its type's schema has.
  func types(ofAttribute argument: Value) -> ValueTypes? {
    let name: (resource: String, attribute: String)?
    switch argument {
    case .string(let text):
      if case .attribute(let resource, let attribute?) = SubText.target(of: text) {
        name = (resource, attribute)
      } else {
        name = nil
      }
    case .array(let elements):
      let texts = elements.compactMap(\.text)
      name =
        texts.count == elements.count && texts.count > 1
        ? (texts[0], texts.dropFirst().joined(separator: ".")) : nil
    default: name = nil
    }
    guard let name, let type = resources[name.resource], let facts = Facts[type],
      facts.hasAttribute(name.attribute)
    else { return nil }
    // A cluster's port is a number in its schema, and a text when it is asked for.
    if type == "AWS::DocDB::DBCluster", name.attribute == "Port" { return .string }
    let steps = name.attribute.split(separator: ".").map(String.init)
    let types = facts.property(at: PropertyPath(steps: steps))?.schema.types
    return types?.isEmpty == true ? nil : types
  }
}
