/// Sets of what needs each other: what stands in two of them does not (Tarjan's strongly connected
/// components, without recursion, since chains may be long).
struct Components {
  /// The positions in each set; a set comes after those that it needs.
  private(set) var all: [[Int]] = []

  private var found: [Int?]
  private var low: [Int]
  private var isOpen: [Bool]
  private var open: [Int] = []
  private var count = 0

  /// - Parameter needs: What stands at each position needs, by position.
  init(_ needs: [[Int]]) {
    found = Array(repeating: nil, count: needs.count)
    low = Array(repeating: 0, count: needs.count)
    isOpen = Array(repeating: false, count: needs.count)
    for start in needs.indices where found[start] == nil { visit(start, needs) }
    (found, low, isOpen, open) = ([], [], [], [])
  }

  private mutating func visit(_ start: Int, _ needs: [[Int]]) {
    var way = [(position: start, next: 0)]
    enter(start)
    while let top = way.last {
      guard top.next < needs[top.position].count else {
        way.removeLast()
        if let above = way.last {
          low[above.position] = min(low[above.position], low[top.position])
        }
        if low[top.position] == found[top.position] { close(top.position) }
        continue
      }
      way[way.count - 1].next += 1
      let needed = needs[top.position][top.next]
      if let order = found[needed] {
        if isOpen[needed] { low[top.position] = min(low[top.position], order) }
      } else {
        enter(needed)
        way.append((needed, 0))
      }
    }
  }

  private mutating func enter(_ position: Int) {
    found[position] = count
    low[position] = count
    count += 1
    open.append(position)
    isOpen[position] = true
  }

  private mutating func close(_ root: Int) {
    var set: [Int] = []
    while let position = open.popLast() {
      isOpen[position] = false
      set.append(position)
      if position == root { break }
    }
    all.append(set)
  }
}
