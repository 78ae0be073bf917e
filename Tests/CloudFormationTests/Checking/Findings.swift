import CloudFormation
import Diagnostics
import Documents
import Testing

/// What is found in the YAML text of a template, as `code path`, worst first as it comes.
func findings(
  in text: String, _ rules: CheckRules = CheckRules(), location: SourceLocation = #_sourceLocation
) -> [Finding] {
  TemplateChecker.findings(in: yaml(text, location: location), rules)
}

/// A template of one resource.
func resource(_ type: String, _ properties: String) -> String {
  let lines = properties.split(separator: "\n").map { "      \($0)\n" }.joined()
  return "Resources:\n  One:\n    Type: \(type)\n    Properties:\n\(lines)"
}

extension Finding {
  /// The code and the place, without the resource's own.
  var brief: String {
    let own: [Path.Step] = [.key("Resources"), .key("One"), .key("Properties")]
    let steps = path.steps.starts(with: own) ? Array(path.steps.dropFirst(3)) : path.steps
    return "\(code) \(Path(steps))"
  }
}
