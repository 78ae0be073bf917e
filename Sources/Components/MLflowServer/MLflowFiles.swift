internal import Documents
internal import Stacks

/// The file system on which MLflow keeps a file of SQLite.
enum MLflowFiles {
  static let system = Component.Part("files", "AWS::EFS::FileSystem")
  static let access = Component.Part("files-access", "AWS::EFS::AccessPoint")
  static let group = Component.Part("files-group", "AWS::EC2::SecurityGroup")
  static func mount(_ zone: Int) -> Component.Part {
    .init("files-mount-\(zone)", "AWS::EFS::MountTarget")
  }
  static let parts = [system, access, group] + (1...Network.mostZones).map(mount)

  /// Where the container finds it.
  static let path = "/mlflow"

  static func add(_ design: MLflowDesign, _ it: inout Blueprint) {
    guard design.database == nil else { return }
    let isProtected = it.environment.isProtected
    it.add(
      system,
      [
        ("BackupPolicy", ["Status": "ENABLED"]), ("Encrypted", true),
        ("FileSystemPolicy", onlyEncrypted), ("KmsKeyId", it[MLflowServer.key]),
        ("ThroughputMode", "elastic"),
      ], retain: isProtected)
    it.add(
      access,
      [
        ("FileSystemId", it.ref(system)), ("PosixUser", ["Gid": "1000", "Uid": "1000"]),
        (
          "RootDirectory",
          [
            "CreationInfo": ["OwnerGid": "1000", "OwnerUid": "1000", "Permissions": "0700"],
            "Path": .string(path),
          ]
        ),
      ])
    it.add(
      group,
      [
        ("GroupDescription", .string("Files of \(it.name)")),
        (
          "SecurityGroupIngress",
          [
            [
              "Description": "The tasks", "FromPort": 2049, "IpProtocol": "tcp",
              "SourceSecurityGroupId": it.attribute(ServiceParts.group, "GroupId"),
              "ToPort": 2049,
            ]
          ]
        ), ("VpcId", design.place.vpc),
      ])
    for (index, subnet) in design.place.subnets.enumerated() {
      it.add(
        mount(index + 1),
        [
          ("FileSystemId", it.ref(system)),
          ("SecurityGroups", [it.attribute(group, "GroupId")]), ("SubnetId", subnet),
        ])
    }
  }

  /// The folder, as the container gets it.
  static func folder(_ it: Blueprint) -> TaskDesign.SharedFolder {
    .init(fileSystem: it.ref(system), accessPoint: it.ref(access), path: path)
  }

  /// What has to stand before a task can reach it.
  static func ids(_ name: String) -> [String] {
    (1...Network.mostZones).map { mount($0).logicalID(of: name) }
  }

  /// What the role allows: this folder, by its access point.
  static func statement(_ it: Blueprint) -> Value {
    [
      "Sid": "Folder", "Effect": "Allow",
      "Action": ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
      "Resource": [it.attribute(system, "Arn")],
      "Condition": [
        "StringEquals": ["elasticfilesystem:AccessPointArn": it.attribute(access, "Arn")]
      ],
    ]
  }

  /// Lets nobody in whom no role lets in, nor without TLS
  /// (https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html).
  private static let onlyEncrypted: Value = [
    "Version": "2012-10-17",
    "Statement": [
      [
        "Sid": "OwnAccount", "Effect": "Allow",
        "Principal": [
          "AWS": ["Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"]
        ],
        "Action": ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
        "Resource": "*",
        "Condition": ["Bool": ["elasticfilesystem:AccessedViaMountTarget": "true"]],
      ],
      [
        "Sid": "OnlyOverTLS", "Effect": "Deny", "Principal": ["AWS": "*"], "Action": "*",
        "Resource": "*", "Condition": ["Bool": ["aws:SecureTransport": "false"]],
      ],
    ],
  ]
}
