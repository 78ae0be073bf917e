/// Finds rings of needs: one, the shortest, for every set of ids that need each other.
struct CycleSearch {
  private let needs: [String: [DependencyGraph.Edge]]
  private(set) var cycles: [DependencyGraph.Cycle] = []

  init(_ ids: [String], _ needs: [String: [DependencyGraph.Edge]]) {
    self.needs = needs
    var settled: Set<String> = []
    for id in ids where !settled.contains(id) {
      guard let cycle = shortestCycle(from: id) else { continue }
      cycles.append(cycle)
      settled.formUnion(component(of: id))
    }
  }

  /// The shortest way from an id back to itself, breadth first.
  private func shortestCycle(from start: String) -> DependencyGraph.Cycle? {
    var arrivals: [String: DependencyGraph.Edge] = [:]
    var queue = [start]
    var next = 0
    while next < queue.count {
      let id = queue[next]
      next += 1
      for edge in needs[id] ?? [] {
        if edge.to == start {
          var edges = [edge]
          while let first = edges.first, first.from != start, let arrival = arrivals[first.from] {
            edges.insert(arrival, at: 0)
          }
          return DependencyGraph.Cycle(edges: edges)
        }
        if arrivals[edge.to] == nil {
          arrivals[edge.to] = edge
          queue.append(edge.to)
        }
      }
    }
    return nil
  }

  /// Every id that an id reaches and that reaches it.
  private func component(of id: String) -> Set<String> {
    let reached = reachable(from: id)
    return reached.filter { reachable(from: $0).contains(id) }
  }

  private func reachable(from start: String) -> Set<String> {
    var reached: Set<String> = []
    var stack = [start]
    while let id = stack.popLast() {
      for edge in needs[id] ?? [] where reached.insert(edge.to).inserted { stack.append(edge.to) }
    }
    return reached
  }
}
