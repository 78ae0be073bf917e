package import Documents

/// Works out a template's expressions with what is known.
package struct Evaluator: Sendable {
  package let template: Template
  package let known: Surroundings
  /// What the conditions come to: a known boolean, or unknown.
  package let conditions: [String: Evaluated]
  /// What is wrong with the conditions.
  package let conditionViolations: [Violation]

  private let resources: Set<String>

  package init(_ template: Template, known: Surroundings = Surroundings()) {
    self.template = template
    self.known = known
    resources = Set(template.section(.resources).members.map(\.key))
    var evaluation = Evaluation(
      template, known, conditions: nil, resources: resources)
    evaluation.settleConditions()
    conditions = evaluation.settledConditions
    conditionViolations = evaluation.violations
  }

  /// What came of evaluating a value, and what is wrong with it.
  package struct Result: Sendable {
    package var value: Evaluated
    package var violations: [Violation]
  }

  /// What a value of the template comes to.
  ///
  /// - Parameter path: The way from the template's root to the value, for what is wrong with it.
  package func evaluate(_ value: Value, at path: Path = Path()) -> Result {
    var evaluation = Evaluation(
      template, known, conditions: conditions, resources: resources)
    let result = evaluation.evaluate(value, path)
    return Result(value: result, violations: evaluation.violations)
  }

  /// What a resource's properties come to.
  package func properties(of resource: Template.Resource) -> Result {
    let path = Path([.key("Resources"), .key(resource.id), .key("Properties")])
    return evaluate(resource[.properties] ?? [:], at: path)
  }

  /// What an output's value comes to.
  package func value(of output: Template.Output) -> Result {
    let path = Path([.key("Outputs"), .key(output.id), .key("Value")])
    return evaluate(output.value ?? .null, at: path)
  }

  /// The assertions of the rules that are known not to hold, with the way to each.
  package var brokenAssertions: [(assertion: Template.Assertion, path: Path)] {
    var broken: [(assertion: Template.Assertion, path: Path)] = []
    for rule in template.rules {
      let path = Path([.key(Template.Section.rules.rawValue), .key(rule.id)])
      if let condition = rule.condition, truth(of: condition, at: path) != true { continue }
      for (index, assertion) in rule.assertions.enumerated() {
        let path = path.appending("Assertions").appending(index)
        if let expression = assertion.expression, truth(of: expression, at: path) == false {
          broken.append((assertion, path))
        }
      }
    }
    return broken
  }

  /// What CloudFormation answers to the first of them: what the template says, as it is.
  package var ruleViolation: Violation? {
    brokenAssertions.first.map { assertion, path in
      Violation(
        assertion.description ?? "An assertion of the rules in the template does not hold",
        .parameter, at: path)
    }
  }

  private func truth(of expression: Value, at path: Path) -> Bool? {
    var evaluation = Evaluation(
      template, known, conditions: conditions, resources: resources)
    guard
      case .known(.bool(let holds)) = evaluation.evaluate(expression, path, amongConditions: true)
    else { return nil }
    return holds
  }

  /// Whether a condition holds; nil if that is not known. None holds always.
  package func holds(_ condition: String?) -> Bool? {
    guard let condition else { return true }
    guard case .known(.bool(let holds))? = conditions[condition] else { return nil }
    return holds
  }

  /// The template with every known condition decided: what doesn't exist is gone, `Fn::If` stands
  /// for the branch that counts, and `DependsOn` names only what exists. Nothing else is touched,
  /// so that references still are references.
  package var decided: Template {
    var decision = Decision(evaluator: self)
    return decision.template()
  }
}
