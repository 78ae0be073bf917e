internal import AWS
internal import CloudFormation
internal import Diagnostics
internal import Documents
internal import LocalCloud
internal import Provisioning
internal import Recording
internal import Stacks
internal import Synchronization

/// An environment that can be worked on: its clients and its records.
struct Target: Sendable {
  let environment: Environment
  let client: CloudFormationClient
  let identity: STSClient
  let keeping: RecordKeeping
  /// Set where the records are in S3.
  let bucket: RecordBucket?
  let world: World
  /// Where the embedded cloud and the records are, for people.
  let folder: String
  /// What is called in the place of AWS, where the surroundings say so.
  let override: HTTPURL?
  /// Set where the environment is the embedded cloud.
  private let cloud: LazyCloud?
  private let accountCheck = Once()

  /// How people are told where they are; never mistakable.
  var words: String {
    guard !environment.isLocal else {
      return "local, the embedded cloud: nothing is created on AWS. It lies in "
        + "\(folder)/.esteira/local"
    }
    let place = override.map { "\($0.text) in the place of AWS," } ?? "AWS"
    return "\(environment.name): \(place) account \(environment.account), region "
      + environment.region
  }

  /// What is put beside what came from elsewhere than AWS.
  var mark: String {
    if environment.isLocal { return " (local)" }
    return override.map { " (\($0.authority))" } ?? ""
  }

  /// The same for programs.
  var value: Value {
    var object: Value.Object = [
      "environment": .string(environment.name), "account": .string(environment.account),
      "region": .string(environment.region), "embedded": .bool(environment.isLocal),
    ]
    object["endpoint"] = override.map { .string($0.text) }
    return .object(object)
  }

  var partition: Partition { Partition(of: environment.region) }

  /// Makes sure that the embedded cloud can be used, where the environment is that.
  func reach() async throws {
    try await cloud?.open()
  }

  /// Makes sure that the credentials are the environment's.
  func checkAccount() async throws {
    guard !accountCheck.isDone else { return }
    try await reach()
    let found = try await identity.getCallerIdentity()
    guard found.account == environment.account else {
      throw ProvisioningFault.account(
        expected: environment.account, found: found, environment: environment.name)
    }
    accountCheck.markDone()
  }

  /// A run of one stack.
  func run(
    _ stack: String, stackName: String, id: String,
    report: @escaping @Sendable (Progress) -> Void
  ) -> StackRun {
    let person = world.person
    return StackRun(
      StackAddress(environment: environment.name, stack: stack),
      on: Record.Target(
        account: environment.account, region: environment.region, stackName: stackName),
      id: id,
      in: StackRun.Surroundings(
        client: client, records: keeping.store, lock: keeping.lock, journal: keeping.journal,
        owner: { [now = world.clock.now] in
          LockOwner(
            id: "", who: person.name(), host: person.host(), process: person.process, when: now(),
            operation: "")
        },
        author: { Revision.Author(who: "\(person.name())@\(person.host())") },
        pacing: environment.isLocal ? .embedded : .aws,
        now: world.clock.now, pause: { try await world.pauseUnlessInterrupted($0) },
        random: world.random,
        isInterrupted: world.person.isInterrupting, report: report))
  }

  // MARK: - Reaching it

  /// The environment that the command line names, or a saved plan, or `ESTEIRA_ENV`, else `local`.
  static func environment(
    of project: Project, _ invocation: Invocation, in world: World, saved: String? = nil
  ) throws(Refused) -> Environment {
    let argument = invocation.value(of: ProjectFlags.environment)
    let variable = world.variable("ESTEIRA_ENV").flatMap { $0.isEmpty ? nil : $0 }
    let name = argument?.text ?? saved ?? variable ?? Environment.localName
    guard let environment = project.environment(named: name) else {
      throw Refused(diagnostics: [
        ProjectCode.unknownEnvironment(
          name, at: argument, among: project.environments.map(\.name))
      ])
    }
    return environment
  }

  /// Opens the way to an environment; asks nobody anything yet.
  static func open(
    _ environment: Environment, of project: LoadedProject, in world: World
  ) async throws -> Target {
    let access = try Access(environment, of: project, in: world)
    let bucket = try RecordBucket(of: environment, in: project.project.name, access)
    let folder = project.folder.isEmpty ? "." : String(decoding: project.folder, as: UTF8.self)
    return Target(
      environment: environment,
      client: CloudFormationClient(try access.client(CloudFormationClient.service)),
      identity: STSClient(try access.client(STSClient.service)),
      keeping: bucket?.keeping(in: world) ?? world.records(project.path(".esteira", "state")),
      bucket: bucket, world: world, folder: folder,
      override: try access.override(CloudFormationClient.service), cloud: access.cloud)
  }
}

/// Something that is done once and then known to be done.
private final class Once: Sendable {
  private let state = Mutex(false)

  var isDone: Bool { state.withLock { $0 } }
  func markDone() { state.withLock { $0 = true } }
}

extension World {
  /// Lets time pass; not all of it once the person asked to stop.
  func pauseUnlessInterrupted(_ duration: Duration) async throws {
    var left = duration
    while left > .zero, !person.isInterrupting() {
      let slice = min(left, .milliseconds(200))
      try await clock.pause(slice)
      left -= slice
    }
  }
}
