internal import CloudFormation
internal import Diagnostics
internal import Documents
internal import Planning
internal import Presentation
internal import Recording
internal import Stacks

/// `esteira diff`.
enum DiffCommand {
  private static let parameter = Flag(
    "parameter", kind: .value(name: "NAME=VALUE"), repeats: true,
    help: "The value of a parameter of both templates; else they have their defaults.")
  private static let before = Flag(
    "before", kind: .value(name: "NAME=VALUE"), repeats: true,
    help: "The value of a parameter of the first one alone.")
  private static let detailed = Flag(
    "detailed-exitcode", help: "Exit with 2 if they differ, and with 0 if not.")

  static let command: Command = Command(
    name: "diff",
    summary: "Show what lies between two templates, or two revisions of a stack",
    discussion: """
      Plans from one file to another, each a CloudFormation template or a stack file, as if the \
      first one stood: what would be made, changed, replaced and deleted, and why. No environment is \
      needed, nothing is changed, and AWS is not asked. Stack files are taken as the embedded cloud \
      would get them.

      With a stack and one or two numbers of revisions, plans from the first revision to the second, \
      or to what is recorded now.
      """,
    positionals: [
      Positional(
        "FILE", 2...3,
        help: """
          the template or stack file that stands, and the one to come; or a stack, and one or two of \
          its revisions
          """)
    ],
    flags: [
      parameter, before, ProjectFlags.project, ProjectFlags.environment, ProjectFlags.json,
      detailed,
    ],
    examples: [
      Command.Sample("What did the last apply change?", "esteira diff serving 11 12 --env prod"),
      Command.Sample("What does this change do?", "esteira diff old.yaml new.yaml"),
      Command.Sample(
        "With another value of a parameter",
        "esteira diff a.json a.json --before Size=1 --parameter Size=2"),
    ]
  ) { invocation, world in
    var diagnostics: [Diagnostic] = []
    let common = values(of: parameter, invocation, &diagnostics)
    let own = values(of: before, invocation, &diagnostics)
    guard diagnostics.isEmpty else { return Outcome(diagnostics: diagnostics) }
    var outcome = Outcome()
    do {
      let (old, new): (DiffSide, DiffSide)
      let isOfRevisions = invocation.arguments.dropFirst().allSatisfy { Int($0.text) != nil }
      if isOfRevisions {
        (old, new) = try await revisions(invocation, world)
      } else if let third = invocation.arguments.dropFirst(2).first {
        throw Refused(diagnostics: [CommandCode.unexpectedArgument(third, of: "esteira diff")])
      } else {
        let reader = DiffSide.Reader(world: world, invocation: invocation)
        old = try reader.side(invocation.arguments[0], common.merging(own) { $1 })
        new = try reader.side(invocation.arguments[1], common)
      }
      outcome = Self.outcome(
        from: old, to: new, invocation, Narrator(invocation, in: world).style)
    } catch {
      outcome.add(error)
    }
    return outcome
  }

  /// Two revisions of a stack, or one and what is recorded now.
  private static func revisions(
    _ invocation: Invocation, _ world: World
  ) async throws -> (DiffSide, DiffSide) {
    let session = try await Session(invocation, in: world, needsStackFiles: false)
    let stack = invocation.arguments[0]
    let now = try await session.recordNamed(stack)
    let file = session.loaded.project.stack(named: stack.text)
    func side(_ record: Record, _ name: String) -> DiffSide {
      DiffSide(
        name: stack.text, stackName: name,
        content: record.recordedStack?.content ?? StackContent(Template()),
        names: record.names.merging(session.names(of: file)) { own, _ in own },
        outputNames: session.outputNames(of: file),
        warnings: []
      ) { _ in nil }
    }
    let first = invocation.arguments[1]
    var old = side(
      try await session.revision(first, of: now), "\(stack.text), revision \(first.text)")
    old.warnings = session.loaded.warnings
    guard let second = invocation.arguments.dropFirst(2).first else {
      return (old, side(now, "\(stack.text), revision \(now.revision.number), as it stands"))
    }
    let next = side(
      try await session.revision(second, of: now), "\(stack.text), revision \(second.text)")
    return (old, next)
  }

  private static func values(
    of flag: Flag, _ invocation: Invocation, _ diagnostics: inout [Diagnostic]
  ) -> [String: String] {
    var values: [String: String] = [:]
    for argument in invocation.values(of: flag) {
      guard let equals = argument.text.firstIndex(of: "="), equals != argument.text.startIndex
      else {
        diagnostics.append(CommandCode.malformedParameter(argument, "--\(flag.name)"))
        continue
      }
      values[String(argument.text[..<equals])] = String(
        argument.text[argument.text.index(after: equals)...])
    }
    return values
  }

  private static func outcome(
    from old: DiffSide, to new: DiffSide, _ invocation: Invocation, _ style: Style
  ) -> Outcome {
    let plan = Plan(
      of: new.content, from: RecordedStack(old.content), base: nil,
      on: Plan.Target(environment: "", stack: new.name, stackName: new.stackName),
      pseudoParameters: [:])
    let names = new.names.merging(old.names) { own, _ in own }
    let changes = ChangeReport(names: names, place: new.place).changes(of: plan)
    var outcome = Outcome(diagnostics: old.warnings + new.warnings)
    outcome.hasChanges = invocation.has(detailed) && !plan.isEmpty
    guard invocation.has(ProjectFlags.json) else {
      let text = PlanView(style: style).render(
        difference: plan, between: old.stackName, and: new.stackName, names: names,
        outputNames: new.outputNames.merging(old.outputNames) { own, _ in own })
      outcome.output = Array(text.utf8)
      return outcome
    }
    outcome.reportedErrors = []
    var body: Value.Object = ["version": .number(Number(ChangeReport.version))]
    body["empty"] = .bool(plan.isEmpty)
    body["stacks"] = .array([plan.value])
    body["changes"] = .array(changes)
    if case .object(let report) = DiagnosticReport.value(of: outcome.diagnostics) {
      body["diagnostics"] = report["diagnostics"]
    }
    outcome.output = Array((Value.object(body).prettyJSON + "\n").utf8)
    return outcome
  }
}
