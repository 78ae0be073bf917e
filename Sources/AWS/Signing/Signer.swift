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
    var (signed, proof) = prove(request, at: date)
    signed.headers["Authorization"] = proof.authorization(of: credentials.accessKeyID)
    if let token = credentials.sessionToken, !rules.signsSessionToken {
      signed.headers["X-Amz-Security-Token"] = token.revealed
    }
    return signed
  }

  /// What `sign` works out, step by step.
  package func steps(of request: HTTPRequest, at date: Timestamp) -> SigningSteps {
    SigningSteps(prove(request, at: date).proof, of: credentials.accessKeyID)
  }

  /// The request with the proof in its address, good for some seconds in anybody's hands.
  package func presign(
    _ request: HTTPRequest, at date: Timestamp, expiresIn seconds: Int
  ) -> HTTPRequest {
    var (signed, proof) = provePresigned(request, at: date, expiresIn: seconds)
    signed.url.appendQuery("X-Amz-Signature", proof.signature.hex)
    if let token = credentials.sessionToken, !rules.signsSessionToken {
      signed.url.appendQuery("X-Amz-Security-Token", token.revealed)
    }
    return signed
  }

  /// What `presign` works out, step by step.
  package func presignSteps(
    of request: HTTPRequest, at date: Timestamp, expiresIn seconds: Int
  ) -> SigningSteps {
    SigningSteps(
      provePresigned(request, at: date, expiresIn: seconds).proof, of: credentials.accessKeyID)
  }

  // MARK: - Preparation

  private func prove(
    _ request: HTTPRequest, at date: Timestamp
  ) -> (request: HTTPRequest, proof: SigningProof) {
    var prepared = request
    let time = date.basic
    if prepared.headers["Authorization"] != nil { prepared.headers["Authorization"] = nil }
    prepared.headers["X-Amz-Date"] = time
    let token = rules.signsSessionToken ? credentials.sessionToken : nil
    prepared.headers["X-Amz-Security-Token"] = token?.revealed
    let digest = payloadDigest(of: request)
    let sendsDigest = rules.sendsPayloadDigest || rules.payload == .unsigned
    prepared.headers["X-Amz-Content-SHA256"] = sendsDigest ? digest : nil
    return (prepared, proof(of: prepared, payloadDigest: digest, at: time))
  }

  private func provePresigned(
    _ request: HTTPRequest, at date: Timestamp, expiresIn seconds: Int
  ) -> (request: HTTPRequest, proof: SigningProof) {
    var prepared = request
    let time = date.basic
    prepared.headers["Authorization"] = nil
    let scope = Scope(day: String(time.prefix(8)), region: region, service: service)
    prepared.url.appendQuery("X-Amz-Algorithm", SigningProof.algorithm)
    prepared.url.appendQuery("X-Amz-Credential", "\(credentials.accessKeyID)/\(scope.text)")
    prepared.url.appendQuery("X-Amz-Date", time)
    prepared.url.appendQuery("X-Amz-Expires", String(seconds))
    prepared.url.appendQuery(
      "X-Amz-SignedHeaders", CanonicalRequest.signedHeaders(of: prepared))
    if let token = credentials.sessionToken, rules.signsSessionToken {
      prepared.url.appendQuery("X-Amz-Security-Token", token.revealed)
    }
    // Whoever is given an address of S3 brings a body that the signer has not seen.
    let digest =
      rules.path == .verbatim ? SigningRules.unsignedPayload : payloadDigest(of: request)
    return (prepared, proof(of: prepared, payloadDigest: digest, at: time))
  }

  private func proof(
    of request: HTTPRequest, payloadDigest: String, at time: String
  ) -> SigningProof {
    let scope = Scope(day: String(time.prefix(8)), region: region, service: service)
    return SigningProof(
      CanonicalRequest(request, path: rules.path, payloadDigest: payloadDigest), at: time, scope,
      keys.key(credentials.secretAccessKey, scope))
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

extension HTTPURL {
  /// Adds a parameter behind those that are there.
  package mutating func appendQuery(_ name: String, _ value: String) {
    let parameter = "\(PercentEncoding.encode(name))=\(PercentEncoding.encode(value))"
    query = query.map { $0.isEmpty ? parameter : "\($0)&\(parameter)" } ?? parameter
  }
}
