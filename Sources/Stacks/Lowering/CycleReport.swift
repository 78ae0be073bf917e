internal import CloudFormation
internal import Diagnostics
internal import Documents

/// Resources that need each other.
extension StackLowering {
  /// Reports rings of needs. Components that name each other are none where the CloudFormation
  /// resources that they become do not.
  mutating func reportCycles(_ template: Template) {
    let names = stack.resources.map(\.name)
    let edges = needs.keys.map { DependencyGraph.Edge(from: $0.from, to: $0.to, path: Path()) }
    let ranks = Dictionary(
      names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let ordered = edges.sorted {
      (ranks[$0.from] ?? 0, ranks[$0.to] ?? 0) < (ranks[$1.from] ?? 0, ranks[$1.to] ?? 0)
    }
    guard !DependencyGraph(ids: names, edges: ordered).cycles.isEmpty else { return }
    for cycle in DependencyGraph(of: template).cycles {
      report(
        cycle.edges.compactMap { edge in
          guard let from = owners[edge.from], let to = owners[edge.to],
            from != to || cycle.edges.allSatisfy({ owners[$0.from] == from })
          else { return nil }
          return Need(from: from, to: to)
        }, ranks)
    }
  }

  /// Reports that what is being read wants to know of a resource that is being read itself.
  mutating func reportRing(from name: String) {
    let ranks = Dictionary(
      stack.resources.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    let first = reading.lastIndex(of: name) ?? 0
    let names = Array(reading[first...]) + [name]
    report(zip(names, names.dropFirst()).map { Need(from: $0, to: $1) }, ranks)
  }

  private mutating func report(_ ring: [Need], _ ranks: [String: Int]) {
    var ring = ring
    let start =
      ring.indices.min { (ranks[ring[$0].from] ?? 0) < (ranks[ring[$1].from] ?? 0) } ?? 0
    ring = Array(ring[start...] + ring[..<start])
    guard let first = ring.first else { return }
    let steps = ring.map { (need: $0, place: needs[$0] ?? stack.place) }
    let names = (ring.map(\.from) + [first.from]).map { "`\($0)`" }
    diagnostics.append(
      Diagnostic(
        StackCode.cycle, .error,
        Set(ring.map(\.from)).count == 1
          ? "`\(first.from)` needs itself"
          : "these resources need each other: \(names.joined(separator: " → "))",
        at: steps[0].place,
        notes: steps.dropFirst().map {
          .init("`\($0.need.from)` needs `\($0.need.to)` here", at: $0.place)
        },
        hint: .init(
          "remove one of the references, or move what both need into a resource of its own")))
  }
}
