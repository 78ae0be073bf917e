internal import Documents

extension S3Client {
  /// Whether a bucket keeps the versions of its objects.
  package enum Versioning: Sendable, Equatable {
    case enabled
    /// Somebody has switched it off.
    case suspended
    /// Nobody ever said anything of it.
    case unset
  }

  /// Makes a new bucket's objects encrypted, unreachable for the public and for plain HTTP, and keeps
  /// their versions, old ones for some months.
  ///
  /// Versions come last, so that a bucket which keeps them is known to have all the rest.
  package func protect(_ bucket: String, partition: String) async throws(AWSFault) {
    try await blockPublic(bucket)
    try await encrypt(bucket)
    try await settled("PutBucketLifecycleConfiguration", bucket) { input in
      input["LifecycleConfiguration"] = ["Rules": [Self.expiry]]
    }
    try await refusePlainHTTP(bucket, partition: partition)
    try await keepVersions(bucket)
  }

  /// Protects a bucket where nobody has said otherwise: its making may have been cut short, and it may
  /// be somebody's own, with rules of their own.
  package func completeProtection(of bucket: String, partition: String) async throws(AWSFault) {
    if try await lacks("GetPublicAccessBlock", bucket) { try await blockPublic(bucket) }
    if try await lacks("GetBucketEncryption", bucket) { try await encrypt(bucket) }
    if try await lacks("GetBucketPolicy", bucket) {
      try await refusePlainHTTP(bucket, partition: partition)
    }
    try await keepVersions(bucket)
  }

  /// Whether the bucket keeps the versions of its objects.
  package func versioning(of bucket: String) async throws(AWSFault) -> Versioning {
    switch try await client.call("GetBucketVersioning", address(bucket))["Status"]?.text {
    case "Enabled": .enabled
    case "Suspended": .suspended
    default: .unset
    }
  }

  // MARK: - Steps

  private func blockPublic(_ bucket: String) async throws(AWSFault) {
    try await settled("PutPublicAccessBlock", bucket) { input in
      input["PublicAccessBlockConfiguration"] = [
        "BlockPublicAcls": true, "IgnorePublicAcls": true, "BlockPublicPolicy": true,
        "RestrictPublicBuckets": true,
      ]
    }
  }

  private func encrypt(_ bucket: String) async throws(AWSFault) {
    try await settled("PutBucketEncryption", bucket) { input in
      input["ServerSideEncryptionConfiguration"] = [
        "Rules": [["ApplyServerSideEncryptionByDefault": ["SSEAlgorithm": "AES256"]]]
      ]
    }
  }

  private func refusePlainHTTP(_ bucket: String, partition: String) async throws(AWSFault) {
    try await settled("PutBucketPolicy", bucket) { input in
      input["Policy"] = .text(Self.onlyTLS(bucket, partition: partition).compactJSON)
    }
  }

  private func keepVersions(_ bucket: String) async throws(AWSFault) {
    try await settled("PutBucketVersioning", bucket) { input in
      input["VersioningConfiguration"] = ["Status": "Enabled"]
    }
  }

  /// Whether the bucket has no document of a kind.
  private func lacks(_ operation: String, _ bucket: String) async throws(AWSFault) -> Bool {
    do throws(AWSFault) {
      _ = try await client.call(operation, address(bucket))
      return false
    } catch {
      guard error.saysMissing, error.service?.code != "NoSuchBucket" else { throw error }
      return true
    }
  }

  /// Sets something of a bucket. One that was made a moment ago may not be known everywhere yet, and
  /// somebody else may be setting the same.
  private func settled(
    _ operation: String, _ bucket: String, _ fill: (inout WireValue) -> Void
  ) async throws(AWSFault) {
    var input = address(bucket)
    fill(&input)
    var tries = 0
    while true {
      do throws(AWSFault) {
        _ = try await client.call(operation, input, .safe)
        return
      } catch {
        tries += 1
        guard error.saysConflict || error.service?.code == "NoSuchBucket", tries < Self.patience
        else { throw error }
      }
      try await backOff(after: tries, of: operation)
    }
  }

  /// How often something is tried that others may be doing at the same time.
  package static let patience = 8

  /// What was replaced or deleted goes after some months, and parts that nobody completed earlier.
  private static let expiry: WireValue = [
    "ID": "EsteiraOldVersions", "Status": "Enabled", "Filter": ["Prefix": ""],
    "NoncurrentVersionExpiration": ["NoncurrentDays": .number(Number(90))],
    "AbortIncompleteMultipartUpload": ["DaysAfterInitiation": .number(Number(7))],
  ]

  private static func onlyTLS(_ bucket: String, partition: String) -> Value {
    let arn = "arn:\(partition):s3:::\(bucket)"
    return .object([
      "Version": .string("2012-10-17"),
      "Statement": .array([
        .object([
          "Sid": .string("OnlyTLS"), "Effect": .string("Deny"), "Principal": .string("*"),
          "Action": .string("s3:*"),
          "Resource": .array([.string(arn), .string("\(arn)/*")]),
          "Condition": .object([
            "Bool": .object(["aws:SecureTransport": .string("false")])
          ]),
        ])
      ]),
    ])
  }
}
