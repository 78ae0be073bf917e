package import Documents

/// Objects in S3.
package struct S3Client: Sendable {
  private(set) var client: ServiceClient
  /// The region in which buckets are made.
  let region: String
  /// The account that every bucket has to belong to; any where there is none.
  private let owner: String?

  /// A client for the buckets of a region. Where an owner is named, buckets of others are refused:
  /// a name that is free again may be anybody's.
  package init(_ services: Services, owner: String? = nil) {
    client = services.client("s3")
    region = services.region
    self.owner = owner
  }

  /// The same client for what goes on when the person wants to stop.
  package var steady: S3Client {
    var copy = self
    copy.client = client.steady
    return copy
  }

  /// Waits before something is tried again that others may do at the same time.
  package func backOff(after tries: Int, of operation: String) async throws(AWSFault) {
    try await client.backOff(after: tries, of: operation)
  }

  /// What has to be so for a write to happen.
  package enum Condition: Sendable, Equatable {
    /// There is no object of this key.
    case absent
    /// The object is the one with this tag.
    case matches(String)
  }

  /// Writes an object; `saysConditionFailed` of the fault tells that the condition did not hold.
  package func put(
    _ body: [UInt8], at key: String, in bucket: String, type: String? = nil,
    metadata: [String: String] = [:], if condition: Condition? = nil
  ) async throws(AWSFault) -> WrittenObject {
    var input = object(key, bucket, type, condition)
    input["Body"] = .bytes(body)
    input["Metadata"] = .map(metadata)
    return try await put(input, if: condition)
  }

  /// Writes an object that memory is not to hold.
  func put(
    _ source: BodySource, at key: String, in bucket: String, type: String?,
    if condition: Condition?
  ) async throws(AWSFault) -> WrittenObject {
    try await put(object(key, bucket, type, condition), upload: source, if: condition)
  }

  private func object(
    _ key: String, _ bucket: String, _ type: String?, _ condition: Condition?
  ) -> WireValue {
    var input = address(bucket, key, if: condition)
    input["ContentType"] = .text(type)
    return input
  }

  private func put(
    _ input: WireValue, upload: BodySource? = nil, if condition: Condition?
  ) async throws(AWSFault) -> WrittenObject {
    let output = try await client.call(
      "PutObject", input,
      // A second try of a conditional write would fail by the first one's success.
      condition == nil ? .safe : .unsafe, upload: upload)
    return WrittenObject(
      tag: try output.text("ETag"), version: output["VersionId"]?.text)
  }

  /// Reads an object; nil where there is none.
  package func get(
    _ key: String, in bucket: String, version: String? = nil
  ) async throws(AWSFault) -> StoredObject? {
    let output: WireOutput
    do throws(AWSFault) {
      output = try await client.call("GetObject", address(bucket, key, version: version))
    } catch {
      guard error.service?.code == "NoSuchKey" || error.service?.code == "NoSuchVersion" else {
        throw error
      }
      return nil
    }
    return StoredObject(
      summary: try summary(output, key), body: output["Body"]?.bytes ?? [],
      metadata: output.value.map("Metadata"))
  }

  /// Reads an object unless it is still the one with a tag.
  package func get(
    _ key: String, in bucket: String, unless tag: String
  ) async throws(AWSFault) -> ConditionalRead {
    var input = address(bucket, key)
    input["IfNoneMatch"] = .text(tag)
    do throws(AWSFault) {
      let output = try await client.call("GetObject", input)
      return .changed(
        StoredObject(
          summary: try summary(output, key), body: output["Body"]?.bytes ?? [],
          metadata: output.value.map("Metadata")))
    } catch {
      if error.service?.status == 304 { return .unchanged }
      if error.service?.code == "NoSuchKey" { return .missing }
      throw error
    }
  }

  /// What is known of an object without its bytes; nil where there is none.
  package func head(
    _ key: String, in bucket: String, version: String? = nil
  ) async throws(AWSFault) -> ObjectSummary? {
    do throws(AWSFault) {
      return try summary(
        try await client.call("HeadObject", address(bucket, key, version: version)), key)
    } catch {
      if error.service?.status == 404 { return nil }
      throw error
    }
  }

  /// Deletes an object, or one version of it. One that is not there is no error.
  package func delete(
    _ key: String, in bucket: String, version: String? = nil, ifMatches tag: String? = nil
  ) async throws(AWSFault) {
    var input = address(bucket, key, version: version)
    input["IfMatch"] = .text(tag)
    _ = try await client.call("DeleteObject", input, tag == nil ? .safe : .unsafe)
  }

  /// The beginning of every input but that of making a bucket: what it is about, whose the bucket has
  /// to be, and what has to be so.
  func address(
    _ bucket: String, _ key: String? = nil, version: String? = nil, if condition: Condition? = nil
  ) -> WireValue {
    let tag: String? = if case .matches(let tag) = condition { tag } else { nil }
    return .members([
      "Bucket": .text(bucket), "Key": .text(key), "VersionId": .text(version),
      "IfMatch": .text(tag), "IfNoneMatch": condition == .absent ? "*" : nil,
      "ExpectedBucketOwner": .text(owner),
    ])
  }

  private func summary(_ output: WireOutput, _ key: String) throws(AWSFault) -> ObjectSummary {
    ObjectSummary(
      key: key, tag: try output.text("ETag"), size: output["ContentLength"]?.integer ?? 0,
      modified: output["LastModified"]?.time, version: output["VersionId"]?.text)
  }
}

/// What S3 says of an object it has written.
package struct WrittenObject: Sendable, Equatable {
  /// In quotes, as conditions want it.
  package var tag: String
  package var version: String?
}

/// An object without its bytes.
package struct ObjectSummary: Sendable, Equatable {
  package var key: String
  /// In quotes, as conditions want it.
  package var tag: String
  /// In bytes.
  package var size: Int
  package var modified: Timestamp?
  package var version: String?
}

/// An object with its bytes.
package struct StoredObject: Sendable, Equatable {
  package var summary: ObjectSummary
  package var body: [UInt8]
  package var metadata: [String: String]
}

/// What a conditional read found.
package enum ConditionalRead: Sendable, Equatable {
  case changed(StoredObject)
  case unchanged
  case missing
}
