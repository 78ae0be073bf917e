internal import CloudFormation
internal import Diagnostics
internal import Documents

/// Reads one stack file.
struct StackReader {
  var fields = FieldReader()
  /// The names of the project's environments.
  let environments: [String]

  init(environments: [String]) {
    self.environments = environments
  }

  private static let resourceExample = "artifacts: {type: AWS::S3::Bucket}"
  private static let later = ["template", "parameters", "environments"]
  private static let shape = FieldReader.Shape(
    name: "a stack",
    keys: ["stack", "description", "variables", "resources", "outputs", "tags"] + later,
    example: "stack: serving")
  private static let resourceShape = FieldReader.Shape(
    name: "a resource",
    keys: [
      "type", "properties", "depends-on", "deletion-policy", "update-replace-policy",
      "creation-policy", "update-policy", "metadata",
    ],
    required: [("type", "type: AWS::S3::Bucket")], example: resourceExample)
  private static let outputShape = FieldReader.Shape(
    name: "an output", keys: ["value", "description"],
    required: [("value", "value: ${api.Arn}")], example: "url: ${api.url}")

  mutating func read(_ root: Node) -> StackFile? {
    guard let found = fields.fields(of: root, Self.shape), let nameNode = found["stack"],
      fields.text(nameNode, "`stack`", example: "stack: serving") != nil,
      let name = fields.unreservedName(nameNode, "a stack", .stackPart)
    else { return nil }
    for key in Self.later {
      guard let place = found.place(of: key) else { continue }
      fields.reportLater("`\(key)` in stack files", at: place, "Remove it.")
    }
    var variableReader = VariableReader(fields: fields, environments: environments)
    let variables = variableReader.variables(found["variables"])
    fields = variableReader.fields

    var declared = StackFile.Declared()
    declared.variables = variables.declared
    let resources = resources(found, nameNode, &declared)
    return StackFile(
      name: name, place: nameNode.place, variables: variables.read, resources: resources,
      outputs: found["outputs"].map { self.outputs($0) } ?? [],
      description: found["description"],
      tags: found["tags"].map {
        fields.named($0, "`tags`", example: "tags: {team: risk}")
      } ?? [],
      declared: declared)
  }

  // MARK: Resources

  private mutating func resources(
    _ found: Fields, _ stack: Node, _ declared: inout StackFile.Declared
  ) -> [StackFile.Resource] {
    let entries =
      found["resources"].map {
        fields.named($0, "`resources`", example: Self.resourceExample)
      } ?? []
    let isMapping = found["resources"].map { $0.kind == .mapping || $0.isNull } ?? true
    if entries.isEmpty, isMapping, found["template"] == nil {
      fields.diagnostics.append(
        Diagnostic(
          StackCode.missingKey, .error,
          "The stack has no resources; CloudFormation wants at least one.",
          at: found.place(of: "resources") ?? stack.place,
          hint: .init("For example: `resources: {\(Self.resourceExample)}`.")))
    }
    var resources: [StackFile.Resource] = []
    var owners: [String: StackFile.Resource] = [:]
    for entry in entries {
      declared.resources.insert(entry.name)
      let name = fields.unreservedName(entry.key, "a resource", .words)
      guard let found = fields.fields(of: entry.value, at: entry.key.place, Self.resourceShape)
      else { continue }
      let type = found["type"].flatMap { self.type($0) }
      if let properties = found["properties"], !properties.isNull,
        properties.kind != .mapping || properties.isIntrinsic
      {
        fields.reportType(
          properties, "`properties` has to be a mapping",
          example: "properties: {BucketName: artifacts}")
      }
      guard let name, let id = LogicalID.made(from: name) else { continue }
      let resource = StackFile.Resource(
        name: name, logicalID: id, type: type ?? "", place: entry.key.place, node: entry.value,
        fields: found)
      if let other = owners[id] {
        reportCollision("resources", (resource.name, resource.place), (other.name, other.place), id)
        continue
      }
      owners[id] = resource
      resources.append(resource)
    }
    return resources
  }

  private mutating func type(_ node: Node) -> String? {
    guard let text = fields.text(node, "`type`", example: "type: AWS::S3::Bucket") else {
      return nil
    }
    let parts = text.typeParts
    let areWords = parts.allSatisfy { !$0.isEmpty && LogicalID.isValid($0.withoutCustomMarks) }
    if areWords, parts.count == 2, parts[0] == "Custom" { return text }
    if areWords, parts.count == 3 || parts.count == 4 && parts[3] == "MODULE" {
      guard text.hasPrefix("AWS::Serverless::") else { return text }
      fields.diagnostics.append(
        Diagnostic(
          StackCode.needsTemplateStack, .error,
          "`\(text)` is a macro's type, and raw resources have no macros.", at: node.place,
          hint: .init("Write what it stands for, such as `AWS::Lambda::Function`.")))
      return nil
    }
    if parts.count == 1, NameRule.words.allows(text) {
      fields.diagnostics.append(
        Diagnostic(
          StackCode.notInThisVersion, .error,
          "This version of Esteira knows no component `\(text)`: it knows `AWS::…` types only.",
          at: node.place,
          hint: .init(
            "Write the CloudFormation type and its `properties`: `type: AWS::S3::Bucket`.")))
      return nil
    }
    fields.diagnostics.append(
      Diagnostic(
        StackCode.unknownType, .error, "`\(text)` is no resource type.", at: node.place,
        hint: .init("CloudFormation's types have three parts: `AWS::S3::Bucket`.")))
    return nil
  }

  private mutating func reportCollision(
    _ what: String, _ one: (name: String, place: Place), _ other: (name: String, place: Place),
    _ id: String
  ) {
    fields.diagnostics.append(
      Diagnostic(
        StackCode.logicalIDCollision, .error,
        "CloudFormation would know the \(what) `\(other.name)` and `\(one.name)` by one name, `\(id)`.",
        at: one.place, notes: [.init("the other one is this", at: other.place)],
        hint: .init("Give one of them another name.")))
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

extension String {
  /// What two colons each separate; the whole text where colons stand otherwise.
  fileprivate var typeParts: [String] {
    let pieces = split(separator: ":", omittingEmptySubsequences: false)
    let isJoined =
      pieces.count % 2 == 1
      && pieces.indices.allSatisfy { $0 % 2 == 0 || pieces[$0].isEmpty }
    guard isJoined else { return [self] }
    return pieces.indices.filter { $0 % 2 == 0 }.map { String(pieces[$0]) }
  }

  /// The text without the marks that names of custom resources and private types may have.
  fileprivate var withoutCustomMarks: String {
    String(decoding: utf8.filter { !"_@-".utf8.contains($0) }, as: UTF8.self)
  }
}
