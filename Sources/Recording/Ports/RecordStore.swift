/// Where records are kept: a folder, a bucket, memory.
///
/// A write takes place entirely or not at all, and only over the state it names. Whoever lost a
/// race reads again and decides anew; nothing is ever overwritten unseen.
package protocol RecordStore: Sendable {
  /// The record of a stack, or nothing if there has never been one.
  func record(of address: StackAddress) async throws -> Record?

  /// Puts a record in the place of the version named, or of none; its serial has to be higher.
  /// With a new revision number it also goes into the history.
  func write(_ record: Record, replacing version: RecordVersion?) async throws

  /// The names of the environment's stacks that have a record, sorted.
  func stacks(in environment: String) async throws -> [String]

  /// The numbers of the revisions that the history holds, ascending.
  func revisions(of address: StackAddress) async throws -> [Int]

  /// The record as it was when a revision ended, or nothing if the history does not hold it.
  func record(of address: StackAddress, revision: Int) async throws -> Record?
}

/// What every store checks before it writes.
package enum WriteRule {
  /// Refuses a write whose author has not seen the current record.
  package static func check(
    _ next: Record, over current: Record?, replacing version: RecordVersion?
  ) throws(RecordFault) {
    if let current, next.lineage != current.lineage {
      throw RecordFault(
        .otherLineage,
        "the record of \(next.address) has the lineage \(current.lineage), and the new one comes "
          + "from \(next.lineage)",
        hint: "the two have nothing to do with each other: check the project, the environment and "
          + "where its records are kept")
    }
    guard current?.version == version else {
      let found = current.map { "is at serial \($0.serial)" } ?? "is gone"
      let expected = version.map { "serial \($0.serial)" } ?? "none"
      throw RecordFault(
        .moved, "the record of \(next.address) \(found), and \(expected) was expected",
        hint: "someone else has changed it in the meantime: plan again")
    }
    precondition(next.serial > (current?.serial ?? 0), "a write raises the serial")
    precondition(
      next.revision.number >= (current?.revision.number ?? 1), "revisions only go forward")
  }

  /// Makes sure that what lies in a stack's place is the stack's.
  package static func checkPlace(
    _ record: Record, at address: StackAddress, name: String
  ) throws(RecordFault) {
    guard record.address == address else {
      throw RecordFault(
        .otherStack, "`\(name)` is the record of \(record.address), and not of \(address)",
        hint: "it was copied or moved here: put it back where it belongs")
    }
  }
}
