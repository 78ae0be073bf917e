internal import Diagnostics
internal import Documents
internal import Recording
internal import Stacks

/// `esteira state`.
enum StateCommand {
  static let command: Command = Command(
    name: "state", summary: "Look after the records of stacks",
    subcommands: [
      StateRecords.list, StateRecords.show, StateRecords.export, StateRecords.importing,
      StateRecords.remove, unlock,
    ])

  private static let holder = Flag(
    "holder", kind: .value(name: "ID"),
    help: "The id of the lock to break. `--yes` breaks none without it.")

  private static let unlock: Command = Command(
    name: "unlock",
    summary: "Break the lock that a dead run has left behind",
    discussion: """
      A lock in a bucket stays when the run that took it dies. This shows who holds it and since \
      when, asks, and breaks that lock and no other. Make sure that nobody is at work any more: two \
      runs on one stack meet in AWS. Locks in files end with their process, and are not broken.
      """,
    positionals: [Positional("STACK", Positional.one, help: "the stack that is locked")],
    flags: [ProjectFlags.project, ProjectFlags.environment, holder, ProjectFlags.yes],
    examples: [
      Command.Sample(
        "See who holds the lock, and break it", "esteira state unlock serving --env prod"),
      Command.Sample(
        "Break this very lock without being asked",
        "esteira state unlock serving -e prod --holder 8f0c2b1d --yes"),
    ]
  ) { invocation, world in
    await Campaign.run(invocation, in: world, needsStackFiles: false) { campaign in
      var campaign = campaign
      do { try await free(&campaign) } catch { campaign.outcome.add(error) }
      return campaign.outcome
    }
  }

  private static func free(_ campaign: inout Campaign) async throws {
    let session = campaign.session
    let argument = session.invocation.arguments[0]
    let stack = argument.text
    let address = StackAddress(environment: session.environment.name, stack: stack)
    let lock = session.target.keeping.lock
    guard let owner = try await lock.holder(of: address) else {
      try session.checkNames(among: try await session.knownStacks().sorted())
      session.narrator.say("Nobody holds the lock of `\(stack)`: there is nothing to break.")
      return
    }
    let named = session.invocation.value(of: holder)
    if let named, named.text != owner.id {
      throw RecordFault.notHolding(address, named.text, holder: owner)
    }
    guard !lock.goesWithProcess else { throw lock.refusal(address, by: owner) }
    if session.invocation.has(ProjectFlags.yes), named == nil {
      throw Refused(diagnostics: [ProjectCode.holderNotNamed(stack, owner.id)])
    }
    session.sayTarget()
    session.narrator.say(owner.words(stack))
    try campaign.confirm(
      "Break this lock? Whoever holds it must not be at work any more.",
      command: "esteira state unlock")
    try await lock.breakLock(of: address, heldBy: owner.id)
    session.narrator.say(
      "The lock of `\(stack)` is free. What was cut short is picked up by the next "
        + "`esteira apply\(session.environmentFlag)`.")
  }
}

extension LockOwner {
  /// Who holds the lock of a stack, since when, and by which id.
  fileprivate func words(_ stack: String) -> String {
    guard self != .unknown else {
      return "The lock of `\(stack)` is held by somebody who has not said who it is; its id is "
        + "`\(id)`."
    }
    return "The lock of `\(stack)` is held by \(who) on \(host), process \(process), for "
      + "`\(operation)` since \(when.iso8601); its id is `\(id)`."
  }
}
