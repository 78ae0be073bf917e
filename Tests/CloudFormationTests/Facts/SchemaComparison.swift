import CloudFormation
import Documents

/// Compares a type's property tree with the independent schema, keyword by keyword.
struct SchemaComparison {
  let type: String
  let schema: Value
  private(set) var differences: [String] = []
  /// The paths that lead through properties and items alone.
  private(set) var paths: [PropertyPath] = []
  private var seen: Set<Visit> = []

  private struct Visit: Hashable {
    let definition: String
    let ours: SchemaFacts
  }

  /// What stands in a schema beside its root's property tree, or says nothing.
  private static let others: Set = [
    "$comment", "additionalIdentifiers", "conditionalCreateOnly", "createOnly", "definitions",
    "deprecated", "handlers", "lifecycle", "notInSaEast1", "primaryIdentifier",
    "propertyTransform", "readOnly", "replacementStrategy", "tagging", "timeouts", "writeOnly",
  ]

  init(type: String, schema: Value) {
    self.type = type
    self.schema = schema
  }

  private mutating func expect(_ holds: Bool, _ path: PropertyPath, _ keyword: String) {
    if !holds { differences.append("\(type) \(path): \(keyword)") }
  }

  /// Follows references; what stands beside one is added.
  private func resolved(_ node: Value) -> [String: Value] {
    var members = node.members
    while let name = members.removeValue(forKey: "ref")?.text {
      // Whether an object is open, its definition says.
      members["open"] = nil
      let local = name.split(separator: "/").last.map(String.init) ?? name
      let place = name.hasPrefix("#/properties/") ? "properties" : "definitions"
      let target = schema[place]?[local] ?? .null
      members = target.members.merging(members) { $1 }
    }
    return members
  }

  mutating func compare(
    _ node: Value, _ ours: SchemaFacts, at path: PropertyPath, isDirect: Bool = true
  ) {
    if let definition = node["ref"]?.text {
      guard seen.insert(Visit(definition: definition, ours: ours)).inserted else { return }
    }
    if isDirect && !path.steps.isEmpty { paths.append(path) }
    let theirs = resolved(node)
    for (keyword, value) in theirs where !Self.others.contains(keyword) {
      compare(keyword, value, ours, path, isDirect)
    }
    // The independent schemas have lost what the roots say beside their properties.
    for (keyword, isSaid) in ours.said where isSaid && !(path.steps.isEmpty && isDirect) {
      expect(theirs[keyword] != nil, path, "\(keyword) is said by us alone")
    }
  }

  private mutating func compare(
    _ keyword: String, _ value: Value, _ ours: SchemaFacts, _ path: PropertyPath, _ isDirect: Bool
  ) {
    switch keyword {
    case "properties":
      // Some lists say of their items what objects say of their properties.
      compare(value, ours.properties, path, isDirect && ours.items == nil) { $0 }
    case "patternProperties":
      compare(value, ours.patternProperties, path, false) { _ in "*" }
    case "items":
      let entered = PropertyPath(steps: path.steps + ["*"])
      compare(value, ours.items, keyword, entered, isDirect)
    case "additionalProperties": compare(value, ours.additionalProperties, keyword, path, false)
    case "if": compare(value, ours.ifSchema, keyword, path, false)
    case "then": compare(value, ours.thenSchema, keyword, path, false)
    case "else": compare(value, ours.elseSchema, keyword, path, false)
    case "not": compare(value, ours.not, keyword, path, false)
    case "allOf": compare(value, ours.allOf, keyword, path)
    case "anyOf": compare(value, ours.anyOf, keyword, path)
    case "oneOf": compare(value, ours.oneOf, keyword, path)
    case "prefixItems": compare(value, ours.prefixItems, keyword, path)
    case "dependencies":
      for (name, asked) in value.members {
        if case .array(let others) = asked {
          let found = ours.dependentRequired.first { $0.name == name }
          expect(found?.others == others.compactMap(\.text), path, "\(keyword) \(name)")
        } else {
          let found = ours.dependentSchemas.first { $0.name == name }
          compare(asked, found?.schema, "\(keyword) \(name)", path, false)
        }
      }
    default: expect(ours.says(keyword, value) ?? false, path, "\(keyword) \(value)")
    }
  }

  private mutating func compare(
    _ value: Value, _ ours: SchemaFacts?, _ keyword: String, _ path: PropertyPath, _ isDirect: Bool
  ) {
    guard let ours else { return expect(false, path, keyword) }
    compare(value, ours, at: path, isDirect: isDirect)
  }

  private mutating func compare(
    _ value: Value, _ ours: [SchemaFacts], _ keyword: String, _ path: PropertyPath
  ) {
    expect(value.elements.count == ours.count, path, keyword)
    for (element, node) in zip(value.elements, ours) {
      compare(element, node, at: path, isDirect: false)
    }
  }

  private mutating func compare(
    _ value: Value, _ ours: [SchemaFacts.Member], _ path: PropertyPath, _ isDirect: Bool,
    _ step: (String) -> String
  ) {
    let theirs = value.members
    expect(Set(theirs.keys) == Set(ours.map(\.name)), path, "names")
    for member in ours {
      guard let their = theirs[member.name] else { continue }
      let next = PropertyPath(steps: path.steps + [step(member.name)])
      compare(their, member.schema, at: next, isDirect: isDirect)
    }
  }
}

extension SchemaFacts {
  /// Whether a keyword has a value here; `nil` for keywords that nobody told us of.
  fileprivate func says(_ keyword: String, _ value: Value) -> Bool? {
    let texts = value.elements.compactMap(\.text)
    switch keyword {
    case "type": return Set(types.names) == Set(value.text.map { [$0] } ?? texts)
    case "required": return required == texts
    case "requiredOr": return requiredOr == texts
    case "requiredXor": return requiredXor == texts
    case "uniqueKeys": return uniqueKeys == texts
    case "enum": return enumeration == value.elements
    case "enumCaseInsensitive": return enumerationInAnyCase == value.elements
    case "const": return constant == value
    case "default": return defaultValue == value
    case "minLength": return minLength == value.integer
    case "maxLength": return maxLength == value.integer
    case "minItems": return minItems == value.integer
    case "maxItems": return maxItems == value.integer
    case "maxUniqueItems": return maxUniqueItems == value.integer
    case "minProperties": return minProperties == value.integer
    case "maxProperties": return maxProperties == value.integer
    case "minimum": return minimum.map(Value.number) == value
    case "maximum": return maximum.map(Value.number) == value
    case "exclusiveMinimum": return exclusiveMinimum.map(Value.number) == value
    case "exclusiveMaximum": return exclusiveMaximum.map(Value.number) == value
    case "multipleOf": return multipleOf.map(Value.number) == value
    case "pattern": return pattern == value.text
    case "format": return format == value.text
    case "arrayType": return arrayType == value.text
    case "insertionOrder": return isUnordered == (value == false)
    case "uniqueItems": return hasUniqueItems == (value == true)
    case "open": return isClosed != (value == true)
    case "relationshipRef":
      return relationship?.type == value["typeName"]?.text
        && value["propertyPath"]?.text == relationship.map { "/properties/\($0.property)" }
    case "dependentRequired", "dependentExcluded":
      let ours = keyword == "dependentRequired" ? dependentRequired : dependentExcluded
      return Dictionary(uniqueKeysWithValues: ours.map { ($0.name, $0.others) })
        == value.members.mapValues { $0.elements.compactMap(\.text) }
    default: return nil
    }
  }

  /// What is said here, by the keywords of the independent schemas.
  fileprivate var said: [(keyword: String, isSaid: Bool)] {
    [
      ("type", !types.isEmpty), ("properties", !properties.isEmpty), ("items", items != nil),
      ("enum", !enumeration.isEmpty), ("pattern", pattern != nil), ("format", format != nil),
      ("minLength", minLength != nil), ("maxLength", maxLength != nil),
      ("minimum", minimum != nil), ("maximum", maximum != nil), ("minItems", minItems != nil),
      ("maxItems", maxItems != nil), ("required", !required.isEmpty), ("const", constant != nil),
      ("default", defaultValue != nil), ("insertionOrder", isUnordered),
      ("uniqueItems", hasUniqueItems), ("allOf", !allOf.isEmpty), ("anyOf", !anyOf.isEmpty),
      ("oneOf", !oneOf.isEmpty), ("not", not != nil), ("if", ifSchema != nil),
      ("patternProperties", !patternProperties.isEmpty),
    ]
  }
}
