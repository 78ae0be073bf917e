internal import Documents

extension TemplateValidation {
  /// Every name must be somebody's.
  mutating func checkReferences() {
    let resources = Set(template.resources.map(\.id))
    let parameters = Set(template.parameters.map(\.name))
    checkConditions(resources, parameters)
    var found: [(path: Path, references: [Reference])] = []
    for resource in template.resources {
      found.append((Path([.key("Resources"), .key(resource.id)]), References.of(resource)))
    }
    check(found, in: "Resources", resources, parameters)
    found = template.outputs.map {
      (Path([.key("Outputs"), .key($0.id)]), References.of($0))
    }
    check(found, in: "Outputs", resources, parameters)
  }

  private mutating func check(
    _ found: [(path: Path, references: [Reference])], in section: String,
    _ resources: Set<String>, _ parameters: Set<String>
  ) {
    var unresolved: [String] = []
    var firstPath = Path([.key(section)])
    var seen: Set<String> = []
    for (root, references) in found {
      for reference in references {
        let path = Path(root.steps + reference.path.steps)
        switch reference.target {
        case .ref(let name):
          if resources.contains(name) || parameters.contains(name) { continue }
          if PseudoParameter(rawValue: name) != nil { continue }
        case .dependsOn(let name):
          if resources.contains(name) { continue }
        case .attribute(let name, _):
          if resources.contains(name) { continue }
          if section == "Resources" {
            report(
              "Template error: instance of Fn::GetAtt references undefined resource \(name)",
              .reference, at: path)
            continue
          }
        case .condition(let name):
          if template.conditions[name] != nil { continue }
          let isCall = path.steps.last != .key("Condition")
          report(
            isCall
              ? "Template error: unresolved condition dependency \(name) in Fn::If"
              : "Template format error: Unresolved condition dependency \(name) in the \(section) block of the template",
            .reference, at: path)
          continue
        case .mapping(let name):
          if template.mappings[name] != nil || hasDefault(path) { continue }
          report(
            "Template error: Mapping named '\(name)' is not present in the 'Mappings' section of template.",
            .reference, at: path)
          continue
        case .export: continue
        }
        guard let name = reference.name, seen.insert(name).inserted else { continue }
        if unresolved.isEmpty { firstPath = path }
        unresolved.append(name)
      }
    }
    if !unresolved.isEmpty {
      report(
        "Template format error: Unresolved resource dependencies [\(unresolved.joined(separator: ", "))] in the \(section) block of the template",
        .reference, at: firstPath)
    }
  }

  /// Whether the `Fn::FindInMap` whose mapping's name stands here has a default.
  private func hasDefault(_ path: Path) -> Bool {
    var value = template.value
    for step in path.steps.dropLast() {
      switch (step, value) {
      case (.key(let key), .object(let object)): value = object[key] ?? .null
      case (.index(let index), .array(let elements)) where elements.indices.contains(index):
        value = elements[index]
      default: return false
      }
    }
    return value.elements?.count == 4
  }

  private mutating func checkConditions(_ resources: Set<String>, _ parameters: Set<String>) {
    var foreign: [String] = []
    for member in template.conditions.members {
      let path = Path([.key("Conditions"), .key(member.key)])
      for reference in References.within(member.value, at: path, amongConditions: true) {
        switch reference.target {
        case .condition(let name) where template.conditions[name] == nil:
          report(
            "Template error: unresolved condition dependency \(name) in Condition", .reference,
            at: reference.path)
        case .export:
          report(
            "Template error: Cannot use Fn::ImportValue in Conditions.", .reference,
            at: reference.path)
        default:
          guard let name = reference.name, !parameters.contains(name),
            PseudoParameter(rawValue: name) == nil, !foreign.contains(name)
          else { continue }
          foreign.append(name)
        }
      }
    }
    if !foreign.isEmpty {
      report(
        "Template format error: Unresolved dependencies [\(foreign.joined(separator: ", "))]. Cannot reference resources in the Conditions block of the template",
        .reference, at: Path([.key("Conditions")]))
    }
  }

  /// Every function must have the arguments it wants, as far as that can be seen.
  mutating func checkFunctions() {
    let evaluator = Evaluator(template)
    var found = evaluator.conditionViolations
    for resource in template.resources {
      for member in resource.body.members {
        let path = Path([.key("Resources"), .key(resource.id), .key(member.key)])
        found += evaluator.evaluate(member.value, at: path).violations
      }
    }
    for output in template.outputs { found += evaluator.value(of: output).violations }
    for violation in found where violation.kind != .reference && !violations.contains(violation) {
      report(violation.message, violation.kind, at: violation.path)
    }
  }

  /// No resource may need itself.
  mutating func checkCycles() {
    let graph = DependencyGraph(of: template)
    guard !graph.cycles.isEmpty else { return }
    let sound = Set(graph.order)
    let stuck = graph.ids.filter { !sound.contains($0) }
    report(
      "Circular dependency between resources: [\(stuck.joined(separator: ", "))]", .cycle,
      at: graph.cycles[0].edges[0].path)
  }
}
