/// What somebody may do, by IAM's own simulation.
package struct PermissionsClient: Sendable {
  private let client: ServiceClient

  /// A client for the permissions of an account.
  package init(_ services: Services) {
    client = services.client("iam")
  }

  /// Of these actions, those that a user or role may not carry out on a resource.
  package func denied(
    _ actions: [String], to principal: String, on resource: String = "*"
  ) async throws(AWSFault) -> [String] {
    try await client.all(
      "SimulatePrincipalPolicy",
      .members([
        "PolicySourceArn": .text(principal), "ActionNames": .texts(actions),
        "ResourceArns": [.text(resource)],
      ]), in: "EvaluationResults"
    ).compactMap { one in
      one["EvalDecision"]?.text == "allowed" ? nil : one["EvalActionName"]?.text
    }
  }
}
