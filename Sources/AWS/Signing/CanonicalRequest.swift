internal import Digests

/// A request in the one form that both sides sign.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>
struct CanonicalRequest {
  var bytes: [UInt8]
  /// The names of the headers that are in it: lower case, sorted, separated by semicolons.
  var signedHeaders: String

  /// Headers that proxies change or add on the way.
  private static let unsigned: Set<String> = [
    "authorization", "connection", "expect", "proxy-authorization", "te", "transfer-encoding",
    "upgrade", "user-agent", "x-amzn-trace-id",
  ]

  /// The form of a request, over the headers named, or over all that can be signed.
  init(
    _ request: HTTPRequest, path: SigningRules.Path, payloadDigest: String,
    signing names: [String]? = nil
  ) {
    let headers = Self.headers(of: request, signing: names)
    signedHeaders = headers.map(\.name).joined(separator: ";")
    bytes = []
    bytes.reserveCapacity(1024)
    bytes += request.method.utf8
    bytes.append(0x0A)
    Self.append(path: request.url.path, rule: path, to: &bytes)
    bytes.append(0x0A)
    if let query = request.url.query { Self.append(query: query, to: &bytes) }
    bytes.append(0x0A)
    for header in headers {
      bytes += header.name.utf8
      bytes.append(0x3A)
      bytes += header.value
      bytes.append(0x0A)
    }
    bytes.append(0x0A)
    bytes += signedHeaders.utf8
    bytes.append(0x0A)
    bytes += payloadDigest.utf8
  }

  /// The names of the headers that are signed when nobody says which.
  static func signedHeaders(of request: HTTPRequest) -> String {
    headers(of: request, signing: nil).map(\.name).joined(separator: ";")
  }

  // MARK: - Headers

  private static func headers(
    of request: HTTPRequest, signing names: [String]?
  ) -> [(name: String, value: [UInt8])] {
    var lines: [(name: String, value: [UInt8])] = []
    lines.reserveCapacity(request.headers.fields.count + 1)
    var hasHost = false
    for field in request.headers.fields {
      let name = String(
        decoding: field.name.utf8.map(HTTPHeaders.lowered), as: UTF8.self)
      if let names {
        guard names.contains(name) else { continue }
      } else if unsigned.contains(name) {
        continue
      }
      hasHost = hasHost || name == "host"
      lines.append((name, trimmed(field.value)))
    }
    if !hasHost, names?.contains("host") ?? true {
      lines.append(("host", Array(request.url.authority.utf8)))
    }
    let order = lines.indices.sorted {
      lines[$0].name == lines[$1].name ? $0 < $1 : lines[$0].name < lines[$1].name
    }
    var merged: [(name: String, value: [UInt8])] = []
    merged.reserveCapacity(lines.count)
    for index in order {
      if let last = merged.last, last.name == lines[index].name {
        merged[merged.count - 1].value.append(0x2C)
        merged[merged.count - 1].value += lines[index].value
      } else {
        merged.append(lines[index])
      }
    }
    return merged
  }

  /// A value without white space at its ends and with one space for every run inside.
  private static func trimmed(_ value: String) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(value.utf8.count)
    var isPending = false
    for byte in value.utf8 {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D:
        isPending = !output.isEmpty
      default:
        if isPending { output.append(0x20) }
        isPending = false
        output.append(byte)
      }
    }
    return output
  }

  // MARK: - Path and query

  private static func append(
    path: String, rule: SigningRules.Path, to output: inout [UInt8]
  ) {
    switch rule {
    case .verbatim: output += path.isEmpty ? Array("/".utf8) : Array(path.utf8)
    case .encoded: PercentEncoding.append(path.utf8, to: &output, keepingSlashes: true)
    case .normalized:
      if path.utf8.count == 1 {
        output += path.utf8
      } else {
        PercentEncoding.append(normalized(path).utf8, to: &output, keepingSlashes: true)
      }
    }
  }

  private static func normalized(_ path: String) -> String {
    var kept: [Substring.UTF8View] = []
    for segment in path.utf8.split(separator: 0x2F) {
      if segment.elementsEqual("..".utf8) {
        _ = kept.popLast()
      } else if !segment.elementsEqual(".".utf8) {
        kept.append(segment)
      }
    }
    let ending = path.utf8.last == 0x2F && !kept.isEmpty ? "/" : ""
    return "/" + kept.map { String(Substring($0)) }.joined(separator: "/") + ending
  }

  private static func append(query: String, to output: inout [UInt8]) {
    var parameters: [(name: [UInt8], value: [UInt8])] = []
    for part in query.utf8.split(separator: 0x26) {
      let separator = part.firstIndex(of: 0x3D) ?? part.endIndex
      let name = reencoded(part[..<separator])
      let value = separator < part.endIndex ? reencoded(part[separator...].dropFirst()) : []
      // A signature cannot be over itself.
      guard !name.elementsEqual("X-Amz-Signature".utf8) else { continue }
      parameters.append((name, value))
    }
    parameters.sort {
      $0.name == $1.name
        ? $0.value.lexicographicallyPrecedes($1.value) : $0.name.lexicographicallyPrecedes($1.name)
    }
    for (index, parameter) in parameters.enumerated() {
      if index > 0 { output.append(0x26) }
      output += parameter.name
      output.append(0x3D)
      output += parameter.value
    }
  }

  private static func reencoded(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    PercentEncoding.append(PercentEncoding.decode(bytes), to: &output)
    return output
  }
}
