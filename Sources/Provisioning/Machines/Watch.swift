internal import AWS

/// Follows a stack to the end of an operation: its status, and every event once, oldest first.
///
/// A round describes the stack first and reads the events afterwards: events that are older than
/// the status are complete, so that nothing is missing when the status is final. An answer can be
/// older than the request it follows, so a status alone proves nothing: an operation has ended when
/// one of its own events says so. Silence proves nothing either.
struct Watch: Sendable {
  /// The stack's ARN: a name stops meaning the stack once it is deleted.
  let stack: String
  /// All new events so far, oldest first.
  private(set) var events: [StackEvent] = []

  /// What left the stack and still exists, by its policy.
  var kept: [StackEvent] {
    events.filter { $0.status == "DELETE_SKIPPED" && !($0.physicalID ?? "").isEmpty }
  }

  private let goal: Goal
  private let token: String?
  private var seen: Set<String>
  /// Whether it is not known yet where this operation's events begin.
  private var isLookingForBeginning: Bool
  private var sweep: [StackEvent] = []
  private var swept: Set<String> = []
  private var state: StackDescription?
  private var quiet = 0
  private var missing = 0
  private var phase = Phase.describing

  /// How many rounds nothing is to be seen of an operation before nobody waits for it any longer:
  /// about ten minutes. One that was seen may be quiet for as long as it likes.
  private static let patience = 60
  /// How often in a row a stack has to be missing before that is believed.
  private static let absences = 3
  /// How many such rounds it takes to believe that the latest operation is not ours, but another's
  /// that followed it.
  private static let doubts = 10

  private enum Phase {
    case describing
    case reading
    case reporting
    case pausing
  }

  /// What to do next, or how it ended; a stack that is gone has no description.
  enum Step {
    case move(Move)
    case ended(StackDescription?)
    /// Nothing is to be seen of the operation, although it was accepted.
    case silent
  }

  /// What is waited for.
  enum Goal {
    /// The stack is made or changed.
    case change
    /// The stack is gone.
    case deletion
  }

  /// Where an operation's events begin.
  enum Baseline {
    /// Behind this event, or at the very first one.
    case event(String?)
    /// Where the latest operation began, which should bear this token.
    case operation(token: String?)
  }

  init(stack: String, until goal: Goal, after baseline: Baseline) {
    self.stack = stack
    self.goal = goal
    switch baseline {
    case .event(let id):
      seen = id.map { [$0] } ?? []
      isLookingForBeginning = false
      token = nil
    case .operation(let token):
      seen = []
      isLookingForBeginning = true
      self.token = token
    }
  }

  mutating func begin() -> Move {
    phase = .describing
    return .describeStack(stack)
  }

  mutating func next(after answer: Answer) -> Step {
    switch (phase, answer) {
    case (.describing, .stack(let found)):
      state = found
      guard found == nil else {
        missing = 0
        return .move(read(page: nil))
      }
      // The events of a stack that is gone without a trace cannot be asked for.
      missing += 1
      if missing >= Self.absences { return .ended(nil) }
      phase = .pausing
      return .move(.pause(quiet: missing))
    case (.reading, .events(let page)):
      return take(page)
    case (.reporting, _):
      return conclude()
    case (.pausing, _):
      return .move(begin())
    default:
      preconditionFailure("\(answer) is no answer in \(phase)")
    }
  }

  private mutating func read(page: String?) -> Move {
    phase = .reading
    return .readEvents(stack: stack, page: page)
  }

  private mutating func take(_ page: StackEventPage) -> Step {
    var isComplete = false
    for event in page.events {
      if seen.contains(event.id) {
        isComplete = true
        break
      }
      // Pages shift while events arrive: one can come twice.
      guard swept.insert(event.id).inserted else { continue }
      sweep.append(event)
      if isLookingForBeginning, event.beginsOperation {
        isComplete = true
        break
      }
    }
    if !isComplete, let next = page.nextToken { return .move(read(page: next)) }
    let new = Array(sweep.reversed())
    sweep = []
    defer { swept = [] }
    guard isOurs(new) else {
      quiet += 1
      return conclude()
    }
    seen.formUnion(swept)
    events += new
    guard !new.isEmpty else {
      quiet += 1
      return conclude()
    }
    isLookingForBeginning = false
    quiet = 0
    phase = .reporting
    return .move(.report(.events(new)))
  }

  /// Whether the latest operation is the one that is looked for: its first event bears our token,
  /// or none. Another's is looked at again for a while, since ours may only be about to show.
  private func isOurs(_ new: [StackEvent]) -> Bool {
    guard isLookingForBeginning, let token, let first = new.first(where: \.beginsOperation),
      let found = first.clientRequestToken
    else { return true }
    return found == token || quiet >= Self.doubts
  }

  private mutating func conclude() -> Step {
    if let state, isEnd(state.status) { return .ended(state) }
    if quiet >= Self.patience, !isSeen { return .silent }
    phase = .pausing
    return .move(.pause(quiet: quiet))
  }

  /// Whether the operation has shown: the making of a change set is none.
  private var isSeen: Bool {
    state?.status.isInProgress == true
      || events.contains { $0.status != StackStatus.reviewInProgress.rawValue }
  }

  private func isEnd(_ status: StackStatus) -> Bool {
    // Nothing leads back from there.
    if status == .deleteComplete { return true }
    if status.isInProgress || status == .reviewInProgress { return false }
    if goal == .deletion, status != .deleteFailed { return false }
    return events.contains { $0.isAboutStack && $0.status == status.rawValue }
  }
}
