internal import AWS
internal import Documents
internal import Presentation
internal import Provisioning
internal import Recording

/// Tells what happens as it happens: lines for people, or JSON lines for programs.
struct Narrator: Sendable {
  private let world: World
  private let isJSON: Bool
  let style: Style

  init(_ invocation: Invocation, in world: World) {
    self.world = world
    isJSON = invocation.has(ProjectFlags.json)
    let isUnwanted =
      invocation.has(Program.noColour) || world.variable("NO_COLOR").map { !$0.isEmpty } ?? false
      || world.variable("TERM") == "dumb"
    style = !isUnwanted && world.isTerminal(.output) ? .coloured : .plain
  }

  /// A text for people; programs are told nothing.
  func say(_ text: String) {
    if !isJSON { write(Wrapping.lines(of: text, width: 80).map { $0 + "\n" }.joined()) }
  }

  /// A text in the layout it already has.
  func show(_ text: String) {
    if !isJSON { write(text) }
  }

  /// A line for programs; people are told nothing.
  func emit(_ object: Value.Object) {
    if isJSON { write(Value.object(object).compactJSON + "\n") }
  }

  /// The last line for programs: how it ended, and what there is to say.
  func end(_ outcome: Outcome) {
    guard case .object(let report) = DiagnosticReport.value(of: outcome.diagnostics) else { return }
    emit([
      "kind": "end", "exit": .number(Number(Int(outcome.exitCode.rawValue))),
      "diagnostics": report["diagnostics"] ?? [],
    ])
  }

  /// A question, beside the data.
  func ask(_ text: String) {
    let lines = Wrapping.lines(of: text, width: 80).joined(separator: "\n")
    try? world.write(.error, Array(lines.utf8))
  }

  private func write(_ text: String) {
    // When nobody reads any more, the work still has to be ended well.
    try? world.write(.output, Array(text.utf8))
  }

  /// What happens to a stack.
  func tell(_ progress: Progress, of stack: String, names: [String: String]) {
    switch progress {
    case .creatingChangeSet(let isCreation):
      step(stack, "change-set", "making a change set to \(isCreation ? "create" : "update") it")
    case .executing(let isCreation):
      step(stack, "execute", isCreation ? "creating it" : "updating it")
    case .deleting:
      step(stack, "delete", "deleting it")
    case .removingRemains:
      step(stack, "remove-remains", "removing what a failed creation left: it holds nothing")
    case .attached(let operation, let status):
      step(
        stack, "attach",
        "an earlier `\(operation.rawValue)` was cut short (\(status.rawValue)): following it to "
          + "its end",
        ["operation": .string(operation.rawValue), "status": .string(status.rawValue)])
    case .settled(let operation, let ending, let reason):
      var facts: Value.Object = [
        "operation": .string(operation.rawValue), "ending": .string(ending.rawValue),
      ]
      facts["reason"] = reason.map(Value.string)
      step(stack, "settled", Self.words(operation, ending, reason), facts)
    case .events(let events):
      for event in events { tell(event, of: stack, names: names) }
    case .kept(let resources):
      for (id, resource) in resources.sorted(by: { $0.key < $1.key }) {
        keep(id, resource, of: stack, names: names)
      }
    }
  }

  /// Something that left the stack and still exists.
  private func keep(
    _ id: String, _ resource: DeployedResource, of stack: String, names: [String: String]
  ) {
    let name = names[id] ?? id
    let physicalID = resource.physicalID ?? ""
    emit([
      "kind": "kept", "stack": .string(stack), "name": .string(name),
      "type": .string(resource.type), "physical-id": .string(physicalID),
    ])
    say(
      "\(stack): \(Visible.line(name)) (\(Visible.line(resource.type))) was kept by its policy: "
        + Visible.line(physicalID))
  }

  private static func words(
    _ operation: JournalEntry.Operation, _ ending: JournalEntry.Ending, _ reason: String?
  ) -> String {
    let what =
      switch ending {
      case .succeeded: "it has succeeded"
      case .failed: "it has failed" + (reason.map { ": \(Visible.line($0))" } ?? "")
      case .abandoned: "it had changed nothing"
      }
    return "an earlier `\(operation.rawValue)` was cut short; \(what)"
  }

  private func step(
    _ stack: String, _ kind: String, _ words: String, _ facts: Value.Object = [:]
  ) {
    let head: Value.Object = ["kind": .string(kind), "stack": .string(stack)]
    emit(Value.Object(head.members + facts.members))
    say("\(stack): \(words)")
  }

  private func tell(_ event: StackEvent, of stack: String, names: [String: String]) {
    let id = event.logicalID ?? "?"
    let line = EventLine(
      time: event.time, stack: stack, name: event.isAboutStack ? stack : names[id] ?? id,
      logicalID: event.isAboutStack ? nil : event.logicalID,
      type: event.resourceType ?? "", status: event.status ?? "", physicalID: event.physicalID,
      reason: event.reason, isFailure: event.isFailure)
    if case .object(let object) = line.value { emit(object) }
    // Half of what AWS tells is of no use to a person: each creation begins twice.
    guard event.reason != "Resource creation Initiated", event.status != "REVIEW_IN_PROGRESS" else {
      return
    }
    show(EventView(style: style).render(line))
  }
}
