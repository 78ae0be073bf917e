internal import Documents
internal import Stacks

/// An MLflow server in tasks of its own, as its fields say it.
struct MLflowDesign {
  let network: Neighbour
  let place: NetworkPlace
  let image: ContainerImage
  let front: MLflowFront
  let load: MLflowLoad
  /// The database; a file of SQLite where there is none.
  let database: Neighbour?

  /// Reads the fields; nil if they do not go together, which is reported.
  init?(_ it: inout Blueprint) {
    guard let image = it[MLflowServer.image] else {
      it.refuse(
        MLflowServer.image, "nothing says which image runs MLflow",
        hint: "build one from `containers/mlflow`, and name it; or write `managed: small`")
      return nil
    }
    guard let network = it[MLflowServer.network] else {
      it.refuse(
        MLflowServer.network, "nothing says in which network MLflow runs",
        hint: "add a resource `network`, and name it; or write `managed: small`")
      return nil
    }
    self.image = image
    self.network = network
    place = NetworkPlace(network)
    database = it[MLflowServer.database]
    guard Self.check(image, network, &it), let load = MLflowLoad(&it),
      let front = MLflowFront(network, &it)
    else { return nil }
    self.load = load
    self.front = front
  }

  private static func check(
    _ image: ContainerImage, _ network: Neighbour, _ it: inout Blueprint
  ) -> Bool {
    if Network.isClosed(network), case .elsewhere = it.home(of: image) {
      it.refuse(
        MLflowServer.image,
        "nothing in the network `\(network.name)` reaches a registry other than Amazon ECR",
        hint: "copy the image into a repository, or give the network another `egress`")
    }
    for caller in it[MLflowServer.callers] ?? []
    where caller[FargateService.network].name != network.name {
      it.refuse(
        MLflowServer.callers,
        "`\(caller.name)` runs in another network, `\(caller[FargateService.network].name)`",
        hint: "let both run in one network, or let it come by the load balancer")
    }
    guard let database = it[MLflowServer.database] else {
      if let count = it[MLflowServer.count], count.max > 1 {
        it.refuse(
          MLflowServer.count, "one task alone can use a file of SQLite",
          hint: "add a resource `postgres`, and name it by `database`; or leave `count` out")
      }
      guard it.isSound else { return false }
      it.mention(
        MLflowServer.database, .limitedStore,
        "without a `database` one task serves all, is away while a new version comes, and writes one thing after the other",
        hint:
          "for more than a handful of people, add a resource `postgres`, and name it by `database`"
      )
      return it.isSound
    }
    if database[Postgres.network].name != network.name {
      it.refuse(
        MLflowServer.database,
        "`\(database.name)` is in another network, `\(database[Postgres.network].name)`",
        hint: "let both be in one network")
    }
    return it.isSound
  }

  /// The service that it becomes.
  func service(_ it: inout Blueprint) -> ServiceDesign {
    let files = database == nil ? MLflowFiles.folder(it) : nil
    let commands = MLflowCommands(self, it)
    let task = TaskDesign(
      image: it.address(of: image, for: TaskParts.definition), home: it.home(of: image),
      entryPoint: ["mlflow"], command: commands.server, size: load.size,
      isARM: it[MLflowServer.architecture] == "arm64", port: MLflowServer.port,
      environment: commands.environment, secrets: commands.secrets,
      secretsKeys: commands.secrets.isEmpty
        ? [] : [it[MLflowServer.key], database?[Postgres.key]].compactMap(\.self),
      statements: MLflowStore.statements(it) + (files == nil ? [] : [MLflowFiles.statement(it)]),
      writable: ["/tmp"], shared: files, preparation: commands.preparation,
      retention: it[MLflowServer.retention] ?? 30)
    let count = it[MLflowServer.count] ?? CountRange(1, 1)
    return ServiceDesign(
      network: place, task: task, count: count,
      scaling: count.isFixed ? nil : .init(cpu: Number(60)), balancer: front.design,
      bounds: database == nil
        ? DeploymentBounds(minimum: 0, maximum: 100) : DeploymentBounds(),
      callers: (it[MLflowServer.callers] ?? []).map { $0.attribute(ServiceParts.group, "GroupId") },
      discovery: it[MLflowServer.callers] == nil ? nil : place.names,
      notify: (it[MLflowServer.notify] ?? []).map(\.arn),
      behind: database.map(Postgres.machines) ?? MLflowFiles.ids(it.name))
  }
}

/// How much MLflow is asked to do by a task's size, so that idle it takes half of its memory at most.
struct MLflowLoad {
  let size: TaskSize
  /// How many processes answer.
  let workers: Int
  /// Whether it runs jobs itself.
  let runsJobs: Bool

  /// What one worker with all that stands around it takes, each other one, and jobs, in mebibytes:
  /// measured on MLflow 3.17.2, and rounded up.
  private static let (first, other, jobs) = (460, 200, 1320)

  /// What a task of a size holds; nil where there is no such size or too little, which is reported.
  init?(_ it: inout Blueprint) {
    let amount = it[MLflowServer.memory] ?? ByteCount(2, .gibibytes)
    guard let size = TaskFields.size(it[MLflowServer.cpu] ?? "1", amount, &it) else { return nil }
    let room = size.memory / 2
    guard room >= Self.first else {
      it.refuse(
        MLflowServer.memory, "MLflow runs short of memory in `\(amount.text)`",
        hint: "write at least `memory: 1GiB`")
      return nil
    }
    let wanted = it[MLflowServer.jobs]
    if wanted == true, room < Self.first + Self.jobs {
      it.refuse(
        MLflowServer.jobs, "MLflow and its jobs run short of memory in `\(amount.text)`",
        hint: "write at least `memory: 4GiB`, or `jobs: false`")
      return nil
    }
    self.size = size
    runsJobs = wanted ?? (room >= Self.first + Self.jobs)
    let rest = room - Self.first - (runsJobs ? Self.jobs : 0)
    workers = max(1, min(1 + rest / Self.other, size.cpu * 2 / 1024, 16))
  }
}

/// What MLflow may do with its bucket.
enum MLflowStore {
  /// Where its files are.
  static func address(_ it: Blueprint) -> Value {
    .joined(["s3://", it[MLflowServer.artifacts].name, .string("/\(it[MLflowServer.prefix])")])
  }

  /// What its role allows: what is below its prefix, and nothing else.
  static func statements(_ it: Blueprint) -> [Value] {
    let bucket = it[MLflowServer.artifacts]
    let arn: [Value] = ["arn:", ["Ref": "AWS::Partition"], ":s3:::", bucket.name]
    let prefix = it[MLflowServer.prefix]
    var list = RolePolicy.allow("List", ["s3:ListBucket"], on: [.joined(arn)])
    if case .object(var object) = list {
      object["Condition"] = [
        "StringLike": ["s3:prefix": [.string(prefix), .string("\(prefix)/*")]]
      ]
      list = .object(object)
    }
    let files = RolePolicy.allow(
      "Files",
      [
        "s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject",
        "s3:ListMultipartUploadParts", "s3:PutObject",
      ], on: [.joined(arn + [.string("/\(prefix)/*")])])
    let actions = ["kms:Decrypt", "kms:GenerateDataKey"]
    switch bucket.key {
    case .arn(let key)?: return [list, files, RolePolicy.allow("FilesKey", actions, on: [key])]
    case .alias(let alias)?: return [list, files, byAlias(alias, actions)]
    case nil: return [list, files]
    }
  }

  /// By its alias a key is known only to who asks for what has that name.
  private static func byAlias(_ alias: String, _ actions: [String]) -> Value {
    [
      "Sid": "FilesKey", "Effect": "Allow", "Action": .array(actions.map(Value.string)),
      "Resource": [
        ["Fn::Sub": "arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/*"]
      ],
      "Condition": [
        "ForAnyValue:StringEquals": ["kms:ResourceAliases": [.string(alias)]]
      ],
    ]
  }
}
