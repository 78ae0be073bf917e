internal import Documents
internal import Stacks

/// What stack files say of the variants of an endpoint.
enum EndpointVariants {
  static let model = Component.Part("model", "AWS::SageMaker::Model", perKeyOf: "variants")
  static let target = Component.Part(
    "scaling", TargetTracking.targetType, perKeyOf: "variants")
  static let policy = Component.Part(
    "scale-by-invocations", TargetTracking.policyType, perKeyOf: "variants")
  static let parts = [model, target, policy]

  static let image = OptionalField(
    "image", .image, otherwise: "a model `package`",
    """
    The container image, in a repository of this account and region. One of the project's is pinned \
    to the digest of its tag.
    """,
    examples: ["\"${image}:stable\""])
  static let data = OptionalField(
    "model-data",
    .s3Address(
      "the S3 address of an archive `.tar.gz`", needsKey: true, ending: ".tar.gz",
      example: "s3://fraud-artifacts/churn/model.tar.gz"),
    otherwise: "the image brings the model",
    "The model, which is unpacked into `/opt/ml/model`.")
  static let package = OptionalField(
    "package",
    .arn(
      of: "sagemaker", "a model package", resource: "model-package/",
      example: "arn:aws:sagemaker:us-east-1:111111111111:model-package/churn/7"),
    otherwise: "an `image`",
    """
    A version in the model registry, which says image and model. The image may lie in any repository \
    of the account; what has to be read for the model goes into `permissions`.
    """)
  static let environment = OptionalField(
    "environment",
    .environment(
      .container(
        instead:
          "keep it in AWS Secrets Manager, and let the container ask for it by its name, as `permissions` allow"
      )),
    otherwise: "none", "The container's environment variables.", examples: ["{LOG_LEVEL: info}"])
  static let weight = Field(
    "weight", .integer(0...1000, example: 9), default: "1",
    "Its share of the requests, among the weights of all variants.")
  static let start = OptionalField(
    "start-timeout", .duration(.init(1, .minutes)...(.init(1, .hours)), example: "5m"),
    otherwise: "10m, as Amazon SageMaker has it",
    "How long the container may take to answer `/ping`.")
  static let download = OptionalField(
    "download-timeout", .duration(.init(1, .minutes)...(.init(1, .hours)), example: "20m"),
    otherwise: "10m, as Amazon SageMaker has it", "How long fetching the model may take.")

  static let type = Field(required: "type", .hostingInstance, "What it runs on.")
  static let count = Field(
    "count", .range(1...500, example: "2..4"), default: "1",
    "How many run; between two numbers, as many as the requests ask for.", examples: ["1", "2..4"])
  static let invocations = OptionalField(
    "invocations-per-instance", .integer(1...1_000_000, example: 200),
    otherwise: "1000, where `count` is a range",
    "How many requests an instance is to get in a minute: what decides how many run.")
  static let instances = OptionalField(
    "instances",
    .record("instances", [type, count, invocations], example: "{type: ml.m5.large}"),
    otherwise: "`serverless`", "What the variant runs on.",
    examples: ["{type: ml.m5.large, count: 2..4, invocations-per-instance: 200}"])

  static let memory = Field(
    "memory", .choice(["1GiB", "2GiB", "3GiB", "4GiB", "5GiB", "6GiB"], example: "2GiB"),
    default: "2GiB", "What a request may use. Processors grow with it.")
  static let concurrency = Field(
    "concurrency", .integer(1...200, example: 20), default: "5",
    "How many requests may run at once; others are refused.")
  static let provisioned = OptionalField(
    "provisioned", .integer(1...200, example: 1), otherwise: "none",
    "How many stand ready at any time, at a price.")
  static let serverless = OptionalField(
    "serverless",
    .record(
      "a serverless variant", [memory, concurrency, provisioned], example: "{memory: 2GiB}"),
    otherwise: "`instances`",
    "What each request may use, where nothing runs between them; the first ones wait longer.",
    examples: ["{memory: 4GiB, concurrency: 20}"])

  static let variants = Field(
    required: "variants",
    .map(
      of: .record(
        "a variant",
        [
          image, data, package, environment, instances, serverless, weight, start, download,
        ], example: "{image: \"${image}:stable\", instances: {type: ml.m5.large}}"),
      key: "champion", named: "a variant"),
    "The models, under names of your own.",
    examples: ["{champion: {image: \"${image}:stable\", instances: {type: ml.m5.large}}}"])

  // MARK: Reading

  /// The variants; nil if something in them does not go together, which is reported.
  static func read(_ it: inout Blueprint) -> [EndpointVariant]? {
    let entries = it[variants]
    guard !entries.isEmpty, entries.count <= 10 else {
      it.refuse(
        variants, "an endpoint has one variant to 10; this one has \(entries.count)",
        hint: "for example: `variants: {champion: {image: …, instances: {type: ml.m5.large}}}`")
      return nil
    }
    let read = entries.map { variant($0.key, $0.value, &it) }
    let sum = entries.reduce(0) { $0 + $1.value[weight] }
    guard sum > 0 else {
      it.refuse(
        weight, in: entries[0].value, "no variant gets any request: all weights are 0",
        hint: "give one of them a weight, for example `weight: 1`")
      return nil
    }
    if entries.count > 1, let (_, settings) = entries.first(where: { $0.value[serverless] != nil })
    {
      it.refuse(
        serverless, in: settings, "a serverless variant is the only one of its endpoint",
        hint: "give it `instances`, or an endpoint of its own")
      return nil
    }
    let divisor = entries.reduce(0) { greatestDivisor($0, $1.value[weight]) }
    let whole = read.compactMap(\.self)
    guard whole.count == entries.count, checkBurstable(whole, &it) else { return nil }
    return whole.map { variant in
      var variant = variant
      // `9` and `1` are as `18` and `2`: what means the same is written the same.
      variant.weight /= divisor
      return variant
    }
  }

  /// Whether instances of a type bring disks of their own
  /// (https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpointConfig.html, KmsKeyId).
  private static func hasLocalDisk(_ type: String) -> Bool {
    let family = type.split(separator: ".").dropFirst().first.map(String.init) ?? ""
    let whole = ["dl1", "g4dn", "g5", "g6", "g6e", "g7", "g7e", "trn1", "trn1n", "trn2"]
    return whole.contains(family) || ["p4", "p5", "p6"].contains { family.hasPrefix($0) }
      || "cmr".contains(family.prefix(1)) && family.hasSuffix("d")
  }

  /// Where one variant scales, all of them need what `ml.t2` cannot have.
  private static func checkBurstable(_ variants: [EndpointVariant], _ it: inout Blueprint) -> Bool {
    guard variants.contains(where: { $0.scaling != nil }) else { return true }
    for variant in variants {
      guard let machines = variant.settings[instances], machines[type].hasPrefix("ml.t2.") else {
        continue
      }
      it.refuse(
        type, in: machines, "instances of `ml.t2` cannot stand beside variants that scale",
        hint: "take another type, for example `ml.m5.large`")
      return false
    }
    return true
  }

  private static func variant(
    _ name: String, _ settings: FieldValues, _ it: inout Blueprint
  ) -> EndpointVariant? {
    let hasImage = settings[image] != nil
    guard hasImage != (settings[package] != nil) else {
      it.refuse(
        hasImage ? package : variants, in: hasImage ? settings : nil,
        hasImage
          ? "a model package brings its image" : "the variant `\(name)` runs nothing",
        hint: hasImage
          ? "remove `image`, or `package`"
          : "give it an `image`, or a model `package`")
      return nil
    }
    if let image = settings[image], case .elsewhere = it.home(of: image) {
      it.refuse(
        self.image, in: settings, "Amazon SageMaker takes images from Amazon ECR only",
        hint: "copy it into a repository of this region, and name it there")
      return nil
    }
    if settings[package] != nil, settings[data] != nil {
      it.refuse(
        data, in: settings, "a model package brings its model", hint: "remove `model-data`")
      return nil
    }
    let hasInstances = settings[instances] != nil
    guard hasInstances != (settings[serverless] != nil) else {
      it.refuse(
        hasInstances ? serverless : variants, in: hasInstances ? settings : nil,
        hasInstances
          ? "a variant runs on `instances` or is `serverless`, and this one is both"
          : "the variant `\(name)` has nothing to run on",
        hint: hasInstances
          ? "remove one of them"
          : "give it `instances: {type: ml.m5.large}`, or `serverless: {memory: 2GiB}`")
      return nil
    }
    var variant = EndpointVariant(name: name, settings: settings, weight: settings[weight])
    guard let machines = settings[instances] else { return serverlessVariant(variant, &it) }
    let count = machines[count]
    guard !count.isFixed || machines[invocations] == nil else {
      it.refuse(
        invocations, in: machines, "there are always \(count.min) instances: nothing scales",
        hint: "write a range, for example `count: \(count.min)..\(count.min * 3)`")
      return nil
    }
    if !count.isFixed, machines[type].hasPrefix("ml.t2.") {
      it.refuse(
        type, in: machines, "instances of `ml.t2` cannot be scaled automatically",
        hint: "write a fixed `count`, or another type, for example `ml.m5.large`")
      return nil
    }
    if it[SageMakerEndpoint.key] != nil, hasLocalDisk(machines[type]) {
      it.refuse(
        type, in: machines,
        "the disks of `\(machines[type])` are encrypted by the machine, and by no `key` of yours",
        hint: "take `key` away, or another type, for example `ml.m5.large`")
      return nil
    }
    variant.count = count
    variant.scaling = count.isFixed ? nil : machines[invocations] ?? 1000
    return variant
  }

  private static func serverlessVariant(
    _ variant: EndpointVariant, _ it: inout Blueprint
  ) -> EndpointVariant? {
    let settings = variant.settings
    guard let serverless = settings[serverless] else { return nil }
    if let provisioned = serverless[provisioned], provisioned > serverless[concurrency] {
      it.refuse(
        self.provisioned, in: serverless,
        "more stand ready than may run at once (\(serverless[concurrency]))",
        hint: "write at most `provisioned: \(serverless[concurrency])`")
      return nil
    }
    for (field, isGiven) in [
      (start, settings[start] != nil), (download, settings[download] != nil),
    ]
    where isGiven {
      it.refuse(
        field, in: settings, "Amazon SageMaker decides how long a serverless variant may start",
        hint: "remove it")
      return nil
    }
    return variant
  }

  private static func greatestDivisor(_ left: Int, _ right: Int) -> Int {
    right == 0 ? left : greatestDivisor(right, left % right)
  }

  // MARK: Parts

  static func add(_ design: EndpointDesign, _ it: inout Blueprint) {
    for variant in design.variants {
      let settings = variant.settings
      var container: Value.Object = [:]
      if let image = settings[image] {
        container["Image"] = it.address(of: image, for: model.of(variant.name))
      }
      container["ModelDataUrl"] = settings[data]?.whole
      container["ModelPackageName"] = settings[package]
      let variables = (settings[environment] ?? []).map { Value.Object.Member($0.key, $0.value) }
      if !variables.isEmpty { container["Environment"] = .object(Value.Object(variables)) }
      it.add(
        model.of(variant.name),
        [
          ("EnableNetworkIsolation", .bool(design.isIsolated)),
          ("ExecutionRoleArn", it.attribute(EndpointRole.role, "Arn")),
          ("PrimaryContainer", .object(container)),
          (
            "VpcConfig",
            design.network.map { network in
              [
                "SecurityGroupIds": [it.attribute(SageMakerEndpoint.group, "GroupId")],
                "Subnets": .array(network.innerSubnets),
              ]
            }
          ),
        ])
    }
  }

  /// https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling-add-code-register.html
  static func addScaling(_ design: EndpointDesign, _ it: inout Blueprint) {
    guard design.isScaled else { return }
    for variant in design.variants {
      // The endpoint keeps the counts of all variants where one scales, so that the count of one that
      // does not is what its target says.
      it.add(
        target.of(variant.name),
        TargetTracking.target(
          of: [
            "endpoint", it.attribute(SageMakerEndpoint.endpoint, "EndpointName"), "variant",
            .string(variant.name),
          ], "sagemaker:variant:DesiredInstanceCount", in: variant.count))
      guard let invocations = variant.scaling else { continue }
      it.add(
        policy.of(variant.name),
        TargetTracking.policy(
          "\(variant.name)-by-invocations", of: it.ref(target.of(variant.name)),
          "SageMakerVariantInvocationsPerInstance", at: Number(invocations)))
    }
  }
}

/// One of the models behind an endpoint.
struct EndpointVariant {
  let name: String
  let settings: FieldValues
  /// Its share of the requests, among those of all variants.
  var weight: Int
  var count = CountRange(1, 1)
  /// Requests a minute and instance that are aimed at, if it scales.
  var scaling: Int?

  init(name: String, settings: FieldValues, weight: Int) {
    self.name = name
    self.settings = settings
    self.weight = weight
  }

  var isServerless: Bool { settings[EndpointVariants.serverless] != nil }

  /// How the endpoint's configuration names it.
  func configuration(_ it: Blueprint) -> Value {
    var body: Value.Object = [
      "InitialVariantWeight": .number(Number(weight)),
      "ModelName": it.attribute(EndpointVariants.model.of(name), "ModelName"),
      "VariantName": .string(name),
    ]
    if let machines = settings[EndpointVariants.instances] {
      body["InitialInstanceCount"] = .number(Number(count.min))
      body["InstanceType"] = .string(machines[EndpointVariants.type])
    }
    if let serverless = settings[EndpointVariants.serverless] {
      var plan: Value.Object = [
        "MaxConcurrency": .number(Number(serverless[EndpointVariants.concurrency])),
        "MemorySizeInMB": .number(
          Number((Int(serverless[EndpointVariants.memory].prefix(1)) ?? 2) * 1024)),
      ]
      plan["ProvisionedConcurrency"] = serverless[EndpointVariants.provisioned].map {
        .number(Number($0))
      }
      body["ServerlessConfig"] = .object(plan)
    }
    body["ContainerStartupHealthCheckTimeoutInSeconds"] = settings[EndpointVariants.start].map {
      .number(Number($0.seconds))
    }
    body["ModelDataDownloadTimeoutInSeconds"] = settings[EndpointVariants.download].map {
      .number(Number($0.seconds))
    }
    return .object(body)
  }
}
