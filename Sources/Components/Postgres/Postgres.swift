internal import Documents
internal import Stacks

/// A database of PostgreSQL, looked after by Amazon RDS.
enum Postgres {
  static let network = Field(
    required: "network", .neighbour(Network.kind), "The network that it is reached in.")
  static let version = Field(
    "version",
    .formed(
      "a version of PostgreSQL from 14 to 18", example: "\"17.11\"",
      pattern: "^1[4-8](\\.[0-9]{1,2})?$", isVersion),
    default: "\"17.11\"",
    """
    The version that it begins with, or is raised to; later minor ones come by themselves. Behind a \
    major version alone, such as `"17"`, AWS chooses the minor one. It can never be lowered.
    """)
  static let database = Field(
    "database", .formed("a name for PostgreSQL", example: "features", pattern: pattern, isName),
    default: "app", "What its database is called. Another name is another server.")
  static let user = Field(
    "user", .formed("a name for PostgreSQL", example: "features", pattern: pattern, isName),
    default: "app",
    "Who owns the database; the password is in its secret. Another name is another server.")

  static let instance = OptionalField(
    "instance",
    .formed(
      "a class of instances", example: "db.t4g.small",
      pattern: "^db\\.[a-z][a-z0-9-]*\\.[a-z0-9]+$",
      meant: { isClass("db." + $0) ? "db." + $0 : nil }, isClass),
    otherwise: "`db.t4g.small`, unless it is `serverless`",
    "What it runs on.")
  static let storage = OptionalField(
    "storage",
    .size(.init(20, .gibibytes)...(.init(65_536, .gibibytes)), in: .gibibytes, example: "50GiB"),
    otherwise: "`20GiB`, unless it is `serverless`",
    "What fits on its disk, which can grow and never shrink.")
  static let growth = OptionalField(
    "grows-to",
    .size(.init(22, .gibibytes)...(.init(65_536, .gibibytes)), in: .gibibytes, example: "200GiB"),
    otherwise: "it keeps its size", "How large the disk may become by itself as it fills up.")

  static let least = Field(
    "min", capacity(from: 0), default: "0.5",
    """
    The capacity that is always there, in units of about 2 GiB of memory, by halves. With 0 it \
    pauses when nobody is connected, and the first one to come waits for some 15 seconds.
    """)
  static let most = Field(
    required: "max", capacity(from: 1), "The most capacity.",
    examples: ["4"])
  static let pause = OptionalField(
    "pause-after", .duration(.init(5, .minutes)...(.init(1, .days)), example: "30m"),
    otherwise: "5m, where `min` is 0", "How long nobody has been connected when it pauses.")
  static let serverless = OptionalField(
    "serverless", .record("a capacity", [least, most, pause], example: "{min: 0.5, max: 4}"),
    otherwise: "an `instance`",
    "A capacity that follows the load: Amazon Aurora Serverless v2 in the place of an instance.",
    examples: ["{min: 0.5, max: 4}"])

  static let standby = OptionalField(
    "standby", .flag, otherwise: "only in a protected environment",
    """
    Whether another one stands ready in another zone, and takes over within a minute or two. It \
    costs as much again.
    """)
  static let backups = OptionalField(
    "backups", .duration(.init(1, .days)...(.init(35, .days)), in: .days, example: "14d"),
    otherwise: "`7d`, and `30d` in a protected environment",
    "How long it can be brought back to any second of.")
  static let key = OptionalField(
    "key", .key, otherwise: "keys of AWS",
    """
    The key that the disk, backups and the password are encrypted with. Another one makes another \
    server. What reads the secret needs permission to use it.
    """)
  static let callers = OptionalField(
    "callers", .list(of: .neighbour(FargateService.kind)),
    otherwise: "what of the stack is given it by its name, such as an `mlflow-server`",
    "The services of the stack that may connect to it.", examples: ["[\"${web}\"]"])
  static let allow = OptionalField(
    "allow", .list(of: .cidr(), 1...50), otherwise: "none",
    "The addresses that may connect to it too, such as those of another network.",
    examples: ["[10.30.0.0/16]"])
  static let notify = Field(
    "notify", .list(of: .resource(.topic), 0...5), default: "[]",
    "The topics that are told when disk or capacity run short.", examples: ["[\"${alerts}\"]"])

  static let component = Component(
    "postgres", "A database of PostgreSQL: encrypted, with backups, reached over TLS only.",
    details: """
      Nobody writes its password: AWS makes it, of letters and digits, and keeps it in a secret under \
      `password`, beside `username`, `host`, `port` and `dbname`. Nothing changes it by itself, so \
      that services which were given it when they started go on. Connections without TLS are \
      refused; the certificates to verify it by are at \
      https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem.

      In a protected environment it cannot be deleted before its protection is taken away by hand, \
      and leaves a last snapshot. Elsewhere it goes with its stack. Per month in us-east-1 (2026): \
      `db.t4g.small` 23 USD, a GB of disk 0.115 USD; a unit of serverless capacity 88 USD, as long \
      as it is used.
      """,
    fields: [
      network, version, database, user, instance, storage, growth, serverless, standby, backups,
      key, callers, allow, notify,
    ],
    parts: PostgresParts.all + PostgresAlarms.parts,
    attributes: [
      .init(
        "host", "The name under which it is reached.",
        .attribute(PostgresParts.instance, "Endpoint.Address"), by: [serverless],
        choice: { settings in
          settings[serverless] == nil
            ? .pieces : .others([.attribute(PostgresParts.cluster, "Endpoint.Address")])
        }),
      .init("port", "Where it listens: 5432.", .literal("5432")),
      .init(
        "database", "What its database is called.", .literal("app"),
        by: [database],
        choice: { .given(.string($0[database])) }),
      .init(
        "user", "Who owns the database.", .literal("app"), by: [user],
        choice: { .given(.string($0[user])) }),
      .init(
        "secret", "The ARN of the secret with its password.", .ref(PostgresParts.secret)),
      .init(
        "security-group", "The id of its security group.",
        .attribute(PostgresParts.group, "GroupId")),
    ],
    holdsData: true, examples: PostgresExamples.all
  ) { it in
    guard let design = PostgresDesign(&it) else { return }
    PostgresParts.add(design, &it)
    PostgresAlarms.add(design, &it)
  }

  /// A database of the stack, as fields take it.
  static let kind = ResourceKind(
    "a database", plural: "databases", component: "postgres", example: "${db}")

  /// The name under which a database of the stack is reached.
  static func host(_ database: Neighbour) -> Value {
    database.attribute(
      database[serverless] == nil ? PostgresParts.instance : PostgresParts.cluster,
      "Endpoint.Address")
  }

  /// The logical ids of what answers under that name.
  static func machines(_ database: Neighbour) -> [String] {
    let parts =
      database[serverless] == nil ? [PostgresParts.instance] : [PostgresParts.members[0]]
    return parts.map(database.logicalID)
  }

  private static let pattern = "^[a-z][a-z0-9_]{0,62}$"

  /// Names that neither PostgreSQL nor Amazon RDS keeps for itself.
  private static func isName(_ text: String) -> Bool {
    let reserved = ["admin", "all", "default", "postgres", "rdsadmin", "template", "user"]
    return 1...63 ~= text.utf8.count && text.utf8.first.map { 0x61...0x7A ~= $0 } == true
      && text.utf8.allSatisfy {
        0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || $0 == UInt8(ascii: "_")
      } && !reserved.contains(text)
  }

  private static func isVersion(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return 1...2 ~= parts.count && Int(parts[0]).map { 14...18 ~= $0 } == true
      && parts.dropFirst().allSatisfy { 1...2 ~= $0.utf8.count && Int($0) != nil }
  }

  /// The family of settings that a version has.
  static func major(_ version: String) -> String { String(version.prefix { $0 != "." }) }

  private static func isClass(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 3 && parts[0] == "db" && parts[1].first?.isLetter == true
      && parts.dropFirst().allSatisfy { part in
        !part.isEmpty
          && part.utf8.allSatisfy {
            0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || $0 == UInt8(ascii: "-")
          }
      } && parts[2] != "serverless"
  }

  /// A capacity, which goes by halves
  /// (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html).
  private static func capacity(from least: Int) -> FieldType<Number> {
    FieldType<String>.formed(
      "a capacity from \(least) to 256, by halves", example: least == 0 ? "0.5" : "4",
      pattern: "^[0-9]{1,3}(\\.[05])?$"
    ) { text in
      let number = Number(spelling: text).double
      return number >= Double(least) && number <= 256 && number * 2 == (number * 2).rounded()
    }.map { Number(spelling: Number(spelling: $0).canonical) }
  }
}
