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
  static let saved = Flag(
    "plan", kind: .value(name: "FILE"), conflicts: ["allow-data-loss"],
    help: "Carry out a plan that `esteira plan --out FILE` saved, and nothing else.")

  static let command: Command = Command(
    name: "apply",
    summary: "Make the stacks what their files say",
    discussion: """
      Shows the plan, asks, and carries it out with CloudFormation change sets. What an earlier run \
      left under way is picked up first and followed to its end. Interrupt it once, and it stops \
      where the next run goes on. A saved plan (`--plan`) is carried out without a question, exactly \
      as it was saved or not at all: if files, values or records come to anything else by now, \
      nothing is done.
      """,
    positionals: [ProjectFlags.stacks],
    flags: [
      ProjectFlags.project, ProjectFlags.environment, ProjectFlags.variable,
      ProjectFlags.variableFile, ProjectFlags.value, saved, ProjectFlags.allowDataLoss,
      ProjectFlags.yes, ProjectFlags.json,
    ],
    examples: [
      Command.Sample("Try the project on the embedded cloud", "esteira apply"),
      Command.Sample("Apply one stack to production", "esteira apply serving --env prod"),
      Command.Sample("In a pipeline", "esteira apply --env prod --yes"),
      Command.Sample("Carry out what was reviewed", "esteira apply --plan plan.json"),
    ], heedsInterruptions: true
  ) { invocation, world in
    if invocation.has(saved), let argument = invocation.arguments.first {
      return Outcome(
        diagnostics: [CommandCode.unexpectedArgument(argument, of: "esteira apply --plan")])
    }
    return await Campaign.run(invocation, in: world, plan: invocation.value(of: saved)) {
      campaign in
      var application = Application(campaign)
      await application.run()
      return application.campaign.outcome
    }
  }
}

/// One run of `esteira apply`.
private struct Application {
  var campaign: Campaign
  private let session: Session

  init(_ campaign: Campaign) {
    self.campaign = campaign
    session = campaign.session
  }

  mutating func run() async {
    do {
      campaign.withoutFile = try await session.withoutFile()
      let desired = try await session.desired()
      campaign.outcome.diagnostics = desired.diagnostics
      session.sayTarget()
      // Where it happened is said last, whatever happened.
      do { try await apply(desired) } catch { campaign.outcome.add(error) }
      campaign.sumUp()
    } catch {
      // It may be the reason why there is nothing to apply.
      if !campaign.withoutFile.isEmpty { campaign.sumUp() }
      campaign.outcome.add(error)
    }
  }

  private mutating func apply(_ desired: DesiredStacks) async throws {
    let planned = try await plan(desired)
    campaign.show(planned)
    let refusals = planned.flatMap(\.refusals)
    guard refusals.isEmpty else { throw Refused(diagnostics: refusals) }
    if let saved = session.saved, let argument = session.invocation.value(of: ApplyCommand.saved) {
      try saved.check(planned, argument)
    }
    let changes = planned.filter { !$0.plan.isEmpty }
    if !changes.isEmpty {
      let count = changes.count == 1 ? "1 stack" : "\(changes.count) stacks"
      let place = session.environment.name
      if session.saved == nil {
        try campaign.confirm("Change \(count) in \(place)?", command: "esteira apply")
      }
      try await session.target.checkAccount()
      try await campaign.prepareRecords(command: "esteira apply")
    }
    let stacks = Dictionary(
      desired.stacks.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let session = session
    var outputs = desired.outputs
    await campaign.work(on: planned, needs: { stacks[$0]?.reads ?? [] }) { planned, isMoved in
      let name = planned.run.address.stack
      guard let stack = stacks[name] else { return .unchanged }
      var plan = planned.plan
      if isMoved {
        // What it reads may be something else by now.
        for read in stack.reads {
          outputs.note(try await session.record(of: read).get(), of: read)
        }
        let again = try await session.plan(stack, outputs)
        guard again.refusals.isEmpty else { throw Refused(diagnostics: again.refusals) }
        plan = again.plan
      }
      guard !plan.isEmpty else { return .unchanged }
      for note in AssetPlaces.notes(of: stack.lowered) { session.narrator.say(note) }
      var order = stack.lowered.order
      order.parameters = try outputs.values(of: stack.lowered)
      order.templateAddress = try await session.templateAddress(of: stack.lowered)
      order.isProtected = session.environment.isProtected
      order.protection = plan.protection
      return try await planned.run.apply(order, planned: planned.record?.version)
    }
    await showOutputs(planned)
  }

  /// Settles what is under way, and plans what remains to be done.
  private mutating func plan(_ desired: DesiredStacks) async throws -> [PlannedStack] {
    let session = session
    let stacks = desired.stacks
    var outputs = desired.outputs
    let runs = stacks.map {
      session.stackRun($0.name, stackName: $0.lowered.stackName, names: $0.lowered.names)
    }
    let settled = Dictionary(
      try await campaign.settle(runs, command: "esteira apply").map { ($0.address.stack, $0) },
      uniquingKeysWith: { first, _ in first })
    return await campaign.plan(stacks.filter { settled[$0.name] != nil }, \.name) { stack in
      // Settling may have written another record.
      var stack = stack
      if let run = settled[stack.name] {
        let record = try await run.record()
        stack.record = .success(record)
        if outputs.isNoted(stack.name) { outputs.note(record, of: stack.name) }
      }
      return try await session.plan(stack, outputs)
    }
  }

  /// The outputs as the records have them now.
  private func showOutputs(_ planned: [PlannedStack]) async {
    let mark = session.target.mark
    for stack in planned {
      guard let record = try? await stack.run.record(), let deployment = record.deployment
      else { continue }
      let hidden = deployment.untoldOutputs
        .map { stack.outputNames[$0] ?? $0 }.sorted()
      guard !deployment.outputs.isEmpty || !hidden.isEmpty else { continue }
      let outputs = deployment.outputs.map { (stack.outputNames[$0.key] ?? $0.key, $0.value) }
        .sorted { $0.0 < $1.0 }
      session.narrator.say("")
      session.narrator.say("Outputs of \(stack.run.address.stack):")
      for (name, value) in outputs {
        session.narrator.show(OutputView().render(name, mark: mark, value: value))
      }
      for name in hidden {
        session.narrator.show(OutputView().render(name, mark: mark, value: "(hidden)"))
      }
      var line: Value.Object = [
        "kind": "outputs", "stack": .string(stack.run.address.stack),
        "embedded": .bool(session.environment.isLocal),
        "outputs": .object(
          Value.Object(outputs.map { Value.Object.Member($0.0, .string($0.1)) })),
      ]
      if !hidden.isEmpty { line["hidden"] = .array(hidden.map(Value.string)) }
      session.narrator.emit(line)
    }
  }
}

extension Session {
  /// Where CloudFormation reads a template that no call holds, once it is there; nil if a call
  /// holds it.
  fileprivate func templateAddress(of stack: LoweredStack) async throws -> String? {
    guard !environment.isLocal, let bucket = target.bucket else { return nil }
    let template = Value.object(stack.template.body).compactJSONBytes
    guard template.count > TemplateLimits.inlineBytes else { return nil }
    return try await bucket.keep(
      template: template, of: StackAddress(environment: environment.name, stack: stack.name))
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
