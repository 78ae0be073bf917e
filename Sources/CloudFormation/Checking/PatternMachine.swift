/// A regular expression as a machine that goes through a text once and is in all states at the same
/// time: it takes as long as the text, however often the pattern repeats what repeats itself.
///
/// What looks ahead or back is a machine of its own, which goes through the text first and tells for
/// each place whether it is there.
final class PatternMachine {
  private let node: PatternNode
  private let isLoose: Bool
  private let takesOnlyASCII: Bool
  /// By how long a text they are for.
  private var programs: [Int: PatternProgram?] = [:]

  /// How many steps a text may take.
  static let mostSteps = 5_000_000
  /// How many steps there are in its programs.
  private(set) var size = 0

  /// Nothing for a pattern that is not understood.
  init?(_ pattern: String, _ dialect: PatternDialect = .schema) {
    var parser = PatternParser(pattern, dialect)
    guard let node = parser.parsed() else { return nil }
    self.node = node
    isLoose = parser.isLoose
    takesOnlyASCII = dialect == .java && parser.asksForWords
  }

  /// Whether the pattern is found in a text, or the whole text is one; nil if it cannot be told, or
  /// takes too long to tell.
  func matches(_ text: String, isWhole: Bool = false) -> Bool? {
    var steps = Self.mostSteps
    return matches(text, isWhole: isWhole, within: &steps)
  }

  /// The same, in some steps, from which those are taken that it took.
  func matches(_ text: String, isWhole: Bool, within steps: inout Int) -> Bool? {
    let scalars = Array(text.unicodeScalars)
    if takesOnlyASCII, !scalars.allSatisfy(\.isASCII) { return nil }
    guard steps > 0, let program = program(for: scalars.count, &steps) else { return nil }
    let most = min(Self.mostSteps, steps)
    var run = Run(program: program, text: scalars, stepsLeft: most)
    defer { steps -= most - run.stepsLeft }
    for look in program.looks.reversed() {
      guard let places = run.places(of: look) else { return nil }
      run.looks.append(places)
    }
    guard let isFound = run.isFound(isWhole: isWhole) else { return nil }
    return isFound && isLoose ? nil : isFound
  }

  private func program(for count: Int, _ steps: inout Int) -> PatternProgram? {
    var longest = 16
    while longest < count { longest *= 8 }
    if let known = programs[longest] { return known }
    let made = PatternProgram(node, longest: longest)
    programs[longest] = .some(made)
    // What came of nothing took as long as the largest.
    steps -= made?.steps.count ?? PatternProgram.largest
    size += made?.steps.count ?? 0
    return made
  }

  /// One way through a text.
  private struct Run {
    let program: PatternProgram
    let text: [Unicode.Scalar]
    var stepsLeft: Int
    /// For each of what looks ahead or back, the last first, the places where it is there.
    var looks: [[Bool]] = []

    private var states: [Int32] = []
    private var waiting: [Int32] = []
    /// The turn in which each state was last taken in.
    private var turns: [Int32]
    private var turn: Int32 = 0

    init(program: PatternProgram, text: [Unicode.Scalar], stepsLeft: Int) {
      self.program = program
      self.text = text
      self.stepsLeft = stepsLeft
      turns = Array(repeating: 0, count: program.steps.count)
    }

    /// Where something that is looked for begins behind, or ends before.
    mutating func places(of look: PatternProgram.Look) -> [Bool]? {
      var places = Array(repeating: false, count: text.count + 1)
      waiting = []
      for index in 0...text.count {
        let place = look.isAhead ? text.count - index : index
        waiting.append(look.entry)
        places[place] = takeIn(at: place)
        guard stepsLeft > 0 else { return nil }
        guard index < text.count else { break }
        go(past: text[look.isAhead ? place - 1 : place])
      }
      return places
    }

    mutating func isFound(isWhole: Bool) -> Bool? {
      waiting = []
      for place in 0...text.count {
        if place == 0 || !isWhole { waiting.append(0) }
        let isFound = takeIn(at: place)
        if isFound, !isWhole || place == text.count { return true }
        guard stepsLeft > 0 else { return nil }
        guard place < text.count else { break }
        go(past: text[place])
        if isWhole, waiting.isEmpty { return false }
      }
      return false
    }

    /// Takes the states that wait in, with all that can be reached from them without a character.
    /// Whether the end of the program is among them.
    private mutating func takeIn(at place: Int) -> Bool {
      turn += 1
      states.removeAll(keepingCapacity: true)
      var isFound = false
      while let state = waiting.popLast() {
        let index = Int(state)
        guard turns[index] != turn else { continue }
        turns[index] = turn
        stepsLeft -= 1
        switch program.steps[index] {
        case .one: states.append(state)
        case .fork(let one, let other):
          waiting.append(other)
          waiting.append(one)
        case .jump(let target): waiting.append(target)
        case .place(let wanted): if isAt(wanted, place) { waiting.append(state + 1) }
        case .look(let number, let isNegated):
          let places = looks[program.looks.count - 1 - Int(number)]
          if places[place] != isNegated { waiting.append(state + 1) }
        case .found: isFound = true
        }
      }
      return isFound
    }

    private mutating func go(past scalar: Unicode.Scalar) {
      stepsLeft -= states.count
      for state in states {
        guard case .one(let number) = program.steps[Int(state)] else { continue }
        if program.classes[Int(number)].contains(scalar) { waiting.append(state + 1) }
      }
    }

    private func isAt(_ wanted: PatternNode.Place, _ place: Int) -> Bool {
      switch wanted {
      case .start: place == 0
      case .veryEnd: place == text.count
      case .end: place == text.count || place == text.count - 1 && text[place] == "\n"
      case .javaEnd: isBeforeLastLineEnd(place)
      case .wordEdge: isWordEdge(place)
      case .noWordEdge: !isWordEdge(place)
      }
    }

    private func isBeforeLastLineEnd(_ place: Int) -> Bool {
      guard place < text.count else { return true }
      guard text.count - place <= 2, PatternClass.javaLineEnds.contains(text[place]) else {
        return false
      }
      let isPair = text.count >= 2 && text[text.count - 2] == "\r" && text[text.count - 1] == "\n"
      return isPair ? place == text.count - 2 : place == text.count - 1
    }

    private func isWordEdge(_ place: Int) -> Bool {
      let isBefore = place > 0 && PatternClass.words.contains(text[place - 1])
      let isBehind = place < text.count && PatternClass.words.contains(text[place])
      return isBefore != isBehind
    }
  }
}
