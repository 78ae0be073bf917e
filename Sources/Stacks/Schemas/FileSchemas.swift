internal import CloudFormation
package import Documents

/// JSON Schemas (draft 2020-12) of the files of a project, for editors: made from the declarations
/// that the readers of the files go by.
package struct FileSchemas: Sendable {
  private let catalogue: Catalogue

  package init(_ catalogue: Catalogue) {
    self.catalogue = catalogue
  }

  private static let draft: Value = "https://json-schema.org/draft/2020-12/schema"

  /// The schema of `esteira.yaml`.
  package var project: Value { document(Self.projectBody, definitions: [:]) }

  /// The schema of stack files.
  package var stack: Value { document(Self.stackBody, definitions: definitions) }

  /// The schema of both: `project` at the top tells which one a file is.
  package var all: Value {
    var definitions = self.definitions
    definitions["project"] = .object(Self.projectBody)
    definitions["stack"] = .object(Self.stackBody)
    return document(
      [
        "title": "A project or stack file of Esteira",
        "type": "object",
        "if": ["required": ["project"]],
        "then": ["$ref": "#/$defs/project"],
        "else": ["$ref": "#/$defs/stack"],
      ],
      definitions: definitions)
  }

  private func document(_ body: Value.Object, definitions: Value.Object) -> Value {
    var members = [Value.Object.Member("$schema", Self.draft)] + body.members
    if !definitions.isEmpty { members.append(.init("$defs", .object(definitions))) }
    return .object(Value.Object(members))
  }

  private static var projectBody: Value.Object {
    body(
      ProjectReader.shape, "A project of Esteira",
      "esteira.yaml: the folder that holds it is the project, with the stack files in it.")
  }

  private static var stackBody: Value.Object {
    body(
      StackReader.shape, "A stack of Esteira",
      "What should exist together: one CloudFormation stack in every environment.")
  }

  private static func body(
    _ shape: FieldReader.Shape, _ title: String, _ description: String
  ) -> Value.Object {
    var body: Value.Object = ["title": .string(title), "description": .string(description)]
    for member in SchemaWriter().schema(shape).members { body[member.key] = member.value }
    return body
  }

  // MARK: What is referred to

  private var definitions: Value.Object {
    var definitions: Value.Object = [
      "reference": .object(SchemaWriter.reference),
      "function": .object(SchemaWriter.function),
      "content": .object(SchemaWriter.content),
      "aws-type": ["enum": .array(Facts.typeNames.map(Value.string))],
      "type": type,
      "resource": resource(SchemaWriter()),
    ]
    add(SchemaWriter(), to: &definitions)
    definitions["change-of-resource"] = resource(SchemaWriter(isPart: true))
    definitions["change-of-some-resource"] = someResource
    add(SchemaWriter(isPart: true), to: &definitions)
    return definitions
  }

  /// Adds what each kind of resource is like.
  private func add(_ writer: SchemaWriter, to definitions: inout Value.Object) {
    definitions[writer.name("raw-resource")] = .object(writer.schema(StackReader.resourceShape))
    for component in catalogue.components {
      definitions[writer.name("component-\(component.name)")] = .object(
        writer.schema(of: component))
    }
  }

  /// What `type:` may be. Each component's own line lets editors show what it is.
  private var type: Value {
    let components = catalogue.components.map { component -> Value in
      ["const": .string(component.name), "description": .string(component.summary)]
    }
    let others: Value = [
      "type": "string", "pattern": .string(Self.foreignTypes),
      "patternErrorMessage": "there is no such component, and no such type of CloudFormation",
    ]
    return ["anyOf": .array(components + [["$ref": "#/$defs/aws-type"], others])]
  }

  /// Types that AWS does not publish.
  private static let foreignTypes =
    "^(?!AWS::(?!.*::MODULE$))"
    + StackReader.typePattern.dropFirst()

  /// A resource: `type` decides which schema holds, so that an editor tells and offers what belongs
  /// to that type and nothing else.
  private func resource(_ writer: SchemaWriter) -> Value {
    var kinds = catalogue.components.map { component in
      Self.where(["const": .string(component.name)], writer.name("component-\(component.name)"))
    }
    kinds.append(Self.where(["pattern": "::"], writer.name("raw-resource")))
    if writer.isPart {
      kinds.append([
        "if": ["not": ["required": ["type"]]],
        "then": ["$ref": "#/$defs/change-of-some-resource"],
      ])
    }
    var schema: Value.Object = [
      "type": "object",
      "properties": [
        "type": [
          "$ref": "#/$defs/type",
          "description": .string(StackReader.resourceShape.keys[0].summary),
        ]
      ],
    ]
    if !writer.isPart { schema["required"] = ["type"] }
    schema["allOf"] = .array(kinds)
    return .object(schema)
  }

  private static func `where`(_ type: Value, _ name: String) -> Value {
    [
      "if": ["properties": ["type": type], "required": ["type"]],
      "then": ["$ref": .string("#/$defs/\(name)")],
    ]
  }

  /// An environment's part of a resource whose type stands above: the keys of all of them.
  private var someResource: Value {
    let writer = SchemaWriter(isPart: true)
    var found: [(key: String, schemas: [Value.Object])] = []
    let all =
      [writer.schema(StackReader.resourceShape)] + catalogue.components.map(writer.schema(of:))
    for case .object(let properties)? in all.map({ $0["properties"] }) {
      for case (let key, .object(let schema)) in properties.members.map({ ($0.key, $0.value) })
      where key != "type" {
        if let index = found.firstIndex(where: { $0.key == key }) {
          if !found[index].schemas.contains(schema) { found[index].schemas.append(schema) }
        } else {
          found.append((key, [schema]))
        }
      }
    }
    let members = found.map { key, schemas in
      Value.Object.Member(
        key, schemas.count == 1 ? .object(schemas[0]) : ["anyOf": .array(schemas.map(Value.object))]
      )
    }
    return [
      "type": "object", "properties": .object(Value.Object(members)),
      "additionalProperties": false,
    ]
  }
}
