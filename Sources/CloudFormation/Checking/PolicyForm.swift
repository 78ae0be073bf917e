/// What the attributes of a resource take that say how it is made and changed.
///
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-creationpolicy.html
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html
indirect enum PolicyForm: Sendable {
  case object([String: PolicyForm], required: [String] = [])
  case list(PolicyForm)
  case number(ClosedRange<Int>)
  case boolean
  case text
  /// As ISO 8601 writes it: `PT1H30M`.
  case duration
  case word([String])
  /// What documentation and practice disagree about.
  case anything

  /// What `CreationPolicy` takes of a type; nil if it takes none.
  static func creation(of type: String) -> PolicyForm? {
    let signal = object(["Count": number(0...Int.max), "Timeout": duration])
    switch type {
    case "AWS::AutoScaling::AutoScalingGroup":
      return object([
        "AutoScalingCreationPolicy": object(["MinSuccessfulInstancesPercent": number(0...100)]),
        "ResourceSignal": signal,
      ])
    case "AWS::EC2::Instance", "AWS::CloudFormation::WaitCondition":
      return object(["ResourceSignal": signal])
    case "AWS::AppStream::Fleet": return object(["StartFleet": anything])
    default: return nil
    }
  }

  /// What `UpdatePolicy` takes of a type; nil if it takes none.
  static func update(of type: String) -> PolicyForm? {
    switch type {
    case "AWS::AutoScaling::AutoScalingGroup": group
    case "AWS::Lambda::Alias":
      object([
        "CodeDeployLambdaAliasUpdate": object(
          [
            "ApplicationName": text, "DeploymentGroupName": text, "BeforeAllowTrafficHook": text,
            "AfterAllowTrafficHook": text,
          ], required: ["ApplicationName", "DeploymentGroupName"])
      ])
    case "AWS::ElastiCache::ReplicationGroup": object(["UseOnlineResharding": boolean])
    case "AWS::Elasticsearch::Domain", "AWS::OpenSearchService::Domain":
      object(["EnableVersionUpgrade": boolean])
    case "AWS::AppStream::Fleet":
      object(["StopBeforeUpdate": anything, "StartAfterUpdate": anything])
    default: nil
    }
  }

  private static let group = object([
    "AutoScalingReplacingUpdate": object(["WillReplace": boolean]),
    "AutoScalingScheduledAction": object(["IgnoreUnmodifiedGroupSizeProperties": boolean]),
    "AutoScalingRollingUpdate": object([
      "MaxBatchSize": number(0...Int.max), "MinInstancesInService": number(0...Int.max),
      "MinActiveInstancesPercent": number(0...100),
      "MinSuccessfulInstancesPercent": number(0...100), "PauseTime": duration,
      "WaitOnResourceSignals": boolean,
      "SuspendProcesses": list(
        word([
          "Launch", "Terminate", "AddToLoadBalancer", "AlarmNotification", "AZRebalance",
          "HealthCheck", "InstanceRefresh", "ReplaceUnhealthy", "ScheduledActions",
        ])),
    ]),
    "AutoScalingInstanceRefresh": object(
      [
        "Strategy": word(["Rolling", "ReplaceRootVolume"]),
        "Preferences": object([
          "AlarmSpecification": object(["Alarms": list(text)]),
          "BakeTime": number(0...172_800), "CheckpointDelay": number(0...172_800),
          "CheckpointPercentages": list(number(1...100)), "InstanceWarmup": number(0...Int.max),
          "MaxHealthyPercentage": number(100...200), "MinHealthyPercentage": number(0...100),
          "ScaleInProtectedInstances": word(["Ignore", "Refresh", "Wait"]),
          "SkipMatching": boolean, "StandbyInstances": word(["Ignore", "Terminate", "Wait"]),
        ]),
      ], required: ["Strategy"]),
  ])

  /// Whether a text is a duration: `PT5M`, `P1DT2H`.
  static func isDuration(_ text: String) -> Bool {
    guard let expression = try? Regex(#"P(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?"#),
      (try? expression.wholeMatch(in: text.uppercased())) ?? nil != nil
    else { return false }
    return text.last?.isLetter == true && !["P", "T"].contains(text.uppercased().last)
  }
}
