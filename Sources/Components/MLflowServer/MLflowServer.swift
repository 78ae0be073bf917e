internal import Documents
internal import Stacks

/// Where experiments and models are kept: MLflow, with all that it needs.
enum MLflowServer {
  static let image = OptionalField(
    "image", .image, otherwise: "needed, unless it is `managed`",
    """
    The image that it runs: MLflow 3.17.2 with its database drivers, for which \
    `containers/mlflow/Dockerfile` stands beside the stacks. One of the project's repositories is \
    pinned to the digest of its tag.
    """,
    examples: ["\"${image}:mlflow-3.17.2\""])
  static let network = OptionalField(
    "network", .neighbour(Network.kind), otherwise: "needed, unless it is `managed`",
    "The network that it runs in.")
  static let artifacts = Field(
    required: "artifacts", .bucket(),
    "The bucket in which files and models are kept.")
  static let prefix = Field(
    "prefix",
    .formed(
      "a prefix", example: "mlflow", pattern: "^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$", isPrefix),
    default: "mlflow", "What their names in it begin with; it may touch nothing else.")
  static let database = OptionalField(
    "database", .neighbour(Postgres.kind),
    otherwise: "SQLite on a file system of its own",
    """
    The database of experiments, models and users. Without one they are in a file of SQLite, for a \
    handful of people: one task serves all, is gone for a minute or two while a new version comes, \
    and writes one thing after the other.
    """)
  static let managed = OptionalField(
    "managed", .choice(["small", "medium", "large"]), otherwise: "it runs in a task of its own",
    """
    Whether Amazon SageMaker runs it in the place of all this, and for how many: 25, 50 or 100 people. \
    Per month in us-east-1 (2026) from some 470 USD on. AWS chooses the version, and clients need its plugin \
    `sagemaker-mlflow`.
    """)

  static let basic = Field(
    "basic-auth", .flag, default: "false",
    """
    Whether people and programs need a name and a password. The first user is `admin`, with the \
    password in the secret `${NAME.admin-secret}`; others are made by MLflow's own means, and see \
    all experiments unless they are told otherwise. With a `certificate`, or what is sent can be read along.
    """)

  static let jobs = OptionalField(
    "jobs", .flag, otherwise: "with `memory` from 4GiB on",
    "Whether it runs jobs itself, such as the evaluation of traces, which take some 1.3 GiB.")
  static let cpu = OptionalField(
    "cpu", TaskFields.cpu.type, otherwise: "`1`", "How many processors a task has.")
  static let memory = OptionalField(
    "memory", TaskFields.memory.type, otherwise: "`2GiB`",
    """
    How much memory a task has; with the processors it decides how many workers answer.
    """)
  static let count = OptionalField(
    "count", .range(1...20, example: "1..3"), otherwise: "`1`",
    "How many tasks run; between two numbers, as many as the load asks for.",
    examples: ["2", "1..3"])
  static let architecture = OptionalField(
    "architecture", TaskFields.architecture.type, otherwise: "`x86-64`",
    TaskFields.architecture.summary)
  static let key = OptionalField(
    "key", .key, otherwise: "keys of AWS",
    "The key that the secrets and the file system that it makes are encrypted with.")
  static let callers = OptionalField(
    "callers", .list(of: .neighbour(FargateService.kind)),
    otherwise: "nobody but its `load-balancer`",
    """
    The services of the stack that call it by its name in the network, past the load balancer and \
    its `oidc`.
    """,
    examples: ["[\"${web}\"]"])
  static let retention = OptionalField(
    "log-retention", LogRetention.type, otherwise: "`30d`", "How long its log is kept.",
    examples: ["30d", "1y"])
  static let notify = OptionalField(
    "notify", .list(of: .resource(.topic), 0...5), otherwise: "nobody",
    FargateService.notify.summary, examples: ["[\"${alerts}\"]"])

  /// Where it listens.
  static let port = 5000

  static let component = Component(
    "mlflow-server",
    "MLflow: where experiments are tracked and models are registered, with its own web pages.",
    details: """
      Files go through it to the bucket, and come back from there by addresses that it signs for \
      five minutes; through it too where clients set `MLFLOW_ENABLE_PROXY_MULTIPART_DOWNLOAD=false`, \
      as those must that cannot reach Amazon S3. They need no permissions of AWS. It answers only to \
      the names that lead to its load balancer, and to pages of its own; its database is brought up \
      to date before a new version serves; and it has as many workers as its tasks have room for: \
      idle it takes less than half of the memory.

      From the internet it is reached with `basic-auth`, with `oidc`, or by the addresses of \
      `allow`: one of them has to be said. `oidc` is for people with browsers; programs cannot sign \
      in there, and come to a server with `basic-auth`, or are `callers`, who find it under \
      `http://NAME.STACK.ENVIRONMENT.PROJECT.internal:5000`.

      Its image finds the certificates of Amazon RDS in `/etc/ssl/rds.pem`, runs as the user 1000, \
      and has `/tmp` as a volume.
      """,
    fields: [
      image, network, artifacts, prefix, database, MLflowFront.balancer, basic, MLflowFront.oidc,
      managed, cpu, memory, architecture, count, jobs, key, callers, retention, notify,
    ],
    parts: ServiceParts.all + MLflowFiles.parts + MLflowSecrets.parts + MLflowManaged.parts,
    attributes: [
      .init(
        "tracking-uri", "What clients call it by, in `MLFLOW_TRACKING_URI`.",
        .literal("http://"), .attribute(BalancerParts.balancer, "DNSName"),
        by: [managed, MLflowFront.balancer], choice: address),
      .init(
        "load-balancer", "The name of its load balancer in the DNS.",
        .attribute(BalancerParts.balancer, "DNSName"), by: [managed],
        choice: ownOnly),
      .init(
        "log-group", "The name of its log group.", .ref(TaskParts.logs), by: [managed],
        choice: ownOnly),
      .init(
        "role", "The ARN of its role.", .attribute(TaskParts.role, "Arn"), by: [managed],
        choice: { settings in
          settings[managed] == nil ? .pieces : .others([.attribute(MLflowManaged.role, "Arn")])
        }),
      .init(
        "security-group", "The id of the security group of its tasks.",
        .attribute(ServiceParts.group, "GroupId"), by: [managed],
        choice: ownOnly),
      .init(
        "admin-secret", "The ARN of the secret with the password of its first user.",
        .ref(MLflowSecrets.admin), by: [basic],
        choice: { $0[basic] ? .pieces : .none("it has no users of its own: `basic-auth`") }),
    ],
    examples: MLflowExamples.all
  ) { it in
    if it[managed] != nil {
      MLflowManaged.add(&it)
    } else if let design = MLflowDesign(&it) {
      MLflowFiles.add(design, &it)
      MLflowSecrets.add(design, &it)
      ServiceParts.add(design.service(&it), &it)
    }
  }

  /// Whether other services find one by its name in the network.
  static func isFoundByName(_ user: Neighbour) -> Bool {
    user.component == component.name && user[callers] != nil
  }

  /// The services of AWS that it reaches where no way leads out of the network.
  static func services(_ settings: FieldValues) -> [PrivateService] {
    let hasSecrets = settings[database] != nil || settings[basic]
    return [.registryAPI, .registryImages, .logs] + (hasSecrets ? [.secrets] : [])
  }

  private static func address(_ settings: FieldValues) -> Component.Attribute.Choice {
    settings[managed] == nil
      ? ServiceFields.url(settings)
      : .others([.attribute(MLflowManaged.server, "TrackingServerArn")])
  }

  private static func ownOnly(_ settings: FieldValues) -> Component.Attribute.Choice {
    settings[managed] == nil ? .pieces : .none("Amazon SageMaker runs it (`managed`)")
  }

  private static func isPrefix(_ text: String) -> Bool {
    1...200 ~= text.utf8.count && !text.hasPrefix("/") && !text.hasSuffix("/")
      && !text.contains("//")
      && text.utf8.allSatisfy {
        0x61...0x7A ~= $0 | 0x20 || 0x30...0x39 ~= $0 || "._/-".utf8.contains($0)
      }
  }
}
