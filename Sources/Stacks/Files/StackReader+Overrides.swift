internal import Diagnostics
internal import Documents

/// What differs in an environment, and stacks that are templates.
extension StackReader {
  static let overrideShape = FieldReader.Shape(
    name: "an environment's part of a stack",
    keys: commonKeys,
    example: "prod: {resources: {artifacts: {properties: {BucketName: churn}}}}")

  /// The nodes of `environments:` by the names of the environments.
  mutating func overrides(_ node: Node?, over root: Node) -> [String: Node] {
    guard let node else { return [:] }
    var overrides: [String: Node] = [:]
    for entry in fields.named(
      node, "`environments`", example: "environments: {\(Self.overrideShape.example)}")
    {
      var variables = VariableReader(fields: FieldReader(), environments: environments)
      variables.checkEnvironment(entry.key)
      fields.diagnostics += variables.fields.diagnostics
      if entry.value.isNull { continue }
      guard fields.fields(of: entry.value, at: entry.key.place, Self.overrideShape) != nil else {
        continue
      }
      let before = fields.diagnostics.count
      checkOverride(entry.value, of: root, isRoot: true)
      // What changes nothing would only be found wrong again.
      if fields.diagnostics.count == before { overrides[entry.name] = entry.value }
    }
    return overrides
  }

  /// Reports what would change something that is not there.
  private mutating func checkOverride(_ upper: Node, of lower: Node, isRoot: Bool = false) {
    for entry in upper.fields where entry.key.kind == .scalar {
      let key = entry.key.text
      let below = lower.fields.last { $0.key.kind == .scalar && $0.key.text == key }?.value
      let isDeclaration =
        !isRoot && (upper.key?.text == "resources" || upper.key?.text == "variables")
      if let below {
        if below.kind == .mapping, entry.value.kind == .mapping {
          checkOverride(entry.value, of: below)
        }
      } else if entry.value.isNull && entry.value.style != .absent
        || isDeclaration && upper.parent?.parent?.key?.text == "environments"
          && entry.value.kind == .mapping && entry.value["type"] == nil
      {
        reportNothingBelow(entry.key, among: lower)
      }
    }
  }

  private mutating func reportNothingBelow(_ key: Node, among lower: Node) {
    let names = lower.fields.filter { $0.key.kind == .scalar }.map(\.key.text)
    let near = Spelling.nearest(to: key.text, among: names)
    fields.diagnostics.append(
      Diagnostic(
        StackCode.overridesNothing, .error,
        "without the environment's part there is no `\(key.text)` here that could be changed",
        at: key.place,
        hint: near.count == 1
          ? .init(
            "did you mean `\(near[0])`?", edit: Diagnostic.Edit(key.span, replacement: near[0]))
          : .init(names.isEmpty ? "remove it" : "there are \(names.listed)")))
  }

  /// `template:` and its `parameters:`.
  mutating func template(_ found: Fields) -> StackFile.TemplateFile? {
    guard let node = found["template"] else {
      if let place = found.place(of: "parameters") {
        fields.diagnostics.append(
          Diagnostic(
            StackCode.conflictingKeys, .error,
            "`parameters` are for a stack that is a template; this one has none", at: place,
            hint: .init("name the template, `template: legacy.yaml`, or use `variables`")))
      }
      return nil
    }
    for key in ["resources", "outputs"] {
      guard let place = found.place(of: key) else { continue }
      fields.diagnostics.append(
        Diagnostic(
          StackCode.conflictingKeys, .error,
          "a stack is either a `template` or has `\(key)` of its own", at: place,
          notes: [.init("the template is named here", at: found.place(of: "template"))],
          hint: .init("remove one of them")))
    }
    let path = fields.text(node, "`template`", example: "template: legacy.yaml") ?? ""
    let parameters =
      found["parameters"].map {
        fields.named($0, "`parameters`", example: "parameters: {InstanceType: ml.m5.large}")
      } ?? []
    return StackFile.TemplateFile(path: path, place: node.place, parameters: parameters)
  }
}
