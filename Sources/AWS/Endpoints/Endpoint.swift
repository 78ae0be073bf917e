/// Where a service is called, and what the calls are signed for.
package struct Endpoint: Sendable, Equatable {
  package var url: HTTPURL
  package var signingRegion: String
  /// The name in the scope of signatures, where the endpoint has one of its own.
  package var signingName: String?
  /// How requests are signed there; `sigv4` everywhere but with a few addresses of S3.
  package var scheme: String

  package init(
    url: HTTPURL, signingRegion: String, signingName: String? = nil, scheme: String = "sigv4"
  ) {
    self.url = url
    self.signingRegion = signingRegion
    self.signingName = signingName
    self.scheme = scheme
  }
}

/// Why there is no endpoint for what was asked.
package struct EndpointRefusal: Error, Sendable, Equatable {
  package var kind: Kind

  /// What stands in the way.
  package enum Kind: String, Sendable, CaseIterable {
    case customEndpoint = "custom-endpoint"
    case fipsAndDualStack = "fips-dual-stack"
    case accelerate
    case fips
    case dualStack = "dual-stack"
    case noRegion = "no-region"
    case badRegion = "bad-region"
    case noEndpoint = "no-endpoint"
    case bucket
    case badEndpoint = "bad-endpoint"

    /// The kind in words.
    package var words: String {
      switch self {
      case .customEndpoint:
        "FIPS, dual stack and acceleration are AWS's own: they do not go with a configured endpoint"
      case .fipsAndDualStack: "there is no endpoint with both FIPS and dual stack in this partition"
      case .accelerate: "S3's acceleration does not go with the other settings"
      case .fips: "there is no FIPS endpoint for this"
      case .dualStack: "there is no dual-stack endpoint for this"
      case .noRegion: "there is no region"
      case .badRegion: "this is no region"
      case .noEndpoint: "AWS has no endpoint for this"
      case .bucket: "this is no bucket, access point or ARN that can be addressed so"
      case .badEndpoint: "the configured endpoint is no address"
      }
    }
  }
}
