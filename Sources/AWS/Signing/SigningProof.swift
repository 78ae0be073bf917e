internal import Digests

/// A signature, and what it is over.
struct SigningProof {
  static let algorithm = "AWS4-HMAC-SHA256"

  let canonical: CanonicalRequest
  let scope: Scope
  /// Date, scope and the digest of the canonical request.
  let stringToSign: [UInt8]
  let signature: HMACSHA256.Digest

  /// Proves a request at a time, with the key of its scope.
  init(_ canonical: CanonicalRequest, at time: String, _ scope: Scope, _ key: HMACSHA256) {
    self.canonical = canonical
    self.scope = scope
    var text: [UInt8] = []
    text.reserveCapacity(192)
    text.append(contentsOf: Self.algorithm.utf8)
    text.append(0x0A)
    text.append(contentsOf: time.utf8)
    text.append(0x0A)
    scope.append(to: &text)
    text.append(0x0A)
    SHA256.digest(of: canonical.bytes).appendHex(to: &text)
    stringToSign = text
    signature = key.authenticate(text)
  }

  /// The value of the `Authorization` header.
  func authorization(of accessKeyID: String) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(256 + canonical.names.count)
    text.append(contentsOf: Self.algorithm.utf8)
    text.append(contentsOf: " Credential=".utf8)
    text.append(contentsOf: accessKeyID.utf8)
    text.append(0x2F)
    scope.append(to: &text)
    text.append(contentsOf: ", SignedHeaders=".utf8)
    text.append(contentsOf: canonical.bytes[canonical.names])
    text.append(contentsOf: ", Signature=".utf8)
    signature.appendHex(to: &text)
    return String(decoding: text, as: UTF8.self)
  }
}

/// What was worked out on the way to a signature; for those who look for the difference of two.
package struct SigningSteps: Sendable {
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

  init(_ proof: SigningProof, of accessKeyID: String) {
    canonicalRequest = String(decoding: proof.canonical.bytes, as: UTF8.self)
    signedHeaders = proof.canonical.signedHeaders
    stringToSign = String(decoding: proof.stringToSign, as: UTF8.self)
    signature = proof.signature.hex
    authorization = proof.authorization(of: accessKeyID)
  }
}

/// What a derived key is good for.
struct Scope: Hashable {
  var day: String
  var region: String
  var service: String

  var text: String { "\(day)/\(region)/\(service)/aws4_request" }

  /// The text, without making one of its own.
  func append(to output: inout [UInt8]) {
    output.append(contentsOf: day.utf8)
    output.append(0x2F)
    output.append(contentsOf: region.utf8)
    output.append(0x2F)
    output.append(contentsOf: service.utf8)
    output.append(contentsOf: "/aws4_request".utf8)
  }
}
