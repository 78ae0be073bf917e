/// A regular expression as a machine that goes through a text once and is in all states at the same
/// time: it takes as long as the text, however often the pattern repeats what repeats itself.
///
/// It knows what schemas use of ECMA-262, but for what looks ahead or back.
struct PatternMachine {
  /// A step of the machine.
  enum Instruction {
    case one(PatternClass)
    case fork(Int, Int)
    case jump(Int)
    case start
    case end
    case found
  }

  private let program: [Instruction]

  /// How large a program may be: counted repetitions stand in it as often as they are counted.
  static let largest = 100_000
  /// How many steps a text may take.
  private static let mostSteps = 20_000_000

  /// Nothing for a pattern that is not understood, or too large.
  init?(_ pattern: String) {
    var parser = PatternParser(pattern)
    guard let node = parser.parsed() else { return nil }
    var compiler = Compiler()
    guard compiler.add(node) else { return nil }
    program = compiler.program + [.found]
  }

  /// Whether the pattern is found in a text, or the whole text is one; nil if it would take too long
  /// to tell.
  func matches(_ text: String, isWhole: Bool = false) -> Bool? {
    guard (text.utf8.count + 1) * program.count <= Self.mostSteps else { return nil }
    var states = States(count: program.count)
    var next = states
    var isStart = true
    for scalar in text.unicodeScalars {
      if isStart || !isWhole { add(0, to: &states, isStart: isStart, isEnd: false) }
      if states.hasFound, !isWhole { return true }
      next.removeAll()
      for state in states.members {
        guard case .one(let wanted) = program[state], wanted.contains(scalar) else { continue }
        add(state + 1, to: &next, isStart: false, isEnd: false)
      }
      swap(&states, &next)
      isStart = false
      if isWhole, states.members.isEmpty { return false }
    }
    // At the end of the text more steps are free: those through `$`.
    var last = States(count: program.count)
    if isStart || !isWhole { add(0, to: &last, isStart: isStart, isEnd: true) }
    for state in states.members { add(state, to: &last, isStart: isStart, isEnd: true) }
    return last.hasFound
  }

  /// The states of the machine between two characters.
  private struct States {
    private(set) var members: [Int] = []
    var hasFound = false
    private var isMember: [Bool]

    init(count: Int) { isMember = Array(repeating: false, count: count) }

    mutating func insert(_ state: Int) -> Bool {
      guard !isMember[state] else { return false }
      isMember[state] = true
      members.append(state)
      return true
    }

    mutating func removeAll() {
      for state in members { isMember[state] = false }
      members.removeAll(keepingCapacity: true)
      hasFound = false
    }
  }

  /// Takes a state in, with all that can be reached from it without a character. What waits for the
  /// end of the text stays until that is there.
  private func add(_ state: Int, to states: inout States, isStart: Bool, isEnd: Bool) {
    var waiting = [state]
    while let state = waiting.popLast() {
      guard states.insert(state) else { continue }
      switch program[state] {
      case .one: break
      case .fork(let one, let other): waiting += [other, one]
      case .jump(let target): waiting.append(target)
      case .start: if isStart { waiting.append(state + 1) }
      case .end: if isEnd { waiting.append(state + 1) }
      case .found: states.hasFound = true
      }
    }
  }

  /// Writes the program of an expression.
  private struct Compiler {
    var program: [Instruction] = []

    /// Whether there was room.
    mutating func add(_ node: PatternNode) -> Bool {
      guard program.count < PatternMachine.largest else { return false }
      switch node {
      case .one(let characters): program.append(.one(characters))
      case .start: program.append(.start)
      case .end: program.append(.end)
      case .sequence(let parts): return parts.allSatisfy { add($0) }
      case .choice(let branches): return add(choiceOf: branches)
      case .repeated(let part, let least, let most):
        for _ in 0..<least { guard add(part) else { return false } }
        guard let most else {
          let fork = program.count
          program.append(.fork(fork + 1, 0))
          guard add(part) else { return false }
          program.append(.jump(fork))
          program[fork] = .fork(fork + 1, program.count)
          return true
        }
        var forks: [Int] = []
        for _ in least..<max(least, most) {
          forks.append(program.count)
          program.append(.fork(program.count + 1, 0))
          guard add(part) else { return false }
        }
        for fork in forks { program[fork] = .fork(fork + 1, program.count) }
      }
      return program.count <= PatternMachine.largest
    }

    private mutating func add(choiceOf branches: [PatternNode]) -> Bool {
      var jumps: [Int] = []
      for (index, branch) in branches.enumerated() {
        guard index < branches.count - 1 else {
          guard add(branch) else { return false }
          break
        }
        let fork = program.count
        program.append(.fork(fork + 1, 0))
        guard add(branch) else { return false }
        jumps.append(program.count)
        program.append(.jump(0))
        program[fork] = .fork(fork + 1, program.count)
      }
      for jump in jumps { program[jump] = .jump(program.count) }
      return true
    }
  }
}
