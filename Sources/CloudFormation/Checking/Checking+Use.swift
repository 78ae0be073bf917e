internal import Diagnostics
internal import Documents

extension TemplateChecker {
  /// Parameters, mappings and conditions that nothing asks for.
  mutating func checkUse() {
    // What a macro asks for, nobody can say by reading.
    guard !scope.hasMacros else { return }
    var use = NameUse(evaluator: scope.hasLanguageExtensions ? evaluator : nil)
    for member in template.body.members
    where member.key != "Parameters" && member.key != "Metadata" && member.key != "Mappings" {
      use.visit(member.value)
    }
    guard !use.hasTransform else { return }
    // What is wrong by itself is not called unused besides.
    let wrong = Set(
      findings.lazy.filter { $0.severity == .error }.map { Path(Array($0.path.steps.prefix(2))) })
    for parameter in template.parameters
    where !use.hasComputedName && !isMacro(parameter.name) && !use.names.contains(parameter.name)
      && scope.resources[parameter.name] == nil
    {
      warn(
        .unusedParameter, "nothing uses the parameter `\(parameter.name)`", parameter.name,
        unless: wrong)
    }
    if !use.hasComputedMapping {
      for name in template.mappings.members.map(\.key)
      where !isMacro(name) && !use.mappings.contains(name) {
        warn(
          .unusedMapping, "nothing is looked up in the mapping `\(name)`", name, unless: wrong)
      }
    }
    for name in template.conditions.members.map(\.key)
    where !isMacro(name) && !use.conditions.contains(name) {
      warn(
        .unusedCondition, "nothing depends on the condition `\(name)`", name, unless: wrong)
    }
  }

  private mutating func warn(
    _ code: CheckCode, _ message: String, _ name: String, unless wrong: Set<Path>
  ) {
    let section =
      switch code {
      case .unusedParameter: "Parameters"
      case .unusedMapping: "Mappings"
      default: "Conditions"
      }
    let path = Path([.key(section), .key(name)])
    guard !wrong.contains(path) else { return }
    report(
      Finding(
        code, message, at: path, isAboutKey: true,
        hint: "take it away, or use it", severity: .warning))
  }
}

/// The names that values ask for, wherever they stand.
private struct NameUse {
  /// Works out names that functions give, where they may.
  let evaluator: Evaluator?
  /// Of parameters and resources. Whatever stands in `${}` counts: outside of `Fn::Sub` that is
  /// another mistake.
  private(set) var names: Set<String> = []
  private(set) var mappings: Set<String> = []
  private(set) var conditions: Set<String> = []
  /// Whether a macro puts something in somewhere.
  private(set) var hasTransform = false
  /// Whether the name that something refers to is only known with the parameters.
  private(set) var hasComputedName = false
  /// Whether the name of a mapping is worked out.
  private(set) var hasComputedMapping = false

  mutating func visit(_ value: Value) {
    switch value {
    case .string(let text):
      guard text.utf8.contains(UInt8(ascii: "$")) else { return }
      for variable in SubText(text).variables {
        names.insert(String(variable.prefix { $0 != "." }))
      }
    case .array(let elements): for element in elements { visit(element) }
    case .object(let object):
      for member in object.members {
        visit(member.key, member.value)
        visit(member.value)
      }
    case .null, .bool, .number: break
    }
  }

  private mutating func visit(_ key: String, _ value: Value) {
    switch key {
    case "Fn::Transform": hasTransform = true
    case "Ref":
      if let name = value.text {
        names.insert(String(name.prefix { $0 != "." }))
      } else if let evaluator {
        if case .known(.string(let name)) = evaluator.evaluate(value).value {
          names.insert(name)
        } else {
          hasComputedName = true
        }
      }
    case "Fn::ValueOf", "Fn::ValueOfAll":
      if let name = value.elements?.first?.text { names.insert(name) }
    case "Condition": if let name = value.text { conditions.insert(name) }
    case "Fn::If": if let name = value.elements?.first?.text { conditions.insert(name) }
    case "Fn::FindInMap":
      if let name = value.elements?.first?.text {
        mappings.insert(name)
        // A loop's variable stands for other names.
        if name.contains("$") { hasComputedMapping = true }
      } else {
        hasComputedMapping = true
      }
    default: break
    }
  }
}
