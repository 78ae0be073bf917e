internal import AWS
internal import Synchronization

/// A walk through what is done with buckets and objects; prints what was found on the way.
struct BucketWalk {
  private let s3: S3Client
  private let versioned: ServiceClient
  private let bucket: String

  init(_ services: Services, _ bucket: String) {
    s3 = S3Client(services)
    versioned = services.client("s3")
    self.bucket = bucket
  }

  func run() async throws {
    print("before \(try await s3.region(of: bucket) ?? "none")")
    try await s3.createBucket(bucket)
    print("region \(try await s3.region(of: bucket) ?? "none")")
    // moto takes no notice of a policy's conditions: in a protected bucket it lets nobody do anything.
    let other = "\(bucket)-protected"
    try await s3.createBucket(other)
    try await s3.protect(other, partition: "aws")
    _ = try await versioned.call(
      "PutBucketVersioning",
      ["Bucket": .text(bucket), "VersioningConfiguration": ["Status": "Enabled"]])
    print("versions \(try await s3.versioning(of: bucket) == .enabled)")
    try await objects()
    try await parts()
    try await long()
    let versions = try await s3.versions(bucket)
    print("all \(versions.count) marks \(versions.count(where: \.isDeletion))")
  }

  private func objects() async throws {
    let key = "a folder/ü+é & 100%/~record (1).json"
    let first = try await s3.put(
      Array("one".utf8), at: key, in: bucket, type: "application/json",
      metadata: ["serial": "1"], if: .absent)
    print("taken \(await isRefused { try await s3.put([1], at: key, in: bucket, if: .absent) })")
    let second = try await s3.put(Array("two".utf8), at: key, in: bucket, if: .matches(first.tag))
    print(
      "moved \(await isRefused { try await s3.put([1], at: key, in: bucket, if: .matches("\"0\"")) })"
    )
    guard let found = try await s3.get(key, in: bucket) else { return print("lost") }
    print(
      "body \(String(decoding: found.body, as: UTF8.self)) tag \(found.summary.tag == second.tag)")
    let old = try await s3.get(key, in: bucket, version: first.version)
    print("old \(String(decoding: old?.body ?? [], as: UTF8.self)) serial \(old?.metadata ?? [:])")
    print("unless \(try await s3.get(key, in: bucket, unless: second.tag) == .unchanged)")
    print("missing \(try await s3.get("none", in: bucket, unless: "\"1\"") == .missing)")
    print("head \(try await s3.head(key, in: bucket)?.size ?? -1)")
    print("no head \(try await s3.head("none", in: bucket) == nil)")
    for index in 0..<5 { _ = try await s3.put([UInt8(index)], at: "many/\(index)", in: bucket) }
    print("listed \(try await s3.list(bucket, prefix: "many/").map(\.key).joined(separator: " "))")
    let failures = try await s3.delete(
      (0..<4).map { (key: "many/\($0)", version: nil) }, in: bucket)
    print("failures \(failures.count)")
    try await s3.delete("many/4", in: bucket)
    print("left \(try await s3.list(bucket).map(\.key).joined(separator: " "))")
  }

  private func parts() async throws {
    let upload = try await s3.beginParts(of: "large", in: bucket)
    var tags: [String] = []
    for (number, count) in [(1, S3Client.smallestPart), (2, 7)] {
      let body = [UInt8](repeating: UInt8(number), count: count)
      tags.append(try await s3.putPart(number, body, of: upload, at: "large", in: bucket))
    }
    _ = try await s3.completeParts(tags, of: upload, at: "large", in: bucket)
    print("large \(try await s3.head("large", in: bucket)?.size ?? -1)")
    let other = try await s3.beginParts(of: "given up", in: bucket)
    try await s3.abortParts(of: other, at: "given up", in: bucket)
  }

  /// An object that goes and comes in parts, piece by piece.
  private func long() async throws {
    let size = 12 << 20
    let source = BodySource(size: size) { (offset, buffer) throws(BodyFault) in
      for index in buffer.indices { buffer[index] = UInt8(truncatingIfNeeded: offset + index) }
      return buffer.count
    }
    let part = S3Client.smallestPart
    _ = try await s3.upload(
      source, to: "long", in: bucket, rules: LongObjectRules(whole: part, part: part))
    let taken = Mutex((count: 0, isRight: true))
    let sink = BodySink { (offset, bytes) throws(BodyFault) in
      taken.withLock { taken in
        taken.count += bytes.count
        for (index, byte) in bytes.enumerated()
        where byte != UInt8(truncatingIfNeeded: offset + index) {
          taken.isRight = false
        }
      }
    }
    let found = try await s3.download(
      "long", in: bucket, to: sink, rules: LongObjectRules(part: part))
    let (count, isRight) = taken.withLock { $0 }
    print("long \(count == size && isRight && found?.size == size)")
  }

  private func isRefused(_ write: () async throws -> WrittenObject) async -> Bool {
    do {
      _ = try await write()
      return false
    } catch {
      return (error as? AWSFault)?.saysConditionFailed ?? false
    }
  }
}
