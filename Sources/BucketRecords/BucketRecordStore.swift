internal import AWS
package import Recording

/// Keeps records in a bucket. Writes are conditional on what their authors have seen, so that of
/// several at a time one wins, and nothing but S3 is needed for that.
///
/// The record is the truth, and the only object that is ever replaced. Before it is, it goes into
/// the history under the number of its revision, unless that stands there already: whoever wins the
/// race for the record, all put the same into the history.
package struct BucketRecordStore: RecordStore {
  private let place: BucketPlace
  private let codec: RecordCodec

  /// The store in a bucket, which need not be there yet to be read.
  package init(_ place: BucketPlace, codec: RecordCodec = .current) {
    self.place = place
    self.codec = codec
  }

  package func record(of address: StackAddress) async throws -> Record? {
    try await head(of: address)?.record
  }

  package func write(_ record: Record, replacing version: RecordVersion?) async throws {
    let bytes = try codec.encode(record)
    let address = record.address
    let head = try await head(of: address)
    try WriteRule.check(record, over: head?.record, replacing: version)
    if let head {
      _ = try await place.write(
        head.bytes, at: try place.revision(head.record.revision.number, address), if: .absent)
    }
    let condition = head.map { S3Client.Condition.matches($0.tag) } ?? .absent
    guard try await place.write(bytes, at: try place.record(address), if: condition) else {
      // Somebody was faster: what they wrote says what to tell.
      try WriteRule.check(
        record, over: try await self.record(of: address), replacing: version)
      throw RecordFault(
        .moved, "the record of \(address) was changed and put back while it was written",
        hint: "someone else has changed it in the meantime: plan again")
    }
  }

  package func stacks(in environment: String) async throws -> [String] {
    try await place.stacks(in: environment, with: "record.json")
  }

  package func revisions(of address: StackAddress) async throws -> [Int] {
    guard let latest = try await record(of: address)?.revision.number else { return [] }
    let folder = try place.revisions(address)
    let older = try await place.keys(folder).compactMap { key -> Int? in
      guard key.hasSuffix(".json"), let number = Int(key.dropFirst(folder.count).dropLast(5))
      else { return nil }
      return number < latest ? number : nil
    }
    return older.sorted() + [latest]
  }

  package func record(of address: StackAddress, revision: Int) async throws -> Record? {
    guard let head = try await head(of: address), revision <= head.record.revision.number else {
      return nil
    }
    let key = try place.revision(revision, address)
    guard let object = try await place.object(key) else {
      return revision == head.record.revision.number ? head.record : nil
    }
    let record = try decoded(object.body, key, address)
    guard record.lineage == head.record.lineage else {
      throw RecordFault(
        .otherLineage,
        "`\(place.name(key))` has the lineage \(record.lineage), and the record has "
          + "\(head.record.lineage)",
        hint: "it was copied here from another record: move it away")
    }
    return record
  }

  /// The record as it lies in the bucket.
  private struct Head {
    var record: Record
    var bytes: [UInt8]
    var tag: String
  }

  private func head(of address: StackAddress) async throws -> Head? {
    let key = try place.record(address)
    guard let object = try await place.object(key) else { return nil }
    return Head(
      record: try decoded(object.body, key, address), bytes: object.body, tag: object.summary.tag)
  }

  private func decoded(
    _ bytes: [UInt8], _ key: String, _ address: StackAddress
  ) throws(RecordFault) -> Record {
    let record = try codec.decode(bytes, name: place.name(key))
    try WriteRule.checkPlace(record, at: address, name: place.name(key))
    return record
  }
}
