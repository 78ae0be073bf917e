import CloudFormation
import Documents
import Testing

@Suite struct DependencyGraphTests {
  @Test(arguments: [
    // Edges, order, levels.
    ("A B C", "A B C", "A,B,C"),
    ("A>B B>C C", "C B A", "C B A"),
    ("A>C B>C C", "C A B", "C A,B"),
    ("A>B,C B>D C>D D", "D B C A", "D B,C A"),
    ("A B>A C D>C", "A B C D", "A,C B,D"),
  ])
  func whatIsNeededComesFirst(_ edges: String, _ order: String, _ levels: String) {
    let graph = graph(edges)
    #expect(graph.cycles.isEmpty)
    #expect(graph.order.joined(separator: " ") == order)
    #expect(spelled(graph.levels) == levels)
  }

  @Test(arguments: [
    ("A>A B", "B", ["A"]),
    ("A>B B>A", "", ["A B"]),
    ("A>B B>C C>D D>B", "", ["B C D"]),
    ("A>B B>A C>D D>C E>A", "", ["A B", "C D"]),
    ("A>B,C B>C C>A X", "X", ["A C"]),
  ])
  func ringsAreShown(_ edges: String, _ order: String, _ rings: [String]) {
    let graph = graph(edges)
    #expect(graph.order.joined(separator: " ") == order)
    #expect(graph.cycles.map { $0.ids.joined(separator: " ") } == rings)
    for cycle in graph.cycles {
      for (index, edge) in cycle.edges.enumerated() {
        #expect(edge.to == cycle.edges[(index + 1) % cycle.edges.count].from)
      }
    }
  }

  @Test func edgesKnowTheirPlace() {
    let graph = DependencyGraph(
      of: template(
        """
        Resources:
          A: {Type: X, Properties: {p: [!Ref B, !Ref Param]}, DependsOn: B}
          B: {Type: X, Properties: {q: !Sub '${C.Arn}'}}
          C: {Type: X}
        Parameters: {Param: {Type: String}}
        """))
    #expect(
      graph.dependencies(of: "A").map { "\($0.to) \($0.path)" }
        == ["B Resources.A.Properties.p[0].Ref"])
    #expect(graph.dependents(of: "C") == ["B"])
    #expect(graph.order == ["C", "B", "A"])
  }

  @Test func longChainsAreOrderedWithoutDeepCalls() {
    let ids = (0..<20_000).map { "R\($0)" }
    let edges = zip(ids, ids.dropFirst()).map {
      DependencyGraph.Edge(from: $0, to: $1, path: Path())
    }
    let graph = DependencyGraph(ids: ids, edges: edges)
    #expect(graph.order == ids.reversed())
    #expect(graph.levels.count == ids.count)
  }

  @Test func longRingsAreShownWithoutDeepCalls() {
    let ids = (0..<20_000).map { "R\($0)" }
    let edges = zip(ids, ids.dropFirst() + [ids[0]]).map {
      DependencyGraph.Edge(from: $0, to: $1, path: Path())
    }
    let graph = DependencyGraph(ids: ids, edges: edges)
    #expect(graph.cycles.map(\.ids) == [ids])
    #expect(graph.order == [])
  }

  /// `A>B,C` says that A needs B and C.
  private func graph(_ text: String) -> DependencyGraph {
    var ids: [String] = []
    var edges: [DependencyGraph.Edge] = []
    for word in text.split(separator: " ") {
      let parts = word.split(separator: ">").map(String.init)
      ids.append(parts[0])
      for target in parts.dropFirst().first?.split(separator: ",") ?? [] {
        edges.append(.init(from: parts[0], to: String(target), path: Path()))
      }
    }
    return DependencyGraph(ids: ids, edges: edges)
  }

  private func spelled(_ levels: [[String]]) -> String {
    levels.map { $0.joined(separator: ",") }.joined(separator: " ")
  }
}
