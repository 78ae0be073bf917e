package import Documents

/// Which resource needs which, and the order that follows.
package struct DependencyGraph: Sendable {
  /// One need: a resource, what it needs, and the first place that says so.
  package struct Edge: Hashable, Sendable {
    package var from: String
    package var to: String
    /// The way from the template's root to the reference.
    package var path: Path

    package init(from: String, to: String, path: Path) {
      self.from = from
      self.to = to
      self.path = path
    }
  }

  /// A ring of needs: every edge ends where the next begins, the last where the first does.
  package struct Cycle: Hashable, Sendable {
    package var edges: [Edge]
    /// The logical ids along the ring.
    package var ids: [String] { edges.map(\.from) }
  }

  /// The logical ids in the order of the template.
  package let ids: [String]
  /// An order in which everything comes after what it needs, otherwise that of the template. What
  /// stands on a cycle, or needs something that does, is left out.
  package let order: [String]
  /// The same in steps: what stands in one step needs only earlier ones, and can be made at once.
  package let levels: [[String]]
  /// One ring for every set of resources that need each other; empty in a sound template.
  package let cycles: [Cycle]

  private let needs: [String: [Edge]]
  private let neededBy: [String: [String]]

  /// The graph of a template's resources. References to what is no resource of it don't count.
  package init(of template: Template) {
    let resources = template.resources
    let known = Set(resources.map(\.id))
    var edges: [Edge] = []
    for resource in resources {
      var seen: Set<String> = []
      for reference in References.of(resource) {
        guard let name = reference.name, known.contains(name), seen.insert(name).inserted
        else { continue }
        let root: [Path.Step] = [.key("Resources"), .key(resource.id)]
        edges.append(Edge(from: resource.id, to: name, path: Path(root + reference.path.steps)))
      }
    }
    self.init(ids: resources.map(\.id), edges: edges)
  }

  /// A graph of distinct ids and edges between them.
  package init(ids: [String], edges: [Edge]) {
    self.ids = ids
    var needs: [String: [Edge]] = [:]
    var neededBy: [String: [String]] = [:]
    for edge in edges {
      needs[edge.from, default: []].append(edge)
      neededBy[edge.to, default: []].append(edge.from)
    }
    self.needs = needs
    self.neededBy = neededBy
    levels = Self.levels(ids, needs, neededBy)
    let sound = Set(levels.joined())
    order = Self.order(ids.filter(sound.contains), needs)
    cycles = sound.count == ids.count ? [] : CycleSearch(ids, needs).cycles
  }

  /// Sets of what needs each other, by position, each behind what it needs; mostly of one.
  package static func sets(_ needs: [[Int]]) -> [[Int]] { Components(needs).all }

  /// What a resource needs directly, in the order of its references.
  package func dependencies(of id: String) -> [Edge] { needs[id] ?? [] }

  /// What needs a resource directly, in the order of the template.
  package func dependents(of id: String) -> [String] { neededBy[id] ?? [] }

  private static func levels(
    _ ids: [String], _ needs: [String: [Edge]], _ neededBy: [String: [String]]
  ) -> [[String]] {
    let positions = Dictionary(
      ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var open = ids.map { needs[$0]?.count ?? 0 }
    var levels: [[String]] = []
    var ready = ids.indices.filter { open[$0] == 0 }
    while !ready.isEmpty {
      levels.append(ready.map { ids[$0] })
      var next: [Int] = []
      for id in ready {
        for dependent in neededBy[ids[id]] ?? [] {
          guard let position = positions[dependent] else { continue }
          open[position] -= 1
          if open[position] == 0 { next.append(position) }
        }
      }
      ready = next.sorted()
    }
    return levels
  }

  /// Depth first in the template's order, without recursion: chains may be long.
  private static func order(_ ids: [String], _ needs: [String: [Edge]]) -> [String] {
    var order: [String] = []
    var seen: Set<String> = []
    for root in ids where seen.insert(root).inserted {
      var stack = [(id: root, next: 0)]
      while let top = stack.last {
        let edges = needs[top.id] ?? []
        guard top.next < edges.count else {
          order.append(top.id)
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next += 1
        let needed = edges[top.next].to
        if seen.insert(needed).inserted { stack.append((needed, 0)) }
      }
    }
    return order
  }
}
