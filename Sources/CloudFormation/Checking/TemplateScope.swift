internal import Documents

/// The names that a template gives, as references look for them.
struct TemplateScope {
  /// The types of the resources, by logical id; empty where none is written.
  let resources: [String: String]
  let parameters: [String: Template.Parameter]
  let conditions: Set<String>
  let mappings: Value.Object
  let transforms: [String]
  /// The names in each section, in the order of the template, as far as they are guessed at: a
  /// template that CloudFormation takes has no more.
  let resourceNames: [String]
  let parameterNames: [String]
  let conditionNames: [String]
  /// Whether loops make some of the resources or conditions.
  private let hasResourceLoops: Bool
  let hasConditionLoops: Bool
  /// Whether loops or macros make some of the mappings.
  let hasMadeMappings: Bool
  /// The resources that become several, whose names begin with theirs.
  private let makers: Set<String>

  init(of template: Template) {
    resources = Dictionary(
      template.resources.map { ($0.id, $0.type) }, uniquingKeysWith: { first, _ in first })
    parameters = Dictionary(
      template.parameters.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    conditions = Set(template.conditions.members.map(\.key))
    mappings = template.mappings
    transforms = template.transforms
    resourceNames = Self.names(template.section(.resources))
    parameterNames = Self.names(template.section(.parameters))
    conditionNames = Self.names(template.conditions)
    hasResourceLoops = resources.keys.contains(where: Intrinsic.isLoop)
    hasConditionLoops = conditions.contains(where: Intrinsic.isLoop)
    hasMadeMappings = mappings.members.contains {
      $0.key == Intrinsic.transform.rawValue || Intrinsic.isLoop($0.key)
    }
    let isServerless =
      template.transforms.contains { $0.hasPrefix("AWS::Serverless") }
      || resources.values.contains { $0.hasPrefix("AWS::Serverless::") }
    self.isServerless = isServerless
    makers = Set(
      resources.filter { _, type in
        isServerless && type.hasPrefix("AWS::Serverless::") || type.hasSuffix("::MODULE")
      }.keys)
  }

  private static func names(_ section: Value.Object) -> [String] {
    section.members.prefix(TemplateLimits.resources).map(\.key)
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
    if hasResourceLoops { return true }
    if isServerless, name.hasPrefix("Serverless") { return true }
    guard !makers.isEmpty else { return false }
    var begin = name.prefix(LogicalID.longest)
    while begin.popLast() != nil {
      if makers.contains(String(begin)) { return true }
    }
    return false
  }
}
