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
  ///
  /// - Returns: whether it is certain that there was none: the oldest region says so of one that the
  ///   account has already.
  @discardableResult
  package func createBucket(_ bucket: String) async throws(AWSFault) -> Bool {
    // The oldest region is the one that must not be named, too.
    let isOldest = region == "us-east-1"
    let place: WireValue? = isOldest ? nil : ["LocationConstraint": .text(region)]
    _ = try await client.call(
      "CreateBucket",
      .members(["Bucket": .text(bucket), "CreateBucketConfiguration": place]), .unsafe)
    return !isOldest
  }

  /// Deletes a bucket, which has to be empty.
  package func deleteBucket(_ bucket: String) async throws(AWSFault) {
    _ = try await client.call("DeleteBucket", address(bucket), .safe)
  }
}
