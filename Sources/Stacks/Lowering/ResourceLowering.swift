internal import CloudFormation
internal import Diagnostics
internal import Documents

/// Raw resources: CloudFormation types with their properties.
extension StackLowering {
  /// The CloudFormation resources that a resource becomes.
  mutating func resource(_ resource: StackFile.Resource) -> [(id: String, value: Value)] {
    switch resource.kind {
    case .raw(let type):
      [(resource.logicalID, inside(resource) { $0.raw(resource, type) })]
    case .component(let component):
      inside(resource) { $0.parts(of: resource, component) }
    case .faulty: []
    }
  }

  private mutating func raw(_ resource: StackFile.Resource, _ type: String) -> Value {
    let fields = resource.fields
    var body: Value.Object = ["Type": .string(type)]
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
      let facts = key == "properties" ? Facts[type] : nil
      let wanted = facts.map { Wanted.property($0, PropertyPath(steps: [])) } ?? .anything
      let value = wanting(wanted) { $0.value(of: node) }
      if let facts { reportSecrets(in: value, node, facts, []) }
      body[member] = value
    }
    return .object(body)
  }

  mutating func dependencies(_ node: Node) -> [String] {
    var reader = FieldReader()
    let elements = reader.elements(node, "`depends-on`", example: "depends-on: [artifacts]")
    var ids: Set<String> = []
    for element in elements {
      guard let name = reader.text(element, "`depends-on`", example: "depends-on: [artifacts]")
      else { continue }
      if let resource = resources[name] {
        need(resource.name, at: element.place)
        ids.formUnion(resource.dependencyIDs)
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
          ? "the stack has no resource `\(name)`"
          : "`depends-on` takes the names of resources as the stack file has them",
        at: node.place,
        hint: near.count == 1
          ? .init(
            own == nil ? "did you mean `\(near[0])`?" : "write `\(near[0])`",
            edit: Diagnostic.Edit(node.span, replacement: near[0]))
          : .init("its resources are \(names.listed)")))
  }

  private mutating func policy(_ node: Node, _ what: String, _ allowed: [String]) -> Value? {
    guard let text = fixedText(node, what) else { return nil }
    if allowed.contains(text) { return .string(text) }
    let near = Spelling.nearest(to: text, among: allowed)
    diagnostics.append(
      Diagnostic(
        StackCode.invalidValue, .error, "`\(text)` is no value of \(what)", at: node.place,
        hint: near.count == 1
          ? .init(
            "did you mean `\(near[0])`?",
            edit: Diagnostic.Edit(node.span, replacement: near[0]))
          : .init("it is one of \(allowed.listed)")))
    return nil
  }
}
