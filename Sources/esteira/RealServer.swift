internal import LocalCloud

/// The embedded cloud on a port.
enum RealServer {
  /// Serves until the person interrupts it.
  static func serve(
    _ folder: [UInt8], _ port: Int, _ ready: @escaping @Sendable (Int) -> Void
  ) async throws {
    let cloud = try LocalCloud(
      store: try FolderStore(at: String(decoding: folder, as: UTF8.self)))
    let listener = try LoopbackListener(port: UInt16(port), clock: RealClock.now) {
      cloud.respond(to: $0, at: $1)
    }
    listener.stopOnSignals()
    ready(Int(listener.port))
    listener.run()
  }
}
