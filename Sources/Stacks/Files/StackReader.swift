internal import CloudFormation
internal import Diagnostics
internal import Documents

/// Reads one stack file.
struct StackReader {
  var fields = FieldReader()
  /// The names of the project's environments.
  let environments: [String]
  let catalogue: Catalogue

  init(environments: [String], catalogue: Catalogue) {
    self.environments = environments
    self.catalogue = catalogue
  }

  private static let shape = FieldReader.Shape(
    name: "a stack",
    keys: [
      "stack", "description", "variables", "resources", "template", "parameters", "outputs", "tags",
      "environments",
    ],
    example: "stack: serving")
  private static let outputShape = FieldReader.Shape(
    name: "an output", keys: ["value", "description"],
    required: [("value", "value: ${api.Arn}")], example: "url: ${api.url}")

  /// Reads a file; or, where `isOverlaid`, what it is once an environment's part lies over it.
  mutating func read(_ root: Node, isOverlaid: Bool = false) -> StackFile? {
    guard let found = fields.fields(of: root, Self.shape), let nameNode = found["stack"],
      fields.text(nameNode, "`stack`", example: "stack: serving") != nil,
      let name = fields.unreservedName(nameNode, "a stack", .stackPart)
    else { return nil }
    var variableReader = VariableReader(fields: fields, environments: environments)
    let variables = variableReader.variables(found["variables"])
    fields = variableReader.fields

    var declared = StackFile.Declared()
    declared.variables = variables.declared
    let template = template(found)
    let resources = template == nil ? resources(found, nameNode, &declared) : []
    let overrides = isOverlaid ? [:] : overrides(found["environments"], over: root)
    var file = StackFile(
      name: name, place: nameNode.place, variables: variables.read, resources: resources,
      outputs: found["outputs"].map { self.outputs($0) } ?? [], template: template,
      root: root, overrides: overrides,
      description: found["description"],
      tags: found["tags"].map {
        fields.named($0, "`tags`", example: "tags: {team: risk}")
      } ?? [],
      declared: declared)
    file.isFaulty = fields.diagnostics.hasErrors
    return file
  }

  // MARK: Outputs

  private mutating func outputs(_ node: Node) -> [StackFile.Output] {
    var outputs: [StackFile.Output] = []
    var owners: [String: StackFile.Output] = [:]
    for entry in fields.named(node, "`outputs`", example: "outputs: {url: \"${api.url}\"}") {
      let name = fields.name(entry.key, "an output", .words)
      var value = entry.value
      var description: Node?
      if value.kind == .mapping, !value.isIntrinsic, value.longForm == nil {
        guard let found = fields.fields(of: value, at: entry.key.place, Self.outputShape),
          let inner = found["value"]
        else { continue }
        value = inner
        description = found["description"]
      }
      guard let name, let id = LogicalID.made(from: name) else { continue }
      let output = StackFile.Output(
        name: name, logicalID: id, place: entry.key.place, value: value, description: description)
      if let other = owners[id] {
        reportCollision("outputs", (output.name, output.place), (other.name, other.place), id)
        continue
      }
      owners[id] = output
      outputs.append(output)
    }
    return outputs
  }
}
