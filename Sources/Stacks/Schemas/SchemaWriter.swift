internal import Diagnostics
internal import Documents

/// Writes as JSON Schema what may stand somewhere in a file.
struct SchemaWriter: Sendable {
  /// Whether it is what an environment lays over something: then nothing has to be there, and
  /// `null` removes.
  var isPart = false

  /// The name of a definition, for the whole or for a part.
  func name(_ name: String) -> String { isPart ? "change-of-\(name)" : name }

  // MARK: Mappings

  func schema(_ shape: FieldReader.Shape) -> Value.Object {
    object(
      shape.keys.map { Property($0.name, property($0), isRequired: $0.isRequired) },
      rules: shape.rules)
  }

  func schema(of component: Component) -> Value.Object {
    let type: Value.Object = [
      "const": .string(component.name), "description": .string(component.summary),
    ]
    let common = StackLowering.commonKeys.filter { $0.name != "type" }
    let details = component.details.isEmpty ? "" : "\n\n\(component.details)"
    var schema: Value.Object = [
      "title": .string(component.name), "description": .string(component.summary),
      "markdownDescription": .string(component.summary + details),
    ]
    let body = object(
      [Property("type", type, isRequired: true)]
        + component.fields.map { Property($0.name, property($0), isRequired: $0.isRequired) }
        + common.map { Property($0.name, property($0), isRequired: false) })
    for member in body.members { schema[member.key] = member.value }
    return schema
  }

  /// A key of a mapping with its schema.
  struct Property {
    var name: String
    var schema: Value.Object
    var isRequired: Bool

    init(_ name: String, _ schema: Value.Object, isRequired: Bool) {
      self.name = name
      self.schema = schema
      self.isRequired = isRequired
    }
  }

  func object(_ properties: [Property], rules: [FieldReader.Rule] = []) -> Value.Object {
    var schema: Value.Object = [
      "type": "object",
      "properties": .object(
        Value.Object(properties.map { Value.Object.Member($0.name, .object($0.schema)) })),
    ]
    let required = properties.filter(\.isRequired).map { Value.string($0.name) }
    if !isPart, !required.isEmpty { schema["required"] = .array(required) }
    schema["additionalProperties"] = false
    let rules = rules.compactMap(self.rule)
    if !rules.isEmpty { schema["allOf"] = .array(rules) }
    return schema
  }

  private func property(_ key: FieldReader.Key) -> Value.Object {
    var property = schema(key.form)
    if isPart { property = property.orNothing }
    property["description"] = .string(key.summary)
    if let example = key.example { property["examples"] = [Self.value(of: example)] }
    return property
  }

  func property(_ field: any FieldDeclaration) -> Value.Object {
    var property = schema(field.shape)
    if isPart || !field.isRequired { property = property.orNothing }
    property["description"] = .string(field.summary)
    property["markdownDescription"] = .string("\(field.summary)\n\n\(Self.note(on: field))")
    if let text = field.defaultText { property["default"] = Self.value(of: text) }
    property["examples"] = .array(field.examples.map(Self.value(of:)))
    return property
  }

  /// What a field takes, and what holds without it.
  private static func note(on field: any FieldDeclaration) -> String {
    let takes = "Takes \(field.words)"
    if field.isRequired { return "\(takes). Required." }
    if let text = field.defaultText { return "\(takes). Default: `\(text)`." }
    return field.defaultWords.map { "\(takes). Without it: \($0)." } ?? "\(takes)."
  }

  private func rule(_ rule: FieldReader.Rule) -> Value? {
    switch rule {
    case .excludes(let key, let others):
      let refused = others.map { other -> Value.Object.Member in
        let message = "`\(other)` cannot stand beside `\(key)`"
        return .init(other, ["not": [:], "errorMessage": .string(message)])
      }
      return [
        "if": ["required": [.string(key)]],
        "then": ["properties": .object(Value.Object(refused))],
      ]
    case .needs(let key, let other):
      guard !isPart else { return nil }
      return ["if": ["required": [.string(key)]], "then": ["required": [.string(other)]]]
    case .requires(let key, let other):
      guard !isPart else { return nil }
      return [
        "if": ["not": ["required": [.string(other)]]], "then": ["required": [.string(key)]],
      ]
    case .given(let key, let value, let forms):
      let properties = forms.map { key, form in
        Value.Object.Member(
          key, .object(isPart ? schema(form).orNothing : schema(form)))
      }
      return [
        "if": ["properties": [key: ["const": .string(value)]], "required": [.string(key)]],
        "then": ["properties": .object(Value.Object(properties))],
      ]
    }
  }

  /// What a text says as YAML. Only declarations are read, whose texts are right.
  static func value(of yaml: String) -> Value {
    var diagnostics: [Diagnostic] = []
    let reading = read(Source(name: "", text: yaml), as: .stackFile)
    return reading.documents.first?.value(&diagnostics, for: .json) ?? .null
  }
}

extension Value.Object {
  /// The same schema, which `null` satisfies too.
  var orNothing: Value.Object {
    var schema = self
    if self["enum"] == nil, self["const"] == nil {
      switch self["type"] {
      case .string("null")?: return self
      case .string(let type)?:
        schema["type"] = [.string(type), "null"]
        return schema
      case .array(let types)?:
        if !types.contains("null") { schema["type"] = .array(types + ["null"]) }
        return schema
      default: break
      }
      if case .array(let schemas)? = self["anyOf"], count == 1 {
        return ["anyOf": .array(schemas + [["type": "null"]])]
      }
    }
    return ["anyOf": [.object(self), ["type": "null"]]]
  }
}
