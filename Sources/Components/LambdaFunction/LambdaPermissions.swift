internal import Documents
internal import Stacks

/// What a function may do.
enum LambdaPermissions {
  static let ownCalls = Component.Part("own-calls", "AWS::IAM::RolePolicy")

  static let deadLetter = OptionalField(
    "dead-letter", .resource(.queue, .topic),
    otherwise: "events that fail three times are gone",
    "The queue or the topic that gets the events it was given without anybody waiting, and failed on.",
    examples: ["\"${jobs}\"", "arn:aws:sqs:us-east-1:111111111111:failed"])

  /// What the function's own role allows.
  static func statements(_ it: Blueprint) -> [Value] {
    var statements = [
      RolePolicy.allow(
        "OwnLog", ["logs:CreateLogStream", "logs:PutLogEvents"],
        on: [it.attribute(LambdaFunction.logs, "Arn")])
    ]
    if it[LambdaFunction.tracing] {
      // Neither action allows anything narrower
      // (https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html).
      statements.append(
        RolePolicy.allow(
          "Tracing", ["xray:PutTelemetryRecords", "xray:PutTraceSegments"], on: ["*"]))
    }
    statements += Permissions.called(it[Permissions.invokes].filter { !isSelf($0, it) })
    if let place = it[deadLetter] {
      let action = place.kind == .queue ? "sqs:SendMessage" : "sns:Publish"
      statements.append(RolePolicy.allow("FailedEvents", [action], on: [place.arn]))
      // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
      statements += allow(
        "FailedEventsKey", ["kms:Decrypt", "kms:GenerateDataKey"], with: [place.key])
    }
    let queues = (it[LambdaTriggers.triggers] ?? []).compactMap { $0.value[LambdaTriggers.queue] }
    if !queues.isEmpty {
      statements.append(
        RolePolicy.allow(
          "Queues", ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
          on: queues.map(\.arn)))
      statements += allow("QueuesKey", ["kms:Decrypt"], with: queues.map(\.key))
    }
    return statements + Permissions.given(it[Permissions.permissions])
  }

  /// Whether the function that is made is the one that is named.
  private static func isSelf(_ function: ResourceReference, _ it: Blueprint) -> Bool {
    function.name == it.name
  }

  /// Lets a function call itself. That stands apart from its role, which comes before the function
  /// and cannot name it.
  static func addOwnCalls(_ it: inout Blueprint) {
    guard it[Permissions.invokes].contains(where: { isSelf($0, it) }) else { return }
    it.add(
      ownCalls,
      [
        ("PolicyName", "own-calls"), ("RoleName", it.ref(LambdaFunction.role)),
        (
          "PolicyDocument",
          RolePolicy.document([
            RolePolicy.allow(
              "OwnCalls", ["lambda:InvokeFunction"],
              on: [it.attribute(LambdaFunction.function, "Arn")])
          ])
        ),
      ])
  }

  /// What allows the use of keys: by their ARNs, and by the names that they go by.
  private static func allow(
    _ sid: String, _ actions: [String], with keys: [EncryptionKey?]
  ) -> [Value] {
    var arns: [Value] = []
    var aliases: [String] = []
    for key in keys {
      switch key {
      case .arn(let arn)?: if !arns.contains(arn) { arns.append(arn) }
      case .alias(let alias)?: if !aliases.contains(alias) { aliases.append(alias) }
      case nil: continue
      }
    }
    var statements = arns.isEmpty ? [] : [RolePolicy.allow(sid, actions, on: arns)]
    if !aliases.isEmpty {
      let place = "arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/*"
      statements.append([
        "Sid": .string(sid + "ByAlias"), "Effect": "Allow",
        "Action": .array(actions.map(Value.string)), "Resource": [["Fn::Sub": .string(place)]],
        "Condition": [
          "ForAnyValue:StringEquals": [
            "kms:ResourceAliases": .array(aliases.map(Value.string))
          ]
        ],
      ])
    }
    return statements
  }
}
