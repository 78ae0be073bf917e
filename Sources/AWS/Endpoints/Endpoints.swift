/// Where services are, by AWS's rules and by what the environment and the shared files set.
package struct Endpoints: Sendable {
  /// What the settings say of endpoints. The usual ones say nothing.
  package struct Choices: Sendable {
    package var usesFIPS = false
    package var usesDualStack = false
    /// Where S3's buckets stand: `path`, `virtual` for the name of the host, else where they can.
    package var addressing: String?
    /// Whether the region in the ARN of an S3 access point counts.
    package var usesARNRegion = true
    /// An address that comes before every configured one.
    package var url: String?

    package init() {}
  }

  package var choices: Choices
  /// None where nothing is configured, as for the embedded cloud.
  private let settings: Settings?

  /// AWS's own endpoints.
  package init() {
    choices = Choices()
    settings = nil
  }

  /// The endpoints as the environment and the profile want them.
  package init(_ settings: Settings) {
    self.settings = settings
    choices = Choices()
    choices.usesFIPS = settings.isOn("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint")
    choices.usesDualStack = settings.isOn("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint")
    let section = settings.section
    choices.addressing = section.nested("addressing_style", in: "s3")
    let usesARNRegion =
      settings.setting("AWS_S3_USE_ARN_REGION", "s3_use_arn_region")
      ?? section.nested("use_arn_region", in: "s3")
    choices.usesARNRegion = usesARNRegion?.lowercased() != "false"
  }

  /// The endpoint of a service in a region.
  ///
  /// - Parameters:
  ///   - service: the name in AWS's command line, such as `cloudformation`.
  ///   - parameters: what else the service's rules look at, such as `Bucket` for S3.
  package func endpoint(
    of service: String, in region: String, _ parameters: [String: RuleValue] = [:]
  ) throws(AWSFault) -> Endpoint {
    guard Partition.isWellFormed(region) else {
      throw AWSFault(
        .badRegion, "`\(region)` is not the name of a region",
        hint: "regions are called like `us-east-1`")
    }
    guard let rules = EndpointFacts.rules(of: service) else {
      preconditionFailure("there are no endpoint rules for \(service)")
    }
    var given = parameters
    given["Region"] = .text(region)
    let configured = try configured(for: rules.id)
    // An address that somebody set is taken as it is.
    given["UseFIPS"] = .flag(choices.usesFIPS && configured == nil)
    given["UseDualStack"] = .flag(choices.usesDualStack && configured == nil)
    if service == "s3" {
      // What is not AWS seldom answers to names of its own for every bucket.
      let isInPath =
        configured == nil ? choices.addressing == "path" : choices.addressing != "virtual"
      given["ForcePathStyle"] = given["ForcePathStyle"] ?? .flag(isInPath)
      given["UseArnRegion"] = given["UseArnRegion"] ?? .flag(choices.usesARNRegion)
    }
    if let configured { given["Endpoint"] = .text(configured) }
    do throws(EndpointRefusal) {
      return try rules.endpoint(given)
    } catch {
      throw AWSFault(
        .noEndpoint, "\(rules.id) cannot be called in `\(region)`: \(error.kind.words)",
        hint: "look at `AWS_USE_FIPS_ENDPOINT`, `AWS_USE_DUALSTACK_ENDPOINT` and "
          + "`AWS_ENDPOINT_URL`, and at the profile's settings of the same names")
    }
  }

  // MARK: - Configured addresses

  /// The address that the settings have for a service: variables come before the profile, and what
  /// is for one service before what is for all.
  ///
  /// <https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html>
  package func configured(for id: String) throws(AWSFault) -> String? {
    if let url = choices.url { return try checked(url, "the setting") }
    guard let settings,
      !settings.isOn("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls")
    else { return nil }
    let words = id.split { $0 == " " || $0 == "-" }
    let variable = "AWS_ENDPOINT_URL_\(words.joined(separator: "_").uppercased())"
    for name in [variable, "AWS_ENDPOINT_URL"] {
      if let text = settings.world.filled(name) {
        return try checked(text, "the variable `\(name)`")
      }
    }
    let section = settings.section
    if let name = section.filled("services") {
      guard let services = settings.files.services[name] else {
        throw AWSFault(
          .badProfile,
          "the profile `\(settings.profile)` names the services `\(name)`, which are not there",
          hint: "add a section `[services \(name)]` to `~/.aws/config`, or remove `services`")
      }
      if let text = services.nested(
        "endpoint_url", in: words.joined(separator: "_").lowercased())
      {
        return try checked(text, "`endpoint_url` of the services `\(name)`")
      }
    }
    return try section.filled("endpoint_url").map { (text) throws(AWSFault) in
      try checked(text, "`endpoint_url` of the profile `\(settings.profile)`")
    }
  }

  /// An address as it may be shown: what stands before an `@` may be a password.
  private static func withoutPassword(_ text: String) -> String {
    guard let end = text.lastIndex(of: "@") else { return text }
    let start = text.range(of: "://", before: end) ?? text.startIndex
    return text[..<start] + "***" + text[end...]
  }

  private func checked(_ text: String, _ place: String) throws(AWSFault) -> String {
    guard let url = HTTPURL(text), url.query == nil else {
      throw AWSFault(
        .badEndpoint,
        "\(place) holds `\(Self.withoutPassword(text))`, which is no address of a service",
        hint: "write it like `http://127.0.0.1:4566`")
    }
    return text
  }
}

extension String {
  /// The end of the first occurrence of a mark before an index.
  fileprivate func range(of mark: String, before end: Index) -> Index? {
    self[..<end].firstRange(of: mark)?.upperBound
  }
}
