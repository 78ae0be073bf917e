internal import Documents

extension SchemaWriter {
  // MARK: Forms of project and stack files

  func schema(_ form: Form) -> Value.Object {
    switch form {
    case .field(let shape): return schema(shape)
    case .text: return ["type": ["string", "number", "boolean"]]
    case .fixed:
      return [
        "type": ["string", "number", "boolean"], "pattern": .string(Self.noReference),
        "patternErrorMessage": "the value is fixed: it cannot hold a reference",
      ]
    case .formed(let pattern, let numbers):
      let schema: Value.Object = [
        "type": Self.types(matching: pattern), "pattern": .string(pattern),
      ]
      guard let numbers else { return schema }
      return schema.merging([
        "minimum": .number(Number(numbers.lowerBound)),
        "maximum": .number(Number(numbers.upperBound)),
      ])
    case .name(let rule, let isReserved):
      return Self.only("string", "boolean").merging(
        names(.init(pattern: rule.pattern, isReserved: isReserved)))
    case .word(let words): return ["enum": .array(words.map(Value.string))]
    case .number: return ["type": "number"]
    case .flag: return ["type": "boolean"]
    case .optional(let form): return schema(form).orNothing
    case .list(let element): return oneOrMore(schema(element), schema(element))
    case .sequence(let element): return ["type": "array", "items": .object(schema(element))]
    case .mapping(let shape): return schema(shape)
    case .named(let value, let keys, let special): return named(value, keys, special)
    case .function: return ["$ref": "#/$defs/function"]
    case .content:
      // Where nothing is laid over it, CloudFormation takes no empty values.
      return Self.only("object", "null").merging(isPart ? [:] : Self.members)
    case .type: return ["$ref": "#/$defs/type"]
    case .resource: return ["$ref": .string("#/$defs/\(name("resource"))")]
    case .change(let shape): return SchemaWriter(isPart: true).schema(shape).orNothing
    case .either(let forms): return Self.any(of: forms.map(schema(_:)))
    }
  }

  private func named(
    _ value: Form, _ keys: Form.Keys, _ special: [(key: String, form: Form)]
  ) -> Value.Object {
    let isNeeded = keys.isNeeded && !isPart
    var schema: Value.Object = ["type": isNeeded ? "object" : ["object", "null"]]
    let rule = names(keys)
    if !rule.isEmpty { schema["propertyNames"] = .object(rule) }
    if isNeeded { schema["minProperties"] = 1 }
    if !special.isEmpty {
      schema["properties"] = .object(
        Value.Object(special.map { .init($0.key, .object(self.schema($0.form))) }))
    }
    let values = self.schema(value)
    schema["additionalProperties"] = .object(isPart ? values.orNothing : values)
    return schema
  }

  /// What holds of names.
  private func names(_ keys: Form.Keys) -> Value.Object {
    guard let pattern = keys.pattern else { return [:] }
    var schema: Value.Object = [
      "pattern": .string(pattern), "maxLength": .number(Number(FieldReader.longestName)),
    ]
    if keys.isReserved {
      schema["not"] = ["enum": .array(ReservedNames.all.map(Value.string))]
    }
    return schema
  }

  // MARK: Values of components' fields

  func schema(_ shape: ValueShape) -> Value.Object {
    switch shape {
    case .text(let pattern): return text(pattern)
    case .expression(let pattern):
      return Self.any(of: [
        text(pattern.map { "(?:\($0))|(?:\(Self.tagged))" }), ["$ref": "#/$defs/function"],
      ])
    case .choice(let words):
      return Self.any(of: [
        ["enum": .array(words.flatMap(Self.spellings))], ["$ref": "#/$defs/reference"],
      ])
    case .flag: return Self.only("boolean", "string").merging(Self.holdsReference)
    case .integer(let range):
      var schema = Self.only("integer", "string")
      if range.lowerBound > .min { schema["minimum"] = .number(Number(range.lowerBound)) }
      if range.upperBound < .max { schema["maximum"] = .number(Number(range.upperBound)) }
      return schema.merging(Self.holdsReference)
    case .number: return Self.only("number", "string").merging(Self.holdsReference)
    case .list(let element, let counts): return list(element, counts)
    case .map(let element, let keys):
      let values = schema(element)
      var schema: Value.Object = ["type": ["object", "null"]]
      if let keys { schema["propertyNames"] = ["pattern": .string(keys)] }
      schema["additionalProperties"] = .object(isPart ? values.orNothing : values)
      return schema
    case .anything: return ["type": ["object", "null"]]
    case .record(let fields):
      return object(
        fields.map { Property($0.name, property($0), isRequired: $0.isRequired) })
    case .either(let shapes): return Self.any(of: shapes.map(schema(_:)))
    }
  }

  private func text(_ pattern: String?) -> Value.Object {
    guard let pattern else { return ["type": ["string", "number", "boolean"]] }
    return [
      "type": Self.types(matching: pattern),
      "pattern": .string("(?:\(pattern))|(?:\(Self.referencePattern))"),
    ]
  }

  /// Lists are laid over lists as they are, so that their elements are always whole.
  private func list(_ element: ValueShape, _ counts: ClosedRange<Int>) -> Value.Object {
    let whole = SchemaWriter().schema(element)
    let alone: Value.Object
    if counts.lowerBound > 1 {
      alone = ["$ref": "#/$defs/reference"]
    } else if case .expression(let pattern) = element {
      alone = text(pattern)
    } else {
      alone = schema(element)
    }
    var schema = oneOrMore(whole, alone)
    func limit(_ array: inout Value.Object) {
      if counts.lowerBound > 0 { array["minItems"] = .number(Number(counts.lowerBound)) }
      if counts.upperBound < .max { array["maxItems"] = .number(Number(counts.upperBound)) }
    }
    if case .array(var schemas)? = schema["anyOf"], case .object(var array) = schemas[0] {
      limit(&array)
      schemas[0] = .object(array)
      schema["anyOf"] = .array(schemas)
    } else {
      limit(&schema)
    }
    return schema
  }

  // MARK: Parts of schemas

  /// What holds a reference that is written as it should be.
  private static let referencePattern =
    "(^|[^$])\\$\\{[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*\\}"
  /// What stands behind `!Ref` or `!GetAtt`, whose tags a schema cannot see.
  private static let tagged = "^[A-Z][A-Za-z0-9]*(\\.[A-Z][A-Za-z0-9.]*)?$"
  /// What holds no reference, not even one that is not closed.
  private static let noReference = "^(?![\\s\\S]*(?:^|[^$])\\$\\{)"

  /// What CloudFormation takes as a value: anything but nothing, also further inside. What functions
  /// take is their affair.
  static let content = only("string", "number", "boolean", "array", "object")
    .merging(["items": ["$ref": "#/$defs/content"]]).merging(members)
  private static let members: Value.Object = [
    "patternProperties": ["^Fn::": [:]],
    "additionalProperties": ["$ref": "#/$defs/content"],
  ]

  private static let holdsReference: Value.Object = [
    "pattern": .string(referencePattern),
    "patternErrorMessage":
      "a text can stand here only if it holds a reference, such as ${var.name}",
  ]
  static let reference: Value.Object = only("string").merging(holdsReference)
  static let function: Value.Object = [
    "description": "One of CloudFormation's functions, such as Fn::GetAtt, in its long form.",
    "type": "object", "minProperties": 1, "maxProperties": 1,
    "propertyNames": ["pattern": "^(Ref|Fn::.*)$"],
  ]

  /// A list of something, or one alone. One schema where that can be said in one: editors then
  /// tell what is wrong instead of which alternatives there are.
  private func oneOrMore(_ element: Value.Object, _ alone: Value.Object) -> Value.Object {
    let isPlain = ["$ref", "anyOf", "enum", "const", "items", "properties"].allSatisfy {
      alone[$0] == nil
    }
    if isPlain, element == alone, let types = alone["type"]?.elements {
      var schema = alone
      schema["type"] = .array(types + ["array"])
      schema["items"] = .object(element)
      return schema
    }
    return Self.any(of: [["type": "array", "items": .object(element)], alone])
  }

  /// Values of these types.
  private static func only(_ types: String...) -> Value.Object {
    ["type": types.count == 1 ? .string(types[0]) : .array(types.map(Value.string))]
  }

  private static func any(of schemas: [Value.Object]) -> Value.Object {
    let flat = schemas.flatMap { schema -> [Value] in
      if schema.count == 1, case .array(let inner)? = schema["anyOf"] { return inner }
      return [.object(schema)]
    }
    if flat.count == 1, case .object(let only) = flat[0] { return only }
    return ["anyOf": .array(flat)]
  }

  /// A word as YAML may have it where it is not quoted: `7` as a text and as a number.
  private static func spellings(of word: String) -> [Value] {
    switch value(of: word) {
    case .number(let number): [.string(word), .number(number)]
    case .bool(let flag): [.string(word), .bool(flag)]
    default: [.string(word)]
    }
  }

  /// What kinds of scalars can match a pattern: where a text is wanted, what looks like a number to
  /// YAML is taken as it is written, but a schema sees the number and cannot match it.
  private static func types(matching pattern: String) -> Value {
    guard let regex = try? Regex(pattern) else { return "string" }
    let samples: [(Value, [String])] = [
      ("number", ["0", "1", "10", "15", "100", "1024", "8080", "123456789012", "0.5", "-1"]),
      ("boolean", ["true", "false"]),
    ]
    let others = samples.filter { $0.1.contains { $0.contains(regex) } }.map(\.0)
    return others.isEmpty ? "string" : .array(["string"] + others)
  }
}

extension Value.Object {
  /// The members of both; those of the other where both have one.
  func merging(_ other: Value.Object) -> Value.Object {
    var result = self
    for member in other.members { result[member.key] = member.value }
    return result
  }
}

extension Value {
  /// The elements of a list; the value itself where it is none.
  fileprivate var elements: [Value] {
    if case .array(let elements) = self { elements } else { [self] }
  }
}
