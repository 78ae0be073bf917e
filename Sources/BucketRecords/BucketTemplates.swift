internal import AWS
package import Recording

/// Templates that are too long for a call, beside the records of their stacks: CloudFormation reads
/// them from there.
package struct BucketTemplates: Sendable {
  private let place: BucketPlace

  /// The templates beside the records of a bucket.
  package init(_ place: BucketPlace) {
    self.place = place
  }

  /// Puts a template there, under the digest of its bytes, and returns its key. One that is there
  /// already is left alone: it may be what a stack was made of.
  package func keep(
    _ template: [UInt8], digest: String, of address: StackAddress
  ) async throws -> String {
    let key = try place.template(digest, address)
    guard try await !place.write(template, at: key, if: .absent) else { return key }
    guard let found = try await place.object(key), found.body != template else { return key }
    // Somebody changed it: under this name there is only one.
    _ = try await place.write(template, at: key, if: .matches(found.summary.tag))
    return key
  }
}
