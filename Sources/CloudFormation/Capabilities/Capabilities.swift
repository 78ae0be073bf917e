internal import Documents

/// What a caller has to acknowledge before CloudFormation touches a stack.
package enum Capability: String, CaseIterable, Sendable {
  case iam = "CAPABILITY_IAM"
  case namedIAM = "CAPABILITY_NAMED_IAM"
  case autoExpand = "CAPABILITY_AUTO_EXPAND"
}

/// Finds the capabilities that templates need, as CloudFormation does.
///
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html
package enum Capabilities {
  /// What has to be acknowledged for everything in a template.
  ///
  /// What a nested stack needs stands in another template; CloudFormation therefore asks for named
  /// IAM resources and for macros as soon as there is one.
  package static func required(by template: Template) -> Set<Capability> {
    var required = demanded(by: template)
    if resources(of: template).contains(where: { $0.type == nestedStack }) {
      required.formUnion([.namedIAM, .autoExpand])
    }
    if required.contains(.namedIAM) { required.remove(.iam) }
    return required
  }

  /// The sentence by which `ValidateTemplate` explains them; nil if none are needed because of
  /// resources.
  package static func reason(for template: Template) -> String? {
    var types: [String] = []
    for resource in resources(of: template)
    where iamTypes[resource.type] != nil
      || resource.type == nestedStack
    {
      if !types.contains(resource.type) { types.append(resource.type) }
    }
    if types.isEmpty { return nil }
    return "The following resource(s) require capabilities: [\(types.joined(separator: ", "))]"
  }

  /// What CloudFormation answers if not enough is acknowledged; nil if it is.
  ///
  /// - Parameter isChangeSet: Whether a change set is made: macros then need no acknowledgement.
  package static func violation(
    of template: Template, acknowledging given: Set<Capability>, isChangeSet: Bool
  ) -> Violation? {
    var missing = demanded(by: template).subtracting(given)
    if given.contains(.namedIAM) { missing.remove(.iam) }
    if missing.contains(.namedIAM) { missing.remove(.iam) }
    if isChangeSet { missing.remove(.autoExpand) }
    guard !missing.isEmpty else { return nil }
    let names = Capability.allCases.filter(missing.contains).map(\.rawValue)
    return Violation(
      "Requires capabilities : [\(names.joined(separator: ", "))]", .capability,
      code: .capabilities)
  }

  /// What the template itself shows, without what its nested stacks may hold.
  private static func demanded(by template: Template) -> Set<Capability> {
    var demanded: Set<Capability> = []
    if template.body["Transform"] != nil || hasMacro(template.value) {
      demanded.insert(.autoExpand)
    }
    for resource in resources(of: template) {
      guard let name = iamTypes[resource.type] else { continue }
      demanded.insert(.iam)
      if let name, let value = resource.properties[name],
        value != ["Ref": .string(PseudoParameter.noValue.rawValue)]
      {
        demanded.insert(.namedIAM)
      }
    }
    return demanded
  }

  /// The resources, with those that loops make: how many that are does not matter here.
  private static func resources(of template: Template) -> [Template.Resource] {
    var found: [Template.Resource] = []
    var open = [template.section(.resources)]
    while let entries = open.popLast() {
      for member in entries.members {
        if !Intrinsic.isLoop(member.key) {
          found.append(Template.Resource(id: member.key, member.value))
        } else if let body = member.value.elements?.last?.object {
          open.append(body)
        }
      }
    }
    return found
  }

  private static func hasMacro(_ value: Value) -> Bool {
    switch value {
    case .array(let elements): elements.contains(where: hasMacro)
    case .object(let object):
      object.members.contains {
        $0.key == Intrinsic.transform.rawValue || hasMacro($0.value)
      }
    case .null, .bool, .number, .string: false
    }
  }

  private static let nestedStack = "AWS::CloudFormation::Stack"

  /// The types that can change what people may do, and the property that gives one a custom name.
  private static let iamTypes: [String: String?] = [
    "AWS::IAM::AccessKey": nil,
    "AWS::IAM::Group": "GroupName",
    "AWS::IAM::InstanceProfile": "InstanceProfileName",
    "AWS::IAM::ManagedPolicy": "ManagedPolicyName",
    "AWS::IAM::Policy": nil,
    "AWS::IAM::Role": "RoleName",
    "AWS::IAM::User": "UserName",
    "AWS::IAM::UserToGroupAddition": nil,
  ]
}
