package import Documents

/// The kinds of values of JSON.
package struct ValueTypes: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  package static let object = ValueTypes(rawValue: 1)
  package static let array = ValueTypes(rawValue: 2)
  package static let string = ValueTypes(rawValue: 4)
  package static let number = ValueTypes(rawValue: 8)
  package static let integer = ValueTypes(rawValue: 16)
  package static let boolean = ValueTypes(rawValue: 32)
  package static let null = ValueTypes(rawValue: 64)

  /// What JSON Schema calls them, in a fixed order.
  package var names: [String] {
    let names = ["object", "array", "string", "number", "integer", "boolean", "null"]
    return names.indices.filter { rawValue & 1 << $0 != 0 }.map { names[$0] }
  }
}

extension SchemaFacts {
  /// A property, or a pattern of names, and what is said of its values.
  package struct Member: Sendable {
    package let name: String
    package let schema: SchemaFacts
  }

  /// A property and the ones that its presence asks for, or excludes.
  package struct Dependency: Hashable, Sendable {
    package let name: String
    package let others: [String]
  }

  // Values of any kind.

  /// The values that are allowed, if only some are.
  package var enumeration: [Value] { values(.enumeration) }
  /// The texts that are allowed in any spelling of capitals.
  package var enumerationInAnyCase: [Value] { values(.enumCaseInsensitive) }
  /// The one value that is allowed.
  package var constant: Value? { value(.constant) }
  /// What holds if nothing is given.
  package var defaultValue: Value? { value(.defaultValue) }

  // Texts.

  /// How many characters a text has at least.
  package var minLength: Int? { count(.minLength) }
  /// How many characters a text has at most.
  package var maxLength: Int? { count(.maxLength) }
  /// The regular expression that a text matches somewhere.
  package var pattern: String? { text(.pattern) }
  /// What a text is, such as `date-time` or `AWS::IAM::Role.Arn`.
  package var format: String? { text(.format) }
  /// The type and the property whose value this is.
  package var relationship: (type: String, property: String)? {
    let parts = texts(.relationship)
    return parts.count == 2 ? (parts[0], parts[1]) : nil
  }

  // Numbers.

  /// The lowest number.
  package var minimum: Number? { number(.minimum) }
  /// The highest number.
  package var maximum: Number? { number(.maximum) }
  /// What a number is above.
  package var exclusiveMinimum: Number? { number(.exclusiveMinimum) }
  /// What a number is below.
  package var exclusiveMaximum: Number? { number(.exclusiveMaximum) }
  /// What a number is a multiple of.
  package var multipleOf: Number? { number(.multipleOf) }

  private func number(_ keyword: Keyword) -> Number? { text(keyword).map(Number.init(spelling:)) }

  // Lists.

  /// What is said of every item.
  package var items: SchemaFacts? { node(.items) }
  /// What is said of the first items, one by one.
  package var prefixItems: [SchemaFacts] { nodes(.prefixItems) }
  /// How many items there are at least.
  package var minItems: Int? { count(.minItems) }
  /// How many items there are at most.
  package var maxItems: Int? { count(.maxItems) }
  /// How many different items there are at most.
  package var maxUniqueItems: Int? { count(.maxUniqueItems) }
  /// Whether two lists with the same items in another order are the same.
  package var isUnordered: Bool { says(.unordered) }
  /// Whether no item stands in it twice.
  package var hasUniqueItems: Bool { says(.uniqueItems) }
  /// The properties by whose values the items differ.
  package var uniqueKeys: [String] { texts(.uniqueKeys) }
  /// `AttributeList`, if an update leaves items alone that the template does not name.
  package var arrayType: String? { text(.arrayType) }

  // Objects.

  /// The properties, in the order of the bytes of their names.
  package var properties: [Member] { members(.properties) }
  /// Regular expressions for the names of further properties.
  package var patternProperties: [Member] { members(.patternProperties) }
  /// What is said of all properties that are not named.
  package var additionalProperties: SchemaFacts? { node(.additionalProperties) }
  /// Whether there can be no properties but the named ones.
  package var isClosed: Bool { says(.closed) }
  /// How many properties there are at least.
  package var minProperties: Int? { count(.minProperties) }
  /// How many properties there are at most.
  package var maxProperties: Int? { count(.maxProperties) }
  /// The properties that have to be there.
  package var required: [String] { texts(.required) }
  /// The properties of which at least one has to be there.
  package var requiredOr: [String] { texts(.requiredOr) }
  /// The properties of which exactly one has to be there.
  package var requiredXor: [String] { texts(.requiredXor) }
  /// What the presence of a property asks for.
  package var dependentRequired: [Dependency] { lists(.dependentRequired) }
  /// What the presence of a property excludes.
  package var dependentExcluded: [Dependency] { lists(.dependentExcluded) }
  /// What is said of the object if a property is there.
  package var dependentSchemas: [Member] { members(.dependentSchemas) }

  // Alternatives.

  /// What has to hold together.
  package var allOf: [SchemaFacts] { nodes(.allOf) }
  /// Of what at least one has to hold.
  package var anyOf: [SchemaFacts] { nodes(.anyOf) }
  /// Of what exactly one has to hold.
  package var oneOf: [SchemaFacts] { nodes(.oneOf) }
  /// What must not hold.
  package var not: SchemaFacts? { node(.not) }
  /// What is asked.
  package var ifSchema: SchemaFacts? { node(.ifSchema) }
  /// What has to hold if the answer is yes.
  package var thenSchema: SchemaFacts? { node(.thenSchema) }
  /// What has to hold if the answer is no.
  package var elseSchema: SchemaFacts? { node(.elseSchema) }
}
