internal import CloudFormation
internal import Diagnostics
internal import Documents

/// The resources of a stack file.
extension StackReader {
  private static let example = "artifacts: {type: AWS::S3::Bucket}"
  static let resourceShape = FieldReader.Shape(
    name: "a resource",
    keys: [
      .init(
        "type", .type, "What the resource is: a component, or a type of CloudFormation.",
        example: "AWS::S3::Bucket", isRequired: true),
      .init(
        "properties", .content,
        "The properties of the type, as CloudFormation has them; `esteira facts TYPE` lists them."),
      .dependsOn,
      .init(
        "deletion-policy", .field(.choice(Template.RetentionPolicy.allCases.map(\.rawValue))),
        "What becomes of the resource when it leaves the stack.", example: "Retain"),
      .init(
        "update-replace-policy", .field(.choice(["Delete", "Retain", "Snapshot"])),
        "What becomes of the resource when a change replaces it.", example: "Retain"),
      .init(
        "creation-policy", .content,
        "What CloudFormation waits for before the resource counts as created."),
      .init(
        "update-policy", .content, "How CloudFormation updates groups, aliases and the like."),
      .init("metadata", .content, "What others want to know of the resource."),
    ],
    example: example)

  mutating func resources(
    _ found: Fields, _ stack: Node, _ declared: inout StackFile.Declared
  ) -> [StackFile.Resource] {
    let entries =
      found["resources"].map {
        fields.named($0, "`resources`", example: Self.example)
      } ?? []
    let isMapping = found["resources"].map { $0.kind == .mapping || $0.isNull } ?? true
    if entries.isEmpty, isMapping {
      fields.diagnostics.append(
        Diagnostic(
          StackCode.missingKey, .error,
          "the stack has no resources; CloudFormation wants at least one",
          at: found.place(of: "resources") ?? stack.place,
          hint: .init("for example: `resources: {\(Self.example)}`")))
    }
    var resources: [StackFile.Resource] = []
    var owners: [String: StackFile.Resource] = [:]
    for entry in entries {
      declared.resources.insert(entry.name)
      let name = fields.unreservedName(entry.key, "a resource", .words)
      guard let (kind, found) = content(of: entry), let name,
        let id = LogicalID.made(from: name)
      else { continue }
      let resource = StackFile.Resource(
        name: name, logicalID: id, kind: kind, place: entry.key.place, node: entry.value,
        fields: found)
      let ids = resource.possibleParts.map(\.logicalID)
      let taken = ids.first { id in owners[id].map { !resource.shares(id, with: $0) } ?? false }
      if let id = taken, let other = owners[id] {
        reportCollision("resources", (resource.name, resource.place), (other.name, other.place), id)
        continue
      }
      for id in ids { owners[id] = resource }
      resources.append(resource)
    }
    return resources
  }

  /// What a resource is, and its keys if it is a raw one.
  private mutating func content(
    of entry: Fields.Entry
  ) -> (StackFile.Resource.Kind, Fields)? {
    if entry.value.kind == .mapping, let node = entry.value["type"], node.kind == .scalar,
      !node.isIntrinsic, let component = component(node)
    {
      return (.component(component), Fields())
    }
    let keys = entry.value.fields.map(\.key.text)
    if entry.value.kind == .mapping, !keys.contains("type"),
      Spelling.nearest(to: "type", among: keys).isEmpty, !keys.contains("Type")
    {
      // Which other keys there may be depends on the type.
      fields.diagnostics.append(
        Diagnostic(
          StackCode.missingKey, .error, "`type` is missing: a resource needs one",
          at: entry.key.place,
          hint: .init(
            "add it: a component, such as `type: ecr-repository`, or a CloudFormation type, such as `type: AWS::S3::Bucket`"
          )))
      return nil
    }
    guard let found = fields.fields(of: entry.value, at: entry.key.place, Self.resourceShape)
    else { return nil }
    let type = found["type"].flatMap { self.type($0) }
    if let properties = found["properties"], !properties.isNull,
      properties.kind != .mapping || properties.isIntrinsic
    {
      fields.reportType(
        properties, "`properties` has to be a mapping",
        example: "properties: {BucketName: artifacts}")
    }
    return (type.map { .raw($0) } ?? .faulty, found)
  }

  /// The component that a type names; a misspelt one is reported and counts as what was surely meant.
  private mutating func component(_ node: Node) -> Component? {
    let text = node.text
    if let component = catalogue[text] { return component }
    guard !text.utf8.contains(UInt8(ascii: ":")), !text.isEmpty else { return nil }
    let near =
      catalogue[text.kebab].map { [$0.name] }
      ?? Spelling.nearest(to: text, among: catalogue.names)
    guard near.count == 1 else { return nil }
    fields.diagnostics.append(
      Diagnostic(
        StackCode.unknownType, .error, "there is no component `\(text)`", at: node.place,
        hint: .init(
          "did you mean `\(near[0])`?", edit: Diagnostic.Edit(node.span, replacement: near[0]))))
    return catalogue[near[0]]
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
          "`\(text)` is a macro's type, and raw resources have no macros", at: node.place,
          hint: .init("write what it stands for, such as `AWS::Lambda::Function`")))
      return nil
    }
    if parts.count == 1, NameRule.words.allows(text) {
      fields.diagnostics.append(
        Diagnostic(
          StackCode.unknownType, .error, "there is no component `\(text)`", at: node.place,
          hint: .init(
            catalogue.names.isEmpty
              ? "write the CloudFormation type and its `properties`: `type: AWS::S3::Bucket`"
              : "the components are \(catalogue.names.listed); a CloudFormation type has three parts: `AWS::S3::Bucket`"
          )))
      return nil
    }
    fields.diagnostics.append(
      Diagnostic(
        StackCode.unknownType, .error, "`\(text)` is no resource type", at: node.place,
        hint: .init("CloudFormation's types have three parts: `AWS::S3::Bucket`")))
    return nil
  }

  /// What types of CloudFormation and of others look like, macros' left out.
  static let typePattern = {
    let word = "[A-Za-z0-9_@-]*[A-Za-z0-9][A-Za-z0-9_@-]*"
    return "^(Custom::\(word)|(?!AWS::Serverless::)\(word)::\(word)::\(word)(::MODULE)?)$"
  }()

  mutating func reportCollision(
    _ what: String, _ one: (name: String, place: Place), _ other: (name: String, place: Place),
    _ id: String
  ) {
    fields.diagnostics.append(
      Diagnostic(
        StackCode.logicalIDCollision, .error,
        "CloudFormation would know the \(what) `\(other.name)` and `\(one.name)` by one name, `\(id)`",
        at: one.place, notes: [.init("the other one is this", at: other.place)],
        hint: .init("give one of them another name")))
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

extension FieldReader.Key {
  /// `depends-on`, which every resource may have.
  static let dependsOn = FieldReader.Key(
    "depends-on", .list(.name(.words)),
    "Resources that have to stand first. References give the order by themselves.",
    example: "[artifacts]")
}
