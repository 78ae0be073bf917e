internal import Diagnostics
internal import Documents
internal import Planning
internal import Presentation
internal import Provisioning
internal import Recording

/// Works through the stacks of a session one after another, keeps going behind a failure, and
/// sums up at the end.
struct Campaign {
  let session: Session
  var outcome = Outcome()
  private(set) var results: [Result] = []
  /// What nothing is done with, and is said at the end.
  var withoutFile: [FilelessStack] = []

  init(_ session: Session) {
    self.session = session
  }

  /// Begins one for a command line, and says last what came of it, whatever comes of it.
  static func run(
    _ invocation: Invocation, in world: World, needsStackFiles: Bool = true,
    plan: Argument? = nil,
    _ body: (Campaign) async -> Outcome
  ) async -> Outcome {
    var outcome = Outcome()
    do {
      let saved = try plan.map { argument throws(Refused) in
        try SavedPlan.read(argument, in: world)
      }
      let session = try await Session(
        invocation, in: world, needsStackFiles: needsStackFiles, saved: saved)
      if let saved, let plan { try saved.check(session, plan) }
      outcome = await body(Campaign(session))
    } catch {
      outcome.add(error)
    }
    Narrator(invocation, in: world).end(outcome)
    return outcome
  }

  /// What came of a stack.
  struct Result {
    var stack: String
    var ending: Ending

    enum Ending {
      case done(Success)
      case failed(String)
      /// Nobody got to it.
      case skipped
      /// It was left alone, because it needs another one that was not brought where it should be.
      case waiting(for: String)
    }
  }

  /// Whether the person asked to stop.
  private var isInterrupted: Bool {
    outcome.isInterrupted || session.world.person.isInterrupting()
  }

  /// Does something to each of the stacks; what it throws is that stack's failure. What needs a
  /// stack that failed is left alone; the body is told whether one that it needs has changed.
  mutating func work(
    on stacks: [PlannedStack], needs: (String) -> [String] = { _ in [] },
    _ body: (PlannedStack, _ isMoved: Bool) async throws -> Success
  ) async {
    var changed: Set<String> = []
    for stack in stacks {
      let name = stack.run.address.stack
      let needed = needs(name)
      guard !isInterrupted else {
        results.append(Result(stack: name, ending: .skipped))
        continue
      }
      if let failed = needed.first(where: { isUndone($0) }) {
        results.append(Result(stack: name, ending: .waiting(for: failed)))
        continue
      }
      do {
        let success = try await body(stack, needed.contains { changed.contains($0) })
        // Where CloudFormation found nothing to do, the record may still tell other outputs.
        if success != .unchanged || !stack.plan.isEmpty { changed.insert(name) }
        results.append(Result(stack: name, ending: .done(success)))
      } catch {
        fail(name, error)
      }
    }
    if isInterrupted { outcome.isInterrupted = true }
  }

  /// Whether something was to be done to a stack and was not.
  private func isUndone(_ stack: String) -> Bool {
    results.contains { result in
      guard result.stack == stack else { return false }
      if case .done = result.ending { return false }
      return true
    }
  }

  /// Picks up what earlier runs left under way, once the person agrees; returns the runs of the
  /// other stacks and of those that are settled.
  mutating func settle(_ runs: [StackRun], command: String) async throws -> [StackRun] {
    var isAgreed = false
    var settled: [StackRun] = []
    for run in runs {
      do {
        if try await run.isUnderWay() {
          if let holder = try await run.holder() {
            throw session.target.keeping.lock.refusal(run.address, by: holder)
          }
          if !isAgreed {
            try confirm(
              "An earlier run on `\(run.address.stack)` was cut short. Pick up what it left?",
              command: command)
            isAgreed = true
          }
          try await session.target.checkAccount()
          try await run.settle()
        }
        settled.append(run)
      } catch let refusal as Refused {
        throw refusal
      } catch {
        fail(run.address.stack, error)
      }
    }
    return settled
  }

  /// Takes note that something went wrong with a stack.
  mutating func fail(_ stack: String, _ error: any Error) {
    let before = outcome.diagnostics.count
    outcome.add(session.naming(stack, in: error))
    let message = outcome.diagnostics.dropFirst(before).first?.message
    results.append(
      Result(stack: stack, ending: .failed(message ?? "Esteira made a mistake")))
  }

  /// Asks for a `yes` unless `--yes` was given; throws if it is not to be done.
  func confirm(_ question: String, command: String) throws(Refused) {
    guard !session.invocation.has(ProjectFlags.yes) else { return }
    let person = session.world.person
    guard person.canAnswer(), !session.invocation.has(ProjectFlags.json) else {
      throw Refused(diagnostics: [ProjectCode.notConfirmed(command)])
    }
    session.narrator.ask("\(question) Type `yes` to go on: ")
    guard person.answer() == "yes" else {
      throw Refused(diagnostics: [ProjectCode.declined()])
    }
  }

  /// Makes the bucket of the records where there is none yet, once the person agrees, and protects one
  /// whose making was cut short.
  func prepareRecords(command: String) async throws {
    guard let bucket = session.target.bucket else { return }
    switch try await bucket.condition() {
    case .ready: break
    case .unprotected:
      try await bucket.complete()
      session.narrator.say(
        "Protected the bucket `\(bucket.name)`, as far as nobody has said how: encrypted, with "
          + "versions, private, over TLS only.")
    case .missing:
      try confirm(
        "The records go to the bucket `\(bucket.name)`, which does not exist. Make it?",
        command: command)
      try await bucket.make()
      session.narrator.say(
        "Made the bucket `\(bucket.name)`: encrypted, with versions, private, over TLS only.")
    }
  }

  /// Makes the plans of stacks; one that cannot be made is that stack's failure.
  mutating func plan<Stack>(
    _ stacks: [Stack], _ name: (Stack) -> String, _ make: (Stack) async throws -> PlannedStack
  ) async -> [PlannedStack] {
    var planned: [PlannedStack] = []
    for stack in stacks {
      do {
        planned.append(try await make(stack))
      } catch {
        fail(name(stack), error)
      }
    }
    return planned
  }

  /// Draws the plans.
  func show(_ planned: [PlannedStack]) {
    let view = PlanView(style: session.narrator.style)
    for stack in planned {
      session.narrator.show(
        "\n" + view.render(stack.plan, names: stack.names, outputNames: stack.outputNames))
      session.narrator.emit(["kind": "plan", "plan": stack.plan.value])
      if let note = stack.note { session.narrator.say(note) }
    }
    if !planned.isEmpty { session.narrator.say("") }
  }

  // MARK: - Summing up

  /// Says what became of every stack, and where.
  func sumUp() {
    let narrator = session.narrator
    if !results.isEmpty { narrator.say("") }
    for result in results {
      narrator.say("\(result.stack): \(Self.words(result.ending))")
      var object: Value.Object = ["kind": "result", "stack": .string(result.stack)]
      switch result.ending {
      case .done(let success): object["result"] = .string(success.rawValue)
      case .failed(let reason):
        object["result"] = "failed"
        object["reason"] = .string(reason)
      case .skipped: object["result"] = "skipped"
      case .waiting(let stack):
        object["result"] = "skipped"
        object["reason"] = .string("it needs \(stack)")
      }
      narrator.emit(object)
    }
    if !withoutFile.isEmpty { narrator.say("") }
    for stack in withoutFile {
      narrator.say(session.words(for: stack))
      narrator.emit(["kind": "without-file", "stack": .string(stack.name)])
    }
    session.sayTarget()
  }

  private static func words(_ ending: Result.Ending) -> String {
    switch ending {
    case .done(.created): "created"
    case .done(.updated): "updated"
    case .done(.unchanged): "nothing to do"
    case .done(.deleted): "destroyed"
    case .done(.absent): "there was nothing to destroy"
    case .done(.settled): "settled"
    case .failed(let reason): "FAILED: \(Visible.line(reason))"
    case .skipped: "not done"
    case .waiting(let stack): "not done: it needs `\(stack)`"
    }
  }
}
