package import Documents

/// What is known when a template is evaluated.
package struct Surroundings: Sendable {
  /// The values of parameters, as `ParameterValues` makes them; one that is missing is unknown.
  package var parameters: [String: Value]
  /// The values of pseudo-parameters; one that is missing is unknown.
  package var pseudoParameters: [PseudoParameter: Value]
  /// What `Ref` of a resource gives; nil if that is not known yet.
  package var reference: @Sendable (_ id: String) -> Value?
  /// An attribute of a resource; nil if it is not known yet.
  package var attribute: @Sendable (_ id: String, _ attribute: String) -> Value?
  /// The exports of other stacks by name.
  package var exports: [String: Value]
  /// The availability zones by region.
  package var zones: [String: [String]]

  package init(
    parameters: [String: Value] = [:], pseudoParameters: [PseudoParameter: Value] = [:],
    exports: [String: Value] = [:], zones: [String: [String]] = [:],
    reference: @escaping @Sendable (_ id: String) -> Value? = { _ in nil },
    attribute: @escaping @Sendable (_ id: String, _ attribute: String) -> Value? = { _, _ in nil }
  ) {
    self.parameters = parameters
    self.pseudoParameters = pseudoParameters
    self.exports = exports
    self.zones = zones
    self.reference = reference
    self.attribute = attribute
  }
}

extension [PseudoParameter: Value] {
  /// The pseudo-parameters of a stack.
  package static func of(
    account: String, region: String, partition: String, urlSuffix: String, stackName: String,
    stackId: String? = nil, notificationARNs: [String] = []
  ) -> Self {
    var values: Self = [
      .accountId: .string(account), .region: .string(region), .partition: .string(partition),
      .urlSuffix: .string(urlSuffix), .stackName: .string(stackName),
      .notificationARNs: .array(notificationARNs.map(Value.string)),
    ]
    if let stackId { values[.stackId] = .string(stackId) }
    return values
  }
}
