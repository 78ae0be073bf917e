package import CloudFormation
package import Documents

/// What is known of a resource type or of one of its properties, for programs.
package enum FactsReport {
  /// A type: what holds for it as a whole, and the names of its properties.
  package static func value(_ facts: TypeFacts) -> Value {
    var value = head(facts)
    value["reference"] = facts.reference.map { reference in
      ["kind": .string(reference.kind.rawValue), "members": paths(reference.members)]
    }
    value["attributes"] = texts(facts.attributes)
    value["primaryIdentifier"] = paths(facts.primaryIdentifier)
    value["additionalIdentifiers"] = .array(facts.additionalIdentifiers.map(paths))
    value["required"] = texts(facts.root.required)
    value["readOnly"] = paths(facts.readOnly)
    value["writeOnly"] = paths(facts.writeOnly)
    value["createOnly"] = paths(facts.createOnly)
    value["conditionalCreateOnly"] = paths(facts.conditionalCreateOnly)
    value["deprecated"] = paths(facts.deprecated)
    value["canUpdate"] = .bool(facts.canUpdate)
    value["isDeletedBeforeReplacement"] = .bool(facts.isDeletedBeforeReplacement)
    value["data"] = facts.data.map(Value.string)
    value["tagging"] = facts.tagging.map(tagging)
    value["lifecycle"] = facts.lifecycle.map { lifecycle in
      ["status": .string(lifecycle.status), "date": lifecycle.date.map(Value.string) ?? .null]
    }
    value["handlers"] = facts.handlers.map { handlers in
      .object(
        .init(
          handlers.map { handler in
            .init(
              "\(handler.operation)",
              [
                "timeoutMinutes": handler.timeoutMinutes.map { .number(Number($0)) } ?? .null,
                "permissions": texts(handler.permissions),
              ])
          }))
    }
    value["regions"] = facts.regions.map(texts)
    if !facts.valueEnds.isEmpty { value["valueEnds"] = .array(facts.valueEnds.map(end)) }
    if !facts.policyDocuments.isEmpty {
      value["policyDocuments"] = .array(
        facts.policyDocuments.map {
          ["path": .string($0.property.description), "kind": .string($0.kind.rawValue)]
        })
    }
    value["properties"] = texts(facts.root.reachableProperties.map(\.name))
    return .object(value)
  }

  private static func end(_ end: TypeFacts.ValueEnd) -> Value {
    [
      "path": .string(end.property.description), "value": .string(end.value),
      "deprecated": end.deprecated.map(Value.string) ?? .null,
      "creationEnds": end.creationEnds.map(Value.string) ?? .null,
      "updatesEnd": end.updatesEnd.map(Value.string) ?? .null,
      "successor": end.successor.map(Value.string) ?? .null,
    ]
  }

  /// A property: what its values are like, what changing it does, and the names of those in it.
  package static func value(_ property: PropertyFacts, of facts: TypeFacts) -> Value {
    let update = facts.update(of: property.path)
    let canWrite = !facts.isReadOnly(property.path)
    var value = head(facts)
    value["path"] = .string(property.path.description)
    value["isRequired"] = .bool(property.isRequired)
    value["isReadOnly"] = .bool(!canWrite)
    value["isWriteOnly"] = .bool(facts.isWriteOnly(property.path))
    value["isDeprecated"] = .bool(facts.isDeprecated(property.path))
    value["update"] = canWrite ? .string(update.effect.rawValue) : .null
    value["updateReason"] =
      canWrite ? FactsWords.reason(of: update).map(Value.string) ?? .null : .null
    value["schema"] = schema(property.schema)
    if let items = property.schema.items { value["items"] = schema(items) }
    value["properties"] = texts(property.schema.reachableProperties.map(\.name))
    return .object(value)
  }

  private static func head(_ facts: TypeFacts) -> Value.Object {
    ["version": 1, "date": .string(Facts.date), "type": .string(facts.name)]
  }

  private static func schema(_ schema: SchemaFacts) -> Value {
    var value: Value.Object = ["types": texts(schema.types.names)]
    func add(_ key: String, _ list: [Value]) { if !list.isEmpty { value[key] = .array(list) } }
    func add(_ key: String, _ count: Int?) { if let count { value[key] = .number(Number(count)) } }
    add("enum", schema.enumeration)
    add("enumInAnyCase", schema.enumerationInAnyCase)
    value["const"] = schema.constant
    value["default"] = schema.defaultValue
    value["pattern"] = schema.pattern.map(Value.string)
    value["format"] = schema.format.map(Value.string)
    add("minLength", schema.minLength)
    add("maxLength", schema.maxLength)
    value["minimum"] = schema.minimum.map(Value.number)
    value["maximum"] = schema.maximum.map(Value.number)
    value["exclusiveMinimum"] = schema.exclusiveMinimum.map(Value.number)
    value["exclusiveMaximum"] = schema.exclusiveMaximum.map(Value.number)
    value["multipleOf"] = schema.multipleOf.map(Value.number)
    add("minItems", schema.minItems)
    add("maxItems", schema.maxItems)
    if !schema.types.isDisjoint(with: .array) {
      value["isUnordered"] = .bool(schema.isUnordered)
      value["hasUniqueItems"] = .bool(schema.hasUniqueItems)
    }
    add("required", schema.required.map(Value.string))
    add("requiredOr", schema.requiredOr.map(Value.string))
    add("requiredXor", schema.requiredXor.map(Value.string))
    add("uniqueKeys", schema.uniqueKeys.map(Value.string))
    func add(_ key: String, _ list: [SchemaFacts.Dependency]) {
      guard !list.isEmpty else { return }
      value[key] = .object(.init(list.map { .init($0.name, texts($0.others)) }))
    }
    add("dependentRequired", schema.dependentRequired)
    add("dependentExcluded", schema.dependentExcluded)
    add("minProperties", schema.minProperties)
    add("maxProperties", schema.maxProperties)
    return .object(value)
  }

  private static func tagging(_ tagging: TypeFacts.Tagging) -> Value {
    [
      "isTaggable": .bool(tagging.isTaggable),
      "isTaggedOnCreation": .bool(tagging.isTaggedOnCreation),
      "isUpdatable": .bool(tagging.isUpdatable),
      "takesSystemTags": .bool(tagging.takesSystemTags),
      "property": tagging.isTaggable ? .string(tagging.property.description) : .null,
      "permissions": texts(tagging.permissions),
    ]
  }

  private static func paths(_ paths: [PropertyPath]) -> Value { texts(paths.map(\.description)) }

  private static func texts(_ texts: [String]) -> Value { .array(texts.map(Value.string)) }
}
