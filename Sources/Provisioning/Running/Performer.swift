internal import AWS
internal import Diagnostics
internal import Documents
internal import Recording

/// Performs the moves of a machine, one after another, until it is at its end.
struct Performer {
  private let run: StackRun
  private var record: Record?
  private let order: ApplyOrder?
  private let masking: Masking
  /// Under which run's id the journal is written.
  private let journalRun: String
  /// Whether AWS was asked for something that goes on without us.
  private var isUnderWay = false
  /// Whether a change set was made and waits.
  private var hasChangeSet = false

  init(_ run: StackRun, record: Record?, order: ApplyOrder?, journalRun: String) {
    self.run = run
    self.record = record
    self.order = order
    masking = Masking(order)
    self.journalRun = journalRun
  }

  private var surroundings: StackRun.Surroundings { run.surroundings }

  /// Runs the machine to its end.
  mutating func run(_ machine: some Machine) async throws -> Success {
    var machine = machine
    var move = machine.begin()
    while true {
      if case .finish(let ending) = move {
        switch ending {
        case .succeeded(let success): return success
        case .failed(let fault): throw fault
        }
      }
      try checkForInterruption(before: move)
      move = machine.next(after: try await perform(move))
    }
  }

  /// An interruption stops where the next run can go on: before something new is asked for, or
  /// while waiting. What was begun is written down first.
  private func checkForInterruption(before move: Move) throws {
    guard surroundings.isInterrupted() else { return }
    switch move {
    case .createChangeSet, .executeChangeSet, .deleteStack, .pause:
      throw ProvisioningFault.interrupted(
        run.address.stack, isUnderWay: isUnderWay, hasChangeSet: hasChangeSet)
    default: break
    }
  }

  private mutating func perform(_ move: Move) async throws -> Answer {
    let client = surroundings.client
    switch move {
    case .note(let step, var facts):
      if case .started = step {
        facts.account = run.target.account
        facts.region = run.target.region
      }
      try await surroundings.journal.append(
        JournalEntry(
          run: journalRun, address: run.address, when: surroundings.now(), step: step,
          facts: facts))
      return .done
    case .report(let progress):
      if case .attached = progress { isUnderWay = true }
      surroundings.report(progress)
      return .done
    case .describeStack(let name):
      let stack = try await patiently { try await client.describeStack(name) }
      return .stack(masking.stack(stack))
    case .listResources(let stack):
      let resources = try await patiently { try await client.listStackResources(of: stack) }
      return .resources(masking.resources(resources))
    case .readTemplate(let stack):
      let template = try await patiently { try await client.getTemplate(of: stack) }
      return .template(try Self.template(template.body))
    case .readEvents(let stack, let page):
      let events = try await patiently {
        try await client.describeStackEvents(of: stack, after: page)
      }
      return .events(masking.events(events))
    case .createChangeSet(let isCreation, let name, let token):
      let created = try await create(isCreation, name, token)
      hasChangeSet = true
      return .changeSetCreated(created)
    case .describeChangeSet(let changeSet, let stack):
      return .changeSet(masking.changeSet(try await describe(changeSet, of: stack)))
    case .executeChangeSet(let changeSet, let stack, let token):
      try await client.executeChangeSet(changeSet, stack: stack, clientRequestToken: token)
      isUnderWay = true
      return .done
    case .deleteChangeSet(let changeSet, let stack):
      try await delete(changeSet, of: stack)
      return .done
    case .deleteStack(let stack, let token):
      try await client.deleteStack(stack, clientRequestToken: token)
      isUnderWay = true
      return .done
    case .protect(let stack, let isProtected):
      try await client.updateTerminationProtection(of: stack, isProtected: isProtected)
      return .done
    case .pause(let quiet):
      try await surroundings.pause(
        surroundings.pacing.pause(quiet: quiet, random: surroundings.random()))
      return .done
    case .record(let draft):
      try await write(draft)
      return .done
    case .finish:
      preconditionFailure("the end is not performed")
    }
  }

  /// Reads while something goes on in CloudFormation: what passes by itself is waited for, and what
  /// does not leaves the operation to itself.
  private func patiently<Result: Sendable>(
    _ read: () async throws -> Result
  ) async throws -> Result {
    var failures = 0
    while true {
      do {
        return try await read()
      } catch let fault as AWSFault where isUnderWay && fault.code != .cancelled {
        failures += 1
        guard fault.mayPass, failures <= Self.patience else {
          throw ProvisioningFault.outOfSight(run.address.stack, fault)
        }
        try checkForInterruption(before: .pause(quiet: failures))
        try await surroundings.pause(
          surroundings.pacing.pause(quiet: failures, random: surroundings.random()))
      }
    }
  }

  /// How many calls in a row may fail while something is watched; each has been repeated already.
  private static let patience = 30

  // MARK: - Change sets

  private func create(
    _ isCreation: Bool, _ name: String, _ token: String
  ) async throws -> CreatedChangeSet {
    guard let order else { preconditionFailure("only an order makes change sets") }
    var request = ChangeSetRequest(
      stack: run.target.stackName, name: name, kind: isCreation ? .create : .update,
      template: order.templateAddress.map { .url($0) }
        ?? .body(Value.object(order.template).compactJSON))
    request.parameters = order.parameters.sorted { $0.key < $1.key }
      .map { StackParameter(key: $0.key, value: $0.value) }
    // An update without tags keeps the old ones: to have none has to be said.
    request.tags = order.tags.sorted { $0.key < $1.key }
      .map { StackTag(key: $0.key, value: $0.value) }
    request.removesTags = !isCreation && order.tags.isEmpty
    request.capabilities = order.capabilities.sorted()
    request.clientToken = token
    do {
      return try await surroundings.client.createChangeSet(request)
    } catch {
      if error.service?.isSenders == true, error.attempts <= 1 {
        // A definite no, with no try before it that may have arrived: there is nothing to pick up.
        try await surroundings.journal.append(
          JournalEntry(
            run: journalRun, address: run.address, when: surroundings.now(),
            step: .ended(.abandoned)))
      }
      throw error
    }
  }

  /// A change set that is gone is an answer too.
  private func describe(
    _ changeSet: String, of stack: String
  ) async throws -> ChangeSetDescription? {
    do {
      return try await surroundings.client.describeChangeSet(changeSet, stack: stack)
    } catch {
      if error.service?.code == "ChangeSetNotFound" { return nil }
      throw error
    }
  }

  private func delete(_ changeSet: String, of stack: String) async throws {
    do {
      try await surroundings.client.deleteChangeSet(changeSet, stack: stack)
    } catch {
      let code = error.service?.code
      guard code == "ChangeSetNotFound" || code == "InvalidChangeSetStatus" else { throw error }
    }
  }

  /// A template as CloudFormation gives it back: JSON or YAML, as it was sent.
  private static func template(_ body: String) throws -> Value.Object {
    let source = Source(name: "<template>", text: body)
    let reading = read(source, as: .cloudFormation)
    var diagnostics = reading.diagnostics
    guard let value = reading.documents.first?.value(&diagnostics, for: .json),
      !diagnostics.hasErrors, case .object(let object) = value
    else {
      throw AWSFault(
        .unreadableAnswer, "CloudFormation gave back a template that cannot be read")
    }
    return object
  }

  // MARK: - The record

  private mutating func write(_ draft: RecordDraft) async throws {
    let standing = deployment(of: draft)
    var target = run.target
    target.stackID = draft.stackID
    if let record, isSame(record, draft, target, standing) { return }
    let revision = Revision(
      number: 1, outcome: draft.outcome, author: surroundings.author(), when: surroundings.now(),
      attempted: draft.outcome == .failed
        ? order?.configuration(salt: surroundings.token) : nil,
      reason: draft.reason, kept: draft.kept)
    let next: Record
    if let record {
      next = record.followed(by: revision, deployment: standing, target: target)
    } else {
      next = Record(
        lineage: Lineage(surroundings.token()), address: run.address, target: target,
        deployment: standing, revision: revision)
    }
    try await surroundings.records.write(next, replacing: record?.version)
    record = next
  }

  /// Whether the record says so already: a run that was cut short after it had written it.
  private func isSame(
    _ record: Record, _ draft: RecordDraft, _ target: Record.Target, _ standing: Deployment?
  ) -> Bool {
    guard draft.outcome != .failed else {
      return record.revision.outcome == .failed && record.revision.reason == draft.reason
        && record.target == target && journalRun != run.id
    }
    return record.revision.outcome == draft.outcome && record.deployment == standing
      && record.target == target
  }

  private func deployment(of draft: RecordDraft) -> Deployment? {
    switch draft.change {
    case .desired(let outputs, let resources, let tags):
      guard var order else { preconditionFailure("only an order has something desired") }
      if let tags { order.tags = Self.table(tags) }
      return Deployment(
        order.configuration(salt: surroundings.token), outputs: Self.table(outputs),
        resources: Self.table(resources),
        isProtected: order.isProtected)
    case .found(let stack, let template, let resources):
      let parameters = stack.parameters.compactMap { parameter in
        parameter.value.map { (parameter.key, ParameterValue.text($0)) }
      }
      return Deployment(
        Configuration(
          template: template,
          parameters: Dictionary(parameters, uniquingKeysWith: { first, _ in first }),
          tags: Self.table(stack.tags), capabilities: Set(stack.capabilities)),
        outputs: Self.table(stack.outputs), resources: Self.table(resources),
        isProtected: stack.isTerminationProtected == true)
    case .unchanged: return record?.deployment
    case .nothing: return nil
    }
  }

  private static func table(_ tags: [StackTag]) -> [String: String] {
    Dictionary(tags.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  private static func table(_ outputs: [StackOutput]) -> [String: String] {
    Dictionary(outputs.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  private static func table(_ resources: [StackResource]) -> [String: DeployedResource] {
    Dictionary(
      resources.map {
        (
          $0.logicalID,
          DeployedResource(physicalID: $0.physicalID, type: $0.type, status: $0.status)
        )
      }, uniquingKeysWith: { first, _ in first })
  }
}
