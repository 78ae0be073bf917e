import Glibc
import LocalCloud

/// A connection to a listener that sends and receives bytes as a test wants them.
final class RawClient {
  private let descriptor: Int32

  init(port: UInt16) {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
    // A listener that hangs fails the test instead of hanging it too.
    var patience = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  deinit { _ = close(descriptor) }

  func send(_ text: String) {
    send(Array(text.utf8))
  }

  func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Says that nothing more will come.
  func finish() { _ = shutdown(descriptor, Int32(SHUT_WR)) }

  /// Everything up to the other side's end.
  func receiveAll() -> String {
    var bytes: [UInt8] = []
    while let more = receive() { bytes += more }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What comes until a text is in it, or the end.
  func receive(until text: String) -> String {
    var bytes: [UInt8] = []
    while bytes.firstRange(of: Array(text.utf8)) == nil, let more = receive() { bytes += more }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func receive() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    return count > 0 ? Array(buffer.prefix(count)) : nil
  }
}
