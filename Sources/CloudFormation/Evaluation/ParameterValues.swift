package import Documents

/// The values a template's parameters have, checked as CloudFormation checks them.
package struct ParameterValues: Sendable {
  /// By name, a list as a list of texts. What names an SSM parameter is missing: its value is
  /// known to AWS alone.
  package private(set) var values: [String: Value] = [:]
  /// The texts that were given, or written as defaults.
  package private(set) var texts: [String: String] = [:]
  /// What CloudFormation would refuse.
  package private(set) var violations: [Violation] = []

  /// Takes the given values, and for the rest the defaults.
  package init(for template: Template, given: [String: String]) {
    let parameters = template.parameters
    let known = Set(parameters.map(\.name))
    let extra = given.keys.filter { !known.contains($0) }.sorted()
    if !extra.isEmpty {
      violations.append(
        Violation(
          "Parameters: [\(extra.joined(separator: ", "))] do not exist in the template", .parameter)
      )
    }
    var missing: [String] = []
    for parameter in parameters {
      guard let text = given[parameter.name] ?? parameter.defaultValue else {
        missing.append(parameter.name)
        continue
      }
      texts[parameter.name] = text
      let check = ParameterCheck(parameter)
      if let message = check.complaint(about: text) {
        let path = Path([.key("Parameters"), .key(parameter.name)])
        violations.append(Violation(message, .parameter, at: path))
      }
      if !parameter.isStoredElsewhere { values[parameter.name] = parameter.value(of: text) }
    }
    if !missing.isEmpty {
      violations.append(
        Violation("Parameters: [\(missing.joined(separator: ", "))] must have values", .parameter))
    }
  }
}

extension Template.Parameter {
  /// What `Ref` gives for a value: a list's elements without the blanks around them.
  package func value(of text: String) -> Value {
    isList ? .array(Self.elements(of: text).map(Value.string)) : .string(text)
  }

  /// The elements of a list that is written with commas; an empty text is one empty element.
  static func elements(of text: String) -> [String] {
    text.split(separator: ",", omittingEmptySubsequences: false).map { element in
      let start = element.drop { $0.isWhitespace }
      return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
  }
}

/// The constraints of one parameter.
private struct ParameterCheck {
  let parameter: Template.Parameter

  init(_ parameter: Template.Parameter) {
    self.parameter = parameter
  }

  /// What CloudFormation says about a value it refuses.
  func complaint(about text: String) -> String? {
    let elements = parameter.isList ? Template.Parameter.elements(of: text) : [text]
    for element in elements {
      if parameter.isNumeric, !Self.isNumber(element) {
        return "Parameter '\(parameter.name)' must be a number."
      }
      guard let broken = brokenConstraint(element) else { continue }
      if let description = parameter.constraintDescription {
        return "Parameter \(parameter.name) failed to satisfy constraint: \(description)"
      }
      return "Parameter '\(parameter.name)' \(broken)"
    }
    return nil
  }

  private func brokenConstraint(_ text: String) -> String? {
    if let allowed = parameter.allowedValues, !allowed.contains(where: { isEqual($0, text) }) {
      return "must be one of AllowedValues"
    }
    if let pattern = parameter.allowedPattern, TextPattern.isWhole(text, pattern) == false {
      return "must match pattern \(pattern)"
    }
    if parameter.isNumeric {
      let value = Self.number(text)
      if let least = limit(.minValue), let value, value < least.value {
        return "must be a number not less than \(least.text)"
      }
      if let most = limit(.maxValue), let value, value > most.value {
        return "must be a number not greater than \(most.text)"
      }
    } else {
      let length = Double(text.utf16.count)
      if let least = limit(.minLength), length < least.value {
        return "must contain at least \(least.text) characters"
      }
      if let most = limit(.maxLength), length > most.value {
        return "must contain at most \(most.text) characters"
      }
    }
    return nil
  }

  private func isEqual(_ allowed: String, _ text: String) -> Bool {
    if Value.string(allowed) == .string(text) { return true }
    guard parameter.isNumeric, let left = Number(json: allowed), let right = Number(json: text)
    else { return false }
    return left == right
  }

  private func limit(_ member: Template.Parameter.Member) -> (text: String, value: Double)? {
    guard let text = parameter[member]?.parameterText, let value = Self.number(text) else {
      return nil
    }
    return (text, value)
  }

  private static func number(_ text: String) -> Double? { Double(text) }

  private static func isNumber(_ text: String) -> Bool {
    guard let value = number(text) else { return false }
    return value.isFinite
  }
}
