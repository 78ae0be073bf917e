package import AWS
internal import Recording

/// Where in S3 the records of an environment are; the project is the last name in the prefix:
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

  /// A prefix stands before every key, with a slash in between; it may be empty. It holds the name of
  /// the project where several keep their records in one bucket.
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
  /// A call whose answer was lost may have done it, or may yet do it: then what lies there decides, as
  /// soon as a try is refused.
  func write(
    _ bytes: [UInt8], at key: String, if condition: S3Client.Condition
  ) async throws(AWSFault) -> Bool {
    var isInDoubt = false
    for tries in 1... {
      do throws(AWSFault) {
        _ = try await client.put(
          bytes, at: key, in: bucket, type: "application/json", if: condition)
        return true
      } catch {
        if error.saysConditionFailed || error.service?.code == "NoSuchKey" {
          // What stands in the way may be what an earlier try has written in the meantime.
          guard isInDoubt else { return false }
          return try await object(key)?.body == bytes
        }
        guard error.saysConflict || error.isDoubtful else { throw error }
        if error.isDoubtful {
          isInDoubt = true
          let found = try await object(key)
          if found?.body == bytes { return true }
          guard condition.holds(of: found) else { return false }
        }
        guard tries < Self.patience else { throw unwritten(key, error) }
      }
      try await client.backOff(after: tries, of: "PutObject")
    }
    return false
  }

  private func unwritten(_ key: String, _ fault: AWSFault) -> AWSFault {
    AWSFault(
      .serviceFailed,
      "S3 PutObject: `\(name(key))` could not be written, tried \(Self.patience) times; the last "
        + "time: \(fault.message)",
      hint: "try again later", service: fault.service, attempts: Self.patience)
  }

  /// How often something is tried that is not done, or of which nobody knows.
  static let patience = 8
}

extension S3Client.Condition {
  /// Whether an object is what the condition wants.
  fileprivate func holds(of object: StoredObject?) -> Bool {
    switch self {
    case .absent: object == nil
    case .matches(let tag): object?.summary.tag == tag
    }
  }
}

extension AWSFault {
  /// Whether the service says that there is no such bucket.
  var saysNoBucket: Bool { service?.code == "NoSuchBucket" }
}
