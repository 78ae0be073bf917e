internal import CloudFormation
internal import Documents

/// Facts in a few words.
enum FactsWords {
  /// What values are, such as `string or object` or `list of string`.
  static func type(of schema: SchemaFacts) -> String {
    let names = schema.types.names.map { $0 == "array" ? list(schema) : $0 }
    if !names.isEmpty { return names.joined(separator: " or ") }
    let alternatives = (schema.anyOf + schema.oneOf).flatMap(\.types.names)
    var seen: Set<String> = []
    let distinct = alternatives.filter { seen.insert($0).inserted }
    return distinct.isEmpty ? "anything" : distinct.joined(separator: " or ")
  }

  private static func list(_ schema: SchemaFacts) -> String {
    guard let items = schema.items else { return "list" }
    // A list of lists could go on for ever.
    return items.types.contains(.array) ? "list of lists" : "list of \(type(of: items))"
  }

  /// What a property is beside its type.
  static func marks(
    of property: PropertyFacts, in facts: TypeFacts, withUpdate: Bool = false
  ) -> [String] {
    let path = property.path
    var marks: [String] = []
    if property.isRequired { marks.append("required") }
    if facts.isReadOnly(path) { marks.append("read-only") }
    if facts.isWriteOnly(path) { marks.append("write-only") }
    if facts.isDeprecated(path) { marks.append("deprecated") }
    if withUpdate, facts.canUpdate, !facts.isReadOnly(path) {
      switch facts.update(of: path).effect {
      case .inPlace: break
      case .mayReplace: marks.append("may replace")
      case .replacement: marks.append("replaces")
      case .refused: marks.append("cannot be changed")
      }
    }
    return marks
  }

  /// What updates of a type do as a whole.
  static func updates(of facts: TypeFacts) -> String {
    let order =
      facts.isDeletedBeforeReplacement
      ? "a replacement deletes the old resource first" : "a replacement creates the new one first"
    return facts.canUpdate ? order : "none: every change replaces; " + order
  }

  /// The paths, at any depth, that the schema lists for how they are read and written.
  static func lists(of facts: TypeFacts) -> [(name: String, paths: [PropertyPath])] {
    [
      ("read-only", facts.readOnly), ("write-only", facts.writeOnly),
      ("create-only", facts.createOnly), ("conditionally", facts.conditionalCreateOnly),
      ("deprecated", facts.deprecated),
    ]
  }

  /// In how many regions a type is, and in which if they are few.
  static func regions(_ regions: [String]) -> String {
    let all = CheckRules.knownRegions.count
    if regions.isEmpty { return "none" }
    if regions.count == all { return "all" }
    let missing = CheckRules.knownRegions.filter { !regions.contains($0) }
    return missing.count < regions.count
      ? "all but " + missing.joined(separator: ", ") : regions.joined(separator: ", ")
  }

  /// When a value ends, step by step.
  static func end(_ end: TypeFacts.ValueEnd) -> String {
    let steps = [
      end.deprecated.map { "deprecated \($0)" }, end.creationEnds.map { "no creation \($0)" },
      end.updatesEnd.map { "no update \($0)" }, end.successor.map { "use \($0)" },
    ]
    return steps.compactMap(\.self).joined(separator: ", ")
  }

  /// What a change of a property does, and why.
  static func update(_ update: UpdateBehaviour) -> String {
    let effect =
      switch update.effect {
      case .inPlace: "in place"
      case .mayReplace: "may replace the resource"
      case .replacement: "replaces the resource"
      case .refused: "is refused by the service"
      }
    return reason(of: update).map { "\(effect): \($0)" } ?? effect
  }

  /// Why a change does what it does, unless there is nothing to say.
  static func reason(of update: UpdateBehaviour) -> String? {
    switch update.ground {
    case .nothingKnown: nil
    case .createOnly(let path): "\(path) is create-only"
    case .conditional(let path): "\(path) is create-only under conditions"
    case .part(let path): "\(path) in it is fixed"
    case .noUpdateHandler: "the type has no updates"
    case .identifier(let path): "\(path) is what the resource is found by"
    case .settled(let reason): reason
    }
  }

  /// How a type is tagged.
  static func tagging(_ tagging: TypeFacts.Tagging) -> String {
    guard tagging.isTaggable else { return "none" }
    let updates = tagging.isUpdatable ? "can be updated" : "cannot be updated"
    let system = tagging.takesSystemTags ? "" : ", without CloudFormation's own"
    return "\(tagging.property), \(updates)\(system)"
  }

  /// What is said of values, each rule with its name.
  static func rules(of schema: SchemaFacts) -> [(name: String, text: String)] {
    var rules: [(name: String, text: String)] = []
    func add(_ name: String, _ text: String?) {
      if let text, !text.isEmpty { rules.append((name, text)) }
    }
    add("values", values(schema.enumeration + schema.enumerationInAnyCase))
    add("value", schema.constant.map { values([$0]) })
    add("default", schema.defaultValue.map { values([$0]) })
    add("pattern", schema.pattern)
    add("format", schema.format)
    add("refers to", schema.relationship.map { "\($0.property) of \($0.type)" })
    add("length", range(schema.minLength, schema.maxLength))
    add("range", range(schema.minimum?.spelling, schema.maximum?.spelling))
    add("above", schema.exclusiveMinimum?.spelling)
    add("below", schema.exclusiveMaximum?.spelling)
    add("multiple of", schema.multipleOf?.spelling)
    add("items", range(schema.minItems, schema.maxItems))
    add("order", schema.isUnordered ? "means nothing" : nil)
    add("items", schema.hasUniqueItems ? "each once" : nil)
    add("keys", schema.uniqueKeys.joined(separator: ", "))
    add("entries", range(schema.minProperties, schema.maxProperties))
    add("names", schema.patternProperties.map(\.name).joined(separator: ", "))
    add("at least one", schema.requiredOr.joined(separator: ", "))
    add("exactly one", schema.requiredXor.joined(separator: ", "))
    add("needs", dependencies(schema.dependentRequired))
    add("excludes", dependencies(schema.dependentExcluded))
    return rules
  }

  private static func values(_ values: [Value]) -> String {
    values.map { value in
      if case .string(let text) = value, !text.isEmpty { text } else { value.compactJSON }
    }.joined(separator: ", ")
  }

  private static func range<Bound: CustomStringConvertible>(
    _ low: Bound?, _ high: Bound?
  ) -> String? {
    switch (low, high) {
    case (let low?, let high?): "\(low) to \(high)"
    case (let low?, nil): "at least \(low)"
    case (nil, let high?): "at most \(high)"
    case (nil, nil): nil
    }
  }

  private static func dependencies(_ dependencies: [SchemaFacts.Dependency]) -> String {
    dependencies.map { "\($0.name): \($0.others.joined(separator: ", "))" }.joined(separator: "; ")
  }
}
