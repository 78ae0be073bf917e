extension S3Client {
  /// The smallest part but for the last, in bytes.
  package static let smallestPart = 5 << 20

  /// Begins an object that is sent in parts, and says under which id.
  package func beginParts(
    of key: String, in bucket: String, type: String? = nil
  ) async throws(AWSFault) -> String {
    var input = address(bucket, key)
    input["ContentType"] = .text(type)
    return try await client.call("CreateMultipartUpload", input, .unsafe).text("UploadId")
  }

  /// Sends a part, counted from 1, and gives its tag.
  package func putPart(
    _ number: Int, _ body: [UInt8], of upload: String, at key: String, in bucket: String
  ) async throws(AWSFault) -> String {
    var input = part(number, of: upload, at: key, in: bucket)
    input["Body"] = .bytes(body)
    return try await client.call("UploadPart", input, .safe).text("ETag")
  }

  /// Sends a part that memory is not to hold.
  func putPart(
    _ number: Int, _ source: BodySource, of upload: String, at key: String, in bucket: String
  ) async throws(AWSFault) -> String {
    try await client.call(
      "UploadPart", part(number, of: upload, at: key, in: bucket), .safe, upload: source
    ).text("ETag")
  }

  private func part(
    _ number: Int, of upload: String, at key: String, in bucket: String
  ) -> WireValue {
    var input = address(bucket, key)
    input["UploadId"] = .text(upload)
    input["PartNumber"] = .number(number)
    return input
  }

  /// Makes an object of its parts, given their tags in order.
  package func completeParts(
    _ tags: [String], of upload: String, at key: String, in bucket: String,
    if condition: Condition? = nil
  ) async throws(AWSFault) -> WrittenObject {
    let parts = tags.enumerated().map { index, tag in
      WireValue.members(["ETag": .text(tag), "PartNumber": .number(index + 1)])
    }
    var input = address(bucket, key, if: condition)
    input["UploadId"] = .text(upload)
    input["MultipartUpload"] = ["Parts": .list(parts)]
    let output = try await client.call(
      "CompleteMultipartUpload", input, condition == nil ? .safe : .unsafe)
    return WrittenObject(tag: try output.text("ETag"), version: output["VersionId"]?.text)
  }

  /// Gives up an object that was begun in parts, so that they cost nothing.
  package func abortParts(
    of upload: String, at key: String, in bucket: String
  ) async throws(AWSFault) {
    var input = address(bucket, key)
    input["UploadId"] = .text(upload)
    _ = try await client.call("AbortMultipartUpload", input, .safe)
  }
}
