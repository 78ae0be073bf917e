/// Whether secrets and parameters exist. Their values are never asked for.
package struct SecretsClient: Sendable {
  private let secrets: ServiceClient
  private let parameters: ServiceClient

  /// A client for the secrets and parameters of a region.
  package init(_ services: Services) {
    secrets = services.client("secretsmanager")
    parameters = services.client("ssm")
  }

  /// The ARN of a secret, by name or ARN; nil where there is none or where it is being deleted.
  package func secret(_ id: String) async throws(AWSFault) -> String? {
    do throws(AWSFault) {
      let output = try await secrets.call("DescribeSecret", ["SecretId": .text(id)])
      return output["DeletedDate"] == nil ? try output.text("ARN") : nil
    } catch {
      if error.service?.code == "ResourceNotFoundException" { return nil }
      throw error
    }
  }

  /// The type of a parameter, such as `SecureString`; nil where there is none of this name.
  package func parameterType(_ name: String) async throws(AWSFault) -> String? {
    try await parameters.all(
      "DescribeParameters",
      ["ParameterFilters": [["Key": "Name", "Option": "Equals", "Values": [.text(name)]]]],
      in: "Parameters"
    ).first?["Type"]?.text
  }
}
