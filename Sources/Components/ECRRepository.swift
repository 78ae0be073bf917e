internal import Documents
internal import Stacks

/// A repository of container images.
enum ECRRepository {
  static let repository = Component.Part("", "AWS::ECR::Repository")

  static let name = OptionalField(
    "name",
    .formed(
      "a repository's name", example: "churn/models",
      pattern: "^[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*$",
      isName),
    otherwise: "a name that CloudFormation makes",
    """
    What the repository is called. A repository that keeps a name of its own cannot be replaced \
    while it stands.
    """)
  static let keepImages = Field(
    "keep-images", .integer(1...10_000, example: 20), default: "100",
    "How many images are kept; the oldest ones go first.")
  static let mutableTags = Field(
    "mutable-tags", .list(of: .knownText(1...128, example: "latest")), default: "[]",
    """
    Tags that may move from one image to another, where `*` stands for any characters. All other \
    tags stay with the image that got them first.
    """,
    examples: ["[latest, \"dev-*\"]"])
  static let key = OptionalField(
    "key", .text.named("the ARN of a KMS key", example: "arn:aws:kms:us-east-1:111111111111:key/1"),
    otherwise: "encryption with AES-256 by keys of Amazon ECR",
    "The key that images are encrypted with. Another one makes another repository.")
  static let pulledByLambda = Field(
    "pulled-by-lambda", .flag, default: "false",
    "Whether Lambda functions of this account may run its images.")
  static let emptied = OptionalField(
    "emptied-when-deleted", .flag,
    otherwise: "images go with the repository unless the environment is protected",
    "Whether the repository can be deleted while it holds images.")

  static let component = Component(
    "ecr-repository", "A registry of container images: scanned, encrypted, with tags that stay.",
    details: """
      Images are scanned when they are pushed, and a tag stays with the image that got it first, so \
      that what runs cannot change unseen. Untagged images go after a day, the oldest ones once \
      there are more than `keep-images`. In a protected environment the repository outlives its \
      stack.
      """,
    fields: [name, keepImages, mutableTags, key, pulledByLambda, emptied],
    parts: [repository],
    attributes: [
      .init(
        "uri", "Where images are pushed to and pulled from.",
        .attribute(repository, "RepositoryUri")),
      .init("arn", "The repository's ARN.", .attribute(repository, "Arn")),
      .init("name", "The repository's name.", .ref(repository)),
    ],
    bare: "uri", holdsData: true,
    examples: [
      .init(
        "The images of a model",
        """
        stack: serving
        resources:
          image:
            type: ecr-repository
            keep-images: 20
        outputs:
          image: ${image}

        """)
    ]
  ) { it in
    let isProtected = it.environment.isProtected
    it.add(
      repository,
      [
        ("RepositoryName", it[name].map(Value.string)),
        ("EmptyOnDelete", .bool(it[emptied] ?? !isProtected)),
        ("EncryptionConfiguration", encryption(it[key])),
        ("ImageScanningConfiguration", ["ScanOnPush": true]),
        (
          "ImageTagMutability",
          .string(it[mutableTags].isEmpty ? "IMMUTABLE" : "IMMUTABLE_WITH_EXCLUSION")
        ),
        ("ImageTagMutabilityExclusionFilters", exclusions(it[mutableTags])),
        ("LifecyclePolicy", ["LifecyclePolicyText": .string(lifecycle(it[keepImages]))]),
        ("RepositoryPolicyText", it[pulledByLambda] ? lambdaPolicy : nil),
      ],
      retain: isProtected)
  }

  /// Whether Amazon ECR takes the name.
  private static func isName(_ text: String) -> Bool {
    (2...256).contains(text.utf8.count)
      && text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
        guard let first = part.utf8.first, let last = part.utf8.last else { return false }
        return isLowerOrDigit(first) && isLowerOrDigit(last)
          && part.utf8.allSatisfy { isLowerOrDigit($0) || "._-".utf8.contains($0) }
      }
  }

  private static func isLowerOrDigit(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
  }

  private static func encryption(_ key: Value?) -> Value {
    guard let key else { return ["EncryptionType": "AES256"] }
    return ["EncryptionType": "KMS", "KmsKey": key]
  }

  private static func exclusions(_ tags: [String]) -> Value? {
    tags.isEmpty
      ? nil
      : .array(
        tags.map {
          [
            "ImageTagMutabilityExclusionFilterType": "WILDCARD",
            "ImageTagMutabilityExclusionFilterValue": .string($0),
          ]
        })
  }

  private static func lifecycle(_ count: Int) -> String {
    let rules: Value = [
      "rules": [
        [
          "rulePriority": 1, "description": "Untagged images go after a day",
          "selection": [
            "tagStatus": "untagged", "countType": "sinceImagePushed", "countUnit": "days",
            "countNumber": 1,
          ],
          "action": ["type": "expire"],
        ],
        [
          "rulePriority": 2, "description": .string("The newest \(count) images stay"),
          "selection": [
            "tagStatus": "any", "countType": "imageCountMoreThan",
            "countNumber": .number(Number(count)),
          ],
          "action": ["type": "expire"],
        ],
      ]
    ]
    return rules.canonicalJSON
  }

  /// Lambda pulls images itself, and only for functions of this account
  /// (https://docs.aws.amazon.com/lambda/latest/dg/images-create.html).
  private static let lambdaPolicy: Value = [
    "Version": "2012-10-17",
    "Statement": [
      [
        "Sid": "LambdaOfThisAccount", "Effect": "Allow",
        "Principal": ["Service": "lambda.amazonaws.com"],
        "Action": ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        "Condition": [
          "StringEquals": ["aws:SourceAccount": ["Ref": "AWS::AccountId"]]
        ],
      ]
    ],
  ]
}
