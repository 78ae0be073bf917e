package import Documents

/// The registry of container images.
package struct ECRClient: Sendable {
  private let client: ServiceClient

  /// A client for the registry of a region.
  package init(_ services: Services) {
    client = services.client("ecr")
  }

  /// What a container tool signs in with.
  package func authorization() async throws(AWSFault) -> RegistryAuthorization {
    let output = try await client.call("GetAuthorizationToken", isSecret: true)
    guard let data = output.value.list("authorizationData").first,
      let decoded = data["authorizationToken"]?.text.flatMap(Base64.decode)
    else { throw output.missing("authorizationData") }
    let parts = decoded.split(separator: UInt8(ascii: ":"), maxSplits: 1)
    guard parts.count == 2 else { throw output.missing("authorizationToken") }
    return RegistryAuthorization(
      user: String(decoding: parts[0], as: UTF8.self),
      password: Secret(String(decoding: parts[1], as: UTF8.self)),
      registry: try output.text("proxyEndpoint", in: data), expiry: data["expiresAt"]?.time)
  }

  /// The address of a repository; nil where there is none of this name.
  package func address(of repository: String) async throws(AWSFault) -> String? {
    do throws(AWSFault) {
      let output = try await client.call(
        "DescribeRepositories", ["repositoryNames": [.text(repository)]])
      guard let found = output.value.list("repositories").first else {
        throw output.missing("repositories")
      }
      return try output.text("repositoryUri", in: found)
    } catch {
      if error.service?.code == "RepositoryNotFoundException" { return nil }
      throw error
    }
  }

  /// The digest of the image of a tag; nil where there is none.
  package func digest(of tag: String, in repository: String) async throws(AWSFault) -> String? {
    do throws(AWSFault) {
      let output = try await client.call(
        "DescribeImages",
        ["repositoryName": .text(repository), "imageIds": [["imageTag": .text(tag)]]])
      return output.value.list("imageDetails").first?["imageDigest"]?.text
    } catch {
      if error.service?.code == "ImageNotFoundException" { return nil }
      throw error
    }
  }

  /// All images of a repository.
  package func images(in repository: String) async throws(AWSFault) -> [RegistryImage] {
    try await client.all(
      "DescribeImages", ["repositoryName": .text(repository)], in: "imageDetails"
    ).compactMap { one in
      one["imageDigest"]?.text.map { digest in
        RegistryImage(
          digest: digest, tags: one.texts("imageTags"),
          size: one["imageSizeInBytes"]?.integer ?? 0, pushed: one["imagePushedAt"]?.time)
      }
    }
  }

  /// Deletes images by their digests, a hundred a call, and gives those that are still there.
  package func delete(
    _ digests: [String], in repository: String
  ) async throws(AWSFault) -> [String] {
    var left: [String] = []
    var rest = digests[...]
    while !rest.isEmpty {
      let batch = rest.prefix(100)
      rest = rest.dropFirst(100)
      let output = try await client.call(
        "BatchDeleteImage",
        [
          "repositoryName": .text(repository),
          "imageIds": .list(batch.map { ["imageDigest": .text($0)] }),
        ], .safe)
      left += output.value.list("failures").compactMap { one in
        one["failureCode"]?.text == "ImageNotFound" ? nil : one["imageId"]?["imageDigest"]?.text
      }
    }
    return left
  }
}

/// User and password of a registry.
package struct RegistryAuthorization: Sendable {
  package var user: String
  package var password: Secret
  /// The registry's address, with scheme.
  package var registry: String
  package var expiry: Timestamp?
}

/// An image of a repository.
package struct RegistryImage: Sendable, Equatable {
  package var digest: String
  package var tags: [String]
  /// In bytes.
  package var size: Int
  package var pushed: Timestamp?
}
