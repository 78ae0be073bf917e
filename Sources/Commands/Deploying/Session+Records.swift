internal import Diagnostics
internal import Documents
internal import Planning
internal import Recording
internal import Stacks

extension Session {
  /// The stacks that a command line means, of those that have files, records or runs that were cut
  /// short; by name.
  func namesOfRecords() async throws -> [String] {
    let known = try await knownStacks().sorted()
    try checkNames(among: known)
    let wanted = Set(invocation.arguments.map(\.text))
    return known.filter { wanted.isEmpty || wanted.contains($0) }
  }

  /// The record of the stack that an argument names; refused where there is none.
  func recordNamed(_ argument: Argument) async throws -> Record {
    let known = try await knownStacks().sorted()
    guard known.contains(argument.text) else {
      throw Refused(diagnostics: [ProjectCode.unknownStack(argument, among: known)])
    }
    guard let record = try await record(of: argument.text).get() else {
      throw Refused(diagnostics: [ProjectCode.notRecorded(argument, environment.name)])
    }
    return record
  }

  /// A record as it was when a revision ended.
  func revision(_ argument: Argument, of record: Record) async throws -> Record {
    let store = target.keeping.store
    guard let number = Int(argument.text),
      let found = try await store.record(of: record.address, revision: number)
    else {
      let known = try await store.revisions(of: record.address)
      throw Refused(
        diagnostics: [ProjectCode.unknownRevision(argument, record.address.stack, among: known)])
    }
    return found
  }

  /// What the stack's file calls its outputs, by their logical ids.
  func outputNames(of stack: String) -> [String: String] {
    Dictionary(
      (loaded.project.stack(named: stack)?.outputs ?? []).map { ($0.logicalID, $0.name) },
      uniquingKeysWith: { first, _ in first })
  }

  /// What a program is told of some stacks.
  func report(_ stacks: [Value]) -> String {
    let value: Value = ["version": 1, "target": target.value, "stacks": .array(stacks)]
    return value.prettyJSON + "\n"
  }
}

extension Revision {
  /// How it ended, when, and on whose behalf.
  var value: Value {
    var body: Value.Object = [
      "revision": .number(Number(number)), "outcome": .string(outcome.rawValue),
      "when": .string(when.iso8601), "who": .string(author.who),
    ]
    body["commit"] = author.commit.map(Value.string)
    body["reason"] = reason.map(Value.string)
    return .object(body)
  }

  /// The same on a line.
  var words: String {
    let commit = author.commit.map { " at \($0.prefix(12))" } ?? ""
    return "\(outcome.rawValue) \(when.iso8601) by \(author.who)\(commit)"
  }
}
