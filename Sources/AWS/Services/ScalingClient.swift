/// What scales by itself.
package struct ScalingClient: Sendable {
  private let client: ServiceClient

  /// A client for the scalable targets of a region.
  package init(_ services: Services) {
    client = services.client("application-autoscaling")
  }

  /// The scalable targets of a namespace, such as `ecs` or `sagemaker`.
  package func targets(
    in namespace: String, resources: [String] = []
  ) async throws(AWSFault) -> [ScalableTarget] {
    try await client.all(
      "DescribeScalableTargets",
      .members(["ServiceNamespace": .text(namespace), "ResourceIds": .texts(resources)]),
      in: "ScalableTargets"
    ).map { one in
      ScalableTarget(
        namespace: namespace, resource: one["ResourceId"]?.text ?? "",
        dimension: one["ScalableDimension"]?.text ?? "",
        minimum: one["MinCapacity"]?.integer ?? 0, maximum: one["MaxCapacity"]?.integer ?? 0)
    }
  }

  /// Stops something from scaling by itself; what does not is no error.
  package func deregister(_ target: ScalableTarget) async throws(AWSFault) {
    do throws(AWSFault) {
      _ = try await client.call(
        "DeregisterScalableTarget",
        [
          "ServiceNamespace": .text(target.namespace), "ResourceId": .text(target.resource),
          "ScalableDimension": .text(target.dimension),
        ], .safe)
    } catch {
      guard error.service?.code == "ObjectNotFoundException" else { throw error }
    }
  }
}

/// Something whose number follows its use.
package struct ScalableTarget: Sendable, Equatable {
  package var namespace: String
  package var resource: String
  package var dimension: String
  package var minimum: Int
  package var maximum: Int
}
