package import Documents
internal import Recording

/// What CloudFormation is to bring about.
package struct ApplyOrder: Sendable {
  package var template: Value.Object
  /// Where in S3 the template lies, where a call cannot hold it.
  package var templateAddress: String?
  package var parameters: [String: String]
  package var tags: [String: String]
  package var capabilities: Set<String>
  /// Whether the stack is to be protected from deletion.
  package var isProtected: Bool
  /// The same, where it is not so yet.
  package var protection: Bool?

  package init(
    template: Value.Object, templateAddress: String? = nil, parameters: [String: String] = [:],
    tags: [String: String] = [:], capabilities: Set<String> = [], isProtected: Bool = false,
    protection: Bool? = nil
  ) {
    self.template = template
    self.templateAddress = templateAddress
    self.parameters = parameters
    self.tags = tags
    self.capabilities = capabilities
    self.isProtected = isProtected
    self.protection = protection
  }

  /// As the record keeps it; the salt is drawn only if there are secrets.
  func configuration(salt: (() -> String)?) -> Configuration {
    Configuration(
      template: template, parameters: parameters.mapValues(ParameterValue.text), tags: tags,
      capabilities: capabilities, salt: salt)
  }
}
