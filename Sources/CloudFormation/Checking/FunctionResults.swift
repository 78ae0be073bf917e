internal import Documents

/// The kinds of values that functions give, as far as the template says.
struct FunctionResults {
  let resources: [String: String]
  let parameters: [String: Template.Parameter]
  let mappings: Value.Object
  /// Whether functions may give the names of what is referred to.
  let takesCalls: Bool

  private static let mostCells = 1000
  private static let scalar: ValueTypes = [.string, .number, .integer, .boolean]

  /// The kinds that a call may give; `nil` if that cannot be known.
  func types(of function: Intrinsic, _ argument: Value) -> ValueTypes? {
    switch function {
    case .ref: name(argument).flatMap(types(ofReference:))
    case .join, .sub, .base64, .toJSONString, .length: Self.scalar
    case .findInMap: argument.elements.flatMap(types(ofLookUp:))
    case .split, .cidr, .getAZs, .refAll, .valueOfAll: .array
    default: nil
    }
  }

  /// A name that is written, or known at sight.
  private func name(_ value: Value) -> String? {
    guard takesCalls, let call = value.object.flatMap({ Intrinsic.call(in: $0) }) else {
      return value.text
    }
    guard call.function == .sub else { return nil }
    return call.argument.text.flatMap { SubText($0).literal }
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

  /// The kinds of what may be looked up: lists or single values alone, if it is one of these.
  private func types(ofLookUp keys: [Value]) -> ValueTypes? {
    guard keys.count == 3, let rows = keys[0].text.flatMap({ mappings[$0]?.object }),
      rows.count <= TemplateLimits.mappingEntries
    else { return nil }
    let found = Self.entries(of: rows, keys[1]).compactMap(\.object)
    // Of a large mapping it would be asked again and again.
    guard found.reduce(0, { $0 + $1.count }) <= Self.mostCells else { return nil }
    let cells = found.flatMap { Self.entries(of: $0, keys[2]) }
    if cells.isEmpty { return nil }
    if cells.allSatisfy({ $0.elements != nil }) { return .array }
    return cells.allSatisfy { $0.parameterText != nil } ? Self.scalar : nil
  }

  private static func entries(of object: Value.Object, _ key: Value) -> [Value] {
    guard let text = key.parameterText else { return object.members.map(\.value) }
    return object[text].map { [$0] } ?? []
  }

  /// The kinds of an attribute: exactly those that its type's schema has.
  func types(ofAttribute argument: Value) -> ValueTypes? {
    let target: (resource: String, attribute: String)?
    switch argument {
    case .string(let text):
      if case .attribute(let resource, let attribute?) = SubText.target(of: text) {
        target = (resource, attribute)
      } else {
        target = nil
      }
    case .array(let elements):
      let texts = elements.compactMap(name)
      target =
        texts.count == elements.count && texts.count > 1
        ? (texts[0], texts.dropFirst().joined(separator: ".")) : nil
    default: target = nil
    }
    guard let target, let type = resources[target.resource] else { return nil }
    // Whatever another stack puts out is a text.
    if type == "AWS::CloudFormation::Stack", target.attribute.hasPrefix("Outputs.") {
      return .string
    }
    guard let facts = Facts[type],
      facts.hasAttribute(target.attribute)
    else { return nil }
    // A cluster's port is a number in its schema, and a text when it is asked for.
    if type == "AWS::DocDB::DBCluster", target.attribute == "Port" { return .string }
    return facts.attributeTypes(target.attribute)
  }
}
