internal import Digests

extension S3Client {
  /// Writes an object of any size, in parts where it is large, without holding it in memory. Where
  /// that fails nothing is left behind; where even that cannot be made sure of, a note says so.
  package func upload(
    _ source: BodySource, to key: String, in bucket: String, type: String? = nil,
    if condition: Condition? = nil, rules: LongObjectRules = LongObjectRules(),
    progress: @escaping BodyProgress = { _, _ in }
  ) async throws(AWSFault) -> WrittenObject {
    guard source.size > rules.whole else {
      let sum = MovedParts(count: 1, size: source.size, progress)
      return try await put(
        try ready(source, rules, key) { sum.note($0, of: 0) }, at: key, in: bucket, type: type,
        if: condition)
    }
    let ranges = rules.ranges(of: source.size)
    let sum = MovedParts(count: ranges.count, size: source.size, progress)
    let upload = try await beginParts(of: key, in: bucket, type: type)
    do throws(AWSFault) {
      let tags = try await PartsInParallel(ranges: ranges, parallel: rules.parallel).move {
        (index, range) async throws(AWSFault) in
        let part = try ready(source.part(range), rules, key) { sum.note($0, of: index) }
        return try await putPart(index + 1, part, of: upload, at: key, in: bucket)
      }
      return try await completed(tags, of: upload, at: key, in: bucket, if: condition)
    } catch {
      throw await withdrawn(upload, key, bucket, because: error)
    }
  }

  /// Makes an object of its parts. Where the answer is lost, or the upload is over by the time of
  /// another try, the object itself says whether it was made.
  private func completed(
    _ tags: [String], of upload: String, at key: String, in bucket: String,
    if condition: Condition?
  ) async throws(AWSFault) -> WrittenObject {
    do throws(AWSFault) {
      return try await completeParts(tags, of: upload, at: key, in: bucket, if: condition)
    } catch {
      guard error.isDoubtful || error.service?.code == "NoSuchUpload" && error.attempts > 1,
        let tag = Self.tag(of: tags), let found = try? await head(key, in: bucket),
        found.tag == tag
      else { throw error }
      return WrittenObject(tag: tag, version: found.version)
    }
  }

  /// The tag of an object of parts: the digest of their digests, and how many they are. None where
  /// the tags of the parts are no digests, as with keys of the owner's.
  static func tag(of parts: [String]) -> String? {
    var digests: [UInt8] = []
    for part in parts {
      let digits = part.utf8.filter { $0 != UInt8(ascii: "\"") }
      guard digits.count == 32 else { return nil }
      for index in stride(from: 0, to: 32, by: 2) {
        guard
          let byte = UInt8(String(decoding: digits[index..<index + 2], as: UTF8.self), radix: 16)
        else { return nil }
        digests.append(byte)
      }
    }
    return "\"\(MD5.digest(of: digests).hex)-\(parts.count)\""
  }

  /// Reads an object of any size into a sink; nil where there is none. Parts that break off are asked
  /// for again, and an object that changes meanwhile is refused.
  package func download(
    _ key: String, in bucket: String, version: String? = nil, to sink: BodySink,
    rules: LongObjectRules = LongObjectRules(), progress: @escaping BodyProgress = { _, _ in }
  ) async throws(AWSFault) -> ObjectSummary? {
    guard let summary = try await head(key, in: bucket, version: version) else { return nil }
    let ranges = rules.ranges(of: summary.size)
    let sum = MovedParts(count: ranges.count, size: summary.size, progress)
    _ = try await PartsInParallel(ranges: ranges, parallel: rules.parallel).move {
      (index, range) async throws(AWSFault) in
      var input = address(bucket, key, version: version)
      input["Range"] = .text("bytes=\(range.lowerBound)-\(range.upperBound - 1)")
      input["IfMatch"] = .text(summary.tag)
      let output = try await client.call(
        "GetObject", input,
        download: sink.part(from: range.lowerBound) { sum.note($0, of: index) })
      guard sum.end(of: index) == range.count else { throw output.missing("Body") }
    }
    return summary
  }

  /// The source as it is sent: with its digest, and telling how far it was read for sending.
  private func ready(
    _ source: BodySource, _ rules: LongObjectRules, _ key: String,
    _ tell: @escaping @Sendable (Int) -> Void
  ) throws(AWSFault) -> BodySource {
    guard rules.isSigned else { return source.telling(tell) }
    do throws(BodyFault) {
      return try source.digested().telling(tell)
    } catch {
      throw AWSFault(
        .bodyFailed, "S3 upload of `\(key)`: it cannot be read: \(error.reason)",
        hint: "check the file and its permissions")
    }
  }

  /// Gives up an upload, also for somebody who wants to stop.
  private func withdrawn(
    _ upload: String, _ key: String, _ bucket: String, because fault: AWSFault
  ) async -> AWSFault {
    let abortion = await Task { () async -> AWSFault? in
      do throws(AWSFault) {
        try await steady.abortParts(of: upload, at: key, in: bucket)
        return nil
      } catch {
        return error.saysMissing ? nil : error
      }
    }.value
    guard let abortion else { return fault }
    var fault = fault
    fault.notes.append(
      "parts that were sent may still lie in `\(bucket)`, and cost: abort the upload "
        + "`\(upload)` of `\(key)` (\(abortion.message))")
    return fault
  }
}
