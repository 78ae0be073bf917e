internal import CloudFormation
internal import Diagnostics
internal import Documents
internal import Planning
internal import Presentation
internal import Provisioning
internal import Recording
internal import Stacks

/// `esteira apply`.
enum ApplyCommand {
  static let command: Command = Command(
    name: "apply",
    summary: "Make the stacks what their files say",
    discussion: """
      Shows the plan, asks, and carries it out with CloudFormation change sets. What an earlier run \
      left under way is picked up first and followed to its end. Interrupt it once, and it stops \
      where the next run goes on.
      """,
    positionals: [ProjectFlags.stacks],
    flags: [
      ProjectFlags.project, ProjectFlags.environment, ProjectFlags.variable, ProjectFlags.yes,
      ProjectFlags.json,
    ],
    examples: [
      Command.Sample("Try the project on the embedded cloud", "esteira apply"),
      Command.Sample("Apply one stack to production", "esteira apply serving --env prod"),
      Command.Sample("In a pipeline", "esteira apply --env prod --yes"),
    ]
  ) { invocation, world in
    do {
      var application = Application(try await Session(invocation, in: world))
      await application.run()
      return application.campaign.outcome
    } catch {
      var outcome = Outcome()
      outcome.add(error)
      return outcome
    }
  }
}

/// One run of `esteira apply`.
private struct Application {
  var campaign: Campaign
  private let session: Session

  init(_ session: Session) {
    self.session = session
    campaign = Campaign(session)
  }

  mutating func run() async {
    do {
      try await apply()
    } catch {
      campaign.outcome.add(error)
    }
  }

  private mutating func apply() async throws {
    let (stacks, diagnostics) = try session.lowered()
    campaign.outcome.diagnostics = diagnostics
    session.sayTarget()
    let planned = await plan(stacks)
    show(planned)
    let changes = planned.filter { !$0.plan.isEmpty }
    if !changes.isEmpty {
      let count = changes.count == 1 ? "1 stack" : "\(changes.count) stacks"
      let place = session.environment.name
      if let refusal = campaign.confirm("Change \(count) in \(place)?", command: "esteira apply") {
        campaign.outcome.diagnostics.append(refusal)
        session.sayTarget()
        return
      }
      try await session.target.checkAccount()
    }
    let orders = Dictionary(
      stacks.map { ($0.name, $0.order) }, uniquingKeysWith: { first, _ in first })
    await campaign.work(on: planned) { stack in
      guard !stack.plan.isEmpty, let order = orders[stack.run.address.stack] else {
        return .unchanged
      }
      return try await stack.run.apply(order, planned: stack.record?.version)
    }
    await showOutputs(planned)
    campaign.sumUp()
  }

  /// Settles what is under way, and plans what remains to be done.
  private mutating func plan(_ stacks: [LoweredStack]) async -> [PlannedStack] {
    var planned: [PlannedStack] = []
    for stack in stacks {
      do {
        let run = session.stackRun(stack.name, stackName: stack.stackName, names: stack.names)
        if try await run.isUnderWay() {
          try await session.target.checkAccount()
          try await run.settle()
        }
        planned.append(try await session.plan(stack))
      } catch {
        campaign.fail(stack.name, error)
      }
    }
    return planned
  }

  private func show(_ planned: [PlannedStack]) {
    let view = PlanView(style: session.narrator.style)
    for stack in planned {
      session.narrator.show("\n" + view.render(stack.plan, names: stack.names))
      session.narrator.emit(["kind": "plan", "plan": stack.plan.value])
    }
    if !planned.isEmpty { session.narrator.say("") }
  }

  /// The outputs as the records have them now.
  private mutating func showOutputs(_ planned: [PlannedStack]) async {
    let mark = session.environment.isLocal ? " (local)" : ""
    for stack in planned {
      guard let record = try? await stack.run.record(), let deployment = record.deployment,
        !deployment.outputs.isEmpty
      else { continue }
      let outputs = deployment.outputs.map { (stack.names[$0.key] ?? $0.key, $0.value) }
        .sorted { $0.0 < $1.0 }
      session.narrator.say("")
      session.narrator.say("Outputs of \(stack.run.address.stack):")
      for (name, value) in outputs {
        session.narrator.say("  \(name)\(mark): \(Visible.line(value))")
      }
      session.narrator.emit([
        "kind": "outputs", "stack": .string(stack.run.address.stack),
        "embedded": .bool(session.environment.isLocal),
        "outputs": .object(
          Value.Object(outputs.map { Value.Object.Member($0.0, .string($0.1)) })),
      ])
    }
  }
}

extension LoweredStack {
  /// What CloudFormation is asked for.
  fileprivate var order: ApplyOrder {
    ApplyOrder(
      template: template.body, tags: content.tags,
      capabilities: Set(Capabilities.required(by: template).map(\.rawValue)))
  }
}
