import CloudFormation
import Diagnostics
import Documents
import Testing

/// `CreationPolicy` and `UpdatePolicy`: who takes them, and what is in them.
struct LifecyclePolicyTests {
  private static let group =
    "AWS::AutoScaling::AutoScalingGroup, Properties: {MinSize: '1', MaxSize: '1', LaunchConfigurationName: a}"

  private static func found(_ resource: String) -> [String] {
    let text = """
      Parameters: {Wait: {Type: String}}
      Conditions: {IsLarge: !Equals [!Ref Wait, long]}
      Resources: {R: {Type: \(resource)}}
      """
    return findings(in: text).filter { $0.severity == .error }.map { finding in
      "\(finding.code) \(Path(Array(finding.path.steps.dropFirst(2))))"
    }
  }

  @Test(arguments: [
    "CreationPolicy: {ResourceSignal: {Count: !Ref Wait, Timeout: PT15M}, AutoScalingCreationPolicy: {MinSuccessfulInstancesPercent: 50}}",
    "CreationPolicy: {ResourceSignal: {Count: '1', Timeout: !Sub 'PT${Wait}M'}}",
    "CreationPolicy: !If [IsLarge, {ResourceSignal: {Timeout: P1DT1H30M0.5S}}, !Ref AWS::NoValue]",
    "UpdatePolicy: {AutoScalingRollingUpdate: {MinInstancesInService: 1, MaxBatchSize: '2', PauseTime: PT5M, WaitOnResourceSignals: 'true', SuspendProcesses: [HealthCheck, !Ref Wait]}}",
    "UpdatePolicy: {AutoScalingReplacingUpdate: {WillReplace: !If [IsLarge, true, false]}, AutoScalingScheduledAction: {IgnoreUnmodifiedGroupSizeProperties: true}}",
    "UpdatePolicy: {AutoScalingInstanceRefresh: {Strategy: Rolling, Preferences: {MinHealthyPercentage: 90, CheckpointPercentages: [20, 100]}}}",
  ])
  func groupsTakeThem(policy: String) {
    #expect(Self.found("\(Self.group), \(policy)") == [])
  }

  @Test(arguments: [
    ("AWS::AppStream::Fleet, Properties: {Name: a, InstanceType: b}, CreationPolicy: {StartFleet: true}, UpdatePolicy: {StopBeforeUpdate: true, StartAfterUpdate: true}"),
    "AWS::OpenSearchService::Domain, UpdatePolicy: {EnableVersionUpgrade: true}",
    "AWS::Lambda::Alias, Properties: {FunctionName: a, FunctionVersion: '1', Name: b}, UpdatePolicy: {CodeDeployLambdaAliasUpdate: {ApplicationName: a, DeploymentGroupName: !Ref Wait}}",
    "AWS::Acme::Thing::MODULE",
    "AWS::SNS::Topic, UpdatePolicy: !If [IsLarge, !Ref AWS::NoValue, !If [IsLarge, !Ref AWS::NoValue, !Ref AWS::NoValue]]",
    "Custom::Thing, Properties: {ServiceToken: a}, CreationPolicy: !If [IsLarge, !Ref AWS::NoValue, !Ref AWS::NoValue]",
  ])
  func othersTakeTheirOwn(resource: String) {
    #expect(Self.found(resource) == [])
  }

  @Test(arguments: [
    ("CreationPolicy: {ResourceSignal: {Tiemout: PT5M}}", "unknownPart", ".ResourceSignal.Tiemout"),
    ("CreationPolicy: {ResourceSignals: {}}", "unknownPart", ".ResourceSignals"),
    ("CreationPolicy: {ResourceSignal: {Timeout: 5M}}", "notAllowed", ".ResourceSignal.Timeout"),
    ("CreationPolicy: {ResourceSignal: {Timeout: PT}}", "notAllowed", ".ResourceSignal.Timeout"),
    ("CreationPolicy: {ResourceSignal: {Count: one}}", "wrongKind", ".ResourceSignal.Count"),
    ("CreationPolicy: {ResourceSignal: {Count: -1}}", "outOfRange", ".ResourceSignal.Count"),
    ("CreationPolicy: {ResourceSignal: PT5M}", "wrongKind", ".ResourceSignal"),
    ("CreationPolicy: [a]", "wrongKind", ""),
    ("CreationPolicy: {StartFleet: true}", "unknownPart", ".StartFleet"),
    (
      "CreationPolicy: {AutoScalingCreationPolicy: {MinSuccessfulInstancesPercent: 101}}",
      "outOfRange", ".AutoScalingCreationPolicy.MinSuccessfulInstancesPercent"
    ),
    ("UpdatePolicy: {UseOnlineResharding: true}", "unknownPart", ".UseOnlineResharding"),
    (
      "UpdatePolicy: {AutoScalingRollingUpdate: {SuspendProcesses: HealthCheck}}", "wrongKind",
      ".AutoScalingRollingUpdate.SuspendProcesses"
    ),
    (
      "UpdatePolicy: {AutoScalingRollingUpdate: {SuspendProcesses: [Helth]}}", "notAllowed",
      ".AutoScalingRollingUpdate.SuspendProcesses[0]"
    ),
    (
      "UpdatePolicy: {AutoScalingReplacingUpdate: {WillReplace: yess}}", "wrongKind",
      ".AutoScalingReplacingUpdate.WillReplace"
    ),
    (
      "UpdatePolicy: !If [IsLarge, {AutoScalingInstanceRefresh: {}}, !Ref AWS::NoValue]",
      "missingPart", ".Fn::If[1].AutoScalingInstanceRefresh"
    ),
  ])
  func mistakesInThemAreFound(policy: String, code: String, place: String) {
    let attribute = policy.prefix { $0 != ":" }
    #expect(Self.found("\(Self.group), \(policy)") == ["\(code) \(attribute)\(place)"])
  }

  @Test(arguments: [
    ("AWS::SNS::Topic, CreationPolicy: {ResourceSignal: {Count: 1}}", "CreationPolicy"),
    ("AWS::EC2::Instance, UpdatePolicy: {AutoScalingReplacingUpdate: {}}", "UpdatePolicy"),
  ])
  func otherTypesTakeNone(resource: String, attribute: String) {
    #expect(Self.found(resource) == ["unknownPart \(attribute)"])
  }
}
