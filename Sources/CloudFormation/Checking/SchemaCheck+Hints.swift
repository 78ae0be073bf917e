internal import Documents

extension SchemaCheck {
  /// Says of what was found at a place, and not yet said, what to write there.
  mutating func addHints(
    from start: Int, _ value: Value, _ schema: SchemaFacts, _ path: Path
  ) {
    for index in findings.indices[start...] where findings[index].ownHint == nil {
      let finding = findings[index]
      if finding.path == path {
        findings[index].ownHint = hint(for: finding, value, schema, path)
      } else if finding.code == .unknownProperty, finding.path.steps.dropLast() == path.steps[...] {
        findings[index].ownHint = hint(forUnknown: finding, schema, path)
      } else if finding.code == .excludes, finding.path.steps.dropLast() == path.steps[...] {
        findings[index].ownHint = "keep one of them, and take the other away"
      } else if finding.code == .wrongType, finding.path.steps.dropLast() == path.steps[...],
        case .key(let key)? = finding.path.steps.last, let call = Intrinsic(rawValue: key)
      {
        findings[index].ownHint = hint(forResultOf: call, schema.types)
      }
    }
  }

  private func hint(
    for finding: Finding, _ value: Value, _ schema: SchemaFacts, _ path: Path
  ) -> String? {
    switch finding.code {
    case .wrongType: hint(forKindOf: value, schema, path)
    case .missingProperty: hint(forMissing: finding, schema, path)
    case .wrongPattern: value.parameterText.flatMap { hint(forPatternOf: $0, schema) }
    case .notAllowed: hint(forWordIn: schema, path)
    case .wrongLength: value.parameterText.map { hint(forLengthOf: $0, schema) }
    case .wrongSize: hint(forSizeOf: value, schema)
    case .outOfRange: "write \(Self.range(of: schema))"
    case .notAlternative: hint(forForms: finding, value, schema)
    case .excludes: hint(forOthers: finding, schema)
    case .notUnique:
      schema.uniqueKeys.isEmpty
        ? "take the repetition away"
        : "give each entry its own \(TemplateChecker.list(schema.uniqueKeys))"
    default: nil
    }
  }

  // MARK: - Kinds

  private func hint(forKindOf value: Value, _ schema: SchemaFacts, _ path: Path) -> String {
    let wanted = schema.types
    let example = SchemaExample(of: schema)
    let such = example.isTelling ? " such as `\(example.text)`" : ""
    if let object = value.object, object.count == 1, let key = object.members.first?.key {
      if key == Intrinsic.condition.rawValue {
        return
          "name the condition in `Fn::If`, or beside `Type` if the whole resource depends on it"
      }
      if let call = Intrinsic(rawValue: key) { return hint(forResultOf: call, wanted) }
      if !wanted.contains(.object) {
        let name = Intrinsic(rawValue: "Fn::" + key).map(\.rawValue) ?? key
        let near = Suggestion.hint(for: name, among: Intrinsic.allCases.map(\.rawValue))
        if let near { return near }
      }
    }
    let short = value.parameterText.flatMap { $0.count <= 40 && !$0.contains("\n") ? $0 : nil }
    if wanted.contains(.array) {
      let items = schema.items.map(\.types) ?? []
      if let short, !items.contains(.object) { return "put it into a list: `[\(short)]`" }
      if value.object != nil, items.contains(.object) || items.isEmpty {
        return "make it an entry of a list: begin it with `- `"
      }
      return "write a list\(such)"
    }
    if wanted.contains(.object) {
      if let entries = value.elements, entries.count == 1, entries[0].object != nil {
        return "write the members of its one entry without the list"
      }
      return "write a mapping\(such)"
    }
    if let entries = value.elements, entries.count == 1, let text = entries[0].parameterText {
      return "write its one entry without the list: `\(text)`"
    }
    if wanted.contains(.string), value.elements != nil {
      return "write a text\(such); `Fn::Join` makes one of a list"
    }
    return "write \(example.kind)\(wanted == .boolean ? "" : such)"
  }

  private func hint(forResultOf call: Intrinsic, _ wanted: ValueTypes) -> String {
    if wanted == .array { return "put it into a list, or take a function that gives one" }
    if wanted.isDisjoint(with: [.array, .object]) {
      return call == .getAtt
        ? "take an attribute that is \(SchemaExample.kind(of: wanted))"
        : "take one entry of it with `Fn::Select`, or join them with `Fn::Join`"
    }
    return "write \(SchemaExample.kind(of: wanted)); functions can stand in it"
  }

  // MARK: - Members

  private func hint(
    forMissing finding: Finding, _ schema: SchemaFacts, _ path: Path
  ) -> String? {
    let wanted = (schema.required + schema.requiredOr).filter {
      finding.message.contains("`\($0)`")
    }
    guard let name = wanted.first, let property = schema.property(name) else { return nil }
    let what = wanted.count > 1 ? "one of them, such as `\(name)`" : "`\(name)`"
    return Self.hint(adding: what, property, facts(path, name))
  }

  /// What to add for something that is missing.
  static func hint(adding what: String, _ schema: SchemaFacts, _ command: String?) -> String {
    let example = SchemaExample(of: schema)
    var hint = "add \(what): \(example.kind)"
    if example.isTelling, schema.types != .boolean { hint += " such as `\(example.text)`" }
    if schema.types == .object || schema.types == .array, let command {
      hint += "; \(command) shows what it takes"
    }
    return hint
  }

  private func hint(
    forUnknown finding: Finding, _ schema: SchemaFacts, _ path: Path
  ) -> String? {
    guard case .key(let key)? = finding.path.steps.last else { return nil }
    if key.hasPrefix("Fn::") {
      return "let the function stand alone: it takes the place of all that is beside it"
    }
    let names = schema.properties.map(\.name)
    if !names.isEmpty, names.count <= 6 {
      return "take it away; there \(names.count == 1 ? "is" : "are") \(TemplateChecker.list(names))"
    }
    return facts(path, nil).map { "take it away; \($0) lists what there is" } ?? "take it away"
  }

  /// The command that shows what is known of a place, or of a member of it.
  private func facts(_ path: Path, _ name: String?) -> String? {
    guard noun == "property" else { return nil }
    var steps: [String] = []
    for step in path.steps.dropFirst(3) {
      // The branches of a choice are no parts of the way.
      if case .key(let key) = step, !key.hasPrefix("Fn::") { steps.append(key) }
    }
    steps += [name].compactMap(\.self)
    let isPlain = steps.allSatisfy { step in
      step.utf8.allSatisfy { LogicalID.isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
    }
    guard isPlain else { return nil }
    let words = [type] + (steps.isEmpty ? [] : [steps.joined(separator: ".")])
    return "`esteira facts \(words.joined(separator: " "))`"
  }

  private func hint(forOthers finding: Finding, _ schema: SchemaFacts) -> String? {
    if schema.requiredXor.contains(where: { finding.message.contains("`\($0)`") }) {
      return "add one of \(TemplateChecker.list(schema.requiredXor))"
    }
    let dependency = schema.dependentRequired.first {
      finding.message.hasPrefix("`\($0.name)` needs")
    }
    guard let dependency else { return nil }
    let others = dependency.others.filter { finding.message.contains("`\($0)` beside") }
    return "add \(TemplateChecker.list(others)), or take `\(dependency.name)` away"
  }

  private func hint(
    forForms finding: Finding, _ value: Value, _ schema: SchemaFacts
  ) -> String? {
    if finding.message.contains("several") { return "keep the members of one form only" }
    let forms = schema.oneOf + schema.anyOf
    let names = Set(value.object?.members.map(\.key) ?? [])
    // Where all that a form wants is there, something in it is wrong.
    let isClose = forms.contains { !$0.required.isEmpty && names.isSuperset(of: $0.required) }
    let words = forms.compactMap { form -> String? in
      if !form.required.isEmpty { return TemplateChecker.list(form.required.sorted()) }
      return form.types.isEmpty ? nil : SchemaExample(of: form).kind
    }
    let distinct = words.enumerated().filter { words.firstIndex(of: $1) == $0 }.map(\.element)
    guard !isClose, distinct.count > 1 else {
      // The note begins by saying that it is about the closest form.
      guard let note = finding.notes.first?.message.split(separator: ": ", maxSplits: 1).last else {
        return nil
      }
      return "mend the closest form: \(note)"
    }
    return "write one of these: " + distinct.prefix(4).joined(separator: "; ")
  }

  // MARK: - Scalars

  private func hint(forPatternOf text: String, _ schema: SchemaFacts) -> String? {
    if text.contains("${") {
      return "write it with `Fn::Sub`, which puts values in the place of `${…}`"
    }
    if let form = schema.format.flatMap(TextForm.init(rawValue:)), !form.matches(text, patterns) {
      return "write one such as `\(form.example)`\(form.rule)"
    }
    guard let pattern = schema.pattern else { return nil }
    if let words = PatternWords(pattern)?.advice(for: text) { return words }
    let example = PatternExample.text(
      for: pattern, minLength: schema.minLength ?? 0, maxLength: schema.maxLength)
    return example.map { "write it as in `\($0)`" } ?? "write a text that the pattern takes"
  }

  private func hint(forWordIn schema: SchemaFacts, _ path: Path) -> String? {
    if let constant = schema.constant?.parameterText { return "write `\(constant)`" }
    let words = (schema.enumeration + schema.enumerationInAnyCase).compactMap(\.parameterText)
    guard !words.isEmpty else { return nil }
    let some = TemplateChecker.list(Array(words.prefix(4)))
    return "write one of the \(words.count), such as \(some)"
      + (facts(path, nil).map { "; \($0) lists them" } ?? "")
  }

  private func hint(forLengthOf text: String, _ schema: SchemaFacts) -> String {
    let length = text.unicodeScalars.count
    if let most = schema.maxLength, length > most {
      let count = length - most
      return "take \(count) character\(count == 1 ? "" : "s") away"
    }
    if length == 0 { return "write a text, or leave the whole out" }
    let count = (schema.minLength ?? 0) - length
    let example = SchemaExample(of: schema)
    return "add \(count) character\(count == 1 ? "" : "s")"
      + (example.isTelling ? ", as in `\(example.text)`" : "")
  }

  private func hint(forSizeOf value: Value, _ schema: SchemaFacts) -> String? {
    let count = value.elements?.count ?? value.object?.count ?? 0
    let least = value.elements == nil ? schema.minProperties : schema.minItems
    let most = value.elements == nil ? schema.maxProperties : schema.maxItems
    if let least, count < least {
      let missing = least - count
      let entry = schema.items.map { SchemaExample(of: $0) }
      let such = entry.flatMap { $0.isTelling ? " such as `\($0.text)`" : nil } ?? ""
      let words = missing == 1 ? "an entry\(such)" : "\(missing) entries\(such)"
      return count == 0 ? "add \(words), or leave the whole out" : "add \(words)"
    }
    return most.map { "take \(count - $0) of them away" }
  }

  /// The numbers that are allowed, in words.
  private static func range(of schema: SchemaFacts) -> String {
    let noun = schema.types.contains(.integer) ? "a whole number" : "a number"
    let least = schema.minimum.map { "from \($0.spelling)" }
    let above = schema.exclusiveMinimum.map { "above \($0.spelling)" }
    let most = schema.maximum.map { (least == nil ? "up to " : "to ") + $0.spelling }
    let below = schema.exclusiveMaximum.map { "below \($0.spelling)" }
    return [noun, least ?? above, most ?? below].compactMap(\.self).joined(separator: " ")
  }
}
