/// Where a service is called, and for which region the calls are signed.
package struct Endpoint: Sendable, Equatable {
  package var url: HTTPURL
  package var signingRegion: String

  package init(url: HTTPURL, signingRegion: String) {
    self.url = url
    self.signingRegion = signingRegion
  }

  /// The endpoint of a service in a region: what `AWS_ENDPOINT_URL_<SERVICE>` or `AWS_ENDPOINT_URL`
  /// say, else AWS's own.
  ///
  /// - Parameter service: the name in host names, such as `cloudformation`.
  package static func of(
    _ service: String, in region: String, variable: (_ name: String) -> String?
  ) throws(AWSFault) -> Endpoint {
    guard Partition.isWellFormed(region) else {
      throw AWSFault(
        .badRegion, "`\(region)` is not the name of a region",
        hint: "regions are called like `us-east-1`")
    }
    if variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")?.lowercased() != "true" {
      for name in ["AWS_ENDPOINT_URL_\(service.uppercased())", "AWS_ENDPOINT_URL"] {
        guard let text = variable(name), !text.isEmpty else { continue }
        guard let url = HTTPURL(text), url.query == nil else {
          throw AWSFault(
            .badEndpoint,
            "the variable `\(name)` holds `\(text)`, which is no address of a service",
            hint: "write it like `http://127.0.0.1:4566`")
        }
        return Endpoint(url: url, signingRegion: region)
      }
    }
    let suffix = Partition(of: region).suffix
    return Endpoint(
      url: HTTPURL(host: "\(service).\(region).\(suffix)"), signingRegion: region)
  }
}

/// A group of regions that share accounts and nothing else.
package struct Partition: Sendable, Equatable {
  /// As it stands in ARNs.
  package var name: String
  /// The end of its host names.
  package var suffix: String

  /// The partition of a region; the commercial one for names that no other claims.
  package init(of region: String) {
    let known = Self.others.first { region.hasPrefix($0.prefix) }
    name = known?.name ?? "aws"
    suffix = known?.suffix ?? "amazonaws.com"
  }

  private static let others: [(prefix: String, name: String, suffix: String)] = [
    ("cn-", "aws-cn", "amazonaws.com.cn"),
    ("us-gov-", "aws-us-gov", "amazonaws.com"),
    ("us-isob-", "aws-iso-b", "sc2s.sgov.gov"),
    ("us-isof-", "aws-iso-f", "csp.hci.ic.gov"),
    ("us-iso-", "aws-iso", "c2s.ic.gov"),
    ("eu-isoe-", "aws-iso-e", "cloud.adc-e.uk"),
    ("eusc-", "aws-eusc", "amazonaws.eu"),
  ]

  /// Whether a text can be a part of a host name.
  static func isWellFormed(_ region: String) -> Bool {
    (1...63).contains(region.utf8.count) && region.utf8.first != 0x2D && region.utf8.last != 0x2D
      && region.utf8.allSatisfy { byte in
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
      }
  }
}
