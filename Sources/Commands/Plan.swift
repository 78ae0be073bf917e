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

  private static let out = Flag(
    "out", kind: .value(name: "FILE"),
    help: "Save the plan, for `esteira apply --plan FILE` and `esteira show FILE`.")
  fileprivate static let destroy = Flag(
    "destroy", conflicts: ["out", "allow-data-loss"],
    help: "Plan what `esteira destroy` would delete.")

  static let command: Command = Command(
    name: "plan",
    summary: "Show what applying the stacks would change",
    discussion: """
      Compares the stack files with the records of what was last applied, property by property. \
      Nothing is changed. AWS is asked only about a stack that is not recorded as standing (it is \
      new, was destroyed or could not be created) or whose last change failed: whose the \
      credentials are, and how the stack stands. Whatever is impossible, or would lose data that \
      nobody gave up with `--allow-data-loss`, is an error here and stops `apply`.
      """,
    positionals: [ProjectFlags.stacks],
    flags: [
      ProjectFlags.project, ProjectFlags.environment, ProjectFlags.variable,
      ProjectFlags.variableFile, ProjectFlags.value, out, destroy, ProjectFlags.allowDataLoss,
      ProjectFlags.json, ProjectFlags.markdown, detailed,
    ],
    examples: [
      Command.Sample("What would change on the embedded cloud?", "esteira plan"),
      Command.Sample("What would change in production?", "esteira plan --env prod"),
      Command.Sample(
        "Fail a pipeline if something is not applied", "esteira plan -e prod --detailed-exitcode"),
      Command.Sample("Save it for a review", "esteira plan -e prod --out plan.json"),
    ], heedsInterruptions: true
  ) { invocation, world in
    var report = PlanReport(invocation)
    do {
      let session = try await Session(
        invocation, in: world, needsStackFiles: !invocation.has(destroy))
      report.session = session
      if invocation.has(destroy) {
        try await report.addDestruction(of: session)
        return report.ended(detailed)
      }
      report.withoutFile = try await session.withoutFile()
      let desired = try await session.desired()
      report.outcome.diagnostics = desired.diagnostics
      for stack in desired.stacks { await report.add(stack, desired.outputs, of: session) }
    } catch {
      report.outcome.add(error)
    }
    if let file = invocation.value(of: out) { report.save(to: file, in: world) }
    return report.ended(detailed)
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
      outcome.diagnostics += plan.refusals
      if let note = plan.note {
        outcome.talk += Wrapping.lines(of: note, width: 80).map { $0 + "\n" }.joined()
      }
      if plan.isUnderWay {
        let note = try await Self.note(plan.run, session.environmentFlag)
        outcome.talk += Wrapping.lines(of: note, width: 80).map { $0 + "\n" }.joined()
      }
    } catch {
      failed.append(stack.name)
      outcome.add(session.naming(stack.name, in: error))
    }
  }

  /// What comes of it.
  func ended(_ detailed: Flag) -> Outcome {
    var ended = outcome
    let isChange = planned.contains { !$0.plan.isEmpty || $0.isUnderWay }
    ended.hasChanges = invocation.has(detailed) && isChange
    ended.output = Array(output.utf8)
    return ended
  }

  /// Plans that everything goes.
  mutating func addDestruction(of session: Session) async throws {
    outcome.diagnostics = session.loaded.warnings
    for name in try await session.namesToDestroy() {
      do {
        let plan = try await session.planDestruction(name)
        if !plan.plan.isEmpty { planned.append(plan) }
      } catch {
        failed.append(name)
        outcome.add(session.naming(name, in: error))
      }
    }
    do { try await session.checkReaders(of: planned) } catch { outcome.add(error) }
    if session.environment.isProtected {
      outcome.diagnostics.append(ProjectCode.protected(session.environment.name, given: nil))
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

  /// Saves the plans, if all could be made and may be carried out.
  mutating func save(to file: Argument, in world: World) {
    guard let session, !outcome.diagnostics.hasErrors else { return }
    do throws(FileFault) {
      _ = try world.put(SavedPlan(planned, of: session).bytes, file.bytes)
    } catch {
      outcome.diagnostics.append(FileCode.writing(file, error))
      return
    }
    let name = file.text
    outcome.talk += Wrapping.lines(
      of: "Saved the plan in `\(name)`: `esteira apply --plan \(name)` carries it out.", width: 80
    ).map { $0 + "\n" }.joined()
  }

  /// Data, for standard output.
  var output: String {
    if invocation.has(ProjectFlags.json) { return json }
    return invocation.has(ProjectFlags.markdown) ? markdown : text
  }

  private var markdown: String {
    guard let session else { return "" }
    let notes =
      failed.map { "**no plan could be made** of `\($0)`" }
      + outcome.diagnostics.filter { $0.severity == .error }
      .map { "**\($0.code)**: \(Visible.line($0.message))" }
      + withoutFile.map { session.words(for: $0) }
    return PlanMarkdown(heading: "Environment \(session.target.words)").render(
      planned.map {
        PlanMarkdown.Part(plan: $0.plan, names: $0.names, outputNames: $0.outputNames)
      }, notes: notes)
  }

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
    for stack in planned {
      text +=
        "\n" + view.render(stack.plan, names: stack.names, outputNames: stack.outputNames)
    }
    for stack in failed { text += "\nStack \(stack): no plan could be made, see below\n" }
    if !withoutFile.isEmpty { text += "\n" }
    for stack in withoutFile {
      text += Wrapping.lines(of: session.words(for: stack), width: 80).map { $0 + "\n" }.joined()
    }
    text += "\n" + session.targetText
    if outcome.diagnostics.hasErrors {
      text += "This plan is not carried out: see below.\n"
    } else if planned.contains(where: { !$0.plan.isEmpty || $0.isUnderWay }) {
      let command = invocation.has(PlanCommand.destroy) ? "destroy" : "apply"
      text += "Next: `esteira \(command)\(session.environmentFlag)` makes it so.\n"
    } else if failed.isEmpty, !outcome.diagnostics.hasErrors {
      text += "Nothing to do.\n"
    }
    return text
  }
}
