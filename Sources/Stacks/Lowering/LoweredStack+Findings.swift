internal import CloudFormation
package import Diagnostics

extension LoweredStack {
  /// What the facts of its resource types and CloudFormation's rules have against the template, at
  /// the places in the stack file.
  package var findings: [Diagnostic] {
    TemplateChecker.findings(in: template.value).map { finding in
      Diagnostic(
        finding.code, finding.severity, finding.message, at: origins.place(of: finding.path),
        hint: finding.hint.map { Diagnostic.Hint($0) })
    }
  }
}
