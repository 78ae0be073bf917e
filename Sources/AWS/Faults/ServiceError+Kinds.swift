extension ServiceError {
  /// What to make of an error; the same for every service.
  package enum Kind: Sendable {
    case throttled
    /// A pause may mend it.
    case transient
    case accessDenied
    /// The key, the secret or the signature is wrong.
    case credentialsRejected
    case credentialsExpired
    case clockSkewed
    /// Anything the service says about the request itself.
    case other
  }

  /// The kind, by code and then by status.
  package var kind: Kind {
    if Self.throttling.contains(code) || status == 429 { return .throttled }
    if Self.transient.contains(code) { return .transient }
    if Self.denials.contains(code) { return .accessDenied }
    if Self.skew.contains(code) || speaksOfClock { return .clockSkewed }
    if Self.rejections.contains(code) { return .credentialsRejected }
    if Self.expiries.contains(code) { return .credentialsExpired }
    if isSilent, status == 403 { return .accessDenied }
    return [500, 502, 503, 504].contains(status) ? .transient : .other
  }

  /// Whether the answer was nothing but a status, as every one to HEAD is.
  var isSilent: Bool { code == "HTTP\(status)" }

  /// The services of the query protocol use one code for a wrong signature and for a wrong clock.
  private var speaksOfClock: Bool {
    code == "SignatureDoesNotMatch"
      && (message.hasPrefix("Signature expired") || message.hasPrefix("Signature not yet current"))
  }

  /// The list that AWS's SDKs share, without `LimitExceededException`: CloudFormation means a quota
  /// by it, which no waiting mends.
  private static let throttling: Set<String> = [
    "BandwidthLimitExceeded", "EC2ThrottledException", "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException", "RequestLimitExceeded", "RequestThrottled",
    "RequestThrottledException", "SlowDown", "ThrottledException", "Throttling",
    "ThrottlingException", "TooManyRequestsException", "TransactionInProgressException",
  ]

  private static let transient: Set<String> = [
    "IDPCommunicationError", "InternalError", "InternalFailure", "InternalServerError",
    "RequestTimeout", "RequestTimeoutException", "ServiceUnavailable",
  ]

  private static let denials: Set<String> = [
    "AccessDenied", "AccessDeniedException", "NotAuthorized", "OptInRequired",
    "UnauthorizedOperation",
  ]

  private static let rejections: Set<String> = [
    "AuthFailure", "IncompleteSignature", "InvalidAccessKeyId", "InvalidClientTokenId",
    "InvalidSignatureException", "MissingAuthenticationToken",
    "MissingAuthenticationTokenException", "SignatureDoesNotMatch", "UnrecognizedClientException",
  ]

  private static let expiries: Set<String> = [
    "ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired",
  ]

  private static let skew: Set<String> = [
    "RequestExpired", "RequestTimeTooSkewed", "RequestInTheFuture",
  ]
}
