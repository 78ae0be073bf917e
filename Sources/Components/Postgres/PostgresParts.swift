internal import Documents
internal import Stacks

/// The CloudFormation resources of a database.
enum PostgresParts {
  static let instance = Component.Part("", "AWS::RDS::DBInstance")
  static let parameters = Component.Part("parameters", "AWS::RDS::DBParameterGroup")
  static let cluster = Component.Part("cluster", "AWS::RDS::DBCluster")
  static let clusterParameters = Component.Part(
    "cluster-parameters", "AWS::RDS::DBClusterParameterGroup")
  static let members = [
    Component.Part("member-1", "AWS::RDS::DBInstance"),
    Component.Part("member-2", "AWS::RDS::DBInstance"),
  ]
  static let subnets = Component.Part("subnets", "AWS::RDS::DBSubnetGroup")
  static let group = Component.Part("group", "AWS::EC2::SecurityGroup")
  static let secret = Component.Part("secret", "AWS::SecretsManager::Secret")
  static let attachment = Component.Part(
    "secret-attachment", "AWS::SecretsManager::SecretTargetAttachment")
  static let monitor = Component.Part("monitor-role", "AWS::IAM::Role")
  static let all =
    [instance, parameters, cluster, clusterParameters] + members
    + [subnets, group, secret, attachment, monitor]

  static let port = 5432

  static func add(_ design: PostgresDesign, _ it: inout Blueprint) {
    addSecret(design, &it)
    addPlace(design, &it)
    it.add(
      monitor,
      [
        (
          "AssumeRolePolicyDocument",
          RolePolicy.trust(in: "monitoring.rds.amazonaws.com", ownAccount: true)
        ),
        // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html
        (
          "ManagedPolicyArns",
          [
            [
              "Fn::Sub":
                "arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
            ]
          ]
        ),
      ])
    switch design.runsOn {
    case .instance(let type, let storage, let growth):
      addInstance(type, storage, growth, design, &it)
    case .serverless(let least, let most, let pause):
      addCluster(least, most, pause, design, &it)
    }
  }

  // MARK: What both have

  private static func addSecret(_ design: PostgresDesign, _ it: inout Blueprint) {
    it.add(
      secret,
      [
        ("Description", .string("The owner of the database \(it.name)")),
        (
          "GenerateSecretString",
          [
            // A password stands in addresses and command lines too.
            "ExcludePunctuation": true, "GenerateStringKey": "password", "PasswordLength": 40,
            "SecretStringTemplate": .string("{\"username\":\"\(it[Postgres.user])\"}"),
          ]
        ), ("KmsKeyId", design.key),
      ], retain: it.environment.isProtected)
    let isServerless = if case .serverless = design.runsOn { true } else { false }
    it.add(
      attachment,
      [
        ("SecretId", it.ref(secret)), ("TargetId", it.ref(isServerless ? cluster : instance)),
        (
          "TargetType",
          .string((isServerless ? cluster : instance).type)
        ),
      ])
  }

  private static func addPlace(_ design: PostgresDesign, _ it: inout Blueprint) {
    it.add(
      subnets,
      [
        ("DBSubnetGroupDescription", .string("Subnets of \(it.name)")),
        ("SubnetIds", .array(design.place.innerSubnets)),
      ])
    func rule(_ source: (String, Value), _ description: String) -> Value {
      var rule: Value.Object = [
        "Description": .string(description), "FromPort": .number(Number(port)),
        "IpProtocol": "tcp", "ToPort": .number(Number(port)),
      ]
      rule[source.0] = source.1
      return .object(rule)
    }
    let services = (it.users + (it[Postgres.callers] ?? []))
      .map { rule(("SourceSecurityGroupId", $0.attribute(ServiceParts.group, "GroupId")), $0.name) }
    let blocks = (it[Postgres.allow] ?? []).map {
      rule(("CidrIp", .string($0.text)), "Who may call")
    }
    let rules = services.uniqued + blocks
    it.add(
      group,
      [
        ("GroupDescription", .string("Database \(it.name)")),
        ("SecurityGroupIngress", rules.isEmpty ? nil : .array(rules)), ("VpcId", design.place.vpc),
      ])
  }

  /// What is set otherwise than AWS does: no connection without TLS, and a log of what took over a
  /// second, kept for a week.
  private static let settings: Value = [
    "log_min_duration_statement": "1000", "rds.force_ssl": "1",
    "rds.log_retention_period": "10080",
  ]

  /// What server and cluster are told alike.
  private static func common(_ design: PostgresDesign, _ it: Blueprint) -> [(String, Value?)] {
    let isProtected = it.environment.isProtected
    let password =
      "{{resolve:secretsmanager:${\(secret.logicalID(of: it.name))}:SecretString:password}}"
    return [
      ("BackupRetentionPeriod", .number(Number(design.backups))), ("CopyTagsToSnapshot", true),
      ("DBSubnetGroupName", it.ref(subnets)), ("DeleteAutomatedBackups", .bool(!isProtected)),
      ("DeletionProtection", .bool(isProtected)), ("EnableIAMDatabaseAuthentication", true),
      ("EngineVersion", .string(it[Postgres.version])), ("KmsKeyId", design.key),
      ("MasterUserPassword", ["Fn::Sub": .string(password)]),
      ("MasterUsername", .string(it[Postgres.user])), ("StorageEncrypted", true),
    ]
  }

  /// What every machine is told alike.
  private static func machine(_ design: PostgresDesign, _ it: Blueprint) -> [(String, Value?)] {
    [
      ("AutoMinorVersionUpgrade", true), ("EnablePerformanceInsights", true),
      ("MonitoringInterval", 60), ("MonitoringRoleArn", it.attribute(monitor, "Arn")),
      ("PerformanceInsightsKMSKeyId", design.key), ("PubliclyAccessible", false),
    ]
  }

  // MARK: One machine

  private static func addInstance(
    _ type: String, _ storage: Int, _ growth: Int?, _ design: PostgresDesign,
    _ it: inout Blueprint
  ) {
    it.add(
      parameters,
      [
        ("Description", .string("Settings of \(it.name)")),
        ("Family", .string("postgres\(Postgres.major(it[Postgres.version]))")),
        ("Parameters", settings),
      ])
    it.add(
      instance,
      common(design, it) + machine(design, it) + [
        ("AllocatedStorage", .string(String(storage))), ("AllowMajorVersionUpgrade", true),
        ("DBInstanceClass", .string(type)), ("DBName", .string(it[Postgres.database])),
        ("DBParameterGroupName", it.ref(parameters)), ("Engine", "postgres"),
        ("MaxAllocatedStorage", growth.map { .number(Number($0)) }),
        ("MultiAZ", .bool(design.hasStandby)), ("Port", .string(String(port))),
        ("StorageType", "gp3"), ("VPCSecurityGroups", [it.attribute(group, "GroupId")]),
      ], snapshot: it.environment.isProtected)
  }

  // MARK: A capacity

  private static func addCluster(
    _ least: Number, _ most: Number, _ pause: Int?, _ design: PostgresDesign, _ it: inout Blueprint
  ) {
    it.add(
      clusterParameters,
      [
        ("Description", .string("Settings of \(it.name)")),
        ("Family", .string("aurora-postgresql\(Postgres.major(it[Postgres.version]))")),
        ("Parameters", settings),
      ])
    var capacity: Value.Object = ["MaxCapacity": .number(most), "MinCapacity": .number(least)]
    capacity["SecondsUntilAutoPause"] = pause.map { .number(Number($0)) }
    it.add(
      cluster,
      common(design, it) + [
        ("DBClusterParameterGroupName", it.ref(clusterParameters)),
        ("DatabaseName", .string(it[Postgres.database])), ("Engine", "aurora-postgresql"),
        ("Port", .number(Number(port))),
        ("ServerlessV2ScalingConfiguration", .object(capacity)),
        ("VpcSecurityGroupIds", [it.attribute(group, "GroupId")]),
      ], snapshot: it.environment.isProtected)
    for (index, member) in members.prefix(design.hasStandby ? 2 : 1).enumerated() {
      it.add(
        member,
        machine(design, it) + [
          ("DBClusterIdentifier", it.ref(cluster)), ("DBInstanceClass", "db.serverless"),
          ("Engine", "aurora-postgresql"),
          // The one that takes over grows with the one that it may replace.
          ("PromotionTier", .number(Number(index))),
        ], retain: false)
    }
  }
}
