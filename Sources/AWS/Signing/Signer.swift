internal import Digests
package import Documents

/// Signs requests with Signature Version 4. The date comes from outside, so that signing is a
/// function: same request, same date, same signature.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html>
package struct Signer: Sendable {
  package let credentials: Credentials
  package let region: String
  package let service: String
  package let rules: SigningRules
  private let keys: SigningKeys

  /// A signer for one service in one region; its copies share the keys they derive, and so do those
  /// that were given the same ones.
  package init(
    credentials: Credentials, region: String, service: String, rules: SigningRules? = nil,
    keys: SigningKeys = SigningKeys()
  ) {
    self.keys = keys
    self.credentials = credentials
    self.region = region
    self.service = service
    self.rules = rules ?? .of(service: service)
  }

  /// The request with the headers that prove who sent it. What was signed before is signed anew.
  package func sign(_ request: HTTPRequest, at date: Timestamp) -> HTTPRequest {
    let (prepared, digest) = prepare(request, at: date)
    let steps = SigningSteps(of: prepared, payloadDigest: digest, by: self, keys: keys, at: date)
    var signed = prepared
    signed.headers["Authorization"] = steps.authorization
    if let token = credentials.sessionToken, !rules.signsSessionToken {
      signed.headers["X-Amz-Security-Token"] = token.revealed
    }
    return signed
  }

  /// What `sign` works out, step by step.
  package func steps(of request: HTTPRequest, at date: Timestamp) -> SigningSteps {
    let (prepared, digest) = prepare(request, at: date)
    return SigningSteps(of: prepared, payloadDigest: digest, by: self, keys: keys, at: date)
  }

  /// The request with the proof in its address, good for some seconds in anybody's hands.
  package func presign(
    _ request: HTTPRequest, at date: Timestamp, expiresIn seconds: Int
  ) -> HTTPRequest {
    let (prepared, digest) = preparePresigned(request, at: date, expiresIn: seconds)
    let steps = SigningSteps(of: prepared, payloadDigest: digest, by: self, keys: keys, at: date)
    var signed = prepared
    signed.url.appendQuery("X-Amz-Signature", steps.signature)
    if let token = credentials.sessionToken, !rules.signsSessionToken {
      signed.url.appendQuery("X-Amz-Security-Token", token.revealed)
    }
    return signed
  }

  /// What `presign` works out, step by step.
  package func presignSteps(
    of request: HTTPRequest, at date: Timestamp, expiresIn seconds: Int
  ) -> SigningSteps {
    let (prepared, digest) = preparePresigned(request, at: date, expiresIn: seconds)
    return SigningSteps(of: prepared, payloadDigest: digest, by: self, keys: keys, at: date)
  }

  // MARK: - Preparation

  private func prepare(
    _ request: HTTPRequest, at date: Timestamp
  ) -> (request: HTTPRequest, payloadDigest: String) {
    var prepared = request
    prepared.headers["Authorization"] = nil
    prepared.headers["X-Amz-Date"] = date.basic
    let token = rules.signsSessionToken ? credentials.sessionToken : nil
    prepared.headers["X-Amz-Security-Token"] = token?.revealed
    let digest = payloadDigest(of: request)
    let sendsDigest = rules.sendsPayloadDigest || rules.payload == .unsigned
    prepared.headers["X-Amz-Content-SHA256"] = sendsDigest ? digest : nil
    return (prepared, digest)
  }

  private func preparePresigned(
    _ request: HTTPRequest, at date: Timestamp, expiresIn seconds: Int
  ) -> (request: HTTPRequest, payloadDigest: String) {
    var prepared = request
    prepared.headers["Authorization"] = nil
    let scope = Scope(day: String(date.basic.prefix(8)), region: region, service: service)
    prepared.url.appendQuery("X-Amz-Algorithm", SigningSteps.algorithm)
    prepared.url.appendQuery("X-Amz-Credential", "\(credentials.accessKeyID)/\(scope.text)")
    prepared.url.appendQuery("X-Amz-Date", date.basic)
    prepared.url.appendQuery("X-Amz-Expires", String(seconds))
    prepared.url.appendQuery(
      "X-Amz-SignedHeaders", CanonicalRequest.signedHeaders(of: prepared))
    if let token = credentials.sessionToken, rules.signsSessionToken {
      prepared.url.appendQuery("X-Amz-Security-Token", token.revealed)
    }
    // Whoever is given an address of S3 brings a body that the signer has not seen.
    let digest =
      rules.path == .verbatim ? SigningRules.unsignedPayload : payloadDigest(of: request)
    return (prepared, digest)
  }

  private func payloadDigest(of request: HTTPRequest) -> String {
    if let upload = request.upload { return upload.digest ?? SigningRules.unsignedPayload }
    return switch rules.payload {
    case .signed: SHA256.digest(of: request.body).hex
    case .known(let digest): digest
    case .unsigned: SigningRules.unsignedPayload
    }
  }
}

/// What was worked out on the way to a signature; for those who look for the difference of two.
package struct SigningSteps: Sendable {
  static let algorithm = "AWS4-HMAC-SHA256"

  /// The request in the form that is signed.
  package let canonicalRequest: String
  /// Names of the signed headers, separated by semicolons.
  package let signedHeaders: String
  /// Date, scope and the digest of the canonical request.
  package let stringToSign: String
  /// In lower-case hexadecimal digits.
  package let signature: String
  /// The value of the `Authorization` header.
  package let authorization: String

  init(
    of request: HTTPRequest, payloadDigest: String, by signer: Signer, keys: SigningKeys,
    at date: Timestamp
  ) {
    let date = date.basic
    let day = String(date.prefix(8))
    let scope = Scope(day: day, region: signer.region, service: signer.service)
    let canonical = CanonicalRequest(
      request, path: signer.rules.path, payloadDigest: payloadDigest)
    let key = keys.key(
      signer.credentials.secretAccessKey, day: day, region: signer.region, service: signer.service)
    stringToSign = Self.stringToSign(canonical, date: date, scope: scope)
    signature = key.authenticate(stringToSign.utf8).hex
    canonicalRequest = String(decoding: canonical.bytes, as: UTF8.self)
    signedHeaders = canonical.signedHeaders
    authorization =
      "\(Self.algorithm) Credential=\(signer.credentials.accessKeyID)/\(scope.text), "
      + "SignedHeaders=\(signedHeaders), Signature=\(signature)"
  }

  static func stringToSign(_ canonical: CanonicalRequest, date: String, scope: Scope) -> String {
    "\(algorithm)\n\(date)\n\(scope.text)\n\(SHA256.digest(of: canonical.bytes).hex)"
  }
}

/// What a derived key is good for.
struct Scope: Hashable {
  var day: String
  var region: String
  var service: String

  var text: String { "\(day)/\(region)/\(service)/aws4_request" }
}

extension HTTPURL {
  /// Adds a parameter behind those that are there.
  package mutating func appendQuery(_ name: String, _ value: String) {
    let parameter = "\(PercentEncoding.encode(name))=\(PercentEncoding.encode(value))"
    query = query.map { $0.isEmpty ? parameter : "\($0)&\(parameter)" } ?? parameter
  }
}
