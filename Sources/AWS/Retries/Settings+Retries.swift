extension Settings {
  /// How calls are repeated: the mode, and the tries of a call.
  ///
  /// <https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html>
  package func retryPolicy() throws(AWSFault) -> RetryPolicy {
    var policy: RetryPolicy
    switch setting("AWS_RETRY_MODE", "retry_mode")?.lowercased() {
    case nil, "standard": policy = .standard
    case "adaptive": policy = .adaptive
    // The oldest mode is not spoken; what people set it for is that it tries more often.
    case "legacy": policy = RetryPolicy(maximumAttempts: 5)
    case let mode?:
      throw bad(
        "AWS_RETRY_MODE", "retry_mode", mode, hint: "write `standard`, `adaptive` or `legacy`")
    }
    if let text = setting("AWS_MAX_ATTEMPTS", "max_attempts") {
      guard let count = Int(text), (1...100).contains(count) else {
        throw bad(
          "AWS_MAX_ATTEMPTS", "max_attempts", text, hint: "write a whole number from 1 to 100")
      }
      policy.maximumAttempts = count
    }
    return policy
  }

  /// The file of the certificate authorities to trust in the place of the system's.
  package var certificates: String? {
    setting("AWS_CA_BUNDLE", "ca_bundle").map { world.expanded($0) ?? $0 }
  }

  private func bad(
    _ variable: String, _ property: String, _ value: String, hint: String
  ) -> AWSFault {
    let place =
      world.filled(variable) != nil ? "`\(variable)`" : "`\(property)` of the profile `\(profile)`"
    return AWSFault(.badSetting, "\(place) is `\(value)`, which means nothing", hint: hint)
  }
}
