/// A request in the one form that both sides sign.
///
/// Every call makes one: it is written straight into its bytes, without texts in between.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>
struct CanonicalRequest {
  private(set) var bytes: [UInt8] = []
  /// Where in the bytes the names of the signed headers stand.
  private(set) var names = 0..<0

  /// The names of the headers that are in it: lower case, sorted, separated by semicolons.
  var signedHeaders: String { String(decoding: bytes[names], as: UTF8.self) }

  /// The form of a request, over the headers named, or over all that can be signed.
  init(
    _ request: HTTPRequest, path: SigningRules.Path, payloadDigest: String,
    signing names: [String]? = nil
  ) {
    let headers = SignedHeaders(of: request, naming: names)
    bytes.reserveCapacity(256 + 2 * headers.size)
    bytes.append(contentsOf: request.method.utf8)
    bytes.append(0x0A)
    Self.append(path: request.url.path, rule: path, to: &bytes)
    bytes.append(0x0A)
    if let query = request.url.query { Self.append(query: query, to: &bytes) }
    bytes.append(0x0A)
    headers.appendLines(to: &bytes)
    bytes.append(0x0A)
    let start = bytes.count
    headers.appendNames(to: &bytes)
    self.names = start..<bytes.count
    bytes.append(0x0A)
    bytes.append(contentsOf: payloadDigest.utf8)
  }

  /// The names of the headers that are signed when nobody says which.
  static func signedHeaders(of request: HTTPRequest) -> String {
    var names: [UInt8] = []
    SignedHeaders(of: request, naming: nil).appendNames(to: &names)
    return String(decoding: names, as: UTF8.self)
  }

  // MARK: - Path and query

  private static func append(
    path: String, rule: SigningRules.Path, to output: inout [UInt8]
  ) {
    switch rule {
    case .verbatim:
      if path.isEmpty { output.append(0x2F) } else { output.append(contentsOf: path.utf8) }
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
