internal import CloudFormation
internal import Diagnostics
internal import Documents

/// Turns one stack file into the template of one environment.
struct StackLowering {
  let stack: StackFile
  let project: Project
  let environment: Environment
  let resources: [String: StackFile.Resource]
  let logicalIDs: Set<String>
  var variables: [String: Value] = [:]
  var diagnostics: [Diagnostic] = []
  /// The logical id of the resource that is being lowered.
  private var current: String?
  /// Where a resource first says that it needs another.
  private var needs: [DependencyGraph.Edge: Place] = [:]
  private var edges: [DependencyGraph.Edge] = []

  init(stack: StackFile, project: Project, environment: Environment) {
    self.stack = stack
    self.project = project
    self.environment = environment
    resources = Dictionary(
      stack.resources.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    logicalIDs = Set(stack.resources.map(\.logicalID))
  }

  mutating func lower(_ values: VariableValues) -> Lowering {
    settleVariables(values)
    var body: Value.Object = ["AWSTemplateFormatVersion": "2010-09-09"]
    if let node = stack.description, let text = fixedText(node, "`description`") {
      body["Description"] = .string(text)
    }
    let tags = tags()
    let lowered = stack.resources.map { (id: $0.logicalID, value: resource($0)) }
    body["Resources"] = Self.object(lowered)
    let outputs = stack.outputs.map { (id: $0.logicalID, value: output($0)) }
    if !outputs.isEmpty { body["Outputs"] = Self.object(outputs) }

    let template = Template(body)
    let origins = Origins(stack)
    reportCycles()
    let ordered = diagnostics.inOrder(of: [stack.place.source])
    guard !diagnostics.hasErrors else { return Lowering(stack: nil, diagnostics: ordered) }
    let result = LoweredStack(
      name: stack.name, stackName: project.stackName(of: stack, in: environment),
      environment: environment, template: template, tags: tags,
      resources: stack.resources.map { .init(name: $0.name, logicalID: $0.logicalID) },
      outputs: stack.outputs.map { .init(name: $0.name, logicalID: $0.logicalID) },
      origins: origins)
    return Lowering(stack: result, diagnostics: ordered)
  }

  /// Notes that the resource being lowered needs another one.
  mutating func need(_ id: String, at place: Place) {
    guard let current else { return }
    let edge = DependencyGraph.Edge(from: current, to: id, path: Path())
    guard needs[edge] == nil else { return }
    needs[edge] = place
    edges.append(edge)
  }

  private static func object(_ entries: [(id: String, value: Value)]) -> Value {
    .object(
      Value.Object(
        entries.sorted { $0.id.precedes($1.id) }.map { Value.Object.Member($0.id, $0.value) }))
  }

  // MARK: Resources

  private mutating func resource(_ resource: StackFile.Resource) -> Value {
    current = resource.logicalID
    defer { current = nil }
    let fields = resource.fields
    var body: Value.Object = ["Type": .string(resource.type)]
    if let node = fields["depends-on"] {
      let ids = dependencies(node)
      if !ids.isEmpty { body["DependsOn"] = .array(ids.map(Value.string)) }
    }
    if let node = fields["deletion-policy"] {
      body["DeletionPolicy"] = policy(
        node, "`deletion-policy`", Template.RetentionPolicy.allCases.map(\.rawValue))
    }
    if let node = fields["update-replace-policy"] {
      body["UpdateReplacePolicy"] = policy(
        node, "`update-replace-policy`", ["Delete", "Retain", "Snapshot"])
    }
    for (key, member) in [
      ("creation-policy", "CreationPolicy"), ("update-policy", "UpdatePolicy"),
      ("metadata", "Metadata"), ("properties", "Properties"),
    ] {
      guard let node = fields[key], !node.isNull else { continue }
      guard node.kind == .mapping else {
        if key != "properties" {
          var reader = FieldReader()
          reader.reportType(node, "`\(key)` has to be a mapping", example: "\(key): {…}")
          diagnostics += reader.diagnostics
        }
        continue
      }
      body[member] = value(of: node)
    }
    return .object(body)
  }

  private mutating func dependencies(_ node: Node) -> [String] {
    var reader = FieldReader()
    let elements = reader.elements(node, "`depends-on`", example: "depends-on: [artifacts]")
    var ids: Set<String> = []
    for element in elements {
      guard let name = reader.text(element, "`depends-on`", example: "depends-on: [artifacts]")
      else { continue }
      if let resource = resources[name] {
        need(resource.logicalID, at: element.place)
        ids.insert(resource.logicalID)
      } else if !stack.declared.resources.contains(name) {
        reportDependency(element, name)
      }
    }
    diagnostics += reader.diagnostics
    return ids.sorted { $0.precedes($1) }
  }

  private mutating func reportDependency(_ node: Node, _ name: String) {
    let names = stack.resources.map(\.name)
    let bare = ReferenceText(name).alone?.body ?? name
    let own = stack.resources.first { $0.name == bare || $0.logicalID == bare }
    let near = own.map { [$0.name] } ?? Spelling.nearest(to: bare, among: names)
    diagnostics.append(
      Diagnostic(
        StackCode.unknownReference, .error,
        own == nil
          ? "The stack has no resource `\(name)`."
          : "`depends-on` takes the names of resources as the stack file has them.",
        at: node.place,
        hint: near.count == 1
          ? .init(
            own == nil ? "Did you mean `\(near[0])`?" : "Write `\(near[0])`.",
            edit: Diagnostic.Edit(node.span, replacement: near[0]))
          : .init("Its resources are \(names.listed).")))
  }

  private mutating func policy(_ node: Node, _ what: String, _ allowed: [String]) -> Value? {
    guard let text = fixedText(node, what) else { return nil }
    if allowed.contains(text) { return .string(text) }
    let near = Spelling.nearest(to: text, among: allowed)
    diagnostics.append(
      Diagnostic(
        StackCode.invalidValue, .error, "`\(text)` is no value of \(what).", at: node.place,
        hint: near.count == 1
          ? .init(
            "Did you mean `\(near[0])`?",
            edit: Diagnostic.Edit(node.span, replacement: near[0]))
          : .init("It is one of \(allowed.listed).")))
    return nil
  }

  // MARK: Outputs and tags

  private mutating func output(_ output: StackFile.Output) -> Value {
    var body: Value.Object = [:]
    if let node = output.description, let text = fixedText(node, "`description`") {
      body["Description"] = .string(text)
    }
    let value = value(of: output.value)
    switch value {
    case .array, .object:
      let isCall =
        if case .object(let object) = value { Intrinsic.call(in: object) != nil } else { false }
      if isCall {
        body["Value"] = value
      } else {
        var reader = FieldReader()
        reader.reportType(output.value, "an output has to be one text", example: "url: ${api.url}")
        diagnostics += reader.diagnostics
      }
    case .null: break
    case .bool, .number, .string: body["Value"] = .string(value.asText)
    }
    return .object(body)
  }

  /// The most tags that CloudFormation takes.
  private static let mostTags = 50

  private mutating func tags() -> [Tag] {
    var values = Dictionary(
      environment.tags.map { ($0.key, $0.value) }, uniquingKeysWith: { _, last in last })
    var reader = FieldReader()
    for entry in stack.tags {
      guard let text = fixedText(entry.value, "a tag's value"),
        let tag = reader.tag(entry, text)
      else { continue }
      values[tag.key] = tag.value
    }
    diagnostics += reader.diagnostics
    if values.count > Self.mostTags, let place = stack.tags.first?.key.place ?? environment.place {
      diagnostics.append(
        Diagnostic(
          StackCode.invalidTag, .error,
          "A stack has at most \(Self.mostTags) tags; with the environment's these are \(values.count).",
          at: place, hint: .init("Remove some.")))
    }
    return values.map { Tag($0.key, $0.value) }.sorted { $0.key.precedes($1.key) }
  }

  // MARK: Cycles

  private mutating func reportCycles() {
    let ranks = Dictionary(
      stack.resources.enumerated().map { ($1.logicalID, $0) },
      uniquingKeysWith: { first, _ in first })
    for cycle in DependencyGraph(ids: stack.resources.map(\.logicalID), edges: edges).cycles {
      var edges = cycle.edges
      let start = edges.indices.min { ranks[edges[$0].from] ?? 0 < ranks[edges[$1].from] ?? 0 } ?? 0
      edges = Array(edges[start...] + edges[..<start])
      let steps = edges.map { edge in
        (
          from: stack.resources[ranks[edge.from] ?? 0].name,
          to: stack.resources[ranks[edge.to] ?? 0].name,
          place: needs[edge] ?? stack.place
        )
      }
      let ring = (steps.map(\.from) + steps.prefix(1).map(\.from)).map { "`\($0)`" }
      diagnostics.append(
        Diagnostic(
          StackCode.cycle, .error,
          steps.count == 1
            ? "`\(steps[0].from)` needs itself."
            : "These resources need each other: \(ring.joined(separator: " → ")).",
          at: steps[0].place,
          notes: steps.dropFirst().map {
            .init("`\($0.from)` needs `\($0.to)` here", at: $0.place)
          },
          hint: .init(
            "Remove one of the references, or move what both need into a resource of its own.")))
    }
  }
}
