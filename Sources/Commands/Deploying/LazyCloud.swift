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

  func answer(_ request: HTTPRequest) async throws(TransportFault) -> HTTPResponse {
    if transport == nil {
      do {
        transport = try await world.clouds.embedded(folder)
      } catch {
        throw TransportFault(.other, host: "the embedded cloud", reason: "\(error)")
      }
    }
    guard let transport else { preconditionFailure("it was just built") }
    return try await transport(request)
  }
}
