internal import Documents

extension TemplateChecker {
  /// Resources that cannot be made, since each waits for another.
  mutating func checkCycles() {
    for cycle in DependencyGraph(of: template).cycles {
      // A resource of the Serverless Application Model becomes several, of which none may need itself.
      let isSerialized = cycle.ids.contains {
        scope.resources[$0]?.hasPrefix("AWS::Serverless::") == true
      }
      guard !isSerialized else { continue }
      // Which one of a few is to be changed, only its author knows: each of them says so. Of a long
      // ring the first one tells for all.
      let starts = cycle.ids.count <= Self.fewResources ? cycle.ids.count : 1
      for start in 0..<starts {
        report(
          cycle.beginning(at: start), in: .resources, "these resources need each other",
          hint: "take one of the references away, or move what both need to a resource of its own")
      }
    }
  }

  /// Conditions that nobody can decide, since each waits for another.
  mutating func checkConditionCycles() {
    let conditions = template.conditions.members.filter { !isMacro($0.key) }
    let known = Set(conditions.map(\.key))
    var edges: [DependencyGraph.Edge] = []
    for condition in conditions {
      let path = Path([.key("Conditions"), .key(condition.key)])
      var seen: Set<String> = []
      for reference in References.within(condition.value, at: path, amongConditions: true) {
        guard case .condition(let name) = reference.target, known.contains(name),
          seen.insert(name).inserted
        else { continue }
        edges.append(.init(from: condition.key, to: name, path: reference.path))
      }
    }
    guard !edges.isEmpty else { return }
    for cycle in DependencyGraph(ids: conditions.map(\.key), edges: edges).cycles {
      report(
        cycle, in: .conditions, "these conditions need each other",
        hint: "take one of the references away: a condition is decided by parameters in the end")
    }
  }

  /// Says of a ring that it is one, at its first part, with the places of its edges.
  private mutating func report(
    _ cycle: DependencyGraph.Cycle, in section: Template.Section, _ message: String, hint: String
  ) {
    guard let first = cycle.ids.first else { return }
    // Of a long ring, the notes tell the rest.
    let shown = cycle.ids.prefix(Self.namesShown).map { "`\($0)`" }
    let left = cycle.ids.count - shown.count
    let ring = shown + (left > 0 ? ["\(left) more"] : []) + ["`\(first)`"]
    report(
      Finding(
        .cycle, "\(message): \(ring.joined(separator: " needs "))",
        at: Path([.key(section.rawValue), .key(first)]), isAboutKey: true,
        notes: cycle.edges.map { .init("here `\($0.from)` needs `\($0.to)`", at: $0.path) },
        hint: hint))
  }

  private static let namesShown = 12
  private static let fewResources = 4
}

extension DependencyGraph.Cycle {
  /// The same ring, told from another of its parts on.
  fileprivate func beginning(at start: Int) -> Self {
    guard start > 0, start < ids.count, edges.count == ids.count else { return self }
    var cycle = self
    cycle.edges = Array(edges[start...] + edges[..<start])
    return cycle
  }
}
