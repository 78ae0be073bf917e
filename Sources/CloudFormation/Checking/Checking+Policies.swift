internal import Diagnostics
internal import Documents

extension TemplateChecker {
  /// The policy documents among a resource's properties.
  mutating func checkPolicies(
    of properties: Value.Object, _ facts: TypeFacts, at path: Path
  ) {
    for document in facts.policyDocuments {
      let places = Self.places(of: document.property.steps[...], in: .object(properties), at: path)
      for (path, value) in places {
        // A text may hold the document; what a function makes is not known.
        guard let policy = value.text == nil ? value : value.text.flatMap(Self.parsed),
          let object = policy.object,
          Intrinsic.call(in: object) == nil
        else { continue }
        var check = SchemaCheck(type: facts.name, results: results, patterns: patterns)
        check.noun = "element"
        check.isAnyCaseSlip = true
        check.check(policy, against: document.schema, at: path)
        for finding in check.findings {
          guard let finding = Self.worded(finding, document.kind, facts.name) else { continue }
          report(finding)
        }
      }
    }
  }

  /// What stands at a path of a schema, through lists and choices.
  static func places(
    of steps: ArraySlice<String>, in value: Value, at path: Path
  ) -> [(path: Path, value: Value)] {
    alternatives(of: value, at: path).flatMap { path, value -> [(path: Path, value: Value)] in
      guard let step = steps.first else { return [(path, value)] }
      if step == "*" {
        return (value.elements ?? []).enumerated().flatMap {
          places(of: steps.dropFirst(), in: $1, at: path.appending($0))
        }
      }
      guard let next = value.object?[step] else { return [] }
      return places(of: steps.dropFirst(), in: next, at: path.appending(step))
    }
  }

  /// The document that a text holds, if it does.
  private static func parsed(_ text: String) -> Value? {
    let reading = read(Source(name: "policy", text: text), as: .json)
    var diagnostics = reading.diagnostics
    guard !diagnostics.hasErrors, let value = reading.documents.first?.value(&diagnostics),
      value.object != nil
    else { return nil }
    return value
  }

  /// The same finding in the words of policies.
  private static func worded(
    _ finding: Finding, _ kind: TypeFacts.PolicyKind, _ type: String
  ) -> Finding? {
    var finding = finding
    let last = finding.path.steps.last
    switch finding.code {
    case .unknownProperty where last == .key("Principal") || last == .key("NotPrincipal"):
      finding.message = "whom it is for is clear: a policy of an identity names no principal"
      finding.hint = "take it away, or put the policy on the resource"
    case .unknownProperty where last == .key("Resource") || last == .key("NotResource"):
      finding.message = "what it is about is clear: this policy names no resource"
      finding.hint = "take it away"
    // Bucket policies may name their statements alike.
    case .notUnique where type == "AWS::S3::BucketPolicy": return nil
    case .notUnique: finding.message = "each statement has a `Sid` of its own"
    default: break
    }
    finding.code = .policyDocument
    return finding
  }
}
