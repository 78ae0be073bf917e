internal import AWS
internal import CloudFormation
internal import Diagnostics
internal import Documents
internal import Planning
internal import Presentation
internal import Provisioning
internal import Recording
internal import Stacks

/// A stack with the plan for it and the record that it was made with.
struct PlannedStack {
  var plan: Plan
  var record: Record?
  /// What its resources are called in the stack file.
  var names: [String: String]
  var outputNames: [String: String]
  var run: StackRun
  /// Whether an earlier run was cut short, so that the plan may be out of date.
  var isUnderWay: Bool
  /// What people should know beside the plan.
  var note: String?
  /// Where a part of the template is written.
  var place: @Sendable (Path) -> Place? = { _ in nil }
  /// What the plan must not do, or cannot.
  var refusals: [Diagnostic] = []

  /// The changes for programs.
  var changes: [Value] { ChangeReport(names: names, place: place).changes(of: plan) }
}

extension Session {
  /// The plan of a stack: what is desired against what is recorded. Where nothing is recorded,
  /// asks the environment's account whether the stack exists: creating over it is never planned.
  func plan(_ desired: DesiredStack, _ outputs: OutputValues) async throws -> PlannedStack {
    let stack = desired.lowered
    let record = try desired.record.get()
    let names = stack.names.merging(record?.names ?? [:]) { own, _ in own }
    let run = stackRun(stack.name, stackName: stack.stackName, names: names)
    try checkPlace(of: record)
    try checkName(of: record, stack.stackName)
    let isUnderWay = try await run.isUnderWay()
    var remains: Plan.Remains?
    if let record, !isUnderWay, record.deployment != nil, record.revision.outcome == .failed {
      // The record tells what stood before; only CloudFormation knows how it was left.
      try await target.checkAccount()
      try await run.checkWhole(record)
    }
    if !isUnderWay, record?.deployment == nil {
      // Another account would say that nothing is there.
      try await target.checkAccount()
      remains = try await run.remains(record).map {
        Plan.Remains(stackID: $0.id, reason: record?.revision.reason)
      }
    }
    let parameters = record?.deployment?.configuration.parameters ?? [:]
    let hidden = outputs.hiddenOutputs(neededBy: stack, beside: parameters)
    guard hidden.missing.isEmpty else {
      throw Refused(diagnostics: hidden.missing.map { ProjectCode.hiddenOutput($0, of: stack) })
    }
    var content = stack.content
    content.isProtected = environment.isProtected
    content.parameters = outputs.settings(of: stack, beside: parameters)
    let plan = Plan(
      of: content, from: record?.recordedStack, remains: remains, base: record?.mark,
      on: planTarget(stack.name, stack.stackName),
      pseudoParameters: pseudoParameters(stack.stackName), secrets: outputs.secrets(of: stack))
    let impossible = plan.typeChanges.map { PlanCode.typeChanged($0, in: stack) }
    guard impossible.isEmpty else { throw Refused(diagnostics: impossible) }
    guard hidden.kept.isEmpty || plan.isEmpty else {
      throw Refused(diagnostics: hidden.kept.map { ProjectCode.hiddenOutput($0, of: stack) })
    }
    let origins = stack.origins
    var planned = PlannedStack(
      plan: plan, record: record, names: names, outputNames: stack.outputNames, run: run,
      isUnderWay: isUnderWay, note: Self.note(ofKept: hidden.kept, by: stack.name),
      place: { origins.place(of: $0) })
    planned.refusals = PlanGuard(planned: planned, allowed: allowedLosses).diagnostics
    return planned
  }

  private static func note(ofKept outputs: [Stacks.StackOutput], by stack: String) -> String? {
    guard !outputs.isEmpty else { return nil }
    let names = outputs.map { "`\($0.reference)`" }.joined(separator: ", ")
    return "note: `\(stack)` keeps what it was given for \(names): nobody can tell whether that is "
      + "still what is shown there"
  }

  /// The plan of destroying a stack, with or without a file.
  func planDestruction(_ name: String) async throws -> PlannedStack {
    let file = loaded.project.stack(named: name)
    var run = stackRun(name, stackName: stackName(name, file), names: [:])
    let record = try await run.record()
    try checkPlace(of: record)
    try checkName(of: record, run.target.stackName)
    let stackName = run.target.stackName
    let names = names(of: file).merging(record?.names ?? [:]) { own, _ in own }
    run = stackRun(name, stackName: stackName, names: names)
    let plan = Plan(
      of: nil, from: record?.recordedStack, remains: record?.remains, base: record?.mark,
      on: planTarget(name, stackName),
      pseudoParameters: pseudoParameters(stackName))
    return PlannedStack(
      plan: plan, record: record, names: names, outputNames: outputNames(of: file), run: run,
      isUnderWay: try await run.isUnderWay())
  }

  /// What a stack file calls the resources of its template.
  func names(of file: StackFile?) -> [String: String] {
    Dictionary(
      (file?.resources ?? []).map { ($0.logicalID, $0.name) },
      uniquingKeysWith: { first, _ in first })
  }

  /// What it calls the outputs.
  func outputNames(of file: StackFile?) -> [String: String] {
    Dictionary(
      (file?.outputs ?? []).map { ($0.logicalID, $0.name) },
      uniquingKeysWith: { first, _ in first })
  }

  func stackName(_ name: String, _ file: StackFile?) -> String {
    file.map { loaded.project.stackName(of: $0, in: environment) }
      ?? "\(loaded.project.name)-\(environment.name)-\(name)"
  }

  private func planTarget(_ stack: String, _ stackName: String) -> Plan.Target {
    Plan.Target(
      environment: environment.name, stack: stack, stackName: stackName,
      account: environment.account, region: environment.region)
  }

  /// A record of another project is none of this one's business: destroying what it tells of is the
  /// last thing to do with it.
  private func checkName(of record: Record?, _ stackName: String) throws {
    guard let record, record.mayStand, record.target.stackName != stackName else { return }
    throw ProvisioningFault.renamed(
      record.address, from: record.target.stackName, to: stackName)
  }

  /// A record of another account or region tells nothing of this one.
  private func checkPlace(of record: Record?) throws {
    guard let record, record.mayStand,
      record.target.account != environment.account || record.target.region != environment.region
    else { return }
    throw ProvisioningFault.elsewhere(
      record, account: environment.account, region: environment.region)
  }
}

extension Record {
  /// The record as a plan names it.
  var mark: RecordMark { RecordMark(lineage: lineage.text, serial: serial) }

  /// What the parts of components are called, by the logical ids, as the template tells it.
  var names: [String: String] {
    guard let template = deployment?.configuration.template else { return [:] }
    var names: [String: String] = [:]
    for resource in Template(template).resources {
      guard case .object(let metadata)? = resource[.metadata],
        case .object(let esteira)? = metadata["Esteira"],
        case .string(let name)? = esteira["Resource"]
      else { continue }
      names[resource.id] = LoweredStack.Name(name: name, logicalID: resource.id).words
    }
    return names
  }

  /// What a failed creation may have left.
  fileprivate var remains: Plan.Remains? {
    guard deployment == nil, mayStand, let stackID = target.stackID else { return nil }
    return Plan.Remains(stackID: stackID, reason: revision.reason)
  }

  /// What stands, as a plan compares it.
  var recordedStack: RecordedStack? {
    guard let deployment else { return nil }
    let configuration = deployment.configuration
    let parameters = configuration.parameters.mapValues { value -> ParameterSetting in
      switch value {
      case .text(let text): .text(text)
      case .hidden: .hidden(.recorded)
      }
    }
    return RecordedStack(
      StackContent(
        Template(configuration.template), parameters: parameters, tags: configuration.tags,
        isProtected: deployment.isProtected),
      outputs: deployment.outputs,
      hiddenOutputs: deployment.untoldOutputs,
      resources: Set(deployment.resources.keys))
  }
}
