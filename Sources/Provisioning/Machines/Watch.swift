internal import AWS

/// Follows a stack to the end of an operation: its status, and every event once, oldest first.
///
/// A round describes the stack first and reads the events afterwards: events that are older than
/// the status are complete, so that nothing is missing when the status is final.
struct Watch: Sendable {
  /// The stack's ARN: a name stops meaning the stack once it is deleted.
  let stack: String
  /// All new events so far, oldest first.
  private(set) var events: [StackEvent] = []

  /// What left the stack and still exists, by its deletion policy.
  var kept: [StackEvent] {
    events.filter { $0.status == "DELETE_SKIPPED" && !($0.physicalID ?? "").isEmpty }
  }

  private var seen: Set<String>
  /// Whether it is not known yet where this operation's events begin.
  private var isLookingForBeginning: Bool
  private var sweep: [StackEvent] = []
  private var swept: Set<String> = []
  private var state: StackDescription?
  private var quiet = 0
  private var phase = Phase.describing

  /// How many rounds a final status is doubted when no event of this operation supports it: an
  /// answer can be older than the request it follows.
  private static let doubts = 3

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
  }

  /// Where an operation's events begin.
  enum Baseline {
    /// Behind this event, or at the very first one.
    case event(String?)
    /// Where the latest operation began.
    case operation
  }

  init(stack: String, after baseline: Baseline) {
    self.stack = stack
    switch baseline {
    case .event(let id):
      seen = id.map { [$0] } ?? []
      isLookingForBeginning = false
    case .operation:
      seen = []
      isLookingForBeginning = true
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
      // The events of a stack that is gone without a trace cannot be asked for.
      return found == nil ? .ended(nil) : .move(read(page: nil))
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
      if isLookingForBeginning, event.isAboutStack, let status = event.status,
        StackStatus(rawValue: status).beginsOperation
      {
        isComplete = true
        break
      }
    }
    if !isComplete, let next = page.nextToken { return .move(read(page: next)) }
    let new = Array(sweep.reversed())
    seen.formUnion(swept)
    sweep = []
    swept = []
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

  private mutating func conclude() -> Step {
    if let state, !state.status.isInProgress, isBelieved(state) { return .ended(state) }
    phase = .pausing
    return .move(.pause(quiet: quiet))
  }

  private func isBelieved(_ state: StackDescription) -> Bool {
    quiet >= Self.doubts
      || events.contains { $0.isAboutStack && $0.status == state.status.rawValue }
  }
}
