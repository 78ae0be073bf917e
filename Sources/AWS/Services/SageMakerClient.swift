package import Documents

/// Models that are served.
package struct SageMakerClient: Sendable {
  private let client: ServiceClient

  /// A client for the endpoints of a region.
  package init(_ services: Services) {
    client = services.client("sagemaker")
  }

  /// An endpoint and what it serves; nil where there is none.
  package func endpoint(_ name: String) async throws(AWSFault) -> ServedEndpoint? {
    let output: WireOutput
    do throws(AWSFault) {
      output = try await client.call("DescribeEndpoint", ["EndpointName": .text(name)])
    } catch {
      // The service has no code of its own for what is not there.
      if error.service?.code == "ValidationException",
        error.service?.message.contains("Could not find") == true
      {
        return nil
      }
      throw error
    }
    return ServedEndpoint(
      arn: try output.text("EndpointArn"), status: try output.text("EndpointStatus"),
      configuration: output["EndpointConfigName"]?.text, failure: output["FailureReason"]?.text,
      changed: output["LastModifiedTime"]?.time,
      variants: output.value.list("ProductionVariants").map { one in
        ServedEndpoint.Variant(
          name: one["VariantName"]?.text ?? "",
          images: one.list("DeployedImages").compactMap {
            ($0["ResolvedImage"] ?? $0["SpecifiedImage"])?.text
          },
          weight: one["CurrentWeight"]?.double, desiredWeight: one["DesiredWeight"]?.double,
          instances: one["CurrentInstanceCount"]?.integer,
          desiredInstances: one["DesiredInstanceCount"]?.integer)
      })
  }

  /// Changes how much of the traffic variants get.
  package func setWeights(
    _ weights: [(variant: String, weight: Double)], of endpoint: String
  ) async throws(AWSFault) {
    _ = try await client.call(
      "UpdateEndpointWeightsAndCapacities",
      [
        "EndpointName": .text(endpoint),
        "DesiredWeightsAndCapacities": .list(
          weights.map { one in
            [
              "VariantName": .text(one.variant),
              "DesiredWeight": .number(Number(spelling: "\(one.weight)")),
            ]
          }),
      ], .safe)
  }
}

/// An endpoint of SageMaker.
package struct ServedEndpoint: Sendable, Equatable {
  package var arn: String
  /// `InService` is the good one.
  package var status: String
  package var configuration: String?
  package var failure: String?
  package var changed: Timestamp?
  package var variants: [Variant]

  /// A model behind the endpoint, and its part of the traffic.
  package struct Variant: Sendable, Equatable {
    package var name: String
    package var images: [String]
    package var weight: Double?
    package var desiredWeight: Double?
    package var instances: Int?
    package var desiredInstances: Int?
  }
}
