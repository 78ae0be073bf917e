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
    ], heedsInterruptions: true
  ) { invocation, world in
    // It works from the records.
    await Campaign.run(invocation, in: world, needsStackFiles: false) { campaign in
      var destruction = Destruction(campaign)
      await destruction.run()
      return destruction.campaign.outcome
    }
  }
}

/// One run of `esteira destroy`.
private struct Destruction {
  var campaign: Campaign
  private let session: Session

  init(_ campaign: Campaign) {
    self.campaign = campaign
    session = campaign.session
  }

  mutating func run() async {
    campaign.outcome.diagnostics = session.loaded.warnings
    do {
      try session.checkProtection(given: session.invocation.value(of: DestroyCommand.confirm))
      let names = try await session.namesToDestroy()
      session.sayTarget()
      // Where it happened is said last, whatever happened.
      do { try await destroy(names) } catch { campaign.outcome.add(error) }
      campaign.sumUp()
    } catch {
      campaign.outcome.add(error)
    }
  }

  private mutating func destroy(_ names: [String]) async throws {
    let planned = try await plan(names)
    let standing = planned.filter { !$0.plan.isEmpty }
    try await session.checkReaders(of: standing)
    campaign.show(standing)
    if !standing.isEmpty {
      let count = standing.count == 1 ? "1 stack" : "\(standing.count) stacks"
      let place = session.environment.name
      try campaign.confirm("Delete \(count) in \(place) for good?", command: "esteira destroy")
    }
    if !planned.isEmpty { try await session.target.checkAccount() }
    if !standing.isEmpty { try await campaign.prepareRecords(command: "esteira destroy") }
    let isNamed = session.invocation.value(of: DestroyCommand.confirm) != nil
    let liftsProtection = isNamed && session.environment.isProtected
    let readers = session.readers
    await campaign.work(on: planned, needs: { readers[$0] ?? [] }) { stack, _ in
      try await stack.run.destroy(
        planned: stack.record?.version, liftingProtection: liftsProtection)
    }
  }

  private mutating func plan(_ names: [String]) async throws -> [PlannedStack] {
    let session = session
    let runs = names.map { name in
      session.stackRun(
        name, stackName: session.stackName(name, session.loaded.project.stack(named: name)),
        names: [:])
    }
    let settled = Set(
      try await campaign.settle(runs, command: "esteira destroy").map(\.address.stack))
    return await campaign.plan(names.filter(settled.contains), \.self) {
      try await session.planDestruction($0)
    }
  }
}
