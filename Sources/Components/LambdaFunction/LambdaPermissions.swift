internal import Documents
internal import Stacks

/// What a function may do.
enum LambdaPermissions {
  static let ownCalls = Component.Part("own-calls", "AWS::IAM::RolePolicy")

  static let invokes = Field(
    "invokes", .list(of: .resource(.endpoint, .function)), default: "[]",
    "The endpoints and functions that it may call, and no others.",
    examples: ["[\"${pager}\"]"])
  static let actions = Field(
    required: "actions",
    .list(
      of: .formed(
        "an action", example: "s3:GetObject", pattern: "^[a-z0-9-]+:[A-Za-z][A-Za-z0-9]*\\*?$",
        isAction),
      1...50),
    "What it may do; one `*` may stand at the end of an action's name, and never for all of a service."
  )
  static let resources = Field(
    required: "resources",
    .list(of: .text.named("an ARN", example: "\"${artifacts.arn}/*\""), 1...50),
    "What it may do that to.", examples: ["[\"arn:aws:s3:::fraud-artifacts/*\"]"])
  static let permissions = OptionalField(
    "permissions",
    .list(
      of: .record(
        "a permission", [actions, resources],
        example: "{actions: [s3:GetObject], resources: [\"arn:aws:s3:::fraud-artifacts/*\"]}"),
      1...20),
    otherwise: "nothing else", "What else it may do, as IAM names it.",
    examples: ["[{actions: [s3:GetObject], resources: [\"arn:aws:s3:::fraud-artifacts/*\"]}]"])
  static let deadLetter = OptionalField(
    "dead-letter", .resource(.queue, .topic),
    otherwise: "events that fail three times are gone",
    "The queue or the topic that gets the events it was given without anybody waiting, and failed on.",
    examples: ["\"${jobs}\"", "arn:aws:sqs:us-east-1:111111111111:failed"])

  /// Who may take on a role: a service, for this account.
  static func trust(in service: String, ownAccount: Bool = false) -> Value {
    var statement: Value.Object = [
      "Effect": "Allow", "Principal": ["Service": .string(service)], "Action": "sts:AssumeRole",
    ]
    if ownAccount {
      statement["Condition"] = ["StringEquals": ["aws:SourceAccount": ["Ref": "AWS::AccountId"]]]
    }
    return ["Version": "2012-10-17", "Statement": [.object(statement)]]
  }

  static func allow(_ sid: String, _ actions: [String], on resources: [Value]) -> Value {
    [
      "Sid": .string(sid), "Effect": "Allow", "Action": .array(actions.map(Value.string)),
      "Resource": .array(resources),
    ]
  }

  /// What the function's own role allows.
  static func statements(_ it: Blueprint) -> [Value] {
    var statements = [
      allow(
        "OwnLog", ["logs:CreateLogStream", "logs:PutLogEvents"],
        on: [it.attribute(LambdaFunction.logs, "Arn")])
    ]
    if it[LambdaFunction.tracing] {
      // Neither action allows anything narrower
      // (https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html).
      statements.append(
        allow("Tracing", ["xray:PutTelemetryRecords", "xray:PutTraceSegments"], on: ["*"]))
    }
    statements += called(it[invokes].filter { !isSelf($0, it) })
    if let place = it[deadLetter] {
      let action = place.kind == .queue ? "sqs:SendMessage" : "sns:Publish"
      statements.append(allow("FailedEvents", [action], on: [place.arn]))
      // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
      statements += allow(
        "FailedEventsKey", ["kms:Decrypt", "kms:GenerateDataKey"], with: [place.key])
    }
    let queues = (it[LambdaTriggers.triggers] ?? []).compactMap { $0.value[LambdaTriggers.queue] }
    if !queues.isEmpty {
      statements.append(
        allow(
          "Queues", ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
          on: queues.map(\.arn)))
      statements += allow("QueuesKey", ["kms:Decrypt"], with: queues.map(\.key))
    }
    return statements + given(it[permissions])
  }

  /// What calling endpoints and functions takes.
  static func called(_ resources: [ResourceReference]) -> [Value] {
    let called = Dictionary(grouping: resources, by: \.kind)
    let endpoints = called[.endpoint].map {
      allow("Endpoints", ["sagemaker:InvokeEndpoint"], on: $0.map(\.arn))
    }
    let functions = called[.function].map {
      allow("Functions", ["lambda:InvokeFunction"], on: $0.map(\.arn))
    }
    return [endpoints, functions].compactMap(\.self)
  }

  /// What a stack file allows in IAM's words.
  static func given(_ permissions: [FieldValues]?) -> [Value] {
    (permissions ?? []).enumerated().map { index, permission in
      allow("Given\(index + 1)", permission[actions], on: permission[resources])
    }
  }

  /// Whether the function that is made is the one that is named.
  private static func isSelf(_ function: ResourceReference, _ it: Blueprint) -> Bool {
    function.name == it.name
  }

  /// Lets a function call itself. That stands apart from its role, which comes before the function
  /// and cannot name it.
  static func addOwnCalls(_ it: inout Blueprint) {
    guard it[invokes].contains(where: { isSelf($0, it) }) else { return }
    it.add(
      ownCalls,
      [
        ("PolicyName", "own-calls"), ("RoleName", it.ref(LambdaFunction.role)),
        (
          "PolicyDocument",
          [
            "Version": "2012-10-17",
            "Statement": [
              allow(
                "OwnCalls", ["lambda:InvokeFunction"],
                on: [it.attribute(LambdaFunction.function, "Arn")])
            ],
          ]
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
    var statements = arns.isEmpty ? [] : [allow(sid, actions, on: arns)]
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

  private static func isAction(_ text: String) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else { return false }
    let name = parts[1].last == "*" ? parts[1].dropLast() : parts[1]
    return name.utf8.first.map { 0x61...0x7A ~= $0 | 0x20 } == true
      && name.utf8.allSatisfy { 0x61...0x7A ~= $0 | 0x20 || 0x30...0x39 ~= $0 }
      && parts[0].utf8.allSatisfy {
        0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || $0 == UInt8(ascii: "-")
      }
  }
}
