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
      return try await completeParts(tags, of: upload, at: key, in: bucket, if: condition)
    } catch {
      throw await withdrawn(upload, key, bucket, because: error)
    }
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
      var input = address(key, bucket, version)
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
        try await abortParts(of: upload, at: key, in: bucket)
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
