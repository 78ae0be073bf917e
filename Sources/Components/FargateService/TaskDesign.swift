internal import CloudFormation
internal import Documents
internal import Stacks

/// One task of a service: its container, and what that is given.
struct TaskDesign {
  var image: Value
  var home: ContainerImage.Home
  var entryPoint: [Value] = []
  var command: [Value] = []
  var size: TaskSize
  var isARM = false
  /// In GiB.
  var storage = 20
  var port: Int?
  var environment: [(name: String, value: Value)] = []
  var secrets: [(name: String, secret: SecretReference)] = []
  /// The keys that the secrets are encrypted with, if they are not AWS's own.
  var secretsKeys: [Value] = []
  /// What its code may do, as statements of a policy.
  var statements: [Value] = []
  var allowsCommands = false
  /// The folders that it may write to; nothing where it may write everywhere.
  var writable: [String]?
  /// A file system that outlives the task.
  var shared: SharedFolder?
  /// What has to end well before the container starts: a program and its arguments.
  var preparation: [Value] = []
  var stopTimeout = 30
  var retention = 30

  /// A folder of a file system that outlives the task.
  struct SharedFolder {
    var fileSystem: Value
    var accessPoint: Value
    var path: String
  }
}

/// How much a task has.
struct TaskSize: Hashable {
  /// In units of which 1024 are one processor.
  var cpu: Int
  /// In mebibytes.
  var memory: Int
}

/// The CloudFormation resources that a service's tasks need.
enum TaskParts {
  static let definition = Component.Part("task", "AWS::ECS::TaskDefinition")
  static let role = Component.Part("task-role", "AWS::IAM::Role")
  static let starter = Component.Part("start-role", "AWS::IAM::Role")
  static let logs = Component.Part("logs", "AWS::Logs::LogGroup")
  static let all = [definition, role, starter, logs]

  /// What the container is called, in the task and to the load balancer.
  static func containerName(_ it: Blueprint) -> Value { .string(it.name) }

  static func add(_ task: TaskDesign, _ it: inout Blueprint) {
    it.add(logs, [("RetentionInDays", .number(Number(task.retention)))])
    it.add(
      starter,
      [
        ("AssumeRolePolicyDocument", trust),
        ("Policies", [RolePolicy.inline("start", starting(task, it))]),
      ])
    let statements = task.statements + (task.allowsCommands ? [commands] : [])
    it.add(
      role,
      [
        ("AssumeRolePolicyDocument", trust),
        ("Policies", statements.isEmpty ? nil : [RolePolicy.inline("own", statements)]),
      ])
    it.add(
      definition,
      [
        ("ContainerDefinitions", containers(task, it)),
        ("Cpu", .string(String(task.size.cpu))), ("Memory", .string(String(task.size.memory))),
        (
          "EphemeralStorage",
          task.storage > 20 ? ["SizeInGiB": .number(Number(task.storage))] : nil
        ),
        ("ExecutionRoleArn", it.attribute(starter, "Arn")),
        ("NetworkMode", "awsvpc"), ("RequiresCompatibilities", ["FARGATE"]),
        (
          "RuntimePlatform",
          [
            "CpuArchitecture": task.isARM ? "ARM64" : "X86_64",
            "OperatingSystemFamily": "LINUX",
          ]
        ),
        ("TaskRoleArn", it.attribute(role, "Arn")), ("Volumes", volumes(task)),
      ])
  }

  // MARK: Containers

  /// The container, and the one that comes before it. Both have the same image, and what that is
  /// given: a new version prepares what it needs itself.
  private static func containers(_ task: TaskDesign, _ it: Blueprint) -> Value {
    guard !task.preparation.isEmpty else { return [.object(container(task, it))] }
    var first = task
    first.entryPoint = Array(task.preparation.prefix(1))
    first.command = Array(task.preparation.dropFirst())
    first.port = nil
    var preparation = container(first, it)
    let name = Value.string("\(it.name)-preparation")
    (preparation["Name"], preparation["Essential"]) = (name, false)
    var main = container(task, it)
    main["DependsOn"] = [["Condition": "SUCCESS", "ContainerName": name]]
    return [.object(preparation), .object(main)]
  }

  private static func container(_ task: TaskDesign, _ it: Blueprint) -> Value.Object {
    var container: Value.Object = [
      "Essential": true, "Image": task.image, "Name": containerName(it),
      "LogConfiguration": [
        "LogDriver": "awslogs",
        "Options": [
          "awslogs-group": it.ref(logs), "awslogs-region": ["Ref": "AWS::Region"],
          "awslogs-stream-prefix": .string(it.name), "mode": "non-blocking",
        ],
      ],
      "ReadonlyRootFilesystem": .bool(task.writable != nil),
      // Children whose parents are gone are nobody's otherwise, and Exec leaves some behind.
      "LinuxParameters": ["InitProcessEnabled": true],
      "StopTimeout": .number(Number(task.stopTimeout)),
      "VersionConsistency": "enabled",
    ]
    if !task.entryPoint.isEmpty { container["EntryPoint"] = .array(task.entryPoint) }
    if !task.command.isEmpty { container["Command"] = .array(task.command) }
    if !task.environment.isEmpty {
      container["Environment"] = .array(
        task.environment.map { ["Name": .string($0.name), "Value": $0.value] })
    }
    if !task.secrets.isEmpty {
      container["Secrets"] = .array(
        task.secrets.map { ["Name": .string($0.name), "ValueFrom": $0.secret.valueFrom] })
    }
    if let port = task.port {
      container["PortMappings"] = [["ContainerPort": .number(Number(port)), "Protocol": "tcp"]]
    }
    let points = mountPoints(task)
    if !points.isEmpty { container["MountPoints"] = .array(points) }
    return container
  }

  private static func mountPoints(_ task: TaskDesign) -> [Value] {
    let own = (task.writable ?? []).map { path -> Value in
      ["ContainerPath": .string(path), "ReadOnly": false, "SourceVolume": .string(volume(path))]
    }
    let shared = task.shared.map { shared -> Value in
      ["ContainerPath": .string(shared.path), "ReadOnly": false, "SourceVolume": "shared"]
    }
    return own + [shared].compactMap(\.self)
  }

  private static func volumes(_ task: TaskDesign) -> Value? {
    let own = (task.writable ?? []).map { path -> Value in ["Name": .string(volume(path))] }
    let shared = task.shared.map { shared -> Value in
      [
        "EFSVolumeConfiguration": [
          "AuthorizationConfig": ["AccessPointId": shared.accessPoint, "IAM": "ENABLED"],
          "FilesystemId": shared.fileSystem, "TransitEncryption": "ENABLED",
        ],
        "Name": "shared",
      ]
    }
    let all = own + [shared].compactMap(\.self)
    return all.isEmpty ? nil : .array(all)
  }

  /// A volume's name, made of the folder that it is.
  private static func volume(_ path: String) -> String {
    "at" + path.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
  }

  // MARK: Roles

  /// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
  private static let trust: Value = [
    "Version": "2012-10-17",
    "Statement": [
      [
        "Effect": "Allow", "Principal": ["Service": "ecs-tasks.amazonaws.com"],
        "Action": "sts:AssumeRole",
        "Condition": [
          "ArnLike": [
            "aws:SourceArn": [
              "Fn::Sub": "arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:*"
            ]
          ],
          "StringEquals": ["aws:SourceAccount": ["Ref": "AWS::AccountId"]],
        ],
      ]
    ],
  ]

  /// What Amazon ECS does before the container runs: fetch the image, read secrets, open the log.
  private static func starting(_ task: TaskDesign, _ it: Blueprint) -> [Value] {
    var statements = [
      RolePolicy.allow(
        "Log", ["logs:CreateLogStream", "logs:PutLogEvents"], on: [it.attribute(logs, "Arn")])
    ]
    let repository: Value? =
      switch task.home {
      case .repository(let arn): arn
      case .unknown:
        ["Fn::Sub": "arn:${AWS::Partition}:ecr:${AWS::Region}:${AWS::AccountId}:repository/*"]
      case .elsewhere: nil
      }
    if let repository {
      statements.append(
        RolePolicy.allow(
          "Image",
          [
            "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer",
          ], on: [repository]))
      // It names no repository
      // (https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html).
      statements.append(RolePolicy.allow("Registry", ["ecr:GetAuthorizationToken"], on: ["*"]))
    }
    let stores: [(SecretReference.Store, String, String)] = [
      (.secretsManager, "Secrets", "secretsmanager:GetSecretValue"),
      (.parameterStore, "Parameters", "ssm:GetParameters"),
    ]
    for (store, sid, action) in stores {
      let resources = task.secrets.filter { $0.secret.store == store }.map(\.secret.resource)
        .uniqued
      if !resources.isEmpty {
        statements.append(RolePolicy.allow(sid, [action], on: resources))
      }
    }
    if !task.secretsKeys.isEmpty, !task.secrets.isEmpty {
      statements.append(
        RolePolicy.allow("SecretsKey", ["kms:Decrypt"], on: task.secretsKeys.uniqued))
    }
    return statements
  }

  /// What `aws ecs execute-command` needs inside; none of it is about a resource
  /// (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html).
  private static let commands = RolePolicy.allow(
    "Commands",
    [
      "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel",
      "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel",
    ], on: ["*"])
}
