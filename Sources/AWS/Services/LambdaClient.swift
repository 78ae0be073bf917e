/// Functions.
package struct LambdaClient: Sendable {
  private let client: ServiceClient

  /// A client for the functions of a region.
  package init(_ services: Services) {
    client = services.client("lambda")
  }

  /// How a function stands; nil where there is none.
  package func function(_ name: String) async throws(AWSFault) -> FunctionState? {
    do throws(AWSFault) {
      let output = try await client.call(
        "GetFunctionConfiguration", ["FunctionName": .text(name)])
      return FunctionState(
        arn: try output.text("FunctionArn"), state: output["State"]?.text,
        reason: output["StateReason"]?.text, update: output["LastUpdateStatus"]?.text,
        updateReason: output["LastUpdateStatusReason"]?.text,
        codeDigest: output["CodeSha256"]?.text, version: output["Version"]?.text)
    } catch {
      if error.service?.code == "ResourceNotFoundException" { return nil }
      throw error
    }
  }

  /// Calls a function, and gives what it answered or how it failed. It may run twice only where the
  /// caller says that this is harmless.
  package func invoke(
    _ name: String, _ payload: [UInt8], _ repetition: Repetition = .unsafe
  ) async throws(AWSFault) -> FunctionAnswer {
    let output = try await client.call(
      "Invoke", ["FunctionName": .text(name), "Payload": .bytes(payload), "LogType": "Tail"],
      repetition)
    return FunctionAnswer(
      payload: output["Payload"]?.bytes ?? [], failure: output["FunctionError"]?.text,
      log: output["LogResult"]?.text.flatMap(Base64.decode).map {
        String(decoding: $0, as: UTF8.self)
      })
  }
}

/// A function and its last update.
package struct FunctionState: Sendable, Equatable {
  package var arn: String
  package var state: String?
  package var reason: String?
  package var update: String?
  package var updateReason: String?
  /// The SHA-256 of its code in Base64.
  package var codeDigest: String?
  package var version: String?
}

/// What a function answered.
package struct FunctionAnswer: Sendable, Equatable {
  package var payload: [UInt8]
  /// Set where the function itself failed.
  package var failure: String?
  /// The last lines that it wrote.
  package var log: String?
}
