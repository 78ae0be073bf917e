internal import Documents

extension TemplateChecker {
  mutating func checkParameters() {
    for parameter in template.parameters where !isMacro(parameter.name) {
      let path = Path([.key("Parameters"), .key(parameter.name)])
      checkName(parameter.name, of: "a parameter", at: path)
      guard let body = members(of: parameter.entry, at: path, what: "a parameter") else { continue }
      checkKeys(
        of: body, among: Template.Parameter.Member.allCases.map(\.rawValue), at: path,
        what: "a parameter")
      guard let type = body["Type"] else {
        report(.missingPart, "a parameter needs a `Type`", at: path)
        continue
      }
      guard let name = type.text else {
        report(
          .wrongKind, "a type is a text, and this is \(type.kindWords)", at: path.appending("Type"))
        continue
      }
      if !ParameterTypes.isKnown(name) {
        report(
          .parameterType, "there is no parameter type `\(name)`", at: path.appending("Type"),
          hint: Suggestion.hint(for: name, among: ParameterTypes.usual)
            ?? "`String`, `Number` and `CommaDelimitedList` are the usual ones")
        continue
      }
      checkConstraints(parameter, body, at: path)
    }
  }

  private mutating func checkConstraints(
    _ parameter: Template.Parameter, _ body: Value.Object, at path: Path
  ) {
    for member in body.members {
      let path = path.appending(member.key)
      switch Template.Parameter.Member(rawValue: member.key) {
      case .allowedValues?:
        guard case .array = member.value else {
          report(
            .wrongKind, "allowed values are a list, and this is \(member.value.kindWords)", at: path
          )
          continue
        }
      case .defaultValue?, .allowedPattern?, .constraintDescription?, .description?, .minLength?,
        .maxLength?, .minValue?, .maxValue?, .noEcho?:
        if member.value.parameterText == nil {
          report(
            .wrongKind, "`\(member.key)` is a text, and this is \(member.value.kindWords)",
            at: path,
            hint: "a parameter takes no functions: what it holds is known before anything else")
        }
      case .type?, nil: break
      }
    }
    checkRange("MinLength", "MaxLength", body, at: path)
    checkRange("MinValue", "MaxValue", body, at: path)
    if parameter.allowedValues?.isEmpty == true {
      report(
        .impossibleParameter, "no value is allowed, so nobody can give one",
        at: path.appending("AllowedValues"))
    }
    guard let text = parameter.defaultValue, !parameter.isStoredElsewhere else { return }
    checkDefault(text, of: parameter, body, at: path.appending("Default"))
  }

  /// Limits between which nothing is.
  private mutating func checkRange(
    _ low: String, _ high: String, _ body: Value.Object, at path: Path
  ) {
    guard let least = body[low]?.parameterText, let most = body[high]?.parameterText,
      let lower = Double(least), let upper = Double(most), lower > upper
    else { return }
    report(
      .impossibleParameter,
      "nothing is at least \(least) and at most \(most), so nobody can give a value",
      at: path.appending(low), hint: "make `\(high)` the greater one")
  }

  private mutating func checkDefault(
    _ text: String, of parameter: Template.Parameter, _ body: Value.Object, at path: Path
  ) {
    let values = parameter.isList ? text.split(separator: ",").map { Self.trimmed($0) } : [text]
    if let allowed = parameter.allowedValues, !parameter.isList {
      for value in values where !allowed.contains(value) {
        report(
          .parameterDefault, "the default `\(value)` is none of the allowed values", at: path,
          hint: Suggestion.hint(for: value, among: allowed))
      }
    }
    if parameter.isNumeric {
      for value in values {
        guard let number = Double(value) else {
          report(.parameterDefault, "the default `\(value)` is no number", at: path)
          continue
        }
        let low = body["MinValue"]?.parameterText.flatMap(Double.init)
        let high = body["MaxValue"]?.parameterText.flatMap(Double.init)
        if let low, number < low {
          report(.parameterDefault, "the default is less than the smallest value, \(low)", at: path)
        }
        if let high, number > high {
          report(
            .parameterDefault, "the default is more than the greatest value, \(high)", at: path)
        }
      }
      return
    }
    guard parameter.type == "String" else { return }
    let length = text.unicodeScalars.count
    if let low = body["MinLength"]?.parameterText.flatMap({ Int($0) }), length < low {
      report(
        .parameterDefault, "the default has \(length) characters, and at least \(low) are wanted",
        at: path)
    }
    if let high = body["MaxLength"]?.parameterText.flatMap({ Int($0) }), length > high {
      report(
        .parameterDefault, "the default has \(length) characters, and at most \(high) are wanted",
        at: path)
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
