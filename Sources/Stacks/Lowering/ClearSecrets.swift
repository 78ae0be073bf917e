internal import CloudFormation
internal import Diagnostics
internal import Documents

/// Secrets that are written where everybody reads them.
extension StackLowering {
  /// Reports texts for properties that hold secrets.
  mutating func reportSecrets(
    in value: Value, _ node: Node, _ facts: TypeFacts, _ steps: [String]
  ) {
    switch value {
    case .object(let object):
      if Intrinsic.call(in: object) != nil {
        guard ClearText(of: value).isAll,
          let secrecy = facts.secrecy(of: PropertyPath(steps: steps))
        else { return }
        return reportSecret(at: node, steps.last ?? "", facts, secrecy)
      }
      for member in object.members {
        let below = node.kind == .mapping ? node[member.key] : nil
        reportSecrets(in: member.value, below ?? node, facts, steps + [member.key])
      }
    case .array(let elements):
      var nodes = node.elements.makeIterator()
      for (index, element) in elements.enumerated() {
        reportSecrets(
          in: element, nodes.next()?.resolved ?? node, facts, steps + [String(index)])
      }
    case .string(let text):
      guard !text.isEmpty, !text.contains("{{resolve:"),
        let secrecy = facts.secrecy(of: PropertyPath(steps: steps))
      else { return }
      reportSecret(at: node, steps.last ?? "", facts, secrecy)
    case .null, .bool, .number: return
    }
  }

  private mutating func reportSecret(
    at node: Node, _ property: String, _ facts: TypeFacts, _ secrecy: Secrecy
  ) {
    // It is where secrets are put: there is nowhere else to name.
    let isTheSecret = facts.name == "AWS::SecretsManager::Secret"
    reportSecret(
      at: node, "`\(property)` holds a secret", secrecy == .sure ? .error : .warning,
      hint: isTheSecret
        ? "let AWS make it, with `GenerateSecretString: {PasswordLength: 32}` in its place, or put it in once the secret is there: `aws secretsmanager put-secret-value`"
        : Self.hint("\(property): {secret: fraud/db#password}"))
  }

  /// What to do with a secret that stands in clear; with an example.
  static func hint(_ example: String) -> String {
    "put it into AWS Secrets Manager and name it there, for example `\(example)`"
  }

  /// Reports a secret that stands in a file as it is, or a part of one.
  mutating func reportSecret(
    at node: Node, _ what: String, _ severity: Severity, hint: String, isPart: Bool = false
  ) {
    let clear =
      isPart
      ? "what is written here in clear may be a part of it: whoever reads the file has that"
      : "this is it in clear: whoever reads the file or the template has it"
    diagnostics.append(
      Diagnostic(
        StackCode.secretInClear, severity, "\(what), and \(clear)",
        at: node.place, hint: .init(hint)))
  }
}
