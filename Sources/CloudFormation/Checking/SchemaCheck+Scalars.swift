internal import Documents

extension SchemaCheck {
  mutating func checkScalar(_ value: Value, _ schema: SchemaFacts, _ path: Path) {
    guard let text = value.parameterText else { return }
    // What is put in later can be anything.
    if DynamicReference.isBegun(in: text) { return }
    if schema.says(.enumeration), !schema.enumerates(text) {
      let words = schema.enumeration.compactMap(\.parameterText)
      report(
        .notAllowed, "`\(text)` is none of the values that are allowed here", at: path,
        hint: hint(text, words))
    }
    let anyCase = schema.enumerationInAnyCase.compactMap(\.parameterText)
    if !anyCase.isEmpty, !anyCase.contains(where: { $0.lowercased() == text.lowercased() }) {
      report(
        .notAllowed, "`\(text)` is none of the values that are allowed here", at: path,
        hint: hint(text, anyCase))
    }
    if let constant = schema.constant?.parameterText, constant != text {
      report(.notAllowed, "only `\(constant)` is allowed here", at: path)
    }
    if case .string = value { checkText(text, schema, path) }
    checkRange(text, schema, path)
  }

  private func hint(_ text: String, _ words: [String]) -> String? {
    if let near = Suggestion.hint(for: text, among: words) { return near }
    guard words.count <= 12 else { return nil }
    return "it is one of " + TemplateChecker.list(words)
  }

  private mutating func checkText(_ text: String, _ schema: SchemaFacts, _ path: Path) {
    let isText = schema.types.isEmpty || schema.types.contains(.string)
    guard isText else { return }
    let length = text.unicodeScalars.count
    // One text is told once that it is wrong.
    if let format = schema.format, let form = TextForm(rawValue: format),
      !form.matches(text, patterns)
    {
      report(.wrongPattern, "`\(text)` is no \(form.words)", at: path)
    } else if let least = schema.minLength, length < least {
      let words = least == 1 ? "1 character is" : "\(least) characters are"
      let there = length == 1 ? "is 1" : length == 0 ? "is none" : "are \(length)"
      report(.wrongLength, "at least \(words) wanted, and there \(there)", at: path)
    } else if let most = schema.maxLength, length > most {
      let words = most == 1 ? "1 character is" : "\(most) characters are"
      report(.wrongLength, "at most \(words) wanted, and there are \(length)", at: path)
    } else if let pattern = schema.pattern, !patterns.matches(text, pattern) {
      report(.wrongPattern, "`\(text)` does not match the pattern `\(pattern)`", at: path)
    }
  }

  private mutating func checkRange(_ text: String, _ schema: SchemaFacts, _ path: Path) {
    let types = schema.types
    guard types.isEmpty || types.contains(.number) || types.contains(.integer),
      let value = Double(text)
    else { return }
    if let least = schema.minimum, let bound = Double(least.spelling), value < bound {
      report(
        .outOfRange, "\(text) is less than the least that is allowed, \(least.spelling)", at: path)
    }
    if let most = schema.maximum, let bound = Double(most.spelling), value > bound {
      report(
        .outOfRange, "\(text) is more than the most that is allowed, \(most.spelling)", at: path)
    }
    if let least = schema.exclusiveMinimum, let bound = Double(least.spelling), value <= bound {
      report(.outOfRange, "\(text) has to be more than \(least.spelling)", at: path)
    }
    if let most = schema.exclusiveMaximum, let bound = Double(most.spelling), value >= bound {
      report(.outOfRange, "\(text) has to be less than \(most.spelling)", at: path)
    }
  }
}
