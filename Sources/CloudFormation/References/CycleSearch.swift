/// Finds rings of needs: one, the shortest, for every set of ids that need each other.
struct CycleSearch {
  private let needs: [String: [DependencyGraph.Edge]]
  private(set) var cycles: [DependencyGraph.Cycle] = []

  init(_ ids: [String], _ needs: [String: [DependencyGraph.Edge]]) {
    self.needs = needs
    let positions = Dictionary(
      ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let components = Components(
      ids.map { id in (needs[id] ?? []).compactMap { positions[$0.to] } })
    // In the order of the ids that the rings begin with.
    let sets = components.all.map { (first: $0.min() ?? 0, positions: $0) }
    for (first, set) in sets.sorted(by: { $0.first < $1.first }) {
      let members = Set(set.map { ids[$0] })
      if let cycle = shortestCycle(from: ids[first], within: members) { cycles.append(cycle) }
    }
  }

  /// The shortest way from an id back to itself, breadth first; nil if it is on no ring.
  private func shortestCycle(
    from start: String, within members: Set<String>
  ) -> DependencyGraph.Cycle? {
    var arrivals: [String: DependencyGraph.Edge] = [:]
    var queue = [start]
    var next = 0
    while next < queue.count {
      let id = queue[next]
      next += 1
      for edge in needs[id] ?? [] where members.contains(edge.to) {
        if edge.to == start {
          var edges = [edge]
          while let last = edges.last, last.from != start, let arrival = arrivals[last.from] {
            edges.append(arrival)
          }
          return DependencyGraph.Cycle(edges: edges.reversed())
        }
        if arrivals[edge.to] == nil {
          arrivals[edge.to] = edge
          queue.append(edge.to)
        }
      }
    }
    return nil
  }
}
