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
      Nothing is changed. The network is used only for a stack without a record: to ask whether it \
      exists.
      """,
    positionals: [ProjectFlags.stacks],
    flags: [
      ProjectFlags.project, ProjectFlags.environment, ProjectFlags.variable, ProjectFlags.json,
      detailed,
    ],
    examples: [
      Command.Sample("What would change on the embedded cloud?", "esteira plan"),
      Command.Sample("What would change in production?", "esteira plan --env prod"),
      Command.Sample(
        "Fail a pipeline if something is not applied", "esteira plan -e prod --detailed-exitcode"),
    ]
  ) { invocation, world in
    var outcome = Outcome()
    do {
      let session = try await Session(invocation, in: world)
      let (stacks, diagnostics) = try session.lowered()
      outcome.diagnostics = diagnostics
      var planned: [PlannedStack] = []
      for stack in stacks {
        do {
          planned.append(try await session.plan(stack))
        } catch {
          outcome.add(error)
        }
      }
      outcome.output = Array(report(planned, session, invocation).utf8)
      let isChange = planned.contains { !$0.plan.isEmpty || $0.isUnderWay }
      outcome.hasChanges = invocation.has(detailed) && isChange
      for stack in planned where stack.isUnderWay {
        outcome.talk +=
          "note: an earlier run on `\(stack.run.address.stack)` was cut short; `esteira apply` picks "
          + "it up\n"
      }
    } catch {
      outcome.add(error)
    }
    return outcome
  }

  private static func report(
    _ planned: [PlannedStack], _ session: Session, _ invocation: Invocation
  ) -> String {
    guard !invocation.has(ProjectFlags.json) else {
      let value: Value = [
        "version": 1, "target": session.target.value,
        "empty": .bool(planned.allSatisfy(\.plan.isEmpty)),
        "stacks": .array(planned.map(\.plan.value)),
      ]
      return value.prettyJSON + "\n"
    }
    let view = PlanView(style: session.narrator.style)
    var text = "Environment \(session.target.words).\n"
    for stack in planned { text += "\n" + view.render(stack.plan, names: stack.names) }
    let open = planned.filter { !$0.plan.isEmpty }.map(\.plan.target.stack)
    text += "\nEnvironment \(session.target.words).\n"
    if planned.isEmpty { return text }
    let env = session.environment.isLocal ? "" : " --env \(session.environment.name)"
    text +=
      open.isEmpty
      ? "Nothing to do.\n" : "Next: `esteira apply\(env)` makes it so.\n"
    return text
  }
}
