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
        if !Suggestion.hasSlip(of: "Type", in: body) {
          report(.missingPart, "a parameter needs a `Type`", at: path)
        }
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
        checkAllowedValues(member.value, at: path)
      case .defaultValue?, .allowedPattern?, .constraintDescription?, .description?, .minLength?,
        .maxLength?, .minValue?, .maxValue?, .noEcho?:
        if member.value.parameterText == nil {
          report(
            .wrongKind, "`\(member.key)` is a text, and this is \(member.value.kindWords)",
            at: path, hint: Self.hint(forText: member.value, of: parameter))
        } else {
          checkScalar(member, of: parameter, at: path)
        }
      case .type?, nil: break
      }
    }
    checkRange("MinLength", "MaxLength", body, at: path)
    checkRange("MinValue", "MaxValue", body, at: path)
    if parameter[.allowedValues]?.elements?.isEmpty == true {
      report(
        .impossibleParameter, "no value is allowed, so nobody can give one",
        at: path.appending("AllowedValues"))
    }
    guard let text = parameter.defaultValue, !parameter.isStoredElsewhere else { return }
    checkDefault(text, of: parameter, at: path.appending("Default"))
  }

  /// What to write where a text is wanted.
  private static func hint(forText value: Value, of parameter: Template.Parameter) -> String? {
    if value.object.map({ Intrinsic.call(in: $0) != nil }) == true {
      return "a parameter takes no functions: what it holds is known before anything else"
    }
    let elements = value.elements?.map(\.parameterText) ?? [nil]
    guard parameter.isList, !elements.contains(nil) else { return nil }
    let text = elements.compactMap(\.self).joined(separator: ",")
    return text.utf8.count > 60
      ? "write one text with commas between its elements"
      : "write its elements in one text: `\"\(text)\"`"
  }

  private mutating func checkAllowedValues(_ value: Value, at path: Path) {
    for (index, element) in (value.elements ?? []).enumerated()
    where element.parameterText == nil && element != .null {
      report(
        .wrongKind, "an allowed value is a text, and this is \(element.kindWords)",
        at: path.appending(index),
        hint: "a parameter takes no functions: what it holds is known before anything else")
    }
  }

  /// What a member that is written as a text has to read as.
  private mutating func checkScalar(
    _ member: Value.Object.Member, of parameter: Template.Parameter, at path: Path
  ) {
    guard let text = member.value.parameterText else { return }
    let kind = Template.Parameter.Member(rawValue: member.key)
    switch kind {
    case .minLength?, .maxLength?, .minValue?, .maxValue?:
      let isOfNumbers = kind == .minValue || kind == .maxValue
      guard isOfNumbers == (parameter.type == "Number") else {
        let others = isOfNumbers ? "`MinLength` and `MaxLength`" : "`MinValue` and `MaxValue`"
        return report(
          .unknownPart, "a parameter of the type `\(parameter.type)` takes no `\(member.key)`",
          at: path, isAboutKey: true,
          hint: !isOfNumbers
            ? "limit the number with \(others)"
            : parameter.isNumeric
              ? "make the type `Number`, or take it away"
              : "make the type `Number`, or limit the text with \(others)")
      }
      guard ParameterCheck.number(text) == nil else { return }
      report(
        .wrongKind, "`\(member.key)` is a number, and this is `\(text)`", at: path,
        hint: "write a number, or leave the limit out")
    case .noEcho?:
      guard !["true", "false"].contains(text.lowercased()) else { return }
      report(
        .wrongKind, "`NoEcho` is `true` or `false`, and this is `\(text)`", at: path,
        hint: "write `true` if the value is to be shown nowhere")
    case .description?:
      let count = text.unicodeScalars.count
      guard count > TemplateLimits.parameterDescription else { return }
      report(
        .exceedsLimit,
        "the description of a parameter has at most \(TemplateLimits.parameterDescription) "
          + "characters, and this one has \(count)", at: path, hint: "shorten it")
    case .allowedPattern?:
      guard let fault = PatternSyntax.fault(of: text) else { return }
      report(
        .wrongKind, "`AllowedPattern` is a regular expression, and in this one \(fault)", at: path,
        hint: "write it as Java's `Pattern` takes it: what is meant literally has a `\\` before it")
    default: break
    }
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
    _ text: String, of parameter: Template.Parameter, at path: Path
  ) {
    // Whether an empty list has an element is not said by AWS.
    if parameter.isList, text.isEmpty { return }
    let check = ParameterCheck(parameter, patterns)
    guard let (element, breach) = check.breach(of: text) else { return }
    let what = parameter.isList ? "`\(element)` in the default" : "the default `\(element)`"
    let count = element.utf16.count
    let message: String
    // Whether the list as a whole may be allowed is not said by AWS.
    if breach == .notAllowed, parameter.allowedValues?.contains(text) == true { return }
    var hint = "change the default, or leave it out so that a value has to be given"
    switch breach {
    // Nor whether it is the elements that have to be so long.
    case .shorter where parameter.isList, .longer where parameter.isList: return
    // What limits numbers is refused of lists of them.
    case .less where parameter.isList, .more where parameter.isList: return
    case .notNumeric: message = "\(what) is no number"
    case .notAllowed:
      message = "\(what) is none of the allowed values"
      let allowed = parameter.allowedValues ?? []
      hint =
        Suggestion.hint(for: element, among: allowed)
        ?? (allowed.count > 12 ? hint : "it is one of \(Self.list(allowed))")
    case .pattern(let pattern): message = "\(what) does not match the pattern `\(pattern)`"
    case .less(let least): message = "\(what) is less than the smallest value, \(least)"
    case .more(let most): message = "\(what) is more than the greatest value, \(most)"
    case .shorter(let least):
      message = "\(what) has \(count) characters, and at least \(least) are wanted"
    case .longer(let most):
      message = "\(what) has \(count) characters, and at most \(most) are wanted"
    }
    report(.parameterDefault, message, at: path, hint: hint)
  }
}
