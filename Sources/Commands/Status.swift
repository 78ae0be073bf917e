internal import Diagnostics
internal import Documents
internal import Presentation
internal import Recording
internal import Stacks

/// `esteira status`.
enum StatusCommand {
  static let command: Command = Command(
    name: "status",
    summary: "Show how the stacks of an environment stand",
    discussion: """
      Tells of each stack, by its record, whether it stands, how its last apply ended, when and on \
      whose behalf, and whether a run is at work on it or was cut short. AWS is not asked.
      """,
    positionals: [ProjectFlags.stacks],
    flags: [ProjectFlags.project, ProjectFlags.environment, ProjectFlags.json],
    examples: [
      Command.Sample("What stands in production?", "esteira status --env prod")
    ]
  ) { invocation, world in
    var outcome = Outcome()
    do {
      let session = try await Session(invocation, in: world, needsStackFiles: false)
      outcome.diagnostics = session.loaded.warnings
      var stacks: [Value] = []
      var text = session.targetText
      for name in try await session.namesOfRecords() {
        do {
          let status = try await StackStatus(name, of: session)
          stacks.append(status.value)
          text += "\n" + status.text
        } catch {
          outcome.add(session.naming(name, in: error))
        }
      }
      let output = invocation.has(ProjectFlags.json) ? session.report(stacks) : text
      outcome.output = Array(output.utf8)
    } catch {
      outcome.add(error)
    }
    return outcome
  }
}

/// How one stack stands.
private struct StackStatus {
  let name: String
  let record: Record?
  let holder: LockOwner?
  let isUnderWay: Bool
  let hasFile: Bool

  init(_ name: String, of session: Session) async throws {
    self.name = name
    let address = StackAddress(environment: session.environment.name, stack: name)
    let keeping = session.target.keeping
    record = try await session.record(of: name).get()
    holder = try await keeping.lock.holder(of: address)
    isUnderWay = try await !keeping.journal.underWay(address).isEmpty
    hasFile = session.loaded.project.stack(named: name) != nil
  }

  private var state: String {
    guard let record else { return "not applied" }
    if record.deployment != nil { return "stands" }
    return record.mayStand ? "could not be created" : record.revision.outcome.rawValue
  }

  var value: Value {
    var body: Value.Object = [
      "stack": .string(name), "state": .string(state.replacing(" ", with: "-")),
    ]
    body["resources"] = record?.deployment.map { .number(Number($0.resources.count)) }
    body["stackName"] = record.map { .string($0.target.stackName) }
    body["stackId"] = record?.target.stackID.map(Value.string)
    body["last"] = record?.revision.value
    body["underWay"] = .bool(isUnderWay)
    body["locked"] = holder.map {
      ["id": .string($0.id), "who": .string($0.who), "since": .string($0.when.iso8601)]
    }
    body["file"] = .bool(hasFile)
    return .object(body)
  }

  var text: String {
    var lines = ["\(name): \(state)"]
    if let record {
      if let count = record.deployment?.resources.count {
        lines[0] += ", \(count) \(count == 1 ? "resource" : "resources")"
      }
      lines.append("  revision \(record.revision.number): \(record.revision.words)")
      if let reason = record.revision.reason { lines.append("  the reason was: \(reason)") }
      lines.append("  \(record.target.stackID ?? record.target.stackName)")
    }
    if let holder {
      lines.append("  \(holder.who) on \(holder.host) is at work since \(holder.when.iso8601)")
    } else if isUnderWay {
      lines.append("  an earlier run was cut short; `esteira apply` picks it up")
    }
    if !hasFile { lines.append("  it has no file in the project") }
    return lines.flatMap { Wrapping.lines(of: Visible.line($0), width: 80) }
      .map { $0 + "\n" }.joined()
  }
}
