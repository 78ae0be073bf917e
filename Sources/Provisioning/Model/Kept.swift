internal import AWS
internal import Recording

/// What left its stack and still exists.
enum Kept {
  /// By logical id, as events told of it.
  static func table(_ events: [StackEvent]) -> [String: DeployedResource] {
    Dictionary(
      events.map {
        (
          $0.logicalID ?? "?",
          DeployedResource(
            physicalID: $0.physicalID, type: $0.resourceType ?? "?", status: $0.status ?? "?")
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  static func merge(
    _ before: [String: DeployedResource], _ now: [String: DeployedResource]
  ) -> [String: DeployedResource] {
    before.merging(now) { $1 }
  }
}
