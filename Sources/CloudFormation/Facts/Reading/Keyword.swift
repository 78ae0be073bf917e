/// What a node of a property tree can say. The order is that of the bits in a node's mask; the
/// script that writes the blob has the same list (Sources/CFacts/Making/graph.py).
enum Keyword: Int, CaseIterable {
  case minLength, maxLength, pattern, enumeration, properties, required, closed, items, unordered
  case minItems, maxItems, uniqueItems, format, minimum, maximum, defaultValue, patternProperties
  case anyOf, oneOf, allOf, maxProperties, minProperties, relationship, enumCaseInsensitive
  case requiredXor, multipleOf, dependentRequired, dependentExcluded, dependentSchemas, uniqueKeys
  case constant, arrayType, ifSchema, thenSchema, elseSchema, not, maxUniqueItems, requiredOr
  case prefixItems, exclusiveMinimum, exclusiveMaximum, additionalProperties

  /// How what stands behind a keyword is written.
  enum Kind {
    /// Nothing: that the keyword is there says it all.
    case flag
    /// A number: a count, or where a text, a value or a node is.
    case one
    /// How many, and then so many numbers.
    case several
    /// How many, and then so many pairs: where the name is, and where the node is.
    case pairs
    /// How many, and then for each where the name is, how many texts, and where they are.
    case lists
  }

  /// How it is written.
  var kind: Kind {
    switch self {
    case .closed, .unordered, .uniqueItems: .flag
    case .enumeration, .required, .anyOf, .oneOf, .allOf, .relationship, .enumCaseInsensitive,
      .requiredXor, .uniqueKeys, .requiredOr, .prefixItems:
      .several
    case .properties, .patternProperties, .dependentSchemas: .pairs
    case .dependentRequired, .dependentExcluded: .lists
    default: .one
    }
  }
}
