internal import AWS
internal import Digests
internal import Documents

// What bodies hold: digests that they have to fit, objects to be deleted.

extension ObjectCall {
  /// Refuses a body that is not what its sender meant.
  func checkDigests() throws(Refusal) {
    if let text = request.headers["Content-MD5"] {
      guard let digest = Base64.decode(text), digest.count == 16 else {
        throw Refusal("InvalidDigest", "The Content-MD5 you specified was invalid.", status: 400)
      }
      guard digest == MD5.digest(of: request.body).bytes else {
        throw Self.badDigest("Content-MD5")
      }
    }
    if let text = request.headers["x-amz-checksum-crc32"] {
      let sum = withUnsafeBytes(of: CRC32.checksum(of: request.body).bigEndian) { Array($0) }
      guard Base64.decode(text) == sum else { throw Self.badDigest("CRC32") }
    }
  }

  private static func badDigest(_ name: String) -> Refusal {
    Refusal(
      "BadDigest", "The \(name) you specified did not match the calculated checksum.", status: 400)
  }

  /// Deletes the objects that the body names.
  mutating func deleteMany(in bucket: String) throws(Refusal) -> HTTPResponse {
    try checkDigests()
    guard let root = try? XMLReader.read(request.body), root.name == "Delete" else {
      throw Refusal(
        "MalformedXML", "The XML you provided was not well-formed or did not validate.", status: 400
      )
    }
    let keys = root.children.filter { $0.name == "Object" }.compactMap { $0["Key"]?.text }
    guard (1...1000).contains(keys.count) else {
      throw Refusal(
        "MalformedXML", "The XML you provided was not well-formed or did not validate.", status: 400
      )
    }
    var writer = XMLWriter()
    writer.element("DeleteResult", namespace: Self.namespace) { writer in
      for key in keys {
        let place = Shelf.Place(bucket: bucket, key: key)
        if shelf[place] != nil { shelf[place] = nil }
        if root["Quiet"]?.text != "true" {
          writer.element("Deleted") { $0.element("Key", key) }
        }
      }
    }
    return response(200, body: writer.bytes)
  }
}

/// The part of an object that a header asks for.
enum ByteRange {
  /// `bytes=2-5`, `bytes=2-` or, from the end, `bytes=-3`; none where there is nothing such.
  static func range(_ text: String, of size: Int) -> Range<Int>? {
    guard text.hasPrefix("bytes=") else { return nil }
    let ends = text.dropFirst("bytes=".count).split(
      separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard ends.count == 2, size > 0 else { return nil }
    let (first, last) = (Int(ends[0]), Int(ends[1]))
    switch (ends[0].isEmpty, first, last) {
    case (true, _, let count?): return count > 0 ? max(0, size - count)..<size : nil
    case (false, let first?, let last?):
      return first >= 0 && first < size && first <= last ? first..<min(last, size - 1) + 1 : nil
    case (false, let first?, nil):
      return first >= 0 && first < size && ends[1].isEmpty ? first..<size : nil
    default: return nil
    }
  }
}

/// What buckets may be called.
enum BucketRule {
  /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html>
  static func allows(_ name: String) -> Bool {
    func isPlain(_ byte: UInt8?) -> Bool {
      byte.map { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) } ?? false
    }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return (3...63).contains(name.utf8.count)
      && parts.allSatisfy { part in
        isPlain(part.utf8.first) && isPlain(part.utf8.last)
          && part.utf8.allSatisfy { isPlain($0) || $0 == 0x2D }
      }
      && !(parts.count == 4
        && parts.allSatisfy { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
  }
}
