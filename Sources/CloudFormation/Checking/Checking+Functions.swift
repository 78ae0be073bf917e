internal import Documents

extension TemplateChecker {
  /// Where in a template something stands: what may be referred to depends on it.
  enum Region {
    case resources
    case outputs
    // Nothing is made yet: only parameters are known.
    case conditions
    case rules
    case exportName
    case importName

    /// Why a resource is not known here; nil where it is.
    func refusal(of resource: String) -> String? {
      switch self {
      case .resources, .outputs: nil
      case .conditions:
        "conditions are decided before `\(resource)` is made: they know parameters only"
      case .rules: "rules are checked before `\(resource)` is made: they know parameters only"
      case .exportName: "the name of an export cannot depend on a resource such as `\(resource)`"
      case .importName: "the name of an import cannot depend on a resource such as `\(resource)`"
      }
    }

    /// The region of a list from which one text is made.
    var ofLists: Region { self == .outputs ? .resources : self }
  }

  /// Every function within a value, whatever else stands around them.
  mutating func checkFunctions(in value: Value, at path: Path, in region: Region) {
    switch value {
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        checkFunctions(in: element, at: path.appending(index), in: region)
      }
    case .object(let object):
      if let call = Intrinsic.call(in: object) {
        check(call.function, call.argument, at: path.appending(call.function.rawValue), in: region)
      } else {
        for member in object.members {
          let path = path.appending(member.key)
          if Intrinsic.isLoop(member.key) {
            checkLoop(member.value, at: path, in: region)
          } else {
            checkFunctions(in: member.value, at: path, in: region)
          }
        }
      }
    case .null, .bool, .number, .string: break
    }
  }

  /// One call: its arguments, and what they refer to.
  mutating func check(
    _ function: Intrinsic, _ argument: Value, at path: Path, in region: Region
  ) {
    switch function {
    case .ref:
      let isName = takesAsName(argument, "`Ref` takes a name", at: path, in: region)
      guard isName else {
        return report(.wrongKind, "`Ref` takes a name, and this is \(argument.kindWords)", at: path)
      }
      if let name = knownName(argument) { checkReference(name, at: path, in: region) }
    case .getAtt: checkAttribute(argument, at: path, in: region)
    case .sub: checkSubstitution(argument, at: path, in: region)
    case .if: checkChoice(argument, at: path, in: region)
    case .findInMap: checkLookUp(argument, at: path, in: region)
    case .join: checkJoin(argument, at: path, in: region)
    case .select: checkSelection(argument, at: path, in: region)
    case .split: checkSplit(argument, at: path, in: region)
    case .cidr: checkBlocks(argument, at: path, in: region)
    case .getAZs: checkZones(argument, at: path, in: region)
    case .base64, .importValue:
      let region = function == .importValue ? .importName : region
      checkArgument(
        argument, .text, "`\(function.rawValue)` takes a text", at: path, in: region)
    case .length, .toJSONString: checkExtended(function, argument, at: path, in: region)
    case .equals, .and, .or, .not:
      // Elsewhere it is wrong as a whole, and the schema says so.
      guard region == .conditions || region == .rules else {
        return checkFunctions(in: argument, at: path, in: region)
      }
      checkCondition(
        .object([function.rawValue: argument]), at: Path(Array(path.steps.dropLast())), in: region)
    case .contains, .eachMemberEquals, .eachMemberIn, .refAll, .valueOf, .valueOfAll:
      checkRuleFunction(function, argument, at: path, in: region)
    case .transform: break
    default: checkFunctions(in: argument, at: path, in: region)
    }
  }

  // MARK: - References

  /// Whether a value names something: a text, or with the language extensions a function that gives
  /// one, which is checked.
  private mutating func takesAsName(
    _ value: Value, _ rule: String, at path: Path, in region: Region
  ) -> Bool {
    if value.text != nil { return true }
    guard scope.hasLanguageExtensions, value.object.flatMap({ Intrinsic.call(in: $0) }) != nil
    else { return false }
    checkArgument(value, .text, rule, at: path, in: region)
    return true
  }

  /// The name that a value gives, as far as it is the same with whatever parameters.
  mutating func knownName(_ value: Value) -> String? {
    if let text = value.text { return text }
    guard case .known(.string(let name)) = evaluator.evaluate(value).value else { return nil }
    return name
  }

  mutating func checkReference(_ name: String, at path: Path, in region: Region) {
    guard !isLoopName(name) else { return }
    if let refusal = region.refusal(of: name) {
      guard scope.parameters[name] == nil, PseudoParameter(rawValue: name) == nil,
        !scope.mayBeMade(name)
      else { return }
      let isResource = scope.resources[name] != nil
      return report(
        .unknownReference, isResource ? refusal : "there is no parameter `\(name)`", at: path,
        hint: isResource
          ? "refer to a parameter, or write the value itself"
          : Suggestion.hint(for: name, among: scope.parameterNames))
    }
    guard !scope.knows(name) else { return }
    report(
      .unknownReference, "there is no resource or parameter `\(name)`", at: path,
      hint: loopHint(for: name, as: "Ref: %") ?? Suggestion.hint(for: name, among: known))
  }

  private var known: [String] {
    scope.resourceNames + scope.parameterNames + PseudoParameter.allCases.map(\.rawValue)
  }

  private mutating func checkAttribute(_ argument: Value, at path: Path, in region: Region) {
    switch argument {
    case .string(let text):
      guard case .attribute(let resource, let attribute) = SubText.target(of: text) else {
        return report(
          .functionArguments, "`Fn::GetAtt` wants `resource.attribute`, and this is `\(text)`",
          at: path)
      }
      checkAttribute(attribute, of: resource, at: path, attributeAt: path, in: region)
    case .array(let elements):
      guard elements.count >= 2 else {
        return report(
          .functionArguments,
          "`Fn::GetAtt` takes a resource and an attribute, and there are \(elements.count) values",
          at: path)
      }
      let isName = takesAsName(
        elements[0], "the resource is named by a text", at: path.appending(0), in: region)
      guard isName else {
        return report(
          .wrongKind, "the resource is named by a text, and this is \(elements[0].kindWords)",
          at: path.appending(0))
      }
      let names = elements.dropFirst().map(\.text)
      let attribute = names.contains(nil) ? nil : names.compactMap(\.self).joined(separator: ".")
      if let resource = knownName(elements[0]) {
        checkAttribute(
          attribute, of: resource, at: path.appending(0), attributeAt: path.appending(1), in: region
        )
      }
      if attribute == nil { checkFunctions(in: elements[1], at: path.appending(1), in: region) }
    default:
      report(
        .wrongKind, "`Fn::GetAtt` takes a list or a text, and this is \(argument.kindWords)",
        at: path)
    }
  }

  mutating func checkAttribute(
    _ attribute: String?, of resource: String, at path: Path, attributeAt: Path, in region: Region
  ) {
    guard let type = scope.resources[resource] else {
      guard !scope.mayBeMade(resource), !isLoopName(resource) else { return }
      return report(
        .unknownReference, "there is no resource `\(resource)`", at: path,
        hint: loopHint(for: resource, as: "Fn::GetAtt: [%, \(attribute ?? "…")]")
          ?? Suggestion.hint(for: resource, among: scope.resourceNames))
    }
    if let refusal = region.refusal(of: resource) {
      return report(
        .functionPlace, refusal, at: path, hint: "refer to a parameter, or write the value itself")
    }
    guard let attribute else { return }
    checkAttribute(attribute, of: resource, type, at: attributeAt)
    if region == .outputs { checkIsText(attribute, of: type, at: path) }
  }
}
