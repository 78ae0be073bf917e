/// The moves that a machine has decided on, and where their last answer leads.
///
/// Most moves need no reaction: they are handed out one after another, and only the answer to the
/// last of them is looked at.
struct Script<Phase: Sendable>: Sendable {
  private(set) var phase: Phase
  private var waiting: [Move] = []

  init(_ phase: Phase) {
    self.phase = phase
  }

  /// Decides on moves; the answer to the last one arrives in the phase.
  mutating func perform(_ moves: [Move], then phase: Phase) -> Move {
    self.phase = phase
    waiting = Array(moves.reversed())
    return waiting.removeLast()
  }

  /// Puts a move before the one that `perform` has just given.
  mutating func prepend(_ first: Move, before second: Move) -> Move {
    waiting.append(second)
    return first
  }

  /// The next move that was decided on, if there is one left.
  mutating func pending() -> Move? { waiting.popLast() }
}
