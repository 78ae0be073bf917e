internal import Documents
internal import Stacks

/// A model that answers requests.
enum SageMakerEndpoint {
  static let endpoint = Component.Part("", "AWS::SageMaker::Endpoint")
  static let configuration = Component.Part("configuration", "AWS::SageMaker::EndpointConfig")
  static let logs = Component.Part("logs", "AWS::Logs::LogGroup")
  static let group = Component.Part("group", "AWS::EC2::SecurityGroup")

  static let name = OptionalField(
    "name",
    .formed(
      "an endpoint's name", example: "churn", pattern: "^[A-Za-z0-9](-*[A-Za-z0-9]){0,62}$", isName),
    otherwise: "`PROJECT-ENVIRONMENT-STACK-NAME`",
    """
    What the endpoint is called. Its alarms and its log are found by that name, so that it always has \
    one; another name is another endpoint.
    """)
  static let network = OptionalField(
    "network", .neighbour(Network.kind), otherwise: "a network of Amazon SageMaker",
    "The network that the containers run in.")
  static let isolated = OptionalField(
    "network-isolation", .flag, otherwise: "`true` on instances",
    """
    Whether containers reach nothing at all: their model is there when they start. Serverless \
    variants cannot be isolated.
    """)
  static let key = OptionalField(
    "key", .key, otherwise: "a key of AWS",
    "The key that the disks of instances are encrypted with.")
  static let captureBucket = Field(
    required: "bucket", .bucketName().named("a bucket", example: "\"${artifacts}\""),
    "The bucket that they are kept in.")
  static let capturePrefix = Field(
    "prefix",
    .formed("a prefix", example: "captured", pattern: "^[A-Za-z0-9._/-]{1,200}$") { text in
      1...200 ~= text.utf8.count && !text.hasPrefix("/") && !text.hasSuffix("/")
        && text.hasOnlyWords(and: "._/-")
    }, default: "captured", "What their names in it begin with.")
  static let capturePercent = Field(
    "percent", .percentage(0...100, example: "10%"), default: "100%", "How many of them are kept.")
  static let capture = OptionalField(
    "capture",
    .record(
      "a capture", [captureBucket, capturePrefix, capturePercent],
      example: "{bucket: \"${artifacts}\"}"),
    otherwise: "none", "Where requests and answers are kept, to watch the model by.",
    examples: ["{bucket: \"${artifacts}\", percent: 10%}"])
  static let permissions = Permissions.permissions
  static let retention = Field(
    "log-retention", LogRetention.type, default: "30d", "How long its log is kept.",
    examples: ["30d", "1y"])
  static let notify = Field(
    "notify", .list(of: .resource(.topic), 0...5), default: "[]",
    "The topics that are told when an alarm goes off.", examples: ["[\"${alerts}\"]"])

  static let component = Component(
    "sagemaker-endpoint", "A model that answers requests, or several that share them.",
    details: """
      Each variant is a container in any language that answers `GET /ping` and `POST /invocations` on \
      port 8080, started with the argument `serve`, and finds its model in `/opt/ml/model`. A change \
      of anything but how many run is a new configuration, which takes the place of the old one as \
      `rollout` says, and goes again if an alarm goes off meanwhile. What autoscaling has made of the \
      counts stays; the weights become what is written here.
      """,
    fields: [
      EndpointVariants.variants, EndpointRollout.rollout, EndpointAlarms.alarms, notify, capture,
      network, isolated, key, permissions, retention, name,
    ],
    parts: [endpoint, configuration, logs, group, EndpointRole.role] + EndpointVariants.parts
      + EndpointAlarms.parts,
    attributes: [
      .init("name", "The endpoint's name.", .attribute(endpoint, "EndpointName")),
      .init("arn", "The endpoint's ARN.", .ref(endpoint)),
      .init("log-group", "The name of its log group.", .ref(logs)),
      .init("role", "The ARN of the role of its containers.", .attribute(EndpointRole.role, "Arn")),
    ],
    examples: EndpointExamples.all
  ) { it in
    guard let variants = EndpointVariants.read(&it), let name = endpointName(&it),
      let rollout = EndpointRollout.read(variants, &it)
    else { return }
    let design = EndpointDesign(
      name: name, variants: variants, isIsolated: it[isolated] ?? !variants[0].isServerless,
      network: it[network].map(NetworkPlace.init))
    guard check(design, &it), EndpointAlarms.check(design, &it) else { return }
    it.add(
      logs,
      [
        ("LogGroupName", .string("/aws/sagemaker/Endpoints/\(name)")),
        ("RetentionInDays", .number(Number(it[retention]))),
      ])
    if let network = design.network {
      it.add(
        group,
        [
          ("GroupDescription", .string("Containers of \(it.name)")), ("VpcId", network.vpc),
        ])
    }
    EndpointRole.add(design, &it)
    EndpointVariants.add(design, &it)
    it.add(
      configuration,
      [
        ("DataCaptureConfig", captureConfiguration(it)), ("KmsKeyId", it[key]),
        ("ProductionVariants", .array(variants.map { $0.configuration(it) })),
      ])
    let alarms = EndpointAlarms.add(design, &it)
    it.add(
      endpoint,
      [
        ("DeploymentConfig", rollout.configuration(alarms)),
        ("EndpointConfigName", it.attribute(configuration, "EndpointConfigName")),
        ("EndpointName", .string(name)),
        (
          "ExcludeRetainedVariantProperties",
          design.isScaled ? [["VariantPropertyType": "DesiredWeight"]] : nil
        ),
        ("RetainAllVariantProperties", design.isScaled ? true : nil),
      ], dependsOn: [logs], behind: design.network?.wayOut ?? [])
    EndpointVariants.addScaling(design, &it)
  }

  /// The endpoint's name, which alarms and logs need before it is there.
  private static func endpointName(_ it: inout Blueprint) -> String? {
    if let name = it[name] { return name }
    let name = "\(it.project)-\(it.environment.name)-\(it.stack)-\(it.name)"
    guard name.utf8.count <= 63 else {
      it.refuse(
        self.name, "`\(name)` would be its name, and Amazon SageMaker takes 63 characters at most",
        hint: "give it a shorter one, for example `name: \(it.name)-\(it.environment.name)`")
      return nil
    }
    return name
  }

  private static func captureConfiguration(_ it: Blueprint) -> Value? {
    guard let settings = it[capture] else { return nil }
    return [
      "CaptureOptions": [["CaptureMode": "Input"], ["CaptureMode": "Output"]],
      "DestinationS3Uri": .joined([
        "s3://", settings[captureBucket], .string("/\(settings[capturePrefix])"),
      ]),
      "EnableCapture": true,
      "InitialSamplingPercentage": .number(settings[capturePercent].number),
    ]
  }

  /// Reports what serverless variants cannot have; false if they have it.
  private static func check(_ design: EndpointDesign, _ it: inout Blueprint) -> Bool {
    guard design.variants.contains(where: \.isServerless) else { return true }
    let given: [(any FieldDeclaration, isGiven: Bool, String)] = [
      (capture, it[capture] != nil, "requests to a serverless variant cannot be captured"),
      (network, it[network] != nil, "a serverless variant runs in no network of yours"),
      (isolated, it[isolated] == true, "a serverless variant cannot be isolated"),
      (key, it[key] != nil, "a serverless variant has no disk to encrypt"),
    ]
    for (field, isGiven, message) in given where isGiven {
      it.refuse(field, message, hint: "remove it, or give the variant `instances`")
    }
    return !given.contains { $0.isGiven }
  }

  private static func isName(_ text: String) -> Bool {
    1...63 ~= text.utf8.count && text.last != "-" && text.first != "-"
      && text.hasOnlyWords(and: "-")
  }
}

/// An endpoint, as its fields say it together.
struct EndpointDesign {
  let name: String
  let variants: [EndpointVariant]
  let isIsolated: Bool
  let network: NetworkPlace?

  /// Whether one of its variants scales.
  var isScaled: Bool { variants.contains { $0.scaling != nil } }
  var isServerless: Bool { variants.contains(where: \.isServerless) }
}
