/// In what services differ when they check a signature.
package struct SigningRules: Sendable, Equatable {
  package var path: Path
  package var payload: Payload
  /// Whether the body's digest also travels, in `x-amz-content-sha256`. Only S3 asks for it; the
  /// others accept it, and some emulators check signatures of requests without a body only so.
  package var sendsPayloadDigest: Bool
  /// Whether the session token is part of what is signed; otherwise it is added afterwards.
  package var signsSessionToken: Bool

  package init(
    path: Path = .normalized, payload: Payload = .signed, sendsPayloadDigest: Bool = true,
    signsSessionToken: Bool = true
  ) {
    self.path = path
    self.payload = payload
    self.sendsPayloadDigest = sendsPayloadDigest
    self.signsSessionToken = signsSessionToken
  }

  /// What the path looks like in a signature.
  package enum Path: Sendable {
    /// Without `.`, `..` and empty segments, and percent-encoded once more.
    case normalized
    /// Percent-encoded once more, otherwise as sent.
    case encoded
    /// As sent: the keys of S3 objects may hold anything.
    case verbatim
  }

  /// Whether the body is protected by the signature.
  package enum Payload: Sendable, Equatable {
    case signed
    /// Signed by a digest worked out before, in lower-case hexadecimal digits: for bodies that do
    /// not stand in the request.
    case known(digest: String)
    case unsigned
  }

  /// The rules of a service, named as in the scope of a signature.
  package static func of(service: String) -> SigningRules {
    switch service {
    case "s3", "s3-outposts", "s3-object-lambda", "s3express": SigningRules(path: .verbatim)
    default: SigningRules()
    }
  }

  /// What stands for a body that is not signed.
  static let unsignedPayload = "UNSIGNED-PAYLOAD"
}
