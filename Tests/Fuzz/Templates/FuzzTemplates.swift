internal import CFuzzer
internal import CloudFormation
internal import Diagnostics
internal import Documents
internal import FuzzSupport

/// Reads bytes as a template, walks, checks, expands and evaluates it, and emits it.
@main
struct FuzzTemplates {
  static func main() {
    fuzz(CommandLine.argc, CommandLine.unsafeArgv) { start, count in
      check(UnsafeBufferPointer(start: start, count: count))
      return 0
    }
  }
}

private func check(_ input: UnsafeBufferPointer<UInt8>) {
  let dialects: [Dialect] = [.cloudFormation, .cloudFormationJSON]
  guard let (dialect, bytes) = choose(among: dialects, by: input) else { return }
  let source = Source(name: "<given>", bytes: bytes)
  let reading = read(source, as: dialect)
  guard let value = meaning(of: reading, for: .json)?.first, let root = reading.documents.first,
    isSmall(value)
  else { return }
  let findings = TemplateChecker.findings(in: value)
  var file = TemplateFile(root, value)
  requirePlaces(
    of: findings.map { finding in
      Diagnostic(
        finding.code, finding.severity, finding.message, at: file.place(of: finding),
        hint: finding.hint.map { Diagnostic.Hint($0) })
    }, in: source)
  _ = TemplateFile.isTemplate(value)
  guard let template = Template(value: value) else {
    return require(findings.count == 1, "what is no template is said to be none, once")
  }
  checkEmission(of: template, findings)
  checkGraph(of: template)
  checkExpansion(of: template)
  checkEvaluation(of: template)
  _ = TemplateValidation(of: template).violations
  _ = Capabilities.required(by: template)
}

private func checkEmission(of template: Template, _ findings: [Finding]) {
  guard let copy = meaning(of: template.value.prettyJSON, as: .cloudFormationJSON)?.first else {
    return require(false, "what is emitted is read")
  }
  require(copy == template.value, "what is emitted is the same template")
  require(
    TemplateChecker.findings(in: copy) == findings, "what is emitted has the same mistakes")
}

private func checkGraph(of template: Template) {
  let graph = DependencyGraph(of: template)
  require(
    graph.cycles.isEmpty == (graph.order.count == graph.ids.count), "all but rings has an order")
  let positions = Dictionary(
    graph.order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  for (id, position) in positions {
    for edge in graph.dependencies(of: id) {
      guard let needed = positions[edge.to] else {
        return require(false, "what has an order needs nothing that has none")
      }
      require(needed < position, "what is needed comes first")
      require(part(of: template, at: edge.path) != nil, "an edge stands somewhere")
    }
  }
  for cycle in graph.cycles {
    for (index, edge) in cycle.edges.enumerated() {
      require(edge.to == cycle.edges[(index + 1) % cycle.edges.count].from, "a ring is closed")
    }
  }
}

private func checkExpansion(of template: Template) {
  let known = ParameterValues(for: template, given: [:]).values
  let expansion = Expansion(of: template, known: Surroundings(parameters: known))
  guard Expansion.isWanted(by: template) else {
    return require(expansion.template == template, "who does not ask is left alone")
  }
  for mistake in expansion.mistakes {
    require(part(of: template, at: mistake.path) != nil, "a mistake stands somewhere")
    require(!mistake.message.isEmpty, "a mistake is said")
  }
  for loop in expansion.open {
    require(part(of: template, at: loop.path) != nil, "an open loop stands somewhere")
    require(!loop.causes.isEmpty, "an open loop has its reasons")
  }
  for resource in expansion.template.resources {
    let origin = expansion.origin(of: Path([.key("Resources"), .key(resource.id)]))
    require(part(of: template, at: origin) != nil, "what is made has an origin")
  }
  let again = Expansion(of: expansion.template, known: Surroundings(parameters: known))
  require(again.template == expansion.template, "expanding twice is expanding once")
}

private func checkEvaluation(of template: Template) {
  let evaluator = Evaluator(template)
  _ = evaluator.brokenAssertions
  let decided = evaluator.decided
  require(
    Set(decided.resources.map(\.id)).isSubset(of: template.resources.map(\.id)),
    "deciding only takes away")
  for resource in template.resources {
    let left = evaluator.properties(of: resource).value.expression
    let again = evaluator.evaluate(left).value.expression
    require(again == left, "what is left to work out is worked out as far as it goes")
  }
}

/// What stands at a path; nil if nothing does.
private func part(of template: Template, at path: Path) -> Value? {
  var value = template.value
  for step in path.steps {
    switch (step, value) {
    case (.key(let key), .object(let object)):
      guard let found = object[key] else { return nil }
      value = found
    case (.index(let index), .array(let elements)) where elements.indices.contains(index):
      value = elements[index]
    default: return nil
    }
  }
  return value
}

/// With its aliases followed, a template may be a thousand times as large as its text.
private func isSmall(_ value: Value) -> Bool {
  var open = [value]
  var count = 0
  while let next = open.popLast() {
    count += 1
    guard count + open.count < 10_000 else { return false }
    switch next {
    case .array(let elements): open += elements
    case .object(let object): open += object.members.map(\.value)
    default: break
    }
  }
  return true
}
