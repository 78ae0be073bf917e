internal import Documents

extension S3Client {
  /// The region of a bucket; nil where there is none of this name.
  package func region(of bucket: String) async throws(AWSFault) -> String? {
    do throws(AWSFault) {
      let output = try await client.call("HeadBucket", address(bucket))
      return output["BucketRegion"]?.text ?? region
    } catch {
      if error.service?.status == 404 { return nil }
      throw error
    }
  }

  /// Makes a bucket in the client's region. Names are shared by all accounts.
  package func createBucket(_ bucket: String) async throws(AWSFault) {
    // The oldest region is the one that must not be named.
    let place: WireValue? =
      region == "us-east-1" ? nil : ["LocationConstraint": .text(region)]
    _ = try await client.call(
      "CreateBucket",
      .members(["Bucket": .text(bucket), "CreateBucketConfiguration": place]), .unsafe)
  }

  /// Deletes a bucket, which has to be empty.
  package func deleteBucket(_ bucket: String) async throws(AWSFault) {
    _ = try await client.call("DeleteBucket", address(bucket), .safe)
  }

  /// Makes the bucket's objects encrypted, unreachable for the public and for plain HTTP, and keeps
  /// their versions.
  package func protect(_ bucket: String, partition: String) async throws(AWSFault) {
    _ = try await client.call(
      "PutPublicAccessBlock",
      [
        "Bucket": .text(bucket),
        "PublicAccessBlockConfiguration": [
          "BlockPublicAcls": true, "IgnorePublicAcls": true, "BlockPublicPolicy": true,
          "RestrictPublicBuckets": true,
        ],
      ], .safe)
    _ = try await client.call(
      "PutBucketEncryption",
      [
        "Bucket": .text(bucket),
        "ServerSideEncryptionConfiguration": [
          "Rules": [["ApplyServerSideEncryptionByDefault": ["SSEAlgorithm": "AES256"]]]
        ],
      ], .safe)
    _ = try await client.call(
      "PutBucketVersioning",
      ["Bucket": .text(bucket), "VersioningConfiguration": ["Status": "Enabled"]], .safe)
    _ = try await client.call(
      "PutBucketPolicy",
      [
        "Bucket": .text(bucket),
        "Policy": .text(Self.onlyTLS(bucket, partition: partition).compactJSON),
      ], .safe)
  }

  /// Whether the bucket keeps the versions of its objects.
  package func keepsVersions(_ bucket: String) async throws(AWSFault) -> Bool {
    try await client.call("GetBucketVersioning", ["Bucket": .text(bucket)])["Status"]?.text
      == "Enabled"
  }

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
