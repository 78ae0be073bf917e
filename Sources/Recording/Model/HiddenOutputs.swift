internal import Documents

/// Which outputs of a template show the values of certain parameters.
struct HiddenOutputs {
  private(set) var ids: Set<String> = []
  /// The outputs that the template names, where a loop makes more that tell; else nil.
  private var named: Set<String>?

  private let parameters: Set<String>
  private let resources: Value.Object

  init(of template: Value.Object, _ parameters: Set<String>) {
    self.parameters = parameters
    resources = template["Resources"].flatMap(\.asObject) ?? [:]
    guard !parameters.isEmpty, let outputs = template["Outputs"].flatMap(\.asObject) else { return }
    for output in outputs.members {
      guard isTelling(output.value) else { continue }
      if output.key.hasPrefix("Fn::ForEach::") {
        named = Set(outputs.members.map(\.key))
      } else {
        ids.insert(output.key)
      }
    }
  }

  /// Whether an output is one, or may be one that a loop makes.
  func contains(_ id: String) -> Bool {
    ids.contains(id) || named.map { !$0.contains(id) } ?? false
  }

  /// Whether a value is made of one of the parameters. What a condition chooses does not count: its
  /// branches stand in the template.
  private func isTelling(_ value: Value) -> Bool {
    switch value {
    case .null, .bool, .number, .string: return false
    case .array(let elements): return elements.contains(where: isTelling)
    case .object(let object): return object.members.contains { isTelling($0.key, $0.value) }
    }
  }

  private func isTelling(_ key: String, _ value: Value) -> Bool {
    switch (key, value) {
    case ("Ref", .string(let name)): return parameters.contains(name)
    case ("Fn::GetAtt", .array(let parts)):
      return isTelling(attribute: parts.compactMap(\.asText).joined(separator: "."))
    case ("Fn::GetAtt", .string(let name)): return isTelling(attribute: name)
    case ("Fn::Sub", .string(let text)): return isTelling(substituted: text)
    case ("Fn::Sub", .array(let parts)):
      return parts.contains { part in
        part.asText.map { isTelling(substituted: $0) } ?? isTelling(part)
      }
    default: return isTelling(value)
    }
  }

  /// Whether something between `${` and `}` is.
  private func isTelling(substituted text: String) -> Bool {
    text.split(separator: "${", omittingEmptySubsequences: false).dropFirst().contains { piece in
      let name = String(piece.prefix { $0 != "}" })
      return name.contains(".") ? isTelling(attribute: name) : parameters.contains(name)
    }
  }

  /// Whether an attribute, written `Resource.Attribute`, is a property that tells one.
  private func isTelling(attribute: String) -> Bool {
    let steps = attribute.split(separator: ".").map(String.init)
    guard let id = steps.first,
      var found = resources[id]?.asObject?["Properties"]
    else { return false }
    for step in steps.dropFirst() {
      // What a function gives has no members to go on by.
      guard let object = found.asObject,
        !object.members.contains(where: { $0.key == "Ref" || $0.key.hasPrefix("Fn::") })
      else { break }
      guard let next = object[step] else { return false }
      found = next
    }
    return isTelling(found)
  }
}

extension Value {
  fileprivate var asObject: Value.Object? {
    if case .object(let object) = self { object } else { nil }
  }

  fileprivate var asText: String? { if case .string(let text) = self { text } else { nil } }
}
