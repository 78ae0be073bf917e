internal import Diagnostics
internal import Documents
internal import Planning
internal import Presentation

/// `esteira show`.
enum ShowCommand {
  static let command: Command = Command(
    name: "show",
    summary: "Show a plan that was saved",
    discussion: """
      Shows what `esteira plan --out FILE` saved, as it was planned then. The file is checked against \
      its digest; records and stack files are not looked at, and AWS is not asked.
      """,
    positionals: [
      Positional("FILE", Positional.one, help: "the saved plan; `-` is standard input")
    ],
    flags: [ProjectFlags.json, ProjectFlags.markdown],
    examples: [
      Command.Sample("Look at a plan again", "esteira show plan.json"),
      Command.Sample("As a comment of a merge request", "esteira show plan.json --markdown"),
    ]
  ) { invocation, world in
    do throws(Refused) {
      let plan = try SavedPlan.read(invocation.arguments[0], in: world)
      return Outcome(output: output(of: plan, invocation, Narrator(invocation, in: world).style))
    } catch {
      return Outcome(diagnostics: error.diagnostics)
    }
  }

  private static func output(
    of saved: SavedPlan, _ invocation: Invocation, _ style: Style
  ) -> String {
    if invocation.has(ProjectFlags.json) {
      let value: Value = [
        "version": .number(Number(ChangeReport.version)),
        "target": [
          "environment": .string(saved.environment), "account": .string(saved.account),
          "region": .string(saved.region),
        ],
        "empty": .bool(saved.stacks.allSatisfy(\.plan.isEmpty)),
        "stacks": .array(saved.stacks.map(\.plan.value)),
        "changes": .array(saved.stacks.flatMap(\.changes)),
      ]
      return value.prettyJSON + "\n"
    }
    let heading =
      "Project \(saved.project), environment \(saved.environment): account \(saved.account), region \(saved.region)"
    if invocation.has(ProjectFlags.markdown) {
      return PlanMarkdown(heading: heading).render(
        saved.stacks.map {
          PlanMarkdown.Part(plan: $0.plan, names: $0.names, outputNames: $0.outputNames)
        })
    }
    let view = PlanView(style: style)
    return Wrapping.lines(of: Visible.line(heading), width: 80).map { $0 + "\n" }.joined()
      + saved.stacks.map {
        "\n" + view.render($0.plan, names: $0.names, outputNames: $0.outputNames)
      }.joined()
  }
}
