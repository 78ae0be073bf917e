package import CloudFormation
internal import Digests
package import Documents

/// What a stack is asked to be: all that CloudFormation is given for it.
package struct Configuration: Hashable, Sendable {
  package let template: Value.Object
  /// By name. What the template marks `NoEcho` is hidden, unless it only names a secret.
  package let parameters: [String: ParameterValue]
  package let tags: [String: String]
  package let capabilities: Set<String>
  /// The SHA-256 of the template's canonical JSON: equal templates have equal ones, however they
  /// are spelled and ordered.
  package let templateDigest: String

  /// The template's text is taken as it is; values of `NoEcho` parameters are dropped here, so
  /// that nothing behind this can write them.
  ///
  /// - Parameter salt: Random, for the seals of the values that are dropped; without it they have
  ///   none. It is drawn only if there are such values.
  package init(
    template: Value.Object, parameters: [String: ParameterValue] = [:],
    tags: [String: String] = [:], capabilities: Set<String> = [], salt: (() -> String)? = nil
  ) {
    let digest = SHA256.digest(of: Value.object(template).canonicalJSONBytes)
    var parameters = parameters
    var drawn: String?
    for name in Self.secretParameters(of: template).sorted() {
      guard let salt, let value = parameters[name], !value.namesSecret, case .text(let text) = value
      else { continue }
      let salted = drawn ?? salt()
      drawn = salted
      parameters[name] = .hidden(Seal(of: text, named: name, salt: salted))
    }
    self.init(
      template: template, parameters: parameters, tags: tags, capabilities: capabilities,
      templateDigest: "sha256:" + digest.hex)
  }

  /// Takes a digest that was computed before.
  init(
    template: Value.Object, parameters: [String: ParameterValue], tags: [String: String],
    capabilities: Set<String>, templateDigest: String
  ) {
    self.template = template
    let secret = Self.secretParameters(of: template)
    self.parameters = Dictionary(
      uniqueKeysWithValues: parameters.map { name, value in
        guard case .text = value, secret.contains(name), !value.namesSecret else {
          return (name, value)
        }
        return (name, .hidden(nil))
      })
    self.tags = tags
    self.capabilities = capabilities
    self.templateDigest = templateDigest
  }

  /// Which outputs show what the template marks `NoEcho`, or may.
  package var disclosure: Disclosure {
    let texts = parameters.compactMapValues { if case .text(let text) = $0 { text } else { nil } }
    return Disclosure(of: Template(template), parameters: texts)
  }

  private static func secretParameters(of template: Value.Object) -> Set<String> {
    Set(Template(template).parameters.filter(\.noEcho).map(\.name))
  }
}

/// The value of a template's parameter, as far as it may be written down.
package enum ParameterValue: Hashable, Sendable {
  case text(String)
  /// There is a value, and it is a secret; with what it is known again by, if that is recorded.
  case hidden(Seal?)

  /// Whether it is a dynamic reference: CloudFormation alone learns what that stands for.
  fileprivate var namesSecret: Bool {
    if case .text(let text) = self { DynamicReference.isAll(of: text) } else { false }
  }
}

/// What stands: a configuration that CloudFormation brought about, and what came of it.
package struct Deployment: Hashable, Sendable {
  package var configuration: Configuration
  /// What the stack shows, without what is hidden.
  package let outputs: [String: String]
  /// The outputs that it shows besides; nil if an older Esteira recorded it, which did not say.
  package let hiddenOutputs: Set<String>?
  /// By logical id.
  package var resources: [String: DeployedResource]
  /// Whether the stack is protected from deletion.
  package var isProtected: Bool

  /// The outputs that the stack shows and nobody is told: as far as that is known, where an older
  /// Esteira recorded it.
  package var untoldOutputs: Set<String> { hiddenOutputs ?? configuration.disclosure.outputs }

  /// What outputs show of what the template marks `NoEcho` is dropped here, so that nothing behind
  /// this can write or tell it.
  ///
  /// - Parameter hidden: The outputs that were dropped before.
  package init(
    _ configuration: Configuration, outputs: [String: String] = [:],
    hiddenOutputs hidden: Set<String>? = [],
    resources: [String: DeployedResource] = [:], isProtected: Bool = false
  ) {
    self.configuration = configuration
    let disclosure = configuration.disclosure
    let shown = outputs.filter { !disclosure.tells(output: $0.key) }
    self.outputs = shown
    hiddenOutputs = hidden.map { $0.union(outputs.keys.filter { shown[$0] == nil }) }
    self.resources = resources
    self.isProtected = isProtected
  }
}

/// A resource as CloudFormation last reported it.
package struct DeployedResource: Hashable, Sendable {
  /// Missing where creating it failed before it had one.
  package var physicalID: String?
  package var type: String
  /// In CloudFormation's words: `CREATE_COMPLETE`.
  package var status: String

  package init(physicalID: String?, type: String, status: String) {
    self.physicalID = physicalID
    self.type = type
    self.status = status
  }
}
