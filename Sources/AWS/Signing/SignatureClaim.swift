internal import Documents

/// What a request says of its own signature, in its headers or in its address.
struct SignatureClaim {
  var accessKeyID: String
  var scope: Scope
  var signedHeaders: [String]
  var signature: String
  var date: Timestamp
  /// Seconds for which an address is good; nil for a signature in the headers.
  var lifetime: Int64?
  var sessionToken: String?

  /// The longest life of a signed address: a week.
  private static let longestLifetime: Int64 = 7 * 24 * 3600

  /// Reads the claim, and refuses what AWS would not look at further.
  init(_ request: HTTPRequest) throws(SignatureRefusal) {
    if let authorization = request.headers["Authorization"] {
      try self.init(authorization: authorization, request.headers)
    } else if let query = request.url.query,
      query.utf8.firstRange(of: "X-Amz-Signature=".utf8) != nil
    {
      try self.init(query: query)
    } else {
      throw .missing
    }
  }

  private init(authorization: String, _ headers: HTTPHeaders) throws(SignatureRefusal) {
    let parts = authorization.split(separator: " ", maxSplits: 1)
    guard parts.first.map({ $0 == SigningProof.algorithm }) ?? false else {
      throw .incomplete("Unsupported AWS 'algorithm': '\(parts.first ?? "")'.")
    }
    var parameters: [String: String] = [:]
    for part in (parts.count > 1 ? parts[1] : "").split(whereSeparator: { ", ".contains($0) }) {
      let pair = part.split(separator: "=", maxSplits: 1)
      if pair.count == 2 { parameters[String(pair[0])] = String(pair[1]) }
    }
    let needed = ["Credential", "Signature", "SignedHeaders"]
    var problems = needed.filter { parameters[$0] == nil }.map {
      "Authorization header requires '\($0)' parameter."
    }
    let dateText = headers["X-Amz-Date"] ?? headers["Date"]
    if dateText == nil {
      problems.append(
        "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.")
    }
    guard problems.isEmpty, let dateText, let credential = parameters["Credential"],
      let signature = parameters["Signature"], let names = parameters["SignedHeaders"]
    else { throw .incomplete(problems.joined(separator: " ")) }
    guard let date = Timestamp(basic: dateText) ?? Timestamp(httpDate: dateText) else {
      throw .incomplete(
        "Date must be in ISO-8601 'basic format'. Got '\(dateText)'. See http://en.wikipedia.org/wiki/ISO_8601"
      )
    }
    (accessKeyID, scope) = try Self.credential(credential)
    self.signature = signature
    self.date = date
    signedHeaders = names.lowercased().split(separator: ";").map(String.init)
    sessionToken = headers["X-Amz-Security-Token"]
  }

  private init(query: String) throws(SignatureRefusal) {
    let parameters = Dictionary(
      FormFields.decode(query, plusIsSpace: false).map { ($0.name, $0.value) },
      uniquingKeysWith: { first, _ in first })
    guard parameters["X-Amz-Algorithm"] == SigningProof.algorithm else {
      throw .incomplete("Unsupported AWS 'algorithm': '\(parameters["X-Amz-Algorithm"] ?? "")'.")
    }
    guard let credential = parameters["X-Amz-Credential"],
      let signature = parameters["X-Amz-Signature"], let names = parameters["X-Amz-SignedHeaders"],
      let date = parameters["X-Amz-Date"].flatMap(Timestamp.init(basic:)),
      let lifetime = parameters["X-Amz-Expires"].flatMap(Int64.init),
      (1...Self.longestLifetime).contains(lifetime)
    else {
      throw .incomplete(
        "AWS query-string parameters must include 'X-Amz-Algorithm', 'X-Amz-Credential', "
          + "'X-Amz-Signature', 'X-Amz-SignedHeaders', 'X-Amz-Date' and 'X-Amz-Expires', "
          + "which is at most \(Self.longestLifetime) seconds.")
    }
    (accessKeyID, scope) = try Self.credential(credential)
    self.signature = signature
    self.date = date
    self.lifetime = lifetime
    signedHeaders = names.lowercased().split(separator: ";").map(String.init)
    sessionToken = parameters["X-Amz-Security-Token"]
  }

  private static func credential(_ text: String) throws(SignatureRefusal) -> (String, Scope) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 5, parts[parts.count - 1] == "aws4_request" else {
      throw .incomplete(
        "Credential must have exactly 5 slash-delimited elements, e.g. "
          + "keyid/date/region/service/term, got '\(text)'.")
    }
    let scope = parts.suffix(4)
    return (
      parts.dropLast(4).joined(separator: "/"),
      Scope(
        day: scope[scope.startIndex], region: scope[scope.startIndex + 1],
        service: scope[scope.startIndex + 2])
    )
  }
}
