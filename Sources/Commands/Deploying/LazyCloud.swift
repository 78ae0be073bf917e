internal import AWS

/// The embedded cloud, built when the first request needs it.
actor LazyCloud {
  private let world: World
  private let folder: [UInt8]
  private var transport: Transport?

  init(_ world: World, _ folder: [UInt8]) {
    self.world = world
    self.folder = folder
  }

  /// Builds it, if that has not been done. What stands in the way is thrown as it is: a transport
  /// could only say that there was no answer.
  func open() async throws {
    _ = try await opened()
  }

  func answer(_ request: HTTPRequest) async throws(TransportFault) -> HTTPResponse {
    let transport: Transport
    do {
      transport = try await opened()
    } catch {
      throw TransportFault(.other, host: "the embedded cloud", reason: "\(error)")
    }
    return try await transport(request)
  }

  private func opened() async throws -> Transport {
    if let transport { return transport }
    let built = try await world.clouds.embedded(folder)
    transport = built
    return built
  }
}
