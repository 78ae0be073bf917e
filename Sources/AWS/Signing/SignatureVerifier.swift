internal import Digests
package import Documents

/// Checks that a request was signed by someone who holds a known secret, as AWS does; the other
/// side of `Signer`.
package struct SignatureVerifier: Sendable {
  /// The credentials of an access key id, if there is one of that name.
  package typealias Lookup = @Sendable (_ accessKeyID: String) -> Credentials?

  /// How far the clocks of both sides may be apart: AWS allows a quarter of an hour.
  package static let usualSkew: Int64 = 15 * 60 * 1000

  private let lookup: Lookup
  private let skew: Int64
  private let keys = SigningKeys()

  /// A verifier that lets clocks differ by some milliseconds.
  package init(allowedSkew skew: Int64 = usualSkew, lookup: @escaping Lookup) {
    self.lookup = lookup
    self.skew = skew
  }

  /// Who sent the request, and for which region and service they signed it. The caller decides
  /// whether it is that region and service.
  package func verify(
    _ request: HTTPRequest, at now: Timestamp
  ) throws(SignatureRefusal) -> VerifiedSignature {
    let claim = try SignatureClaim(request)
    guard let credentials = lookup(claim.accessKeyID),
      credentials.sessionToken?.revealed == claim.sessionToken
    else { throw .unknownKey }
    try checkTime(of: claim, at: now)
    guard claim.signedHeaders.contains("host") else { throw .hostNotSigned }
    if let amazonHeader = request.headers.fields.first(where: { isUnsigned($0, in: claim) }) {
      throw .headerNotSigned(amazonHeader.name)
    }
    let canonical = CanonicalRequest(
      request, path: SigningRules.of(service: claim.scope.service).path,
      payloadDigest: try payloadDigest(of: request, claim), signing: claim.signedHeaders)
    let proof = SigningProof(
      canonical, at: claim.date.basic, claim.scope,
      keys.key(credentials.secretAccessKey, claim.scope))
    guard constantTimeEqual(proof.signature.hex.utf8, claim.signature.utf8) else {
      throw .mismatch(
        canonicalRequest: String(decoding: canonical.bytes, as: UTF8.self),
        stringToSign: String(decoding: proof.stringToSign, as: UTF8.self))
    }
    return VerifiedSignature(
      accessKeyID: claim.accessKeyID, region: claim.scope.region, service: claim.scope.service,
      date: claim.date)
  }

  private func checkTime(of claim: SignatureClaim, at now: Timestamp) throws(SignatureRefusal) {
    guard claim.date.basic.hasPrefix(claim.scope.day) else {
      throw .scopeDate(claim.scope.day, date: claim.date.basic)
    }
    let latest = now.advanced(byMilliseconds: skew)
    guard claim.date <= latest else { throw .notYetCurrent(claim.date, now: now, skew: skew) }
    if let lifetime = claim.lifetime {
      guard now <= claim.date.advanced(byMilliseconds: lifetime * 1000) else { throw .urlExpired }
    } else {
      let earliest = now.advanced(byMilliseconds: -skew)
      guard claim.date >= earliest else { throw .expired(claim.date, now: now, skew: skew) }
    }
  }

  private func isUnsigned(_ field: HTTPHeaders.Field, in claim: SignatureClaim) -> Bool {
    let name = field.name.lowercased()
    // A token added after signing is how some services want it; it was compared with the known one.
    return name.hasPrefix("x-amz-") && name != "x-amz-security-token"
      && !claim.signedHeaders.contains(name)
  }

  /// The digest of the body that came, unless the sender chose not to sign it where that is allowed.
  private func payloadDigest(
    of request: HTTPRequest, _ claim: SignatureClaim
  ) throws(SignatureRefusal) -> String {
    let isObjectStore = SigningRules.of(service: claim.scope.service).path == .verbatim
    let claimed = request.headers["X-Amz-Content-SHA256"]
    if isObjectStore, claim.lifetime != nil, claimed == nil { return SigningRules.unsignedPayload }
    if isObjectStore, claimed == SigningRules.unsignedPayload {
      return SigningRules.unsignedPayload
    }
    let computed = SHA256.digest(of: request.body).hex
    if isObjectStore, let claimed, claimed != computed { throw .payloadMismatch }
    return computed
  }
}

/// What a good signature tells.
package struct VerifiedSignature: Sendable, Equatable {
  package var accessKeyID: String
  package var region: String
  package var service: String
  /// When the sender signed, by the sender's clock.
  package var date: Timestamp

  package init(accessKeyID: String, region: String, service: String, date: Timestamp) {
    self.accessKeyID = accessKeyID
    self.region = region
    self.service = service
    self.date = date
  }
}
