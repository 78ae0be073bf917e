extension S3Client {
  /// The objects whose keys begin so.
  package func list(
    _ bucket: String, prefix: String = ""
  ) async throws(AWSFault) -> [ObjectSummary] {
    try await client.all(
      "ListObjectsV2", listing(bucket, prefix), in: "Contents", tidy: Self.decodeKeys
    ).compactMap { ObjectSummary($0) }
  }

  /// All versions of the objects whose keys begin so, and the marks of deleted ones.
  package func versions(
    _ bucket: String, prefix: String = ""
  ) async throws(AWSFault) -> [ObjectVersion] {
    var found: [ObjectVersion] = []
    try await client.pages(
      of: "ListObjectVersions", listing(bucket, prefix), tidy: Self.decodeKeys
    ) { (output) throws(AWSFault) in
      for (list, isMark) in [("Versions", false), ("DeleteMarkers", true)] {
        for one in output.value.list(list) {
          found.append(
            ObjectVersion(
              key: try output.text("Key", in: one), version: try output.text("VersionId", in: one),
              isDeletion: isMark, isLatest: one["IsLatest"]?.flag ?? false))
        }
      }
      return true
    }
    return found
  }

  /// Keys come percent-encoded: they may hold what XML has no place for.
  private func listing(_ bucket: String, _ prefix: String) -> WireValue {
    var input = address(bucket)
    input["Prefix"] = .text(prefix)
    input["EncodingType"] = "url"
    return input
  }

  /// The output with keys as they are, also where the next page begins.
  private static func decodeKeys(_ output: WireValue) -> WireValue {
    guard output["EncodingType"]?.text == "url" else { return output }
    return .record(
      output.fields.map { field in
        var field = field
        switch field.name {
        case "NextKeyMarker": field.value = decoded(field.value)
        case "Contents", "Versions", "DeleteMarkers":
          field.value = .list(
            field.value.elements.map { one in
              .record(
                one.fields.map { part in
                  part.name == "Key" ? WireValue.Field("Key", decoded(part.value)) : part
                })
            })
        default: break
        }
        return field
      })
  }

  private static func decoded(_ value: WireValue) -> WireValue {
    value.text.map { .text(PercentEncoding.decode($0, plusIsSpace: true)) } ?? value
  }

  /// Deletes many objects or versions, a thousand a call.
  ///
  /// - Returns: those that were not deleted, and why.
  package func delete(
    _ objects: [(key: String, version: String?)], in bucket: String
  ) async throws(AWSFault) -> [DeletionFailure] {
    var failures: [DeletionFailure] = []
    var rest = objects[...]
    while !rest.isEmpty {
      let batch = rest.prefix(1000)
      rest = rest.dropFirst(1000)
      var input = address(bucket)
      input["Delete"] = [
        "Objects": .list(
          batch.map { .members(["Key": .text($0.key), "VersionId": .text($0.version)]) }),
        "Quiet": true,
      ]
      let output = try await client.call("DeleteObjects", input, .safe)
      failures += output.value.list("Errors").map { one in
        DeletionFailure(
          key: one["Key"]?.text ?? "", version: one["VersionId"]?.text,
          code: one["Code"]?.text ?? "", message: one["Message"]?.text ?? "")
      }
    }
    return failures
  }
}

/// A version of an object.
package struct ObjectVersion: Sendable, Equatable {
  package var key: String
  package var version: String
  /// Whether it only says that the object was deleted.
  package var isDeletion: Bool
  package var isLatest: Bool
}

/// Why an object of a batch was not deleted.
package struct DeletionFailure: Sendable, Equatable {
  package var key: String
  package var version: String?
  package var code: String
  package var message: String
}

extension ObjectSummary {
  fileprivate init?(_ value: WireValue) {
    guard let key = value["Key"]?.text else { return nil }
    self.init(
      key: key, tag: value["ETag"]?.text ?? "", size: value["Size"]?.integer ?? 0,
      modified: value["LastModified"]?.time)
  }
}
