internal import AWS
internal import Documents

// What there is: buckets, their places, the objects in them.

extension ObjectCall {
  /// All buckets of the account.
  func buckets() -> HTTPResponse {
    var writer = XMLWriter()
    writer.element("ListAllMyBucketsResult", namespace: Self.namespace) { writer in
      writer.element("Owner") { $0.element("ID", account) }
      writer.element("Buckets") { writer in
        for bucket in shelf.buckets.values.sorted(by: { $0.name < $1.name }) {
          writer.element("Bucket") { writer in
            writer.element("Name", bucket.name)
            writer.element("BucketRegion", bucket.region)
          }
        }
      }
    }
    return response(200, body: writer.bytes)
  }

  /// The region of a bucket; nothing for the oldest one.
  func location(of bucket: Shelf.Bucket) -> HTTPResponse {
    let place = bucket.region == "us-east-1" ? "" : bucket.region
    let text = "<LocationConstraint xmlns=\"\(Self.namespace)\">\(place)</LocationConstraint>"
    return response(200, body: Array(text.utf8))
  }

  /// The objects of a bucket, page by page; those that share a beginning up to a delimiter as one.
  func list(_ bucket: String) throws(Refusal) -> HTTPResponse {
    let size = try pageSize()
    let isEncoded = parameter("encoding-type") == "url"
    let prefix = parameter("prefix") ?? ""
    let delimiter = parameter("delimiter").flatMap { $0.isEmpty ? nil : $0 }
    let entries = entries(of: bucket, prefix, delimiter)
    let page = entries.prefix(size)
    let isTruncated = size > 0 && entries.count > size
    func shown(_ key: String) -> String { isEncoded ? PercentEncoding.encode(key) : key }
    var writer = XMLWriter()
    writer.element("ListBucketResult", namespace: Self.namespace) { writer in
      writer.element("Name", bucket)
      writer.element("Prefix", shown(prefix))
      if let delimiter { writer.element("Delimiter", shown(delimiter)) }
      writer.element("KeyCount", String(page.count))
      writer.element("MaxKeys", String(size))
      if isEncoded { writer.element("EncodingType", "url") }
      writer.element("IsTruncated", isTruncated ? "true" : "false")
      if isTruncated, let last = page.last {
        writer.element("NextContinuationToken", last.text)
      }
      for entry in page where !entry.isGroup {
        guard let object = shelf[Shelf.Place(bucket: bucket, key: entry.text)] else { continue }
        writer.element("Contents") { writer in
          writer.element("Key", shown(entry.text))
          writer.element("LastModified", object.modified.iso8601)
          writer.element("ETag", object.tag)
          writer.element("Size", String(object.body.count))
          writer.element("StorageClass", "STANDARD")
        }
      }
      for entry in page where entry.isGroup {
        writer.element("CommonPrefixes") { $0.element("Prefix", shown(entry.text)) }
      }
    }
    return response(200, body: writer.bytes)
  }

  private func pageSize() throws(Refusal) -> Int {
    guard let text = parameter("max-keys") else { return 1000 }
    guard let size = Int(text), size >= 0 else {
      throw Refusal(
        "InvalidArgument", "Argument maxKeys must be an integer between 0 and 2147483647")
    }
    return min(size, 1000)
  }

  /// A key, or the beginning that several have in common.
  private struct Entry: Equatable {
    var text: String
    var isGroup = false
  }

  private func entries(of bucket: String, _ prefix: String, _ delimiter: String?) -> [Entry] {
    let after = parameter("continuation-token") ?? parameter("start-after") ?? ""
    var entries: [Entry] = []
    for key in shelf.keys(in: bucket, prefix: prefix)
    where after.isEmpty || after.utf8.lexicographicallyPrecedes(key.utf8) {
      var entry = Entry(text: key)
      if let delimiter,
        let end = key.utf8.dropFirst(prefix.utf8.count).firstRange(of: delimiter.utf8)?.upperBound
      {
        entry = Entry(text: String(key[..<end]), isGroup: true)
        // It was on the page before.
        if after.utf8.starts(with: entry.text.utf8) { continue }
      }
      if entries.last != entry { entries.append(entry) }
    }
    return entries
  }
}
