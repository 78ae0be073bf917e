/// Resources by their tags, whatever their service.
package struct TaggingClient: Sendable {
  private let client: ServiceClient

  /// A client for the tagged resources of a region.
  package init(_ services: Services) {
    client = services.client("resourcegroupstaggingapi")
  }

  /// Resources that have all of these tags.
  package func resources(
    tagged tags: [(key: String, value: String)]
  ) async throws(AWSFault) -> [TaggedResource] {
    try await client.all(
      "GetResources",
      [
        "TagFilters": .list(
          tags.map { ["Key": .text($0.key), "Values": [.text($0.value)]] })
      ], in: "ResourceTagMappingList"
    ).map { one in
      TaggedResource(
        arn: one["ResourceARN"]?.text ?? "",
        tags: Dictionary(
          one.list("Tags").map { ($0["Key"]?.text ?? "", $0["Value"]?.text ?? "") },
          uniquingKeysWith: { $1 }))
    }
  }
}

/// A resource and its tags.
package struct TaggedResource: Sendable, Equatable {
  package var arn: String
  package var tags: [String: String]
}
