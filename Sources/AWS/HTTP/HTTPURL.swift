/// The address of a request: what is needed to connect, and the path and query exactly as sent.
package struct HTTPURL: Sendable, Hashable {
  /// How the bytes travel.
  package enum Scheme: String, Sendable {
    case http
    case https

    /// The port that goes without saying.
    package var port: Int { self == .http ? 80 : 443 }
  }

  package var scheme: Scheme
  /// A name or an address; an IPv6 address stands in brackets.
  package var host: String
  /// The port, where it is not the scheme's own.
  package var port: Int?
  /// Begins with a slash and is percent-encoded already.
  package var path: String
  /// What stands behind the question mark, percent-encoded already.
  package var query: String?

  package init(
    scheme: Scheme = .https, host: String, port: Int? = nil, path: String = "/",
    query: String? = nil
  ) {
    self.scheme = scheme
    self.host = host
    self.port = port == scheme.port ? nil : port
    self.path = path
    self.query = query
  }

  /// Reads an absolute `http` or `https` address. Names of users in it, fragments, control
  /// characters and spaces are refused.
  package init?(_ text: String) {
    // No scheme has a colon in it.
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")),
      text.utf8[colon...].starts(with: "://".utf8),
      let scheme = Scheme(rawValue: text[..<colon].lowercased()),
      text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F })
    else { return nil }
    let rest = text[colon...].dropFirst(3)
    guard !rest.utf8.contains(UInt8(ascii: "#")) else { return nil }
    let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
    guard let (host, port) = Self.authority(rest[..<end]) else { return nil }
    self.init(scheme: scheme, host: host, port: port)
    setTarget(String(rest[end...]))
  }

  /// What stands in the first line of a request: the path and the query.
  package var target: String { query.map { "\(path)?\($0)" } ?? path }

  /// Takes path and query from the first line of a request.
  package mutating func setTarget(_ target: String) {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = parts[0].isEmpty ? "/" : String(parts[0])
    query = parts.count > 1 ? String(parts[1]) : nil
  }

  /// The value of the `Host` header.
  package var authority: String { port.map { "\(host):\($0)" } ?? host }

  /// The whole address.
  package var text: String { "\(scheme.rawValue)://\(authority)\(target)" }

  private static func authority(_ text: Substring) -> (host: String, port: Int?)? {
    guard !text.utf8.contains(UInt8(ascii: "@")) else { return nil }
    let isBracketed = text.utf8.first == UInt8(ascii: "[")
    let hostEnd =
      isBracketed
      ? text.firstIndex(of: "]").map(text.index(after:))
      : text.firstIndex(of: ":") ?? text.endIndex
    guard let hostEnd else { return nil }
    let host = text[..<hostEnd]
    guard !host.isEmpty, isBracketed || host.utf8.allSatisfy(isHostByte) else { return nil }
    let rest = text[hostEnd...]
    guard !rest.isEmpty else { return (host.lowercased(), nil) }
    guard rest.utf8.first == UInt8(ascii: ":"), let port = Int(rest.dropFirst()),
      (1...65535).contains(port)
    else { return nil }
    return (host.lowercased(), port)
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    PercentEncoding.isUnreserved(byte) && byte != UInt8(ascii: "~")
  }
}

extension HTTPURL: CustomStringConvertible {
  package var description: String { text }
}
