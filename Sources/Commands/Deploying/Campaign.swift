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

  init(_ session: Session) {
    self.session = session
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
    }
  }

  /// Whether the person asked to stop.
  private var isInterrupted: Bool {
    outcome.isInterrupted || session.world.person.isInterrupting()
  }

  /// Does something to each of the stacks; what it throws is that stack's failure.
  mutating func work(
    on stacks: [PlannedStack], _ body: (PlannedStack) async throws -> Success
  ) async {
    for stack in stacks {
      let name = stack.run.address.stack
      guard !isInterrupted else {
        results.append(Result(stack: name, ending: .skipped))
        continue
      }
      do {
        results.append(Result(stack: name, ending: .done(try await body(stack))))
      } catch {
        fail(name, error)
      }
    }
    if isInterrupted { outcome.isInterrupted = true }
  }

  /// Takes note that something went wrong with a stack.
  mutating func fail(_ stack: String, _ error: any Error) {
    let before = outcome.diagnostics.count
    outcome.add(error)
    let message = outcome.diagnostics.dropFirst(before).first?.message
    results.append(
      Result(stack: stack, ending: .failed(message ?? "Esteira made a mistake")))
  }

  /// Asks for a `yes` unless `--yes` was given; says why not if it is not to be done.
  func confirm(_ question: String, command: String) -> Diagnostic? {
    guard !session.invocation.has(ProjectFlags.yes) else { return nil }
    let person = session.world.person
    guard person.canAnswer(), !session.invocation.has(ProjectFlags.json) else {
      return ProjectCode.notConfirmed(command)
    }
    session.narrator.ask("\(question) Type `yes` to go on: ")
    return person.answer() == "yes" ? nil : ProjectCode.declined()
  }

  // MARK: - Summing up

  /// Says what became of every stack, and where.
  func sumUp() {
    let narrator = session.narrator
    if !results.isEmpty { narrator.say("") }
    for result in results {
      let words = Self.words(result.ending)
      narrator.say("\(result.stack): \(words)")
      var object: Value.Object = ["kind": "result", "stack": .string(result.stack)]
      switch result.ending {
      case .done(let success): object["result"] = .string(success.rawValue)
      case .failed(let reason):
        object["result"] = "failed"
        object["reason"] = .string(reason)
      case .skipped: object["result"] = "skipped"
      }
      narrator.emit(object)
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
    }
  }
}
