/// The program of a machine, for texts of some length.
struct PatternProgram {
  enum Step {
    /// One character of a class.
    case one(Int32)
    case fork(Int32, Int32)
    case jump(Int32)
    case place(PatternNode.Place)
    case look(Int32, isNegated: Bool)
    case found
  }

  /// What is looked for ahead or back. Each stands behind those that look at it.
  struct Look {
    var entry: Int32
    var isAhead: Bool
  }

  private(set) var steps: [Step] = []
  private(set) var classes: [PatternClass] = []
  private(set) var looks: [Look] = []

  /// How large a program may be: counted repetitions stand in it as often as they are counted.
  static let largest = 100_000
  private static let mostLooks = 32
  private let longest: Int
  /// How many parts are still looked at: those that add no step take time, too.
  private var workLeft = 2 * Self.largest
  private var pending: [PatternNode] = []
  /// Where each that is looked for stands, however often it is.
  private var lookIndices: [Int: Int] = [:]

  /// Nothing for an expression that needs too large a program.
  init?(_ node: PatternNode, longest: Int) {
    self.longest = longest
    guard add(node, isBackward: false) else { return nil }
    steps.append(.found)
    var index = 0
    while index < pending.count {
      looks[index].entry = here
      // What lies ahead is found from the end of the text.
      guard add(pending[index], isBackward: looks[index].isAhead) else { return nil }
      steps.append(.found)
      index += 1
    }
    pending = []
  }

  private var here: Int32 { Int32(steps.count) }

  /// Whether there was room.
  private mutating func add(_ node: PatternNode, isBackward: Bool) -> Bool {
    workLeft -= 1
    guard steps.count < Self.largest, workLeft > 0 else { return false }
    switch node {
    case .one(let characters):
      steps.append(.one(Int32(classes.count)))
      classes.append(characters)
    case .place(let place): steps.append(.place(place))
    case .look(let node, let number, let isAhead, let isNegated):
      let index = lookIndices[number] ?? looks.count
      steps.append(.look(Int32(index), isNegated: isNegated))
      guard index == looks.count else { return true }
      guard looks.count < Self.mostLooks else { return false }
      lookIndices[number] = index
      looks.append(Look(entry: 0, isAhead: isAhead))
      pending.append(node)
    case .sequence(let parts):
      return isBackward
        ? parts.reversed().allSatisfy { add($0, isBackward: true) }
        : parts.allSatisfy { add($0, isBackward: false) }
    case .choice(let branches): return add(choiceOf: branches, isBackward)
    case .repeated(let part, let least, let most):
      return add(part, least: least, most: most, isBackward)
    }
    return true
  }

  /// No text has more turns that take something than characters, and those that take nothing can be
  /// left out, or be taken once more.
  private mutating func add(
    _ part: PatternNode, least: Int, most: Int?, _ isBackward: Bool
  ) -> Bool {
    let least = min(least, longest + 1)
    for _ in 0..<least { guard add(part, isBackward: isBackward) else { return false } }
    guard let most, most <= longest else {
      let fork = here
      steps.append(.fork(fork + 1, 0))
      guard add(part, isBackward: isBackward) else { return false }
      steps.append(.jump(fork))
      steps[Int(fork)] = .fork(fork + 1, here)
      return true
    }
    var forks: [Int32] = []
    for _ in least..<max(least, most) {
      forks.append(here)
      steps.append(.fork(here + 1, 0))
      guard add(part, isBackward: isBackward) else { return false }
    }
    for fork in forks { steps[Int(fork)] = .fork(fork + 1, here) }
    return true
  }

  private mutating func add(choiceOf branches: [PatternNode], _ isBackward: Bool) -> Bool {
    var jumps: [Int32] = []
    for branch in branches.dropLast() {
      let fork = here
      steps.append(.fork(fork + 1, 0))
      guard add(branch, isBackward: isBackward) else { return false }
      jumps.append(here)
      steps.append(.jump(0))
      steps[Int(fork)] = .fork(fork + 1, here)
    }
    guard let last = branches.last, add(last, isBackward: isBackward) else { return false }
    for jump in jumps { steps[Int(jump)] = .jump(here) }
    return true
  }
}
