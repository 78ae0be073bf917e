internal import Diagnostics
package import Documents

extension FieldType where Output == Value {
  /// A schema of JSON, as API Gateway holds bodies to it: draft 4
  /// (https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html).
  package static var jsonSchema: FieldType<Value> {
    let words = "a JSON Schema"
    let example = "{type: object, required: [age], properties: {age: {type: number}}}"
    return FieldType(words, example: example, shape: .anything) { node, lowering in
      guard node.kind == .mapping, node.longForm == nil else {
        lowering.reportFieldType(node, words, example: example)
        return nil
      }
      let before = lowering.diagnostics.count
      let value = node.value(&lowering.diagnostics, for: .json)
      lowering.checkSchema(node)
      return lowering.diagnostics[before...].hasErrors ? nil : value
    }
  }
}

extension StackLowering {
  private static let types = [
    "array", "boolean", "integer", "null", "number", "object", "string",
  ]

  /// Reports what draft 4 has otherwise than other drafts, and what API Gateway refuses when the
  /// model is made.
  fileprivate mutating func checkSchema(_ node: Node) {
    guard node.kind == .mapping else {
      reportFieldType(node, "a JSON Schema", example: "{type: number}")
      return
    }
    if let type = node["type"]?.resolved, type.kind == .scalar, !Self.types.contains(type.text) {
      reportChoice(type, type.text, Self.types)
    }
    if let required = node["required"]?.resolved,
      required.kind != .sequence || required.elements.count == 0
    {
      reportField(
        required,
        "`required` takes the names of the members that have to be there, one at least",
        example: "[age]")
    }
    for key in ["properties", "patternProperties", "definitions"] {
      guard let members = node[key]?.resolved else { continue }
      guard members.kind == .mapping else {
        reportFieldType(members, "a mapping", example: "{age: {type: number}}")
        continue
      }
      for field in members.fields { checkSchema(field.value.resolved) }
    }
    if let items = node["items"]?.resolved, items.kind == .mapping { checkSchema(items) }
    for key in ["allOf", "anyOf", "oneOf"] {
      guard let schemas = node[key]?.resolved, schemas.kind == .sequence else { continue }
      for schema in schemas.elements { checkSchema(schema.resolved) }
    }
    let newer = [
      "const": "enum", "exclusiveMinimum": "minimum", "exclusiveMaximum": "maximum",
      "$defs": "definitions", "if": "oneOf",
    ]
    for field in node.fields {
      guard let older = newer[field.key.text] else { continue }
      // Draft 4 has the exclusive bounds too, as flags.
      if field.value.resolved.kind == .scalar, case .bool? = field.value.resolved.scalar {
        continue
      }
      diagnostics.append(
        Diagnostic(
          StackCode.invalidValue, .error,
          "API Gateway reads draft 4 of JSON Schema, which has no such `\(field.key.text)`",
          at: field.key.place, hint: .init("say it by `\(older)`")))
    }
  }
}
