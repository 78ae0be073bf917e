internal import CloudFormation
package import Diagnostics
internal import Documents

/// Which variables and stacks the files refer to.
extension Project {
  /// Variables that nothing refers to.
  var uselessVariables: [Diagnostic] {
    stacks.flatMap { stack -> [Diagnostic] in
      guard !stack.variables.isEmpty else { return [] }
      var used: Set<String> = []
      stack.root.forEachReference { body in
        if body.hasPrefix("var.") { used.insert(String(body.dropFirst(4))) }
      }
      return stack.variables.filter { !used.contains($0.name) }.map { variable in
        Diagnostic(
          StackCode.unusedVariable, .warning,
          "nothing in this file uses the variable `\(variable.name)`", at: variable.place,
          hint: .init("write `${var.\(variable.name)}` where it belongs, or remove it"))
      }
    }
  }

  /// Whether a file refers to the commit that it is of.
  package var refersToCommit: Bool {
    stacks.contains { stack in
      var isFound = false
      stack.root.forEachReference { if $0 == "git.commit" { isFound = true } }
      return isFound
    }
  }

  /// The stacks whose outputs a stack reads, in some environment, by the names, with the places.
  func stacksRead(by stack: StackFile) -> [(name: String, place: Place)] {
    let names = Set(stacks.map(\.name))
    var found: [(name: String, place: Place)] = []
    stack.root.forEachReference { body, node in
      let first = String(body.prefix { $0 != "." })
      guard names.contains(first), first != stack.name, body != first,
        !stack.declared.resources.contains(first), !found.contains(where: { $0.name == first })
      else { return }
      found.append((first, node.place))
    }
    return found
  }

  /// The stacks in an order in which everything comes behind what it reads, else by their names;
  /// and what is wrong with stacks that read each other.
  package var order: (stacks: [StackFile], diagnostics: [Diagnostic]) {
    let sorted = stacks.sorted { $0.name.precedes($1.name) }
    var edges: [DependencyGraph.Edge] = []
    var places: [StackLowering.Need: Place] = [:]
    for stack in sorted {
      for (name, place) in stacksRead(by: stack) {
        edges.append(.init(from: stack.name, to: name, path: Path()))
        places[.init(from: stack.name, to: name)] = place
      }
    }
    let graph = DependencyGraph(ids: sorted.map(\.name), edges: edges)
    let diagnostics = graph.cycles.map { cycle in
      let ring = cycle.ids + cycle.ids.prefix(1)
      let steps = cycle.edges.map { places[.init(from: $0.from, to: $0.to)] }
      return Diagnostic(
        StackCode.stackCycle, .error,
        "these stacks read each other's outputs: \(ring.map { "`\($0)`" }.joined(separator: " → "))",
        at: steps.first ?? nil,
        notes: zip(cycle.edges, steps).dropFirst().map { edge, place in
          .init("`\(edge.from)` reads `\(edge.to)` here", at: place)
        },
        hint: .init("move what both need into one stack, or into a third one that both read"))
    }
    let ranks = Dictionary(
      graph.order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let ordered = sorted.enumerated().sorted { left, right in
      let (one, other) = (ranks[left.element.name] ?? .max, ranks[right.element.name] ?? .max)
      return one == other ? left.offset < right.offset : one < other
    }
    return (ordered.map(\.element), diagnostics)
  }

  /// The names of the stacks whose outputs a stack reads.
  package func names(readBy stack: StackFile) -> [String] { stacksRead(by: stack).map(\.name) }
}

extension Node {
  /// Calls the body with what stands between the braces of every reference below the node.
  fileprivate func forEachReference(_ body: (String, Node) -> Void) {
    switch kind {
    case .scalar:
      guard ReferenceText.isNeeded(for: text) else { return }
      for reference in ReferenceText(text).references { body(reference.body, self) }
    case .sequence:
      for element in elements { element.forEachReference(body) }
    case .mapping:
      for entry in entries {
        entry.key.forEachReference(body)
        entry.value.forEachReference(body)
      }
    case .alias: break
    }
  }

  func forEachReference(_ body: (String) -> Void) {
    forEachReference { text, _ in body(text) }
  }
}
