internal import Documents

/// One walk through expressions.
struct Evaluation {
  let template: Template
  let known: Surroundings
  let resources: Set<String>
  /// Whether names may be worked out, which only the language extensions do.
  let isExtended: Bool
  var violations: [Violation] = []
  /// The conditions that are worked out.
  var settledConditions: [String: Evaluated]

  init(
    _ template: Template, _ known: Surroundings, conditions: [String: Evaluated]?,
    resources: Set<String>
  ) {
    self.template = template
    self.known = known
    self.resources = resources
    isExtended = Expansion.isWanted(by: template)
    settledConditions = conditions ?? [:]
  }

  /// What a value comes to.
  mutating func evaluate(
    _ value: Value, _ path: Path, amongConditions: Bool = false
  ) -> Evaluated {
    switch value {
    case .null, .bool, .number, .string: return .known(value)
    case .array(let elements):
      var results: [Evaluated] = []
      results.reserveCapacity(elements.count)
      for (index, element) in elements.enumerated() {
        results.append(
          element.isFilledScalar
            ? .known(element)
            : evaluate(element, path.appending(index), amongConditions: amongConditions))
      }
      return .list(of: results)
    case .object(let object):
      if let call = Intrinsic.call(in: object, amongConditions: amongConditions) {
        return self.call(call.function, call.argument, path.appending(call.function.rawValue))
      }
      return members(object, path)
    }
  }

  private mutating func members(_ object: Value.Object, _ path: Path) -> Evaluated {
    var results: [Evaluated.Member] = []
    results.reserveCapacity(object.count)
    for member in object.members {
      // Beside other members these are not calls but stand for members that are not there yet.
      if let macro = Self.macro(member) {
        let unknown = Unknown(member.value, because: [.macro(macro)])
        results.append(.init(member.key, .unknown(unknown)))
      } else {
        let value = member.value
        results.append(
          .init(
            member.key,
            value.isFilledScalar ? .known(value) : evaluate(value, path.appending(member.key))))
      }
    }
    return .object(of: results)
  }

  private static func macro(_ member: Value.Object.Member) -> String? {
    if member.key == Intrinsic.transform.rawValue { return macroName(member.value) }
    return Intrinsic.isLoop(member.key) ? "AWS::LanguageExtensions" : nil
  }

  private static func macroName(_ argument: Value) -> String {
    argument.text ?? argument.object?["Name"]?.text ?? argument.elements?.first.map(macroName)
      ?? "Fn::Transform"
  }

  private mutating func call(
    _ function: Intrinsic, _ argument: Value, _ path: Path
  ) -> Evaluated {
    switch function {
    case .ref: ref(argument, path)
    case .getAtt: getAtt(argument, path)
    case .sub: sub(argument, path)
    case .join: join(argument, path)
    case .split: split(argument, path)
    case .base64: base64(argument, path)
    case .toJSONString: jsonString(argument, path)
    case .select: select(argument, path)
    case .length: length(argument, path)
    case .cidr: cidr(argument, path)
    case .getAZs: zones(argument, path)
    case .findInMap: findInMap(argument, path)
    case .importValue: importValue(argument, path)
    case .if: choose(argument, path)
    case .equals: equals(argument, path)
    case .and, .or: combine(function, argument, path)
    case .not: negate(argument, path)
    case .condition: namedCondition(argument, path)
    case .transform:
      .unknown(
        Unknown([function.rawValue: argument], because: [.macro(Self.macroName(argument))]))
    case .contains, .eachMemberEquals, .eachMemberIn: members(function, argument, path)
    case .getStackOutput, .refAll, .valueOf, .valueOfAll:
      .unknown(Unknown([function.rawValue: argument], because: [.function(function)]))
    }
  }

  /// Reports a mistake; what it stands for is unknown.
  mutating func mistake(
    _ message: String, _ expression: Value, _ path: Path, _ kind: Violation.Kind = .function
  ) -> Evaluated {
    violations.append(Violation(message, kind, at: path))
    return .unknown(Unknown(expression, because: [.mistake]))
  }
}
