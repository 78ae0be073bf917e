internal import Diagnostics
internal import Documents
internal import Planning
internal import Presentation
internal import Provisioning
internal import Recording
internal import Stacks

/// `esteira plan`.
enum PlanCommand {
  private static let detailed = Flag(
    "detailed-exitcode", help: "Exit with 2 if there is something to do, and with 0 if not.")

  static let command: Command = Command(
    name: "plan",
    summary: "Show what applying the stacks would change",
    discussion: """
      Compares the stack files with the records of what was last applied, property by property. \
      Nothing is changed. AWS is asked only about a stack that is not recorded as standing (it is \
      new, was destroyed or could not be created) or whose last change failed: whose the \
      credentials are, and how the stack stands.
      """,
    positionals: [ProjectFlags.stacks],
    flags: [
      ProjectFlags.project, ProjectFlags.environment, ProjectFlags.variable,
      ProjectFlags.variableFile, ProjectFlags.value, ProjectFlags.json, detailed,
    ],
    examples: [
      Command.Sample("What would change on the embedded cloud?", "esteira plan"),
      Command.Sample("What would change in production?", "esteira plan --env prod"),
      Command.Sample(
        "Fail a pipeline if something is not applied", "esteira plan -e prod --detailed-exitcode"),
    ], heedsInterruptions: true
  ) { invocation, world in
    var report = PlanReport(invocation)
    do {
      let session = try await Session(invocation, in: world)
      report.session = session
      report.withoutFile = try await session.withoutFile()
      let desired = try await session.desired()
      report.outcome.diagnostics = desired.diagnostics
      for stack in desired.stacks { await report.add(stack, desired.outputs, of: session) }
    } catch {
      report.outcome.add(error)
    }
    var outcome = report.outcome
    let isChange = report.planned.contains { !$0.plan.isEmpty || $0.isUnderWay }
    outcome.hasChanges = invocation.has(detailed) && isChange
    outcome.output = Array(report.output.utf8)
    return outcome
  }
}

/// What `esteira plan` has to tell.
private struct PlanReport {
  let invocation: Invocation
  var session: Session?
  var planned: [PlannedStack] = []
  /// The stacks that no plan could be made for.
  var failed: [String] = []
  var withoutFile: [FilelessStack] = []
  var outcome = Outcome()

  init(_ invocation: Invocation) {
    self.invocation = invocation
  }

  mutating func add(
    _ stack: DesiredStack, _ outputs: OutputValues, of session: Session
  ) async {
    do {
      let plan = try await session.plan(stack, outputs)
      planned.append(plan)
      if plan.isUnderWay {
        let note = try await Self.note(plan.run, session.environmentFlag)
        outcome.talk += Wrapping.lines(of: note, width: 80).map { $0 + "\n" }.joined()
      }
    } catch {
      failed.append(stack.name)
      outcome.add(session.naming(stack.name, in: error))
    }
  }

  private static func note(_ run: StackRun, _ flag: String) async throws -> String {
    let stack = run.address.stack
    guard let holder = try await run.holder() else {
      return "note: an earlier run on `\(stack)` was cut short; `esteira apply\(flag)` "
        + "picks it up"
    }
    return "note: `\(holder.operation)` by \(holder.who) on \(holder.host) is at work on "
      + "`\(stack)` since \(holder.when.iso8601)"
  }

  /// Data, for standard output.
  var output: String { invocation.has(ProjectFlags.json) ? json : text }

  private var json: String {
    var object: Value.Object = ["version": 1]
    object["target"] = session?.target.value
    // What could not be planned is not known to be nothing.
    object["empty"] = .bool(!outcome.diagnostics.hasErrors && planned.allSatisfy(\.plan.isEmpty))
    object["stacks"] = .array(planned.map(\.plan.value))
    object["changes"] = .array(planned.flatMap(\.changes))
    object["failed"] = .array(failed.map(Value.string))
    object["without-file"] = .array(withoutFile.map { .string($0.name) })
    if case .object(let report) = DiagnosticReport.value(of: outcome.diagnostics) {
      object["diagnostics"] = report["diagnostics"]
    }
    return Value.object(object).prettyJSON + "\n"
  }

  private var text: String {
    guard let session, !planned.isEmpty || !failed.isEmpty || !withoutFile.isEmpty else {
      return ""
    }
    let view = PlanView(style: session.narrator.style)
    var text = session.targetText
    for stack in planned { text += "\n" + view.render(stack.plan, names: stack.names) }
    for stack in failed { text += "\nStack \(stack): no plan could be made, see below\n" }
    if !withoutFile.isEmpty { text += "\n" }
    for stack in withoutFile {
      text += Wrapping.lines(of: session.words(for: stack), width: 80).map { $0 + "\n" }.joined()
    }
    text += "\n" + session.targetText
    if planned.contains(where: { !$0.plan.isEmpty || $0.isUnderWay }) {
      text += "Next: `esteira apply\(session.environmentFlag)` makes it so.\n"
    } else if failed.isEmpty, !outcome.diagnostics.hasErrors {
      text += "Nothing to do.\n"
    }
    return text
  }
}
