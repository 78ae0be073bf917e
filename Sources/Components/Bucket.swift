internal import Documents
internal import Stacks

/// A place for files: models, data, logs.
enum Bucket {
  static let bucket = Component.Part("", "AWS::S3::Bucket")
  static let policy = Component.Part("policy", "AWS::S3::BucketPolicy")

  static let name = OptionalField(
    "name",
    .formed("a bucket's name", example: "fraud-artifacts", BucketName.isValid),
    otherwise: "a name that CloudFormation makes",
    """
    What the bucket is called. The name has to be free in all of AWS, and a bucket that keeps a name \
    of its own cannot be replaced while it stands.
    """)
  static let versioned = Field(
    "versioned", .flag, default: "true",
    "Whether what is overwritten or deleted stays as an old version.")
  static let key = OptionalField(
    "key", .key, otherwise: "encryption with AES-256 by keys of Amazon S3",
    """
    The key that objects are encrypted with. Who reads or writes them needs permission to use it too.
    """)
  static let incompleteUploads = Field(
    "incomplete-uploads",
    .duration(.init(1, .days)...(.init(365, .days)), in: .days, example: "7d"), default: "7d",
    "When the parts of uploads that were never finished go: they cost, and nobody sees them.")
  static let lifecycle = OptionalField(
    "lifecycle", .map(of: BucketLifecycle.rule, key: "checkpoints", named: "a lifecycle rule"),
    otherwise: "everything stays",
    "What happens to objects as they grow old: rules with names of your own.",
    examples: ["{checkpoints: {prefix: checkpoints/, expire: 30d}}"])
  static let takesAccessLogs = Field(
    "takes-access-logs", .flag, default: "false",
    """
    Whether buckets of this account may write their access logs into it. Such a bucket has no `key`: \
    Amazon S3 delivers logs only to buckets that it encrypts by itself.
    """)
  static let events = Field(
    "events", .flag, default: "false",
    "Whether EventBridge is told of every object that comes, changes or goes.")

  static let logBucket = Field(
    required: "bucket",
    .bucketName(with: "takes-access-logs").named("a bucket", example: "\"${logs}\""),
    "The bucket that takes them, in the same region; of this project, one with `takes-access-logs`."
  )
  static let logPrefix = OptionalField(
    "prefix", .text.named("a text", example: "artifacts/"), otherwise: "no prefix",
    "What their names begin with.")
  static let accessLogs = OptionalField(
    "access-logs",
    .record(
      "where access logs go", [logBucket, logPrefix],
      example: "{bucket: \"${logs}\", prefix: artifacts/}"),
    otherwise: "accesses are not logged", "Where a log of every access goes.",
    examples: ["{bucket: \"${logs}\", prefix: artifacts/}"])

  static let origins = Field(
    required: "origins",
    .list(
      of: .formed(
        "an origin", example: "https://example.com", pattern: CORSForm.origin, CORSForm.isOrigin),
      1...100),
    "The sites whose pages may ask; `*` in one stands for any text.")
  static let methods = Field(
    "methods", .list(of: .choice(["GET", "PUT", "POST", "DELETE", "HEAD"]), 1...5),
    default: "[GET]", "What they may ask for.", examples: ["[GET, PUT]"])
  static let headers = Field(
    "headers",
    .list(
      of: .formed("a header", example: "Content-Type", pattern: CORSForm.header, CORSForm.isHeader)),
    default: "[]",
    "The headers that requests may have; `*` allows all.", examples: ["[Content-Type]"])
  static let exposedHeaders = Field(
    "exposed-headers",
    .list(
      of: .formed("a header", example: "ETag", pattern: CORSForm.exposed, CORSForm.isExposed)),
    default: "[]",
    "The headers of answers that pages may read.", examples: ["[ETag]"])
  static let maxAge = OptionalField(
    "max-age", .duration(.init(0, .seconds)...(.init(1, .days)), example: "1h"),
    otherwise: "browsers decide", "How long a browser remembers what it may do.")
  static let cors = OptionalField(
    "cors",
    .list(
      of: .record(
        "a rule", [origins, methods, headers, exposedHeaders, maxAge],
        example: "{origins: [\"https://example.com\"]}"), 1...100),
    otherwise: "no page of another site may", "Which pages of other sites may use the bucket.",
    examples: ["[{origins: [\"https://example.com\"], methods: [GET]}]"])

  static let component = Component(
    "bucket", "A private place for files: encrypted, versioned, reached over TLS only.",
    details: """
      It is never public: public access is blocked, access lists are off, and requests without TLS \
      are refused. Objects are encrypted, and what is \
      overwritten or deleted stays as an old version until a lifecycle rule removes it.

      In a protected environment the bucket and its policy outlive their stack. Elsewhere the bucket \
      goes with its stack, which AWS does only once it is empty.
      """,
    fields: [
      name, versioned, key, lifecycle, incompleteUploads, accessLogs, takesAccessLogs, events, cors,
    ],
    parts: [bucket, policy],
    attributes: [
      .init("name", "The bucket's name.", .ref(bucket)),
      .init("arn", "The bucket's ARN.", .attribute(bucket, "Arn")),
      .init("uri", "Its address, as `s3://…`.", .literal("s3://"), .ref(bucket)),
      .init(
        "domain", "The host that serves it in its region.",
        .attribute(bucket, "RegionalDomainName")),
    ],
    bare: "name", holdsData: true, examples: BucketExamples.all
  ) { it in
    if it[takesAccessLogs], it[key] != nil {
      it.refuse(
        key, "a bucket that takes access logs cannot have a `key` of its own",
        hint: "remove it: Amazon S3 encrypts what is in the bucket by itself")
    }
    BucketLifecycle.check(&it)
    let isProtected = it.environment.isProtected
    it.add(
      bucket,
      [
        ("BucketName", it[name].map(Value.string)),
        ("BucketEncryption", encryption(it[key])),
        ("CorsConfiguration", it[cors].map { ["CorsRules": .array($0.map(rule))] }),
        ("LifecycleConfiguration", BucketLifecycle.configuration(it)),
        ("LoggingConfiguration", it[accessLogs].map(logging)),
        (
          "NotificationConfiguration",
          it[events] ? ["EventBridgeConfiguration": ["EventBridgeEnabled": true]] : nil
        ),
        ("OwnershipControls", ["Rules": [["ObjectOwnership": "BucketOwnerEnforced"]]]),
        (
          "PublicAccessBlockConfiguration",
          [
            "BlockPublicAcls": true, "BlockPublicPolicy": true, "IgnorePublicAcls": true,
            "RestrictPublicBuckets": true,
          ]
        ),
        ("VersioningConfiguration", ["Status": it[versioned] ? "Enabled" : "Suspended"]),
      ], retain: isProtected)
    it.add(
      policy,
      [
        ("Bucket", it.ref(bucket)),
        (
          "PolicyDocument",
          ["Version": "2012-10-17", "Statement": .array(statements(it))]
        ),
      ], retain: isProtected)
  }

  private static func encryption(_ key: Value?) -> Value {
    let rule: Value =
      if let key {
        [
          "BucketKeyEnabled": true,
          "ServerSideEncryptionByDefault": ["KMSMasterKeyID": key, "SSEAlgorithm": "aws:kms"],
        ]
      } else {
        ["ServerSideEncryptionByDefault": ["SSEAlgorithm": "AES256"]]
      }
    return ["ServerSideEncryptionConfiguration": [rule]]
  }

  private static func logging(_ settings: FieldValues) -> Value {
    var object: Value.Object = ["DestinationBucketName": settings[logBucket]]
    object["LogFilePrefix"] = settings[logPrefix]
    return .object(object)
  }

  private static func rule(_ settings: FieldValues) -> Value {
    func texts(_ texts: [String]) -> Value? {
      texts.isEmpty ? nil : .array(texts.map(Value.string))
    }
    var object: Value.Object = [:]
    object["AllowedOrigins"] = texts(settings[origins])
    object["AllowedMethods"] = texts(settings[methods])
    object["AllowedHeaders"] = texts(settings[headers])
    object["ExposedHeaders"] = texts(settings[exposedHeaders])
    object["MaxAge"] = settings[maxAge].map { .number(Number($0.seconds)) }
    return .object(object)
  }

  private static func statements(_ it: Blueprint) -> [Value] {
    let objects: Value = ["Fn::Sub": .string("${\(bucket.logicalID(of: it.name)).Arn}/*")]
    var statements: [Value] = [
      [
        "Sid": "OnlyOverTLS", "Effect": "Deny", "Principal": "*", "Action": "s3:*",
        "Resource": [it.attribute(bucket, "Arn"), objects],
        "Condition": ["Bool": ["aws:SecureTransport": "false"]],
      ]
    ]
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
    if it[takesAccessLogs] {
      statements.append([
        "Sid": "AccessLogsOfThisAccount", "Effect": "Allow",
        "Principal": ["Service": "logging.s3.amazonaws.com"], "Action": "s3:PutObject",
        "Resource": objects,
        "Condition": ["StringEquals": ["aws:SourceAccount": ["Ref": "AWS::AccountId"]]],
      ])
      // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
      statements.append([
        "Sid": "LoadBalancersOfThisAccount", "Effect": "Allow",
        "Principal": ["Service": "logdelivery.elasticloadbalancing.amazonaws.com"],
        "Action": "s3:PutObject",
        "Resource": [
          "Fn::Sub": .string(
            "${\(bucket.logicalID(of: it.name)).Arn}/*AWSLogs/${AWS::AccountId}/*")
        ],
      ])
    }
    return statements
  }
}
