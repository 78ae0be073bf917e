internal import Documents

extension TemplateChecker {
  /// Where in a template something stands: what may be referred to depends on it.
  enum Region {
    case resources
    case outputs
    /// Nothing is made yet: only parameters are known.
    case conditions
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
          checkFunctions(in: member.value, at: path.appending(member.key), in: region)
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
      guard let name = argument.text else {
        return report(.wrongKind, "`Ref` takes a name, and this is \(argument.kindWords)", at: path)
      }
      checkReference(name, at: path, in: region)
    case .getAtt: checkAttribute(argument, at: path, in: region)
    case .sub: checkSubstitution(argument, at: path, in: region)
    case .if: checkChoice(argument, at: path, in: region)
    case .findInMap: checkLookUp(argument, at: path, in: region)
    case .join: checkList(argument, function, 2...2, at: path, in: region)
    // A list is what it takes, wherever it stands.
    case .select:
      checkList(argument, function, 2...2, at: path, in: region == .outputs ? .resources : region)
    case .split: checkList(argument, function, 2...2, at: path, in: region)
    case .cidr: checkList(argument, function, 2...3, at: path, in: region)
    case .equals, .and, .or, .not:
      checkCondition(.object([function.rawValue: argument]), at: Path(Array(path.steps.dropLast())))
    case .transform: break
    default: checkFunctions(in: argument, at: path, in: region)
    }
  }

  // MARK: - References

  mutating func checkReference(_ name: String, at path: Path, in region: Region) {
    if region == .conditions {
      guard scope.parameters[name] == nil, PseudoParameter(rawValue: name) == nil,
        !scope.mayBeMade(name)
      else { return }
      let isResource = scope.resources[name] != nil
      return report(
        .unknownReference,
        isResource
          ? "conditions are decided before `\(name)` is made: they know parameters only"
          : "there is no parameter `\(name)`", at: path,
        hint: Suggestion.hint(for: name, among: scope.parameterNames))
    }
    guard !scope.knows(name) else { return }
    report(
      .unknownReference, "there is no resource or parameter `\(name)`", at: path,
      hint: Suggestion.hint(for: name, among: known))
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
      guard let resource = elements[0].text else {
        return report(
          .wrongKind, "the resource is named by a text, and this is \(elements[0].kindWords)",
          at: path.appending(0))
      }
      let names = elements.dropFirst().map(\.text)
      let attribute = names.contains(nil) ? nil : names.compactMap(\.self).joined(separator: ".")
      checkAttribute(
        attribute, of: resource, at: path.appending(0), attributeAt: path.appending(1), in: region)
      if attribute == nil { checkFunctions(in: elements[1], at: path.appending(1), in: region) }
    default:
      report(
        .wrongKind, "`Fn::GetAtt` takes a list or a text, and this is \(argument.kindWords)",
        at: path)
    }
  }

  private mutating func checkAttribute(
    _ attribute: String?, of resource: String, at path: Path, attributeAt: Path, in region: Region
  ) {
    guard let type = scope.resources[resource] else {
      guard !scope.mayBeMade(resource) else { return }
      return report(
        .unknownReference, "there is no resource `\(resource)`", at: path,
        hint: Suggestion.hint(for: resource, among: scope.resourceNames))
    }
    if region == .conditions {
      return report(
        .functionPlace, "conditions are decided before `\(resource)` is made", at: path)
    }
    guard let attribute else { return }
    checkAttribute(attribute, of: resource, type, at: attributeAt)
    if region == .outputs { checkIsText(attribute, of: type, at: path) }
  }

  // MARK: - Functions

  private mutating func checkSubstitution(_ argument: Value, at path: Path, in region: Region) {
    var own: Value.Object = [:]
    let textPath = path
    let text: String
    switch argument {
    case .string(let written): text = written
    case .array(let elements):
      guard elements.count == 2, let written = elements[0].text, let values = elements[1].object
      else {
        return report(
          .functionArguments, "`Fn::Sub` takes a text, or a list of a text and a mapping of values",
          at: path)
      }
      text = written
      own = values
      for value in values.members {
        checkFunctions(in: value.value, at: path.appending(1).appending(value.key), in: region)
      }
    default:
      return report(
        .wrongKind, "`Fn::Sub` takes a text or a list, and this is \(argument.kindWords)", at: path)
    }
    for variable in Set(SubText(text).variables).sorted() where own[variable] == nil {
      switch SubText.target(of: variable) {
      case .ref(let name): checkReference(name, at: textPath, in: region)
      case .attribute(let resource, let attribute):
        checkAttribute(attribute, of: resource, at: textPath, attributeAt: textPath, in: region)
      default: break
      }
    }
  }

  private mutating func checkChoice(_ argument: Value, at path: Path, in region: Region) {
    guard let elements = argument.elements, elements.count == 3 else {
      return report(
        .functionArguments, "`Fn::If` takes the name of a condition and two values", at: path)
    }
    if let name = elements[0].text {
      checkConditionName(name, at: path.appending(0))
    } else {
      report(
        .wrongKind, "`Fn::If` takes the name of a condition, and this is \(elements[0].kindWords)",
        at: path.appending(0))
    }
    for index in 1...2 {
      checkFunctions(in: elements[index], at: path.appending(index), in: region)
    }
  }

  private mutating func checkLookUp(_ argument: Value, at path: Path, in region: Region) {
    guard let elements = argument.elements else {
      return report(
        .wrongKind, "`Fn::FindInMap` takes a list, and this is \(argument.kindWords)", at: path)
    }
    let count = scope.hasLanguageExtensions ? 3...4 : 3...3
    guard count.contains(elements.count) else {
      return report(
        .functionArguments,
        "`Fn::FindInMap` takes a mapping and two keys, and there are \(elements.count) values",
        at: path,
        hint: elements.count == 4
          ? "a default needs `Transform: AWS::LanguageExtensions`" : nil)
    }
    if let name = elements[0].text, scope.mappings[name] == nil, elements.count == 3,
      !scope.hasMacros, !scope.hasMadeMappings
    {
      report(
        .unknownMapping, "there is no mapping `\(name)`", at: path.appending(0),
        hint: Suggestion.hint(
          for: name, among: scope.mappings.members.prefix(TemplateLimits.mappings).map(\.key)))
    }
    for (index, element) in elements.enumerated() {
      checkFunctions(in: element, at: path.appending(index), in: region)
    }
  }

  private mutating func checkList(
    _ argument: Value, _ function: Intrinsic, _ count: ClosedRange<Int>, at path: Path,
    in region: Region
  ) {
    guard let elements = argument.elements else {
      return report(
        .wrongKind, "`\(function.rawValue)` takes a list, and this is \(argument.kindWords)",
        at: path)
    }
    if !count.contains(elements.count) {
      report(
        .functionArguments,
        "`\(function.rawValue)` takes \(count.upperBound) values, and there are \(elements.count)",
        at: path)
    }
    for (index, element) in elements.enumerated() {
      checkFunctions(in: element, at: path.appending(index), in: region)
    }
  }
}
