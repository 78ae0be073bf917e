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

  /// The keys that environments can lay over.
  static let commonKeys: [FieldReader.Key] = [
    .init("description", .text, "What the stack is for.", example: "The churn model, open to all"),
    .init(
      "variables", .named(.mapping(VariableReader.shape), .init(pattern: NameRule.words.pattern)),
      "What the stack leaves open: `${var.name}` is the value of a variable."),
    .init(
      "resources",
      .named(
        .resource, .init(pattern: NameRule.words.pattern, isReserved: true, isNeeded: true)),
      "What should exist: components and raw resources, under names of your choice."),
    .init(
      "parameters", .named(.list(.text), .init()),
      "The values of the template's parameters.", example: "{InstanceType: ml.m5.large}"),
    .init(
      "outputs",
      .named(
        .either([.text, .function, .mapping(outputShape)]),
        .init(pattern: NameRule.words.pattern)),
      "What the stack shows: to people, and to other stacks as `${stack.output}`.",
      example: "{url: \"${api.url}\"}"),
    .init(
      "tags", .named(.field(.text(pattern: Tag.valuePattern)), .init(pattern: Tag.keyPattern)),
      "Tags that CloudFormation puts on everything in the stack.", example: "{team: risk}"),
  ]
  static let shape = FieldReader.Shape(
    name: "a stack",
    keys: [
      .init(
        "stack", .name(.stackPart, isReserved: true),
        "The stack's name. What CloudFormation sees begins with the project and the environment.",
        example: "serving", isRequired: true)
    ] + commonKeys.prefix { $0.name != "parameters" } + [
      .init(
        "template", .text,
        "A CloudFormation template that is the stack, instead of `resources`; its path from this file.",
        example: "legacy.yaml")
    ] + commonKeys.drop { $0.name != "parameters" } + [
      .init(
        "environments",
        .named(.change(overrideShape), .init(pattern: NameRule.stackPart.pattern)),
        "What differs in an environment: laid over the stack, key by key; `null` removes a key.")
    ],
    rules: [
      .excludes("template", ["resources", "outputs"]), .requires("resources", or: "template"),
      .needs("parameters", "template"),
    ],
    example: "stack: serving")
  private static let outputShape = FieldReader.Shape(
    name: "an output",
    keys: [
      .init(
        "value", .either([.text, .function]), "What the output says.", example: "${api.Arn}",
        isRequired: true),
      .init("description", .text, "What the output is.", example: "Where requests go"),
    ],
    example: "url: ${api.url}")

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
