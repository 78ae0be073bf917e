internal import Documents

/// The names that a template gives, as references look for them.
struct TemplateScope {
  /// The types of the resources, by logical id; empty where none is written.
  let resources: [String: String]
  let parameters: [String: Template.Parameter]
  let conditions: Set<String>
  let mappings: Value.Object
  let transforms: [String]

  init(of template: Template) {
    resources = Dictionary(
      template.resources.map { ($0.id, $0.type) }, uniquingKeysWith: { first, _ in first })
    parameters = Dictionary(
      template.parameters.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    conditions = Set(template.conditions.members.map(\.key))
    mappings = template.mappings
    transforms = template.transforms
    isServerless =
      template.transforms.contains { $0.hasPrefix("AWS::Serverless") }
      || template.resources.contains { $0.type.hasPrefix("AWS::Serverless::") }
  }

  /// Whether the language of CloudFormation is extended by loops and more.
  var hasLanguageExtensions: Bool { transforms.contains("AWS::LanguageExtensions") }
  /// Whether it is a template of the Serverless Application Model, which makes resources of its own.
  var hasServerlessTransform: Bool { transforms.contains { $0.hasPrefix("AWS::Serverless") } }
  /// Whether some of its resources become others, or would with the transform.
  let isServerless: Bool
  /// Whether macros, which nobody can foretell, make another template of it.
  var hasMacros: Bool {
    transforms.contains { !$0.hasPrefix("AWS::Serverless") && $0 != "AWS::LanguageExtensions" }
  }

  /// Whether `Ref` finds something under the name.
  func knows(_ name: String) -> Bool {
    resources[name] != nil || parameters[name] != nil || PseudoParameter(rawValue: name) != nil
      || mayBeMade(name)
  }

  /// Whether a resource may come about that is not written: by loops, modules, macros or the
  /// Serverless Application Model.
  func mayBeMade(_ name: String) -> Bool {
    if hasMacros { return true }
    if resources.keys.contains(where: Intrinsic.isLoop) { return true }
    if isServerless, name.hasPrefix("Serverless") { return true }
    return resources.contains { id, type in
      guard name.hasPrefix(id), name != id else { return false }
      return (isServerless && type.hasPrefix("AWS::Serverless::")) || type.hasSuffix("::MODULE")
    }
  }
}
