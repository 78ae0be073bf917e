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

  /// What a deletion leaves: CloudFormation told of some of it when an earlier try, or the creation,
  /// failed, and does not tell again.
  static func afterDeletion(
    _ events: [StackEvent], _ record: Record?
  ) -> [String: DeployedResource] {
    let before = record?.revision.outcome == .failed ? record?.revision.kept ?? [:] : [:]
    return before.merging(table(events)) { $1 }
  }
}
