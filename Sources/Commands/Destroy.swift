internal import Diagnostics
internal import Documents
internal import Planning
internal import Presentation
internal import Provisioning
internal import Recording
internal import Stacks

/// `esteira destroy`.
enum DestroyCommand {
  static let confirm = Flag(
    "confirm", kind: .value(name: "NAME"),
    help: "The environment's name: needed to destroy in one that is protected.")

  static let command: Command = Command(
    name: "destroy",
    summary: "Delete stacks and everything in them",
    discussion: """
      Shows what would be deleted, asks, and deletes it, followed to its end. What there is no \
      record of is never touched. A stack whose file is gone is destroyed by its name.
      """,
    positionals: [ProjectFlags.stacks],
    flags: [
      ProjectFlags.project, ProjectFlags.environment, ProjectFlags.yes, confirm, ProjectFlags.json,
    ],
    examples: [
      Command.Sample("Empty the embedded cloud", "esteira destroy"),
      Command.Sample(
        "Destroy a stack in a protected environment",
        "esteira destroy serving --env prod --confirm prod"),
    ]
  ) { invocation, world in
    do {
      var destruction = Destruction(try await Session(invocation, in: world))
      await destruction.run()
      return destruction.campaign.outcome
    } catch {
      var outcome = Outcome()
      outcome.add(error)
      return outcome
    }
  }
}

/// One run of `esteira destroy`.
private struct Destruction {
  var campaign: Campaign
  private let session: Session

  init(_ session: Session) {
    self.session = session
    campaign = Campaign(session)
  }

  mutating func run() async {
    do {
      try await destroy()
    } catch {
      campaign.outcome.add(error)
    }
  }

  private mutating func destroy() async throws {
    try checkProtection()
    let names = try await names()
    campaign.outcome.diagnostics = session.loaded.warnings
    session.sayTarget()
    let planned = await plan(names)
    show(planned)
    let standing = planned.filter(Self.mayStand)
    if !standing.isEmpty {
      let count = standing.count == 1 ? "1 stack" : "\(standing.count) stacks"
      let place = session.environment.name
      if let refusal = campaign.confirm(
        "Delete \(count) in \(place) for good?", command: "esteira destroy")
      {
        campaign.outcome.diagnostics.append(refusal)
        session.sayTarget()
        return
      }
    }
    if !planned.isEmpty { try await session.target.checkAccount() }
    await campaign.work(on: planned) { stack in
      try await stack.run.destroy(planned: stack.record?.version)
    }
    campaign.sumUp()
  }

  /// What was created and perhaps not whole may still be there.
  private static func mayStand(_ stack: PlannedStack) -> Bool {
    stack.record.map { $0.deployment != nil || $0.revision.outcome == .failed } ?? false
  }

  private func checkProtection() throws(Refused) {
    let environment = session.environment
    let given = session.invocation.value(of: DestroyCommand.confirm)
    if let given, given.text != environment.name {
      throw Refused(diagnostics: [ProjectCode.protected(environment.name, given: given)])
    }
    if environment.isProtected, given == nil {
      throw Refused(diagnostics: [ProjectCode.protected(environment.name, given: nil)])
    }
  }

  /// The stacks with files and those with records; in the reverse order of applying.
  private func names() async throws -> [String] {
    let files = session.loaded.project.stacks.map(\.name)
    let recorded = try await session.target.keeping.store.stacks(in: session.environment.name)
    let known = Set(files).union(recorded)
    try session.checkNames(among: known.sorted())
    let wanted = Set(session.invocation.arguments.map(\.text))
    return known.filter { wanted.isEmpty || wanted.contains($0) }.sorted().reversed()
  }

  private mutating func plan(_ names: [String]) async -> [PlannedStack] {
    var planned: [PlannedStack] = []
    for name in names {
      do {
        let run = session.stackRun(
          name,
          stackName: session.stackName(name, session.loaded.project.stack(named: name)), names: [:])
        if try await run.isUnderWay() {
          try await session.target.checkAccount()
          try await run.settle()
        }
        planned.append(try await session.planDestruction(name))
      } catch {
        campaign.fail(name, error)
      }
    }
    return planned
  }

  private func show(_ planned: [PlannedStack]) {
    let view = PlanView(style: session.narrator.style)
    for stack in planned where stack.plan.operation != .none {
      session.narrator.show("\n" + view.render(stack.plan, names: stack.names))
      session.narrator.emit(["kind": "plan", "plan": stack.plan.value])
    }
    if !planned.isEmpty { session.narrator.say("") }
  }
}
