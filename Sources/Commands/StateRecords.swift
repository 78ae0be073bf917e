internal import Diagnostics
internal import Documents
internal import Presentation
internal import Recording
internal import Stacks

/// The commands of `esteira state` that look at records, take them out and bring them in.
enum StateRecords {
  private static let stack = Positional("STACK", Positional.one, help: "the stack of the record")
  private static let out = Flag(
    "out", kind: .value(name: "FILE"), help: "Write it to FILE instead of printing it.")
  private static let flags = [ProjectFlags.project, ProjectFlags.environment]

  static let list: Command = Command(
    name: "list",
    summary: "List the records of an environment",
    discussion: "Names every stack that has a record, with its serial and what stands by it.",
    flags: flags + [ProjectFlags.json],
    examples: [Command.Sample("What is recorded?", "esteira state list --env prod")]
  ) { invocation, world in
    await look(invocation, world) { session in
      var records: [Record] = []
      for name in try await session.target.keeping.store.stacks(in: session.environment.name) {
        if let record = try await session.record(of: name).get() { records.append(record) }
      }
      guard invocation.has(ProjectFlags.json) else {
        return records.map { record in
          let count = record.deployment?.resources.count ?? 0
          return
            "\(record.address.stack)  serial \(record.serial), revision \(record.revision.number), "
            + "\(count) resources, lineage \(record.lineage)\n"
        }.joined()
      }
      return session.report(
        records.map { record in
          [
            "stack": .string(record.address.stack), "lineage": .string(record.lineage.text),
            "serial": .number(Number(record.serial)),
            "revision": .number(Number(record.revision.number)),
            "resources": .number(Number(record.deployment?.resources.count ?? 0)),
          ]
        })
    }
  }

  static let show: Command = Command(
    name: "show",
    summary: "Show what is recorded of a stack",
    discussion: "Lists the resources of the stack by their logical ids, with their physical ids.",
    positionals: [stack], flags: flags + [ProjectFlags.json],
    examples: [Command.Sample("Which queue is it?", "esteira state show jobs")]
  ) { invocation, world in
    await look(invocation, world) { session in
      let record = try await session.recordNamed(invocation.arguments[0])
      guard !invocation.has(ProjectFlags.json) else {
        return Value.object(RecordCodec.current.value(of: record)).prettyJSON + "\n"
      }
      var lines = [
        "\(record.address.stack)  serial \(record.serial), lineage \(record.lineage)",
        "  \(record.target.stackID ?? record.target.stackName)",
        "  revision \(record.revision.number): \(record.revision.words)",
      ]
      for (id, resource) in (record.deployment?.resources ?? [:]).sorted(by: { $0.key < $1.key }) {
        lines.append("  \(id)  \(resource.type)")
        lines.append("      \(resource.physicalID ?? "(no physical id)")  \(resource.status)")
      }
      return lines.map { Visible.line($0) + "\n" }.joined()
    }
  }

  static let export: Command = Command(
    name: "export",
    summary: "Print the record of a stack",
    discussion: """
      Prints the record as it is kept, for a copy or for `esteira state import`. It holds no values \
      of parameters marked `NoEcho`.
      """,
    positionals: [stack], flags: flags + [out],
    examples: [Command.Sample("Keep a copy", "esteira state export jobs --out jobs.record.json")]
  ) { invocation, world in
    await look(invocation, world) { session in
      let record = try await session.recordNamed(invocation.arguments[0])
      let bytes = try RecordCodec.current.encode(record)
      guard let file = invocation.value(of: out) else {
        return String(decoding: bytes, as: UTF8.self)
      }
      do throws(FileFault) {
        _ = try world.put(bytes, file.bytes)
      } catch {
        throw Refused(diagnostics: [FileCode.writing(file, error)])
      }
      return ""
    }
  }

  static let importing: Command = Command(
    name: "import",
    summary: "Put a record in the place of what is recorded of a stack",
    discussion: """
      Takes a record that `esteira state export` printed, or a file of its `revisions` folder, and \
      records it anew: with the next serial, over a record of the same lineage or none. It has to \
      be of this stack, account and region. AWS is not asked, and nothing there is changed.
      """,
    positionals: [
      Positional("STACK", 2...2, help: "the stack, and the file with the record")
    ],
    flags: flags + [ProjectFlags.yes],
    examples: [Command.Sample("Bring a copy back", "esteira state import jobs jobs.record.json")]
  ) { invocation, world in
    await change(invocation, world) { campaign in
      let session = campaign.session
      let argument = invocation.arguments[1]
      let file: InputFile
      switch InputFile.read(argument, in: world) {
      case .success(let read): file = read
      case .failure(let refusal): throw Refused(diagnostics: [refusal.diagnostic])
      }
      let record = try RecordCodec.current.decode(file.source.bytes, name: argument.text)
      try check(record, argument, session)
      try await replace(record.address, campaign, "Record this in its place?") { current in
        var next = record
        guard let current else { return next }
        next.serial = max(current.serial, record.serial) + 1
        next.revision.number = max(current.revision.number, record.revision.number) + 1
        return next
      }
    }
  }

  static let remove: Command = Command(
    name: "remove",
    summary: "Forget a stack, which stays as it is",
    discussion: """
      Records that the stack is none of this project's any more. Nothing of it is changed or \
      deleted. Applying the project again is refused as long as a stack of that name stands, since \
      nobody knows what is in it; the history stays, and `esteira state import` brings it back.
      """,
    positionals: [stack], flags: flags + [ProjectFlags.yes],
    examples: [Command.Sample("Leave a stack to others", "esteira state remove legacy --env prod")]
  ) { invocation, world in
    await change(invocation, world) { campaign in
      let session = campaign.session
      let address = StackAddress(
        environment: session.environment.name, stack: invocation.arguments[0].text)
      try await refuseUnderWay(address, session)
      _ = try await session.recordNamed(invocation.arguments[0])
      try await replace(address, campaign, "Forget the stack, which stays as it is?") {
        current in
        guard let current else { return nil }
        var target = current.target
        target.stackID = nil
        let person = session.world.person
        let revision = Revision(
          number: 1, outcome: .forgotten,
          author: Revision.Author(who: "\(person.name())@\(person.host())"),
          when: session.world.clock.now())
        return current.followed(by: revision, deployment: nil, target: target)
      }
    }
  }

  // MARK: - What they share

  private static func look(
    _ invocation: Invocation, _ world: World, _ body: (Session) async throws -> String
  ) async -> Outcome {
    var outcome = Outcome()
    do {
      let session = try await Session(invocation, in: world, needsStackFiles: false)
      outcome.diagnostics = session.loaded.warnings
      outcome.output = Array(try await body(session).utf8)
    } catch {
      outcome.add(error)
    }
    return outcome
  }

  private static func change(
    _ invocation: Invocation, _ world: World, _ body: (Campaign) async throws -> Void
  ) async -> Outcome {
    await Campaign.run(invocation, in: world, needsStackFiles: false) { campaign in
      var campaign = campaign
      do { try await body(campaign) } catch { campaign.outcome.add(error) }
      return campaign.outcome
    }
  }

  /// A record of something else would have the next apply change something else.
  private static func check(
    _ record: Record, _ argument: Argument, _ session: Session
  ) throws(Refused) {
    let name = session.invocation.arguments[0].text
    let environment = session.environment
    let stackName = session.stackName(name, session.loaded.project.stack(named: name))
    let isOurs =
      record.address == StackAddress(environment: environment.name, stack: name)
      && record.target.account == environment.account
      && record.target.region == environment.region && record.target.stackName == stackName
    guard !isOurs else { return }
    throw Refused(
      diagnostics: [ProjectCode.foreignRecord(argument, record, name, environment)])
  }

  /// Writes the next record of a stack under its lock, once the person agrees; nothing while a run
  /// is under way.
  private static func replace(
    _ address: StackAddress, _ campaign: Campaign, _ question: String,
    with next: (Record?) -> Record?
  ) async throws {
    let session = campaign.session
    let keeping = session.target.keeping
    try await refuseUnderWay(address, session)
    session.sayTarget()
    try campaign.confirm(
      "\(address.stack): \(question)", command: "esteira state")
    try await campaign.prepareRecords(command: "esteira state")
    let person = session.world.person
    let owner = LockOwner(
      id: session.run, who: person.name(), host: person.host(), process: person.process,
      when: session.world.clock.now(), operation: "state")
    try await keeping.lock.withLock(address, as: owner, timeout: .seconds(10)) {
      let current = try await keeping.store.record(of: address)
      guard let record = next(current) else { return }
      try await keeping.store.write(record, replacing: current?.version)
      session.narrator.say(
        "\(address.stack): recorded, serial \(record.serial), revision \(record.revision.number).")
    }
  }

  private static func refuseUnderWay(_ address: StackAddress, _ session: Session) async throws {
    guard try await session.target.keeping.journal.underWay(address).isEmpty else {
      throw Refused(diagnostics: [ProjectCode.underWay(address, session.environmentFlag)])
    }
  }
}
