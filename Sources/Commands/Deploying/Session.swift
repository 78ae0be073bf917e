internal import AWS
internal import CloudFormation
internal import Diagnostics
internal import Documents
internal import Planning
internal import Presentation
internal import Provisioning
internal import Recording
internal import Stacks

/// A project, an environment and the stacks that a command line means.
struct Session {
  let loaded: LoadedProject
  let environment: Environment
  let target: Target
  let narrator: Narrator
  let invocation: Invocation
  let world: World
  /// The id of this run. CloudFormation wants names that begin with a letter.
  let run: String
  /// The plan that is to be carried out; nil if one is to be made.
  let saved: SavedPlan?

  /// Mistakes in stack files are in the way only of what needs them.
  init(
    _ invocation: Invocation, in world: World, needsStackFiles: Bool = true,
    saved: SavedPlan? = nil
  ) async throws {
    self.invocation = invocation
    self.world = world
    self.saved = saved
    loaded = try ProjectLoader(
      world: world, invocation: invocation, needsStackFiles: needsStackFiles
    ).load()
    environment = try Target.environment(
      of: loaded.project, invocation, in: world, saved: saved?.environment)
    target = try await Target.open(environment, of: loaded, in: world)
    narrator = Narrator(invocation, in: world)
    run = "esteira-" + StackRun.Surroundings.token(world.random(), world.random())
  }

  /// The stacks that have files, and that were asked for, by name.
  func desired() async throws -> DesiredStacks {
    let project = loaded.project
    let names = project.stacks.map(\.name)
    guard !names.isEmpty else {
      throw Refused(diagnostics: [ProjectCode.noStacks(project.name)])
    }
    try checkNames(among: names)
    let wanted = Set(
      saved?.stacks.map(\.plan.target.stack) ?? invocation.arguments.map(\.text))
    let (ordered, rings) = project.order
    var (values, warnings) = try VariableArguments.values(invocation, loaded, world)
    var diagnostics = loaded.warnings + warnings + rings + project.unknownVariables(in: values)
    var outputs = try OutputValues(invocation, project, environment)
    var stacks: [DesiredStack] = []
    var lowerings: [LoweredStack] = []
    for file in ordered where wanted.isEmpty || wanted.contains(file.name) {
      let lowering = project.lower(
        file, in: environment, with: &values, reading: AssetReading(world: world))
      diagnostics += lowering.diagnostics
      guard let lowered = lowering.stack else {
        diagnostics += TemplateCheck.diagnostics(of: lowering)
        continue
      }
      lowerings.append(lowered)
      let size = lowered.template.value.compactJSONBytes.count
      if !environment.isLocal, target.bucket == nil, size > TemplateLimits.inlineBytes,
        size <= TemplateLimits.storedBytes
      {
        diagnostics.append(ProjectCode.templateTooLarge(size, of: lowered))
      }
      let stack = DesiredStack(
        lowered, record: await record(of: lowered.name), reads: project.names(readBy: file))
      for name in stack.reads where !outputs.isNoted(name) {
        outputs.note(try await record(of: name).get(), of: name)
      }
      outputs.note(lowered)
      // What stands was good enough for CloudFormation.
      if !stack.stands { diagnostics += TemplateCheck.diagnostics(of: lowering) }
      stacks.append(stack)
    }
    diagnostics += outputs.unknown(among: lowerings)
    diagnostics = diagnostics.withoutEchoes
    guard !diagnostics.hasErrors else { throw Refused(diagnostics: diagnostics) }
    // What is only worth knowing is told by `check`.
    diagnostics.removeAll { $0.severity == .note }
    return DesiredStacks(stacks: stacks, outputs: outputs, diagnostics: diagnostics)
  }

  func record(of stack: String) async -> Result<Record?, any Error> {
    let address = StackAddress(environment: environment.name, stack: stack)
    do {
      return .success(try await target.keeping.store.record(of: address))
    } catch {
      return .failure(error)
    }
  }

  /// Refuses arguments that are none of the names.
  func checkNames(among names: [String]) throws(Refused) {
    let unknown = invocation.arguments.filter { !names.contains($0.text) }
    guard unknown.isEmpty else {
      throw Refused(
        diagnostics: unknown.map { ProjectCode.unknownStack($0, among: names.sorted()) })
    }
  }

  /// The names of the resources whose data may be lost.
  var allowedLosses: Set<String> {
    Set(invocation.values(of: ProjectFlags.allowDataLoss).map(\.text) + (saved?.allowed ?? []))
  }

  /// A run of one stack that tells what happens to it.
  func stackRun(
    _ stack: String, stackName: String, names: [String: String]
  ) -> StackRun {
    let narrator = narrator
    return target.run(stack, stackName: stackName, id: run) { progress in
      narrator.tell(progress, of: stack, names: names)
    }
  }

  /// Where everything happens: said first and last.
  func sayTarget() {
    narrator.show(targetText)
    guard case .object(var object) = target.value else { return }
    object["kind"] = "target"
    narrator.emit(object)
  }

  /// An error as it is told of a stack: what it says to run names the stack and the environment.
  func naming(_ stack: String, in error: any Error) -> any Error {
    if var both = error as? UnreleasedLock {
      both.fault = naming(stack, in: both.fault)
      return both
    }
    return (error as? ProvisioningFault)?.naming(stack, flags: environmentFlag) ?? error
  }

  /// What commands need to mean this environment.
  var environmentFlag: String { environment.isLocal ? "" : " --env \(environment.name)" }

  /// Where everything happens, for people.
  var targetText: String {
    Wrapping.lines(of: "Environment \(target.words).", width: 80).map { $0 + "\n" }.joined()
  }

  /// What is known of the place of a stack.
  func pseudoParameters(_ stackName: String) -> [PseudoParameter: Value] {
    .of(
      account: environment.account, region: environment.region, partition: target.partition.name,
      urlSuffix: target.partition.suffix, stackName: stackName)
  }
}

/// The stacks that a command line means, in the order of applying.
struct DesiredStacks {
  var stacks: [DesiredStack]
  /// What is known of the outputs that they read.
  var outputs: OutputValues
  var diagnostics: [Diagnostic]
}

/// A stack as its file wants it, and what was recorded of it when the file was read.
struct DesiredStack {
  var lowered: LoweredStack
  /// The stacks whose outputs it reads.
  var reads: [String]
  /// A record that cannot be read is its stack's failure, once it is needed.
  var record: Result<Record?, any Error>

  init(_ lowered: LoweredStack, record: Result<Record?, any Error>, reads: [String]) {
    self.lowered = lowered
    self.record = record
    self.reads = reads
  }

  var name: String { lowered.name }

  /// Whether CloudFormation has this very template.
  fileprivate var stands: Bool {
    guard let record = try? record.get(), record.revision.outcome == .succeeded else {
      return false
    }
    return record.deployment?.configuration.template == lowered.template.body
  }
}

extension LoweredStack {
  /// What the stack file calls the resources of the template.
  var names: [String: String] {
    Dictionary(
      resources.map { ($0.logicalID, $0.words) }, uniquingKeysWith: { first, _ in first })
  }

  /// What it calls the outputs: one may have the logical id of a resource.
  var outputNames: [String: String] {
    Dictionary(outputs.map { ($0.logicalID, $0.name) }, uniquingKeysWith: { first, _ in first })
  }

  /// All that makes the stack what it is to be.
  var content: StackContent {
    StackContent(
      template, tags: Dictionary(tags.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 }))
  }
}
