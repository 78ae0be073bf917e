internal import Documents

/// Compares two lists by their longest common subsequence.
struct ListComparison {
  /// In the order of the second list; what is removed stands where it stood.
  private(set) var elements: [Diff.Element] = []

  private let before: [Value]
  private let after: [Value]
  private let meaning: Meaning
  /// Where what is the same and has moved stands afterwards, by where it stood, and the other way
  /// round.
  private var goals: [Int: Int] = [:]
  private var sources: [Int: Int] = [:]
  /// Beyond this many cells the middle of two lists is not aligned but taken as replaced.
  private static let mostCells = 4_000_000

  /// - Parameter meaning: What is known of the elements.
  init(_ before: [Value], _ after: [Value], as meaning: Meaning) {
    self.before = before
    self.after = after
    self.meaning = meaning
    var (left, right) = (0, 0)
    let common = Self.common(before, after)
    findMoves(common)
    for (i, j) in common {
      appendGap(left..<i, right..<j)
      elements.append(Diff.Element(before: i, after: j, diff: .same(after[j])))
      (left, right) = (i + 1, j + 1)
    }
    appendGap(left..<before.count, right..<after.count)
  }

  /// Between common elements: what has moved is known again; of the rest those in the same place
  /// are taken for one that changed.
  private mutating func appendGap(_ old: Range<Int>, _ new: Range<Int>) {
    var left = old.filter { goals[$0] == nil }[...]
    for j in new {
      if let i = sources[j] {
        elements.append(Diff.Element(before: i, after: j, diff: .moved(after[j])))
      } else if let i = left.popFirst() {
        elements.append(
          Diff.Element(before: i, after: j, diff: Diff(from: before[i], to: after[j], as: meaning)))
      } else {
        elements.append(Diff.Element(before: nil, after: j, diff: .added(after[j])))
      }
    }
    for i in left {
      elements.append(Diff.Element(before: i, after: nil, diff: .removed(before[i])))
    }
  }

  /// Pairs what is no part of the common subsequence and still stands on both sides.
  private mutating func findMoves(_ common: [(Int, Int)]) {
    let left = Set(common.map(\.0))
    let right = Set(common.map(\.1))
    guard left.count < before.count, right.count < after.count else { return }
    var places: [Value: [Int]] = [:]
    for i in before.indices.reversed() where !left.contains(i) {
      places[before[i], default: []].append(i)
    }
    for j in after.indices where !right.contains(j) {
      guard let i = places[after[j]]?.popLast() else { continue }
      goals[i] = j
      sources[j] = i
    }
  }

  /// The positions of a longest common subsequence.
  private static func common(_ before: [Value], _ after: [Value]) -> [(Int, Int)] {
    // Equal values get equal numbers, so that each is looked at only once.
    var numbers: [Value: Int] = [:]
    func number(_ value: Value) -> Int {
      if let known = numbers[value] { return known }
      numbers[value] = numbers.count
      return numbers.count - 1
    }
    let old = before.map(number)
    let new = after.map(number)
    var start = 0
    while start < min(old.count, new.count), old[start] == new[start] { start += 1 }
    var tail = 0
    while tail < min(old.count, new.count) - start,
      old[old.count - 1 - tail] == new[new.count - 1 - tail]
    { tail += 1 }
    let head = (0..<start).map { ($0, $0) }
    let middle = aligned(
      Array(old[start..<(old.count - tail)]), Array(new[start..<(new.count - tail)]))
    let end = (0..<tail).map { (old.count - tail + $0, new.count - tail + $0) }
    return head + middle.map { ($0.0 + start, $0.1 + start) } + end
  }

  private static func aligned(_ old: [Int], _ new: [Int]) -> [(Int, Int)] {
    guard !old.isEmpty, !new.isEmpty, old.count * new.count <= mostCells else { return [] }
    let width = new.count + 1
    // lengths[i * width + j]: how long the longest is for old[i...] and new[j...].
    var lengths = [Int32](repeating: 0, count: (old.count + 1) * width)
    for i in old.indices.reversed() {
      for j in new.indices.reversed() {
        lengths[i * width + j] =
          old[i] == new[j]
          ? lengths[(i + 1) * width + j + 1] + 1
          : max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
      }
    }
    var pairs: [(Int, Int)] = []
    var (i, j) = (0, 0)
    while i < old.count, j < new.count {
      if old[i] == new[j] {
        pairs.append((i, j))
        (i, j) = (i + 1, j + 1)
      } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
        i += 1
      } else {
        j += 1
      }
    }
    return pairs
  }
}
