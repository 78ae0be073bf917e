internal import Documents

/// What a schema wants, in words and as something to write.
struct SchemaExample {
  /// What kind of value it is, such as `a list`.
  let kind: String
  /// A value in YAML's flow style, in which `…` is to be filled in.
  let text: String

  /// Whether the value says something, and is not only to be filled in.
  var isTelling: Bool { text != "…" && !text.hasPrefix("[…") && text != "{…}" }

  private static let deepest = 3
  private static let longest = 80

  init(of schema: SchemaFacts) {
    let types = Self.types(of: schema, 0)
    kind = Self.kind(of: types)
    let text = Self.text(of: schema, 0)
    self.text = text.count <= Self.longest ? text : Self.opening(of: types)
  }

  /// The words for one of several kinds of values.
  static func kind(of types: ValueTypes) -> String {
    var words: [String] = []
    if types.contains(.string) { words.append("a text") }
    if types.contains(.number) { words.append("a number") }
    if types.contains(.integer), !types.contains(.number) { words.append("a whole number") }
    if types.contains(.boolean) { words.append("`true` or `false`") }
    if types.contains(.array) { words.append("a list") }
    if types.contains(.object) { words.append("a mapping") }
    return words.isEmpty ? "a value" : words.joined(separator: ", or ")
  }

  /// The kinds that a schema allows, or its forms together.
  private static func types(of schema: SchemaFacts, _ depth: Int) -> ValueTypes {
    if !schema.types.isEmpty || depth > deepest { return schema.types }
    let forms = schema.allOf + schema.anyOf + schema.oneOf
    return forms.reduce(into: []) { $0.formUnion(types(of: $1, depth + 1)) }
  }

  private static func opening(of types: ValueTypes) -> String {
    types.contains(.object) ? "{…}" : types.contains(.array) ? "[…]" : "…"
  }

  private static func text(of schema: SchemaFacts, _ depth: Int) -> String {
    guard depth <= deepest else { return "…" }
    let words = [schema.constant, schema.enumeration.first, schema.enumerationInAnyCase.first]
    if let word = words.compactMap({ $0?.parameterText }).first { return word }
    let types = schema.types
    if types.contains(.object) { return mapping(of: schema, depth) }
    if types.contains(.array) {
      return "[\(schema.items.map { text(of: $0, depth + 1) } ?? "…")]"
    }
    if types.contains(.string) { return string(of: schema) ?? inForms(of: schema, depth) ?? "…" }
    if types.contains(.boolean) { return "true" }
    if types.contains(.integer) || types.contains(.number) { return number(of: schema) }
    return inForms(of: schema, depth) ?? "…"
  }

  private static func inForms(of schema: SchemaFacts, _ depth: Int) -> String? {
    let forms = schema.allOf + schema.anyOf + schema.oneOf
    return forms.lazy.map { text(of: $0, depth + 1) }.first { $0 != "…" }
  }

  private static func string(of schema: SchemaFacts) -> String? {
    if let form = schema.format.flatMap(TextForm.init(rawValue:)) { return form.example }
    guard let pattern = schema.pattern else { return nil }
    return PatternExample.text(
      for: pattern, minLength: schema.minLength ?? 0, maxLength: schema.maxLength)
  }

  private static func number(of schema: SchemaFacts) -> String {
    let bound =
      schema.minimum
      ?? schema.defaultValue.flatMap { value in
        if case .number(let number) = value { number } else { nil }
      }
    return bound?.spelling ?? "1"
  }

  /// The members that have to be there, or the first of those that can.
  private static func mapping(of schema: SchemaFacts, _ depth: Int) -> String {
    var names = schema.required + schema.requiredXor.prefix(1) + schema.requiredOr.prefix(1)
    let forms = schema.anyOf + schema.oneOf
    if names.isEmpty { names = forms.first { !$0.required.isEmpty }?.required ?? [] }
    let known = schema.properties
    if names.isEmpty { names = known.prefix(1).map(\.name) }
    guard !names.isEmpty else { return schema.patternProperties.isEmpty ? "{…}" : "{Name: …}" }
    let members = names.prefix(3).map { name in
      "\(name): \(schema.property(name).map { text(of: $0, depth + 1) } ?? "…")"
    }
    return "{\(members.joined(separator: ", "))\(names.count > 3 ? ", …" : "")}"
  }
}
