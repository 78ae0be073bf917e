internal import AWS
package import Recording

/// Keeps the journal of each stack in an object, a line an entry. Only who holds the stack's lock
/// writes it, and a write over what somebody else wrote is refused.
package struct BucketJournal: Journal {
  private let place: BucketPlace

  /// The journals beside the records of a bucket.
  package init(_ place: BucketPlace) {
    self.place = place
  }

  package func append(_ entry: JournalEntry) async throws {
    let address = entry.address
    let key = try place.journal(address)
    let found = try await place.object(key)
    var bytes = (found?.body ?? []) + JournalCodec.encode(entry)
    if entry.isEnding, JournalRule.isSpent(bytes, of: address) { bytes = [] }
    let condition = found.map { S3Client.Condition.matches($0.summary.tag) } ?? .absent
    guard try await place.write(bytes, at: key, if: condition) else {
      throw RecordFault.lockLost(address)
    }
  }

  package func entries(of address: StackAddress) async throws -> [JournalEntry] {
    let key = try place.journal(address)
    guard let object = try await place.object(key) else { return [] }
    return try JournalCodec.decode(object.body, of: address, name: place.name(key))
  }

  package func stacks(in environment: String) async throws -> [String] {
    try await place.stacks(in: environment, with: "journal.jsonl")
  }
}
