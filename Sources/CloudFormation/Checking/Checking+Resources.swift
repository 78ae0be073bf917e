internal import Documents

extension TemplateChecker {
  mutating func checkResources() {
    for resource in template.resources {
      resourceStart = findings.count
      let path = Path([.key("Resources"), .key(resource.id)])
      // What a macro or a loop makes of it, nobody can say by reading.
      if isMacro(resource.id) {
        if Intrinsic.isLoop(resource.id) {
          checkLoop(resource.value, at: path, in: .resources)
        } else {
          checkFunctions(in: resource.value, at: path, in: .resources)
        }
        continue
      }
      checkName(resource.id, of: "a resource", at: path)
      if scope.parameters[resource.id] != nil {
        report(
          .sharedName, "`\(resource.id)` is the name of a parameter too", at: path,
          isAboutKey: true, hint: "give one of them another name")
      }
      guard let body = members(of: resource.value, at: path, what: "a resource") else { continue }
      check(resource, body, at: path)
    }
  }

  private mutating func check(_ resource: Template.Resource, _ body: Value.Object, at path: Path) {
    let type = resource.type
    let isCustom = type.hasPrefix("Custom::") || type == "AWS::CloudFormation::CustomResource"
    // The Serverless Application Model passes over what it does not know.
    if !type.hasPrefix("AWS::Serverless::") {
      checkKeys(
        of: body, among: Self.attributes + (isCustom ? ["Version"] : []), at: path,
        what: "a resource", orMacro: true)
    }
    if let connectors = body["Connectors"] {
      checkConnectors(connectors, at: path.appending("Connectors"))
    }
    if isCustom || type.hasSuffix("::MODULE") {
      let what = isCustom ? "a custom resource" : "a module"
      for key in ["CreationPolicy", "UpdatePolicy"] {
        guard let value = body[key], !value.isAlwaysNoValue else { continue }
        report(
          .unknownPart, "\(what) takes no `\(key)`", at: path.appending(key), isAboutKey: true)
      }
    }
    for member in body.members {
      let path = path.appending(member.key)
      switch Template.ResourceAttribute(rawValue: member.key) {
      case .type?:
        if member.value.text == nil {
          report(
            .wrongKind, "the type of a resource is a text, and this is \(member.value.kindWords)",
            at: path)
        }
      case .properties?: checkProperties(member.value, of: resource, at: path)
      case .dependsOn?: checkDependencies(member.value, of: resource.id, at: path)
      case .condition?:
        if let name = member.value.text {
          checkConditionName(name, at: path)
        } else {
          report(
            .wrongKind, "a resource names its condition, and this is \(member.value.kindWords)",
            at: path)
        }
      case .deletionPolicy?:
        checkPolicy(member.value, of: resource.type, among: Self.deletionPolicies, at: path)
      case .updateReplacePolicy?:
        checkPolicy(
          member.value, of: resource.type, among: Self.replacePolicies, at: path)
      case .creationPolicy?, .updatePolicy?:
        checkLifecyclePolicy(
          member.key == "CreationPolicy" ? .creationPolicy : .updatePolicy, member.value, of: type,
          at: path)
      case .metadata?:
        if members(of: member.value, at: path, what: "`\(member.key)`") != nil {
          checkFunctions(in: member.value, at: path, in: .resources)
        }
      case nil: break
      }
    }
    if body["Type"] == nil {
      // A macro may bring it.
      guard body["Fn::Transform"] == nil, !Suggestion.hasSlip(of: "Type", in: body) else { return }
      report(.missingPart, "a resource needs a `Type`", at: path)
    }
    checkType(of: resource, at: path)
  }

  /// Connectors of the Serverless Application Model: names with properties.
  private mutating func checkConnectors(_ value: Value, at path: Path) {
    guard let connectors = members(of: value, at: path, what: "`Connectors`") else { return }
    for connector in connectors.members {
      let path = path.appending(connector.key)
      guard let body = members(of: connector.value, at: path, what: "a connector") else { continue }
      checkKeys(of: body, among: ["Properties"], at: path, what: "a connector")
      guard let properties = body["Properties"], properties != .null else {
        report(.missingPart, "a connector needs `Properties`", at: path)
        continue
      }
      _ = members(of: properties, at: path.appending("Properties"), what: "`Properties`")
    }
  }

  private static let attributes =
    Template.ResourceAttribute.allCases.map(\.rawValue) + [
      "Connectors", "IgnoreGlobals",
    ]
  private static let deletionPolicies = ["Delete", "Retain", "RetainExceptOnCreate", "Snapshot"]
  private static let replacePolicies = ["Delete", "Retain", "Snapshot"]

  /// The types that CloudFormation takes snapshots of
  /// (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html).
  private static let typesWithSnapshots: Set = [
    "AWS::DocDB::DBCluster", "AWS::EC2::Volume", "AWS::ElastiCache::CacheCluster",
    "AWS::ElastiCache::ReplicationGroup", "AWS::Neptune::DBCluster", "AWS::RDS::DBCluster",
    "AWS::RDS::DBInstance", "AWS::Redshift::Cluster",
  ]

  private mutating func checkPolicy(
    _ value: Value, of type: String, among words: [String], at path: Path
  ) {
    guard let text = value.text else {
      guard value.object.flatMap({ Intrinsic.call(in: $0) }) != nil else {
        return report(
          .wrongKind, "a policy is one of \(Self.list(words)), and this is \(value.kindWords)",
          at: path)
      }
      return checkFunctions(in: value, at: path, in: .resources)
    }
    if !words.contains(text) {
      report(
        .notAllowed, "`\(text)` is none of \(Self.list(words))", at: path,
        hint: Suggestion.hint(for: text, among: words))
    } else if text == "Snapshot", type.hasPrefix("AWS::"), !type.hasPrefix("AWS::Serverless::"),
      !Self.typesWithSnapshots.contains(type)
    {
      report(
        .notAllowed, "CloudFormation takes no snapshot of `\(type)`", at: path,
        hint: "write `Retain`, or `RetainExceptOnCreate`, to keep it")
    }
  }

  private mutating func checkDependencies(_ value: Value, of id: String, at path: Path) {
    switch value {
    case .string(let name): checkDependency(name, of: id, at: path)
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        if let name = element.text {
          checkDependency(name, of: id, at: path.appending(index))
        } else {
          report(
            .wrongKind, "`DependsOn` names resources, and this is \(element.kindWords)",
            at: path.appending(index))
        }
      }
    default:
      report(
        .wrongKind, "`DependsOn` takes a name or a list of them, and this is \(value.kindWords)",
        at: path)
    }
  }

  private mutating func checkDependency(_ name: String, of id: String, at path: Path) {
    guard scope.resources[name] == nil, !scope.mayBeMade(name) else { return }
    report(
      .unknownDependency, "there is no resource `\(name)`", at: path,
      hint: loopHint(for: name) ?? Suggestion.hint(for: name, among: scope.resourceNames))
  }

  static func list(_ words: [String]) -> String {
    words.map { "`\($0)`" }.joined(separator: ", ")
  }
}
