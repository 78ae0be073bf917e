internal import Documents

extension TemplateValidation {
  /// What may stand in a resource's entry.
  mutating func check(_ resource: Template.Resource) {
    let path = Path([.key("Resources"), .key(resource.id)])
    if Intrinsic.isLoop(resource.id) { return }
    guard resource.value.object != nil else {
      report(
        "Template format error: [/Resources/\(resource.id)] resource definition is malformed",
        .structure, at: path)
      return
    }
    for member in resource.body.members
    where !isExpandedLater && Template.ResourceAttribute(rawValue: member.key) == nil
      && member.key != Intrinsic.transform.rawValue && member.key != "Version"
    {
      report(
        "Invalid template resource property '\(member.key)'", .structure,
        at: path.appending(member.key))
    }
    if resource[.type]?.text == nil {
      report(
        "Template format error: [/Resources/\(resource.id)] Every Resources object must contain a Type member.",
        .structure, at: path)
    }
    if let properties = resource[.properties], properties.object == nil {
      report(
        "Template format error: [/Resources/\(resource.id)/Properties] Properties must be an object.",
        .structure, at: path.appending("Properties"))
    }
    if let condition = resource[.condition], condition.text == nil, !isWorkedOutLater(condition) {
      report(
        "Template format error: Every Condition member must be a string.", .structure,
        at: path.appending("Condition"))
    }
    if let needed = resource[.dependsOn] {
      let ids = needed.elements ?? [needed]
      if !ids.allSatisfy({ $0.text != nil || isWorkedOutLater($0) }) {
        report(
          "Template format error: Every DependsOn value must be a string or a list of strings.",
          .structure, at: path.appending("DependsOn"))
      }
    }
    check(.deletionPolicy, of: resource, path)
    check(.updateReplacePolicy, of: resource, path)
  }

  /// Whether a macro may make a text of a value before CloudFormation sees it.
  private func isWorkedOutLater(_ value: Value) -> Bool {
    isExpandedLater && value.object.flatMap { Intrinsic.call(in: $0) } != nil
  }

  private mutating func check(
    _ attribute: Template.ResourceAttribute, of resource: Template.Resource, _ path: Path
  ) {
    guard let value = resource[attribute] else { return }
    let path = path.appending(attribute.rawValue)
    guard let text = value.text else {
      // With the language extensions it may be a function.
      if value.object.flatMap({ Intrinsic.call(in: $0) }) == nil {
        report(
          "Template format error: Every \(attribute.rawValue) member must be a string.",
          .structure, at: path)
      }
      return
    }
    let policy = Template.RetentionPolicy(rawValue: text)
    if policy == nil || attribute == .updateReplacePolicy && policy == .retainExceptOnCreate {
      report(
        "Template format error: Unrecognized \(attribute.rawValue) \(text) for resource \(resource.id)",
        .structure, at: path)
    }
  }
}

/// The types a parameter can have.
///
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
enum ParameterTypes {
  /// Whether CloudFormation has the type.
  static func isKnown(_ type: String) -> Bool {
    if plain.contains(type) || single.contains(type) { return true }
    if let inner = unwrapped(type, "List<") {
      return inner == "Number" || inner == "String" || lists.contains(inner)
    }
    if let inner = unwrapped(type, "AWS::SSM::Parameter::Value<") {
      if inner == "String" || inner == "CommaDelimitedList" || single.contains(inner) {
        return true
      }
      return unwrapped(inner, "List<").map { $0 == "String" || lists.contains($0) } ?? false
    }
    return false
  }

  private static func unwrapped(_ type: String, _ prefix: String) -> String? {
    guard type.hasPrefix(prefix), type.hasSuffix(">") else { return nil }
    return String(type.dropFirst(prefix.count).dropLast())
  }

  /// Those that may be meant by another name.
  static var usual: [String] { (plain.union(single)).sorted() }

  private static let plain: Set = ["String", "Number", "CommaDelimitedList"]
  private static let lists: Set = [
    "AWS::EC2::AvailabilityZone::Name", "AWS::EC2::Image::Id", "AWS::EC2::Instance::Id",
    "AWS::EC2::SecurityGroup::GroupName", "AWS::EC2::SecurityGroup::Id", "AWS::EC2::Subnet::Id",
    "AWS::EC2::VPC::Id", "AWS::EC2::Volume::Id", "AWS::Route53::HostedZone::Id",
  ]
  private static let single = lists.union([
    "AWS::EC2::KeyPair::KeyName", "AWS::SSM::Parameter::Name",
  ])
}
