/// What is known of one property of a type, at any depth.
package struct PropertyFacts: Sendable {
  /// Where it is, with `*` wherever an item is entered.
  package let path: PropertyPath
  package let schema: SchemaFacts
  /// Whether it has to be there where its object is.
  package let isRequired: Bool
}

extension TypeFacts {
  /// The property at a path. `*`, indexes and nothing at all step into the items of a list; a
  /// property that only some alternatives have is the first one's.
  package func property(at path: PropertyPath) -> PropertyFacts? {
    guard !path.steps.isEmpty else { return nil }
    return Self.find(path.steps[...], in: root, PropertyPath(steps: []), isRequired: false)
  }

  private static func find(
    _ steps: ArraySlice<String>, in schema: SchemaFacts, _ path: PropertyPath, isRequired: Bool
  ) -> PropertyFacts? {
    guard let step = steps.first else {
      return PropertyFacts(path: path, schema: schema, isRequired: isRequired)
    }
    let rest = steps.dropFirst()
    if let items = schema.items {
      let entered = PropertyPath(steps: path.steps + ["*"])
      let isIndex = step == "*" || Int(step) != nil
      let found = find(isIndex ? rest : steps, in: items, entered, isRequired: false)
      if let found { return found }
    }
    if let property = schema.property(step) {
      let next = PropertyPath(steps: path.steps + [step])
      let isRequired = schema.required.contains(step)
      if let found = find(rest, in: property, next, isRequired: isRequired) { return found }
    }
    let maps =
      schema.patternProperties.map(\.schema) + [schema.additionalProperties].compactMap(\.self)
    for map in maps {
      let next = PropertyPath(steps: path.steps + ["*"])
      if let found = find(rest, in: map, next, isRequired: false) { return found }
    }
    for alternative in schema.allOf + schema.anyOf + schema.oneOf {
      if let found = find(steps, in: alternative, path, isRequired: isRequired) { return found }
    }
    return nil
  }
}

extension TypeFacts {
  /// The kinds of values that `Fn::GetAtt` gives for an attribute; nil where no schema says.
  package func attributeTypes(_ attribute: String) -> ValueTypes? {
    // What a wait condition was told is one text, of JSON, whatever its schema says.
    if name == "AWS::CloudFormation::WaitCondition" { return .string }
    let steps = attribute.split(separator: ".").map(String.init)
    let types = property(at: PropertyPath(steps: steps))?.schema.types
    return types?.isEmpty == true ? nil : types
  }
}

extension SchemaFacts {
  /// The properties that an object here can have, or the items of a list: those of all
  /// alternatives, each name once, in the order of their bytes.
  package var reachableProperties: [Member] {
    var found: [String: Member] = [:]
    for schema in [self, items].compactMap(\.self) {
      for member in schema.properties where found[member.name] == nil {
        found[member.name] = member
      }
      for alternative in schema.allOf + schema.anyOf + schema.oneOf {
        for member in alternative.reachableProperties where found[member.name] == nil {
          found[member.name] = member
        }
      }
    }
    return found.values.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}
