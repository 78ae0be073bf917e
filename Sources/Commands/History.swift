internal import Diagnostics
internal import Documents
internal import Presentation
internal import Recording

/// `esteira history`.
enum HistoryCommand {
  static let command: Command = Command(
    name: "history",
    summary: "Show the revisions of a stack",
    discussion: """
      Lists what was applied and destroyed, the latest first: when, on whose behalf, how it ended. \
      `esteira diff STACK REV` shows what lies between a revision and now.
      """,
    positionals: [Positional("STACK", Positional.one, help: "the stack")],
    flags: [ProjectFlags.project, ProjectFlags.environment, ProjectFlags.json],
    examples: [Command.Sample("Who changed it?", "esteira history serving --env prod")]
  ) { invocation, world in
    var outcome = Outcome()
    do {
      let session = try await Session(invocation, in: world, needsStackFiles: false)
      outcome.diagnostics = session.loaded.warnings
      let record = try await session.recordNamed(invocation.arguments[0])
      let store = session.target.keeping.store
      var revisions: [Record] = []
      for number in try await store.revisions(of: record.address).reversed() {
        do {
          guard let found = try await store.record(of: record.address, revision: number) else {
            continue
          }
          revisions.append(found)
        } catch {
          outcome.add(error)
        }
      }
      let output = invocation.has(ProjectFlags.json) ? json(revisions, session) : text(revisions)
      outcome.output = Array(output.utf8)
    } catch {
      outcome.add(error)
    }
    return outcome
  }

  private static func json(_ revisions: [Record], _ session: Session) -> String {
    let values = revisions.map { record -> Value in
      guard case .object(var body) = record.revision.value else { return .null }
      body["serial"] = .number(Number(record.serial))
      body["resources"] = .number(Number(record.deployment?.resources.count ?? 0))
      return .object(body)
    }
    let value: Value = [
      "version": 1, "target": session.target.value,
      "stack": .string(session.invocation.arguments[0].text), "revisions": .array(values),
    ]
    return value.prettyJSON + "\n"
  }

  private static func text(_ revisions: [Record]) -> String {
    revisions.flatMap { record in
      let revision = record.revision
      let count = record.deployment?.resources.count ?? 0
      var lines = ["\(revision.number)  \(revision.words), \(count) resources"]
      if let reason = revision.reason { lines.append("   \(reason)") }
      return lines.flatMap { Wrapping.lines(of: Visible.line($0), width: 80) }
    }.map { $0 + "\n" }.joined()
  }
}
