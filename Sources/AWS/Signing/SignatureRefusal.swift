package import Documents

/// Why a signature was not accepted, with the words that AWS uses for it.
package enum SignatureRefusal: Error, Sendable, Equatable {
  /// There is no signature at all.
  case missing
  /// Something that belongs to a signature is missing or malformed.
  case incomplete(String)
  /// Nobody has this access key id, or its session token is another.
  case unknownKey
  case expired(Timestamp, now: Timestamp, skew: Int64)
  case notYetCurrent(Timestamp, now: Timestamp, skew: Int64)
  /// The lifetime of a signed address is over.
  case urlExpired
  case scopeDate(String, date: String)
  case hostNotSigned
  case headerNotSigned(String)
  /// The body is not the one whose digest was sent.
  case payloadMismatch
  case mismatch(canonicalRequest: String, stringToSign: String)

  /// AWS's code for it.
  package var code: String {
    switch self {
    case .missing: "MissingAuthenticationToken"
    case .incomplete: "IncompleteSignature"
    case .unknownKey: "InvalidClientTokenId"
    case .urlExpired: "RequestExpired"
    case .payloadMismatch: "XAmzContentSHA256Mismatch"
    case .headerNotSigned: "AccessDenied"
    case .expired, .notYetCurrent, .scopeDate, .hostNotSigned, .mismatch: "SignatureDoesNotMatch"
    }
  }

  /// The status AWS answers with.
  package var status: Int {
    switch self {
    case .incomplete, .urlExpired, .payloadMismatch: 400
    default: 403
    }
  }

  /// AWS's words for it.
  package var message: String {
    switch self {
    case .missing: return "Request is missing Authentication Token"
    case .incomplete(let what): return what
    case .unknownKey: return "The security token included in the request is invalid."
    case .expired(let date, let now, let skew):
      let limit = now.advanced(byMilliseconds: -skew)
      return "Signature expired: \(date.basic) is now earlier than \(limit.basic) "
        + "(\(now.basic) - \(skew / 60_000) min.)"
    case .notYetCurrent(let date, let now, let skew):
      let limit = now.advanced(byMilliseconds: skew)
      return "Signature not yet current: \(date.basic) is still later than \(limit.basic) "
        + "(\(now.basic) + \(skew / 60_000) min.)"
    case .urlExpired: return "Request has expired."
    case .scopeDate(let day, let date):
      return "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from "
        + "HTTP: '\(day)' != '\(date.prefix(8))', from '\(date)'."
    case .hostNotSigned:
      return "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."
    case .headerNotSigned(let name):
      return "There were headers present in the request which were not signed: \(name)"
    case .payloadMismatch:
      return "The provided 'x-amz-content-sha256' header does not match what was computed."
    case .mismatch:
      return "The request signature we calculated does not match the signature you provided. Check "
        + "your AWS Secret Access Key and signing method. Consult the service documentation for "
        + "details."
    }
  }
}
