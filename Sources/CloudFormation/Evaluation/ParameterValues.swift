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
    let patterns = PatternBook()
    for parameter in parameters {
      guard let text = given[parameter.name] ?? parameter.defaultValue else {
        missing.append(parameter.name)
        continue
      }
      texts[parameter.name] = text
      let check = ParameterCheck(parameter, patterns)
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
  /// What CloudFormation says about a value that it refuses; nil if it takes it.
  package func complaint(about text: String) -> String? {
    ParameterCheck(self).complaint(about: text)
  }

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
