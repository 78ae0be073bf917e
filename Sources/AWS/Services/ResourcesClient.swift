package import Documents

/// Resources of any type, as they are: what Cloud Control can read.
package struct ResourcesClient: Sendable {
  private let client: ServiceClient

  /// A client for the resources of a region.
  package init(_ services: Services) {
    client = services.client("cloudcontrol")
  }

  /// The properties of a resource; nil where there is none.
  package func properties(
    of identifier: String, type: String
  ) async throws(AWSFault) -> Value? {
    do throws(AWSFault) {
      let output = try await client.call(
        "GetResource", ["TypeName": .text(type), "Identifier": .text(identifier)])
      guard let text = output["ResourceDescription"]?["Properties"]?.text,
        let properties = JSONText.value(Array(text.utf8))
      else { throw output.missing("Properties") }
      return properties
    } catch {
      if error.service?.code == "ResourceNotFoundException" { return nil }
      throw error
    }
  }

  /// The identifiers of all resources of a type. Some types are only listed below another resource,
  /// which the model names.
  package func identifiers(
    ofType type: String, below model: Value? = nil
  ) async throws(AWSFault) -> [String] {
    try await client.all(
      "ListResources",
      .members(["TypeName": .text(type), "ResourceModel": .text(model?.compactJSON)]),
      in: "ResourceDescriptions"
    ).compactMap { $0["Identifier"]?.text }
  }
}
