import Foundation

/// A socket that listens on a free port of this machine alone, until it is let go of.
struct LoopbackSocket {
  let descriptor: Int32
  let port: Int

  /// - Parameter waiting: how many connections may wait to be taken.
  init(waiting: Int32) throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isUp = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && listen(descriptor, waiting) == 0
          && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard isUp else { throw CocoaError(.fileReadUnknown) }
    self.descriptor = descriptor
    port = Int(UInt16(bigEndian: address.sin_port))
  }
}
