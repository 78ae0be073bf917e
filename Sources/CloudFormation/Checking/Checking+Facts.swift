internal import Diagnostics
internal import Documents

extension TemplateChecker {
  /// What the facts say of a resource's type.
  mutating func checkType(of resource: Template.Resource, at path: Path) {
    let type = resource.type
    if type.hasPrefix("Custom::") { return checkServiceToken(of: resource, at: path) }
    guard !type.isEmpty, !Self.isForeign(type) else { return }
    guard let facts = Facts[type] ?? Facts.serverless(type) else {
      let known = type.hasPrefix("AWS::Serverless::") ? Facts.serverlessNames : Facts.typeNames
      return report(
        .unknownType, "there is no resource type `\(type)`", at: path.appending("Type"),
        hint: Suggestion.hint(for: type, among: known)
          ?? "name a type as `AWS::S3::Bucket`; `esteira facts` shows what is known of one")
    }
    if Facts[type] == nil, !scope.hasServerlessTransform, !scope.hasMacros {
      report(
        .unknownType, "`\(type)` is known to the Serverless Application Model only",
        at: path.appending("Type"), hint: "add `Transform: AWS::Serverless-2016-10-31`")
    }
    checkOffer(of: facts, at: path.appending("Type"))
    guard resource[.properties] ?? .null == .null else { return }
    let globals = globalProperties(of: type)
    for name in facts.root.required where !globals.contains(name) {
      report(
        .missingProperty, "the property `\(name)` is missing", at: path.appending("Properties"),
        hint: facts.root.property(name).map {
          SchemaCheck.hint(adding: "`\(name)`", $0, "`esteira facts \(type) \(name)`")
        })
    }
  }

  /// A resource of one's own type names who makes it; all else it has is known to that one alone.
  private mutating func checkServiceToken(of resource: Template.Resource, at path: Path) {
    let properties = resource[.properties] ?? .null
    let object = properties.object
    guard properties == .null || object != nil, object?["ServiceToken"] == nil,
      object.map({ Intrinsic.call(in: $0) == nil && $0["Fn::Transform"] == nil }) ?? true
    else { return }
    report(
      .missingProperty, "the property `ServiceToken` is missing", at: path.appending("Properties"),
      hint: "add `ServiceToken`: the ARN of the function or the topic that makes the resource")
  }

  /// Whether AWS has the type where the template is meant for, and still has it.
  private mutating func checkOffer(of facts: TypeFacts, at path: Path) {
    if let region = rules.regions.first(where: { !facts.isOffered(in: $0) }),
      let regions = facts.regions
    {
      let end = facts.lifecycle.flatMap { $0.status == "shutdown" ? $0.date : nil }
      let since = end.map { ": AWS has shut the service down on \($0)" } ?? ""
      return report(
        .notOffered, "`\(facts.name)` does not exist in \(region)\(since)", at: path,
        hint: regions.isEmpty
          ? nil
          : "it exists in \(regions.prefix(4).joined(separator: ", "))"
            + (regions.count > 4 ? " and others" : "") + ": name the region with `--region`")
    }
    guard let lifecycle = facts.lifecycle else { return }
    let day = lifecycle.date.map { " on \($0)" } ?? ""
    switch lifecycle.status {
    case "shutdown":
      report(.retiredType, "AWS has shut the service of `\(facts.name)` down\(day)", at: path)
    case "sunset":
      let verb = lifecycle.date.map { $0 <= rules.day } == true ? "has shut" : "will shut"
      report(
        Finding(
          .retiredType, "AWS \(verb) the service of `\(facts.name)` down\(day)", at: path,
          severity: .warning))
    default:
      let since = lifecycle.date.map { " since \($0)" } ?? ""
      report(
        Finding(
          .retiredType, "AWS only maintains the service of `\(facts.name)`\(since)", at: path,
          severity: .note))
    }
  }

  /// Says once of each type that others have made that nothing is known of it.
  mutating func noteForeignTypes() {
    var seen: Set<String> = []
    for resource in template.resources where !isMacro(resource.id) {
      guard Self.isForeign(resource.type), seen.insert(resource.type).inserted else { continue }
      let what = resource.type.hasSuffix("::MODULE") ? "a module" : "a type that AWS did not make"
      report(
        Finding(
          .foreignType, "`\(resource.type)` is \(what): what is written of it is not checked",
          at: Path([.key("Resources"), .key(resource.id), .key("Type")]),
          hint: "see to it that it is active in the registry of the account and region",
          severity: .note))
    }
  }

  /// Whether a type is one that accounts take from the registry: a module, or a name of the form
  /// that the registry takes, which is not one of AWS's own.
  private static func isForeign(_ type: String) -> Bool {
    if type.hasSuffix("::MODULE") { return true }
    if type.hasPrefix("AWS::") { return false }
    let parts = type.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 5, parts[1].isEmpty, parts[3].isEmpty, parts[0].lowercased() != "aws"
    else { return false }
    return [parts[0], parts[2], parts[4]].allSatisfy { word in
      (2...64).contains(word.utf8.count) && word.utf8.allSatisfy(LogicalID.isAlphanumeric)
    }
  }

  /// The properties that `Globals` gives to every resource of a type.
  private func globalProperties(of type: String) -> Set<String> {
    guard type.hasPrefix("AWS::Serverless::"),
      let globals = template.section(.globals)[String(type.dropFirst(17))]?.object
    else { return [] }
    return Set(globals.members.map(\.key))
  }

  /// Whether something is missing in a property of which `Globals` gives a part.
  private func isGlobal(_ finding: Finding, under path: Path, _ given: Set<String>) -> Bool {
    guard finding.code == .missingProperty, finding.path.steps.count > path.steps.count,
      case .key(let name) = finding.path.steps[path.steps.count]
    else { return false }
    return given.contains(name)
  }

  /// What functions give in this template.
  var results: FunctionResults {
    FunctionResults(
      resources: scope.resources, parameters: scope.parameters, mappings: scope.mappings,
      takesCalls: scope.hasLanguageExtensions)
  }

  /// What the facts say of an attribute.
  mutating func checkAttribute(
    _ attribute: String, of resource: String, _ type: String, at path: Path
  ) {
    guard type != "AWS::CloudFormation::CustomResource", type != "AWS::CloudFormation::Stack",
      let facts = Facts[Self.madeOf[type] ?? type], !facts.hasAttribute(attribute)
    else { return }
    // A published alias or version is a resource of its own, which `Fn::GetAtt` reaches this way.
    if type == "AWS::Serverless::Api" || type == "AWS::Serverless::HttpApi",
      attribute == "Stage" || attribute == "Deployment"
    {
      return
    }
    if type == "AWS::Serverless::Function",
      attribute.hasPrefix("Alias") || attribute.hasPrefix("Version"),
      template.resource(resource)?.properties["AutoPublishAlias"] != nil
        || template.body["Globals"] != nil
    {
      return
    }
    report(
      .unknownAttribute, "\(type) has no attribute `\(attribute)`", at: path,
      hint: Suggestion.hint(for: attribute, among: facts.attributes)
        ?? Self.hint(toAttributes: facts))
  }

  /// Which attributes there are.
  private static func hint(toAttributes facts: TypeFacts) -> String {
    let names = facts.attributes
    guard !names.isEmpty else { return "take it away: resources of the type have no attributes" }
    guard names.count > 5 else { return "take one of those that there are: \(list(names))" }
    return "take one of the \(names.count) that `esteira facts \(facts.name)` lists"
  }

  /// What the resources of the Serverless Application Model become under their own name.
  private static let madeOf = [
    "AWS::Serverless::Function": "AWS::Lambda::Function",
    "AWS::Serverless::Api": "AWS::ApiGateway::RestApi",
    "AWS::Serverless::HttpApi": "AWS::ApiGatewayV2::Api",
    "AWS::Serverless::SimpleTable": "AWS::DynamoDB::Table",
    "AWS::Serverless::StateMachine": "AWS::StepFunctions::StateMachine",
    "AWS::Serverless::LayerVersion": "AWS::Lambda::LayerVersion",
  ]

  /// An output is a text: what is a number, a list or a mapping has to be made one first.
  mutating func checkIsText(_ attribute: String, of type: String, at path: Path) {
    // Ports are numbers in their schemas, and texts when they are asked for.
    guard !attribute.hasSuffix("Port") else { return }
    guard let types = Facts[type]?.attributeTypes(attribute), !types.contains(.string) else {
      return
    }
    var path = path
    if case .index? = path.steps.last { path = Path(Array(path.steps.dropLast())) }
    report(
      .wrongType,
      "an output is a text, and `\(attribute)` is \(types.names.joined(separator: " or "))",
      at: path)
  }

  /// The properties of a resource: functions first, then what the facts say of their values.
  mutating func checkProperties(
    _ value: Value, of resource: Template.Resource, at path: Path
  ) {
    guard let object = value.object else {
      return report(
        .wrongKind, "`Properties` is a mapping, and this is \(value.kindWords)", at: path)
    }
    checkFunctions(in: value, at: path, in: .resources)
    checkLooseVariables(in: value, at: path)
    guard let facts = Facts[resource.type] ?? Facts.serverless(resource.type),
      object["Fn::Transform"] == nil
    else { return }
    var check = SchemaCheck(type: resource.type, results: results, patterns: patterns)
    check.given = globalProperties(of: resource.type)
    // Its own condition holds where it exists; what follows from that is not worked out.
    check.isConditional = resource[.condition] != nil
    check.check(value, against: facts.root, at: path)
    for finding in check.findings where !isGlobal(finding, under: path, check.given) {
      report(finding)
    }
    checkMeaning(of: object, resource, facts, at: path)
  }
}
