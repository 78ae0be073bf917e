internal import Documents

extension TemplateChecker {
  /// Dynamic references that CloudFormation does not follow: what is written otherwise than it
  /// reads them, and secrets where they would be seen.
  ///
  /// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
  mutating func checkDynamicReferences() {
    var count = 0
    for section in [Template.Section.parameters, .conditions, .resources, .outputs] {
      guard let value = template.body[section.rawValue] else { continue }
      let root = Path([.key(section.rawValue)])
      for (reference, path) in DynamicReference.within(value, at: root) {
        count += 1
        if count == TemplateLimits.dynamicReferences + 1 {
          report(
            .exceedsLimit,
            "a template has at most \(TemplateLimits.dynamicReferences) dynamic references",
            at: path,
            hint: "split the stack, or read the values with parameters of an SSM type")
        }
        check(reference, at: path)
      }
    }
  }

  private mutating func check(_ reference: DynamicReference, at path: Path) {
    // What `Fn::Sub` puts in is not known yet.
    guard !reference.written.contains("$") else { return }
    if let form = Self.form(wantedOf: reference) {
      return report(
        .dynamicReference, "CloudFormation cannot follow `\(reference.written)`", at: path,
        hint: "write it as `{{resolve:\(form)}}`")
    }
    let isProperty =
      path.steps.count > 3 && path.steps[0] == .key("Resources")
      && path.steps[2] == .key("Properties")
    switch reference.target {
    case .secret where !isProperty && !isAside(path):
      report(
        .dynamicReference, "a secret can only be put into the properties of a resource", at: path,
        hint: "refer to it where the resource needs it")
    case .parameter(_, _, isSecure: true) where !isProperty && !isAside(path):
      report(
        .dynamicReference,
        "a secure parameter can only be put into the properties of a resource", at: path,
        hint: "refer to it where the resource needs it")
    case .parameter(_, _, isSecure: true) where isProperty:
      guard let id = path.steps[1].name, let type = scope.resources[id], Facts[type] != nil,
        Self.securePlaces[type]?.contains(Self.names(in: path)) != true
      else { return }
      report(
        .dynamicReference, "CloudFormation puts no secure parameter into this property", at: path,
        hint: "keep the value in Secrets Manager: `{{resolve:secretsmanager:id:SecretString:key}}`")
    default: break
    }
  }

  /// Whether it is in a part of a resource that is only for people and tools.
  private func isAside(_ path: Path) -> Bool {
    path.steps.count > 2 && path.steps[0] == .key("Resources")
      && path.steps[2] == .key("Metadata")
  }

  /// The names on the way to a property, without functions and places in lists.
  private static func names(in path: Path) -> String {
    path.steps.dropFirst(3).compactMap(\.name).filter { !$0.hasPrefix("Fn::") }
      .joined(separator: "/")
  }

  /// The properties that take secure parameters.
  private static let securePlaces: [String: Set<String>] = [
    "AWS::DirectoryService::MicrosoftAD": ["Password"],
    "AWS::DirectoryService::SimpleAD": ["Password"],
    "AWS::ElastiCache::ReplicationGroup": ["AuthToken"],
    "AWS::IAM::User": ["LoginProfile/Password"],
    "AWS::KinesisFirehose::DeliveryStream": ["RedshiftDestinationConfiguration/Password"],
    "AWS::OpsWorks::App": ["AppSource/Password"],
    "AWS::OpsWorks::Stack": ["CustomCookbooksSource/Password", "RdsDbInstances/DbPassword"],
    "AWS::RDS::DBCluster": ["MasterUserPassword"],
    "AWS::RDS::DBInstance": ["MasterUserPassword"],
    "AWS::Redshift::Cluster": ["MasterUserPassword"],
  ]

  /// How a reference that cannot be followed is written; nil for one that can.
  private static func form(wantedOf reference: DynamicReference) -> String? {
    switch reference.target {
    case .parameter(let name, let version, let isSecure):
      let isNamed = name.utf8.allSatisfy {
        LogicalID.isAlphanumeric($0) || "_.-/:".utf8.contains($0)
      }
      let isCounted = version?.utf8.allSatisfy { (0x30...0x39).contains($0) } ?? true
      return isNamed && isCounted ? nil : "\(isSecure ? "ssm-secure" : "ssm"):name:version"
    case .secret: return nil
    case .unknown(let service, _):
      switch service {
      case "ssm", "ssm-secure": return service + ":name:version"
      case "secretsmanager": return "secretsmanager:id:SecretString:key:stage:version"
      default: return "ssm:name"
      }
    }
  }
}

extension Path.Step {
  /// The key that it is.
  fileprivate var name: String? {
    if case .key(let key) = self { key } else { nil }
  }
}
