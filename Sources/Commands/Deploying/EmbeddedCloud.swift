package import AWS

/// What commands know of the embedded cloud.
package enum EmbeddedCloud {
  /// The keys that the embedded cloud knows; anybody may.
  package static let credentials = Credentials(
    accessKeyID: "AKIAESTEIRALOCAL0000", secretAccessKey: Secret("esteira-local-secret"))
}

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
