package import AWS
internal import Recording

/// Where in S3 the records of an environment are:
///
///     PREFIX/ENVIRONMENT/STACK/record.json            the record
///                              revisions/000012.json  the record after revision 12, once there is a later
///                              journal.jsonl          what was about to be done
///                              lock.json              there while the stack is changed
///                              templates/DIGEST.json  templates that are too long for a call
package struct BucketPlace: Sendable {
  let client: S3Client
  let bucket: String
  let prefix: String

  /// A prefix stands before every key, with a slash in between; it may be empty.
  package init(_ client: S3Client, bucket: String, prefix: String) {
    self.client = client
    self.bucket = bucket
    self.prefix = prefix.isEmpty || prefix.hasSuffix("/") ? prefix : prefix + "/"
  }

  func record(_ address: StackAddress) throws(RecordFault) -> String {
    try folder(address) + "record.json"
  }

  func revisions(_ address: StackAddress) throws(RecordFault) -> String {
    try folder(address) + "revisions/"
  }

  func revision(_ number: Int, _ address: StackAddress) throws(RecordFault) -> String {
    let digits = String(number)
    let padded = String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits
    return try revisions(address) + padded + ".json"
  }

  func journal(_ address: StackAddress) throws(RecordFault) -> String {
    try folder(address) + "journal.jsonl"
  }

  func lock(_ address: StackAddress) throws(RecordFault) -> String {
    try folder(address) + "lock.json"
  }

  func template(_ digest: String, _ address: StackAddress) throws(RecordFault) -> String {
    try folder(address) + "templates/\(digest).json"
  }

  /// How people know an object.
  func name(_ key: String) -> String { "s3://\(bucket)/\(key)" }

  private func folder(_ address: StackAddress) throws(RecordFault) -> String {
    try folder(environment: address.environment) + StackAddress.usable(address.stack) + "/"
  }

  private func folder(environment: String) throws(RecordFault) -> String {
    try prefix + StackAddress.usable(environment) + "/"
  }

  // MARK: - Calls

  /// An object; nil where there is none, or no bucket yet.
  func object(_ key: String) async throws(AWSFault) -> StoredObject? {
    do throws(AWSFault) {
      return try await client.get(key, in: bucket)
    } catch {
      if error.saysNoBucket { return nil }
      throw error
    }
  }

  /// The names of an environment's stacks with an object of a name, sorted.
  func stacks(in environment: String, with file: String) async throws -> [String] {
    let folder = try folder(environment: environment)
    return try await keys(folder).compactMap { key in
      let parts = key.dropFirst(folder.count).split(separator: "/")
      return parts.count == 2 && parts[1] == file ? String(parts[0]) : nil
    }.sorted()
  }

  /// The keys that begin so; none where there is no bucket yet.
  func keys(_ prefix: String) async throws(AWSFault) -> [String] {
    do throws(AWSFault) {
      return try await client.list(bucket, prefix: prefix).map(\.key)
    } catch {
      if error.saysNoBucket { return [] }
      throw error
    }
  }

  /// Writes an object if it still is what the caller knows; tells whether that was so.
  ///
  /// A call whose answer was lost may have done it: then what lies there decides.
  func write(
    _ bytes: [UInt8], at key: String, if condition: S3Client.Condition
  ) async throws(AWSFault) -> Bool {
    // Two writers at the same instant are both sent away and try again.
    for _ in 0..<Self.patience {
      do throws(AWSFault) {
        _ = try await client.put(
          bytes, at: key, in: bucket, type: "application/json", if: condition)
        return true
      } catch {
        let code = error.service?.code
        if code == "ConditionalRequestConflict" { continue }
        if error.saysConditionFailed || code == "NoSuchKey" { return false }
        guard error.isDoubtful else { throw error }
        let found = try await object(key)
        if found?.body == bytes { return true }
        let isAsKnown =
          switch condition {
          case .absent: found == nil
          case .matches(let tag): found?.summary.tag == tag
          }
        guard isAsKnown else { return false }
      }
    }
    throw AWSFault(
      .serviceFailed,
      "S3 PutObject: `\(name(key))` could not be written, tried \(Self.patience) times",
      hint: "try again later", attempts: Self.patience)
  }

  private static let patience = 5
}

extension AWSFault {
  /// Whether the service says that there is no such bucket.
  var saysNoBucket: Bool { service?.code == "NoSuchBucket" }

  /// Whether the call may have been carried out all the same.
  var isDoubtful: Bool {
    switch code {
    case .timedOut, .connectionLost, .serviceFailed, .unreadableAnswer: true
    default: false
    }
  }
}
