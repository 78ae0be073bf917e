internal import CloudFormation
internal import Diagnostics
internal import Documents
internal import Stacks

/// Looks for what CloudFormation would refuse, before anybody asks it.
enum TemplateCheck {
  static func diagnostics(of lowering: Lowering) -> [Diagnostic] {
    let findings = lowering.findings
    // What is known to be wrong is not told again in CloudFormation's words.
    return findings.hasErrors ? findings : findings + violations(of: lowering)
  }

  /// What CloudFormation itself would refuse, whatever the resource types have against it: broken
  /// references, limits.
  static func violations(of lowering: Lowering) -> [Diagnostic] {
    guard let stack = lowering.stack else { return [] }
    var violations = TemplateValidation(of: stack.template).violations
    let size = stack.template.value.compactJSONBytes.count
    if let violation = TemplateLimits.violation(ofBytes: size, isInline: false) {
      violations.append(violation)
    }
    return violations.map { violation in
      Diagnostic(
        TemplateCode.refused, .error,
        "CloudFormation would refuse the stack `\(stack.name)`: \(violation.message)",
        at: stack.origins.place(of: violation.path),
        hint: Diagnostic.Hint("the message is CloudFormation's own; mend what it names"))
    }
  }
}
