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
  static let untaggedImages = Field(
    "untagged-images",
    .duration(.init(1, .days)...(.init(365, .days)), in: .days, example: "7d"), default: "1d",
    "How long images stay that no tag names any more.")
  static let mutableTags = Field(
    "mutable-tags",
    .list(
      of: .formed(
        "a tag", example: "latest", pattern: "^[0-9a-zA-Z._*-]{1,128}$", isTagFilter), 0...5),
    default: "[]",
    """
    Tags that may move from one image to another, where `*` stands for any characters. All other \
    tags stay with the image that got them first.
    """,
    examples: ["[latest, \"dev-*\"]"])
  static let key = OptionalField(
    "key", .key, otherwise: "encryption with AES-256 by keys of Amazon ECR",
    "The key that images are encrypted with. Another one makes another repository.")
  static let pulledByLambda = Field(
    "pulled-by-lambda", .flag, default: "false",
    """
    Whether Lambda functions of this account, and of those in `pulled-by-accounts`, may run its \
    images.
    """)
  static let pulledByAccounts = Field(
    "pulled-by-accounts", .list(of: .accountID), default: "[]",
    "Other accounts that may pull its images; their own policies have to allow it too.",
    examples: ["[\"222222222222\"]"])
  static let emptied = OptionalField(
    "emptied-when-deleted", .flag,
    otherwise: "images go with the repository unless the environment is protected",
    "Whether the repository can be deleted while it holds images.")

  static let component = Component(
    "ecr-repository", "A registry of container images: scanned, encrypted, with tags that stay.",
    details: """
      Images are scanned when they are pushed, and a tag stays with the image that got it first, so \
      that what runs cannot change unseen. Images without a tag go after `untagged-images`, the \
      oldest ones once there are more than `keep-images`. In a protected environment the \
      repository outlives its stack.
      """,
    fields: [
      name, keepImages, untaggedImages, mutableTags, key, pulledByLambda, pulledByAccounts, emptied,
    ],
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

        """),
      .init(
        "Images that Lambda functions run",
        """
        stack: functions
        resources:
          images:
            type: ecr-repository
            name: churn/functions
            pulled-by-lambda: true
            untagged-images: 7d

        """),
      .init(
        "Tags that move, for work in progress",
        """
        stack: development
        resources:
          scratch:
            type: ecr-repository
            mutable-tags: [latest, "dev-*"]

        """),
      .init(
        "One registry for several accounts",
        """
        stack: registry
        resources:
          models:
            type: ecr-repository
            key: arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab
            pulled-by-accounts: ["222222222222", "333333333333"]
            emptied-when-deleted: false
        outputs:
          arn: ${models.arn}
          name: ${models.name}

        """),
    ]
  ) { it in
    let isProtected = it.environment.isProtected
    if isProtected, it[emptied] == true {
      it.refuse(
        emptied, "in a protected environment no repository is emptied by deleting it",
        hint:
          "set it for those that are not protected: `environments: {dev: {resources: {\(it.name): {emptied-when-deleted: true}}}}`"
      )
    }
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
        ("LifecyclePolicy", ["LifecyclePolicyText": .string(lifecycle(it))]),
        ("RepositoryPolicyText", policy(it)),
      ],
      retain: isProtected)
  }

  /// Whether Amazon ECR takes the name: words between slashes, each of letters and digits with a
  /// dot, one or two underscores, or dashes between them.
  private static func isName(_ text: String) -> Bool {
    (2...256).contains(text.utf8.count)
      && text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
        let bytes = Array(part.utf8)
        guard let first = bytes.first, let last = bytes.last, isLowerOrDigit(first),
          isLowerOrDigit(last)
        else { return false }
        return bytes.split(whereSeparator: isLowerOrDigit).allSatisfy { marks in
          marks.elementsEqual(".".utf8) || marks.elementsEqual("_".utf8)
            || marks.elementsEqual("__".utf8) || marks.allSatisfy { $0 == UInt8(ascii: "-") }
        }
      }
  }

  private static func isLowerOrDigit(_ byte: UInt8) -> Bool { byte.isLowercase || byte.isDigit }

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

  private static func lifecycle(_ it: Blueprint) -> String {
    let (count, days) = (it[keepImages], it[untaggedImages].days)
    let rules: Value = [
      "rules": [
        [
          "rulePriority": 1, "description": "Images without a tag go",
          "selection": [
            "tagStatus": "untagged", "countType": "sinceImagePushed", "countUnit": "days",
            "countNumber": .number(Number(days)),
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

  /// Who else may pull. Lambda pulls images itself, for functions of any account that is let
  /// (https://docs.aws.amazon.com/lambda/latest/dg/images-create.html).
  private static func policy(_ it: Blueprint) -> Value? {
    var statements: [Value] = []
    if it[pulledByLambda] {
      let own: Value = ["Ref": "AWS::AccountId"]
      let functions: [Value] = ([own] + it[pulledByAccounts]).map { account in
        [
          "Fn::Join": [
            ":",
            [
              "arn", ["Ref": "AWS::Partition"], "lambda", ["Ref": "AWS::Region"], account,
              "function", "*",
            ],
          ]
        ]
      }
      statements.append([
        "Sid": "Lambda", "Effect": "Allow",
        "Principal": ["Service": "lambda.amazonaws.com"],
        "Action": ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        "Condition": ["ArnLike": ["aws:SourceArn": .array(functions)]],
      ])
    }
    if !it[pulledByAccounts].isEmpty {
      let roots: [Value] = it[pulledByAccounts].map { account in
        ["Fn::Join": ["", ["arn:", ["Ref": "AWS::Partition"], ":iam::", account, ":root"]]]
      }
      statements.append([
        "Sid": "OtherAccounts", "Effect": "Allow", "Principal": ["AWS": .array(roots)],
        "Action": [
          "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer",
        ],
      ])
    }
    return statements.isEmpty
      ? nil : ["Version": "2012-10-17", "Statement": .array(statements)]
  }

  /// Whether Amazon ECR takes it as a tag that may move: two `*` at most.
  private static func isTagFilter(_ text: String) -> Bool {
    1...128 ~= text.utf8.count && text.utf8.count(where: { $0 == UInt8(ascii: "*") }) <= 2
      && text.utf8.allSatisfy {
        isLowerOrDigit($0) || 0x41...0x5A ~= $0 || "._-*".utf8.contains($0)
      }
  }
}
