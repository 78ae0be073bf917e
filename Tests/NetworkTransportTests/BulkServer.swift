import Foundation
import Glibc
import Synchronization

/// A server on a free loopback port that takes bodies of any length without keeping them, or sends
/// one that it makes up.
final class BulkServer: Sendable {
  /// What came.
  struct Received: Sendable {
    var head = ""
    var count = 0
    var sum: UInt64 = 0
  }

  let port: Int
  private let listener: Int32
  private let state = Mutex<[Received]>([])

  /// - Parameters:
  ///   - sends: the bytes of the answer's body.
  ///   - breaksAt: hangs up once as many bytes of a body came or went.
  init(sends: Int = 0, status: Int = 200, breaksAt: Int = .max) throws {
    let socket = try LoopbackSocket(waiting: 16)
    let descriptor = socket.descriptor
    listener = descriptor
    port = socket.port
    Thread.detachNewThread { [weak self] in
      while true {
        let connection = accept(descriptor, nil, nil)
        guard connection >= 0 else { return }
        self?.serve(connection, sends, status, breaksAt)
        close(connection)
      }
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  var received: [Received] { state.withLock { $0 } }

  /// What `sum` is for a body whose bytes count up.
  static func sum(_ range: Range<Int>) -> UInt64 {
    range.reduce(0) { $0 &+ UInt64(UInt8(truncatingIfNeeded: $1)) }
  }

  private func serve(_ connection: Int32, _ sends: Int, _ status: Int, _ breaksAt: Int) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var head: [UInt8] = []
    while true {
      let count = recv(connection, &buffer, 1, 0)
      guard count == 1 else { return }
      head.append(buffer[0])
      if head.suffix(4) == [13, 10, 13, 10] { break }
    }
    var received = Received(head: String(decoding: head, as: UTF8.self))
    let announced = received.head.split(separator: "\r\n")
      .first { $0.hasPrefix("Content-Length: ") }.flatMap { Int($0.dropFirst(16)) }
    while received.count < min(announced ?? 0, breaksAt) {
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      received.count += count
      for byte in buffer[..<count] { received.sum &+= UInt64(byte) }
    }
    state.withLock { $0.append(received) }
    guard received.count < breaksAt else { return }
    let line = "HTTP/1.1 \(status) X\r\nContent-Length: \(sends)\r\n\r\n"
    _ = line.withCString { send(connection, $0, strlen($0), Int32(MSG_NOSIGNAL)) }
    var sent = 0
    while sent < min(sends, breaksAt) {
      let next = min(buffer.count, min(sends, breaksAt) - sent)
      for index in 0..<next { buffer[index] = UInt8(truncatingIfNeeded: sent + index) }
      let count = send(connection, buffer, next, Int32(MSG_NOSIGNAL))
      guard count > 0 else { return }
      sent += count
    }
  }
}
