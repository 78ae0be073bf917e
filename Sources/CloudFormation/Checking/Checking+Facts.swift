internal import Documents

extension TemplateChecker {
  /// What the facts say of a resource's type.
  mutating func checkType(of resource: Template.Resource, at path: Path) {
    let type = resource.type
    guard !type.isEmpty, !Self.isForeign(type) else { return }
    guard let facts = Facts[type] else {
      return report(
        .unknownType, "there is no resource type `\(type)`", at: path.appending("Type"),
        hint: Suggestion.hint(for: type, among: Facts.typeNames))
    }
    guard resource[.properties] == nil else { return }
    for name in facts.root.required {
      report(
        .missingProperty, "the property `\(name)` is missing", at: path.appending("Properties"))
    }
  }

  /// Types that nobody publishes facts of: custom resources, modules, other registries, and those
  /// that a transform replaces.
  private static func isForeign(_ type: String) -> Bool {
    type.hasPrefix("Custom::") || type.hasSuffix("::MODULE") || type.hasPrefix("AWS::Serverless::")
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
    if type == "AWS::Serverless::Function", attribute == "Alias" || attribute == "Version",
      template.resource(resource)?.properties["AutoPublishAlias"] != nil
        || template.body["Globals"] != nil
    {
      return
    }
    report(
      .unknownAttribute, "\(type) has no attribute `\(attribute)`", at: path,
      hint: Suggestion.hint(for: attribute, among: facts.attributes))
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
    let steps = attribute.split(separator: ".").map(String.init)
    guard let types = Facts[type]?.property(at: PropertyPath(steps: steps))?.schema.types,
      !types.isEmpty, !types.contains(.string)
    else { return }
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
    guard let facts = Facts[resource.type], object["Fn::Transform"] == nil else { return }
    var check = SchemaCheck(type: resource.type)
    check.check(value, against: facts.root, at: path)
    for finding in check.findings { report(finding) }
  }
}
