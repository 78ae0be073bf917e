internal import Documents
internal import Stacks

/// Where news goes to those who asked for it.
enum Topic {
  static let topic = Component.Part("", "AWS::SNS::Topic")
  static let policy = Component.Part("policy", "AWS::SNS::TopicPolicy")
  static let subscription = Component.Part(
    "subscription", "AWS::SNS::Subscription", perKeyOf: "subscriptions")
  static let permission = Component.Part(
    "permission", "AWS::Lambda::Permission", perKeyOf: "subscriptions")
  static let queuePolicy = Component.Part(
    "queue-policy", "AWS::SQS::QueuePolicy", perKeyOf: "subscriptions")

  static let name = OptionalField(
    "name",
    .formed("a topic's name", example: "fraud-alerts", pattern: "^[A-Za-z0-9_-]{1,256}$", isName),
    otherwise: "a name that CloudFormation makes",
    """
    What the topic is called. A topic that keeps a name of its own cannot be replaced while it stands.
    """)
  static let displayName = OptionalField(
    "display-name", .knownText(1...100, example: "Fraud alerts"), otherwise: "the topic's name",
    "Whom e-mails are from.")
  static let key = OptionalField(
    "key", .key, otherwise: "messages are not encrypted where they wait",
    """
    The key that messages are encrypted with. CloudWatch and EventBridge publish only if the key's \
    own policy lets `cloudwatch.amazonaws.com` and `events.amazonaws.com` use it (`kms:Decrypt`, \
    `kms:GenerateDataKey*`); that is why AWS's own key, `alias/aws/sns`, is not taken.
    """)

  static let takesEvents = Field(
    "takes-events", .flag, default: "false",
    """
    Whether rules of EventBridge may publish to it. EventBridge heeds no condition in a topic's \
    policy, so that rules of any account may then, if they know its ARN.
    """)

  static let email = OptionalField(
    "email", .email, "The address of a person or a group, who has to confirm it once.")
  static let queue = OptionalField(
    "queue", .resource(.queue),
    """
    A queue. One of this stack gets a policy that lets this topic, and nobody else, send to it; one \
    elsewhere has to have such a policy.
    """,
    examples: ["\"${jobs}\"", "arn:aws:sqs:us-east-1:111111111111:jobs"])
  static let function = OptionalField(
    "function", .resource(.function),
    """
    A Lambda function, which this topic is let invoke; one of another account or region has to allow \
    that itself.
    """,
    examples: ["\"${pager}\"", "arn:aws:lambda:us-east-1:111111111111:function:pager"])
  static let bare = Field(
    "raw", .flag, default: "false",
    "Whether a queue gets the message alone, without the envelope that Amazon SNS puts around it.")
  static let subscriptions = OptionalField(
    "subscriptions",
    .map(
      of: .record(
        "a subscription", [email, queue, function, bare], example: "{email: on-call@example.com}"),
      key: "on-call", named: "a subscription"),
    otherwise: "nobody is told", "Who is told, under names of your own.",
    examples: ["{on-call: {email: on-call@example.com}}"])

  static let component = Component(
    "topic", "Where alarms and events are announced, and who is told.",
    details: """
      CloudWatch alarms of this account may publish to it, over TLS only. \
      Each subscription has a name of its own: whoever removes one leaves the others as they are, \
      and nobody has to confirm an address again.
      """,
    fields: [name, displayName, key, takesEvents, subscriptions],
    parts: [topic, policy, subscription, permission, queuePolicy],
    attributes: [
      .init("arn", "The topic's ARN.", .ref(topic)),
      .init("name", "The topic's name.", .attribute(topic, "TopicName")),
    ],
    bare: "arn", examples: TopicExamples.all
  ) { it in
    it.add(
      topic,
      [
        ("TopicName", it[name].map(Value.string)),
        ("DisplayName", it[displayName].map(Value.string)),
        ("KmsMasterKeyId", it[key]),
        // SHA-256 for what subscribers verify; 1 would be SHA-1.
        ("SignatureVersion", "2"),
      ])
    it.add(
      policy,
      [
        ("Topics", [it.ref(topic)]),
        ("PolicyDocument", ["Version": "2012-10-17", "Statement": .array(statements(it))]),
      ])
    checkEndpoints(&it)
    for (name, settings) in it[subscriptions] ?? [] { subscribe(name, settings, &it) }
  }

  private static func isName(_ text: String) -> Bool {
    1...256 ~= text.utf8.count && text.hasOnlyWords(and: "_-")
  }

  private static func statements(_ it: Blueprint) -> [Value] {
    func source(_ service: String, _ resource: String) -> Value {
      [
        "Fn::Sub": .string(
          "arn:${AWS::Partition}:\(service):${AWS::Region}:${AWS::AccountId}:\(resource)")
      ]
    }
    func publisher(_ sid: Value, _ service: Value, _ source: Value) -> Value {
      [
        "Sid": sid, "Effect": "Allow", "Principal": ["Service": service],
        "Action": "sns:Publish", "Resource": it.ref(topic),
        "Condition": ["ArnLike": ["aws:SourceArn": source]],
      ]
    }
    var statements = [
      publisher("Alarms", "cloudwatch.amazonaws.com", source("cloudwatch", "alarm:*")),
      [
        "Sid": "OnlyOverTLS", "Effect": "Deny", "Principal": "*", "Action": "sns:Publish",
        "Resource": it.ref(topic), "Condition": ["Bool": ["aws:SecureTransport": "false"]],
      ],
    ]
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
    if it[takesEvents] {
      statements.append([
        "Sid": "Rules", "Effect": "Allow", "Principal": ["Service": "events.amazonaws.com"],
        "Action": "sns:Publish", "Resource": it.ref(topic),
      ])
    }
    return statements
  }

  /// Reports receivers that stand there twice: to Amazon SNS they are one subscription.
  private static func checkEndpoints(_ it: inout Blueprint) {
    var names: [Value: String] = [:]
    for (name, settings) in it[subscriptions] ?? [] {
      let endpoint =
        settings[email].map(Value.string) ?? settings[queue]?.arn ?? settings[function]?.arn
      guard let endpoint else { continue }
      if let other = names[endpoint] {
        it.refuse(
          subscriptions, "the subscriptions `\(other)` and `\(name)` have one receiver",
          hint: "remove one of them")
      }
      names[endpoint] = name
    }
  }

  private static func subscribe(_ name: String, _ settings: FieldValues, _ it: inout Blueprint) {
    let given = [settings[email] != nil, settings[queue] != nil, settings[function] != nil]
    guard given.count(where: { $0 }) == 1 else {
      it.refuse(
        subscriptions,
        "the subscription `\(name)` has to name one receiver: `email`, `queue` or `function`",
        hint: "for example: `\(name): {email: on-call@example.com}`")
      return
    }
    if settings[bare], settings[queue] == nil {
      it.refuse(
        bare, in: settings, "only a queue takes messages `raw`", hint: "remove it")
    }
    var needs: [Component.Part] = []
    if let queue = settings[queue], queue.isFIFO {
      it.refuse(
        self.queue, in: settings, "a FIFO queue takes messages only from a FIFO topic",
        hint: "name a standard queue, or write the topic as `AWS::SNS::Topic`")
    }
    if let function = settings[function], !function.isForeign {
      it.add(
        permission.of(name),
        [
          ("Action", "lambda:InvokeFunction"), ("FunctionName", function.arn),
          ("Principal", "sns.amazonaws.com"), ("SourceArn", it.ref(topic)),
        ])
      needs.append(permission.of(name))
    }
    if let queue = settings[queue], let url = queue.ref {
      it.add(
        queuePolicy.of(name),
        [
          ("Queues", [url]),
          ("PolicyDocument", ["Version": "2012-10-17", "Statement": [sending(to: queue, it)]]),
        ])
      needs.append(queuePolicy.of(name))
    }
    let receiver = settings[email].map { ("email", Value.string($0)) }
    let machine =
      settings[queue].map { ("sqs", $0.arn) } ?? settings[function].map { ("lambda", $0.arn) }
    guard let (kind, endpoint) = receiver ?? machine else { return }
    it.add(
      subscription.of(name),
      [
        ("TopicArn", it.ref(topic)), ("Protocol", .string(kind)), ("Endpoint", endpoint),
        ("RawMessageDelivery", settings[bare] ? true : nil),
      ], dependsOn: needs)
  }

  private static func sending(to queue: ResourceReference, _ it: Blueprint) -> Value {
    [
      "Sid": "OnlyThisTopic", "Effect": "Allow", "Principal": ["Service": "sns.amazonaws.com"],
      "Action": "sqs:SendMessage", "Resource": queue.arn,
      "Condition": ["ArnEquals": ["aws:SourceArn": it.ref(topic)]],
    ]
  }
}

/// Stack files that show the component `topic`.
enum TopicExamples {
  static let all: [Component.Example] = [
    .init(
      "Mail to whoever is on call",
      """
      stack: news
      resources:
        alerts:
          type: topic
          display-name: Fraud alerts
          subscriptions:
            on-call:
              email: on-call@example.com
      outputs:
        topic: ${alerts}

      """),
    .init(
      "A queue that gathers events",
      """
      stack: events
      resources:
        news:
          type: topic
          name: fraud-news
          takes-events: true
          subscriptions:
            jobs:
              queue: ${jobs}
              raw: true
        jobs:
          type: AWS::SQS::Queue
          properties:
            SqsManagedSseEnabled: true

      """),
    .init(
      "A function that pages people",
      """
      stack: paging
      resources:
        alerts:
          type: topic
          subscriptions:
            pager:
              function: arn:aws:lambda:us-east-1:111111111111:function:pager
            audit:
              queue: arn:aws:sqs:us-east-1:222222222222:audit

      """),
    .init(
      "Messages that are encrypted where they wait",
      """
      stack: news
      description: The key's policy lets CloudWatch and EventBridge use it
      resources:
        alerts:
          type: topic
          key: arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab
      outputs:
        name: ${alerts.name}

      """),
  ]
}
