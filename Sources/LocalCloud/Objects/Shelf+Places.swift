internal import AWS

extension Shelf.Place {
  /// The place that a request is about: the bucket stands before `.s3.` in the name of the host, or
  /// first in the path. Either part may be empty.
  init(host: String, path: String) {
    let path = path.dropFirst()
    for mark in [".s3.", ".s3-"] {
      if let range = host.utf8.firstRange(of: mark.utf8) {
        self.init(
          bucket: String(host[..<range.lowerBound]), key: PercentEncoding.decode(String(path)))
        return
      }
    }
    let parts = path.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    self.init(
      bucket: PercentEncoding.decode(String(parts.first ?? "")),
      key: parts.count > 1 ? PercentEncoding.decode(String(parts[1])) : "")
  }

  /// The place of an object by its address; nil if that is none of S3's, nor of this machine, where
  /// the embedded cloud listens.
  init?(address: String) {
    guard let url = HTTPURL(address) else { return nil }
    let host = url.host.lowercased()
    let isHere = ["127.0.0.1", "localhost", "[::1]"].contains(host)
    let isOfS3 =
      ["s3.", "s3-"].contains { host.hasPrefix($0) || host.contains("." + $0) }
      && [".amazonaws.com", ".amazonaws.com.cn"].contains(where: host.hasSuffix)
    guard isHere || isOfS3 && url.scheme == .https else { return nil }
    self.init(host: host, path: url.path)
    guard !bucket.isEmpty, !key.isEmpty else { return nil }
  }
}
