/// Asks models that are served.
package struct InferenceClient: Sendable {
  private let client: ServiceClient

  /// A client for the endpoints of a region.
  package init(_ services: Services) {
    client = services.client("sagemaker-runtime")
  }

  /// What an endpoint, or one variant of it, answers to an input.
  package func invoke(
    _ endpoint: String, _ body: [UInt8], type: String, variant: String? = nil
  ) async throws(AWSFault) -> Inference {
    let output = try await client.call(
      "InvokeEndpoint",
      .members([
        "EndpointName": .text(endpoint), "Body": .bytes(body), "ContentType": .text(type),
        "TargetVariant": .text(variant),
      ]), .safe)
    return Inference(
      body: output["Body"]?.bytes ?? [], type: output["ContentType"]?.text,
      variant: output["InvokedProductionVariant"]?.text)
  }
}

/// The answer of a model.
package struct Inference: Sendable, Equatable {
  package var body: [UInt8]
  package var type: String?
  /// Who answered.
  package var variant: String?
}
