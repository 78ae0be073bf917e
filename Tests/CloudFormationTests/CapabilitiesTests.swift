import CloudFormation
import Documents
import Testing

@Suite struct CapabilitiesTests {
  @Test(arguments: [
    ("{A: {Type: AWS::S3::Bucket}}", ""),
    ("{A: {Type: AWS::IAM::Role}}", "IAM"),
    ("{A: {Type: AWS::IAM::ManagedPolicy}}", "IAM"),
    ("{A: {Type: AWS::IAM::InstanceProfile}}", "IAM"),
    ("{A: {Type: AWS::IAM::AccessKey, Properties: {UserName: u}}}", "IAM"),
    ("{A: {Type: AWS::IAM::Policy, Properties: {PolicyName: p}}}", "IAM"),
    ("{A: {Type: AWS::IAM::UserToGroupAddition, Properties: {GroupName: g}}}", "IAM"),
    ("{A: {Type: AWS::IAM::OIDCProvider}}", ""),
    ("{A: {Type: AWS::IAM::Role, Properties: {RoleName: r}}}", "NAMED_IAM"),
    ("{A: {Type: AWS::IAM::User, Properties: {UserName: !Sub 'x${AWS::Region}'}}}", "NAMED_IAM"),
    ("{A: {Type: AWS::IAM::Group, Properties: {GroupName: !Ref AWS::NoValue}}}", "IAM"),
    (
      "{A: {Type: AWS::IAM::Role}, B: {Type: AWS::IAM::Group, Properties: {GroupName: g}}}",
      "NAMED_IAM"
    ),
    ("{A: {Type: AWS::S3::Bucket, Properties: {Fn::Transform: {Name: M}}}}", "AUTO_EXPAND"),
    ("{A: {Type: AWS::CloudFormation::Stack}}", "NAMED_IAM AUTO_EXPAND"),
  ])
  func capabilitiesFollowFromTheTemplate(_ resources: String, _ expected: String) {
    #expect(
      Capabilities.required(by: template("Resources: \(resources)")) == capabilities(expected))
  }

  @Test(arguments: [
    ("Resources: {A: {Type: AWS::IAM::Role}}", "", "[CAPABILITY_IAM]"),
    ("Resources: {A: {Type: AWS::IAM::Role}}", "IAM", ""),
    ("Resources: {A: {Type: AWS::IAM::Role}}", "NAMED_IAM", ""),
    (
      "Resources: {A: {Type: AWS::IAM::Role, Properties: {RoleName: r}}}", "IAM",
      "[CAPABILITY_NAMED_IAM]"
    ),
    ("Transform: [M]", "", "[CAPABILITY_AUTO_EXPAND]"),
    ("Resources: {A: {Type: AWS::CloudFormation::Stack}}", "", ""),
  ])
  func whatIsNotAcknowledgedIsRefused(
    _ text: String, _ given: String, _ names: String
  ) {
    let violation = Capabilities.violation(
      of: template(text), acknowledging: capabilities(given), isChangeSet: false)
    #expect(violation?.message == (names.isEmpty ? nil : "Requires capabilities : \(names)"))
    #expect(violation?.code == (names.isEmpty ? nil : .capabilities))
  }

  @Test func changeSetsNeedNoWordForMacros() {
    #expect(
      Capabilities.violation(of: template("Transform: M"), acknowledging: [], isChangeSet: true)
        == nil)
  }

  @Test func theReasonNamesEachTypeOnce() {
    let both = template(
      "Resources: {A: {Type: AWS::IAM::Role}, B: {Type: AWS::IAM::User}, C: {Type: AWS::IAM::Role}}"
    )
    #expect(
      Capabilities.reason(for: both)
        == "The following resource(s) require capabilities: [AWS::IAM::Role, AWS::IAM::User]")
    #expect(Capabilities.reason(for: template("Resources: {A: {Type: X}}")) == nil)
  }

  /// The capabilities of names without their common beginning.
  private func capabilities(_ names: String) -> Set<Capability> {
    Set(names.split(separator: " ").compactMap { Capability(rawValue: "CAPABILITY_" + $0) })
  }
}
