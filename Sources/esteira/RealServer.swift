internal import Commands

/// The embedded cloud on a port.
enum RealServer {
  static func serve(
    _ folder: [UInt8], _ port: Int, _ ready: @escaping @Sendable (Int) -> Void
  ) async throws {
  }
}
