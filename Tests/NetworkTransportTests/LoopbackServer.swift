import Foundation
import Glibc
import NetworkTransport
import Synchronization

/// A server on a free loopback port that reads a request and answers with given bytes, or not at
/// all. It serves until it is let go.
final class LoopbackServer: Sendable {
  let port: Int
  private let listener: Int32
  private let state = Mutex(State())

  private struct State {
    var connections = 0
    var ended = 0
    var requests: [String] = []
    /// Those who read a request and wait for others.
    var holding: [Int32] = []
  }

  enum Behaviour: Sendable {
    /// Answers, and leaves the connection open.
    case answer(String)
    /// Answers the first request of a connection, and closes it with the second.
    case answerOnce(String)
    /// Answers and closes the connection.
    case answerAndClose(String)
    /// Answers when as many requests have come, all of them at once.
    case answerTogether(Int, String)
    /// Speaks first, and not HTTP.
    case greeting(String)
    /// Reads and says nothing.
    case silence
    /// Answers with a head and then without end.
    case endless(String)
  }

  init(_ behaviour: Behaviour) throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let length = socklen_t(MemoryLayout<sockaddr_in>.size)
    var bound = sockaddr_in()
    var boundLength = length
    let isUp =
      withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
      } == 0 && listen(descriptor, 64) == 0
      && withUnsafeMutablePointer(to: &bound) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          getsockname(descriptor, $0, &boundLength)
        }
      } == 0
    guard isUp else { throw CocoaError(.fileReadUnknown) }
    listener = descriptor
    port = Int(UInt16(bigEndian: bound.sin_port))
    Thread.detachNewThread { [weak self] in
      while true {
        let connection = accept(descriptor, nil, nil)
        guard connection >= 0 else { return }
        self?.state.withLock { $0.connections += 1 }
        Thread.detachNewThread { [weak self] in
          self?.serve(connection, behaviour)
          close(connection)
        }
      }
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  var connections: Int { state.withLock { $0.connections } }
  /// How many connections the other side ended.
  var ended: Int { state.withLock { $0.ended } }
  var requests: [String] { state.withLock { $0.requests } }

  private func serve(_ connection: Int32, _ behaviour: Behaviour) {
    if case .greeting(let text) = behaviour { Self.say(text, to: connection) }
    var count = 0
    while let request = Self.receive(connection) {
      count += 1
      state.withLock { $0.requests.append(request) }
      switch behaviour {
      case .answer(let text):
        Self.say(text, to: connection)
      case .answerOnce(let text):
        guard count == 1 else { return }
        Self.say(text, to: connection)
      case .answerAndClose(let text):
        Self.say(text, to: connection)
        shutdown(connection, Int32(SHUT_WR))
        return
      case .answerTogether(let count, let text):
        let ready = state.withLock { state in
          state.holding.append(connection)
          return state.holding.count == count ? state.holding : []
        }
        for other in ready { Self.say(text, to: other) }
      case .endless(let text):
        Self.say(text, to: connection)
        while Self.say(String(repeating: "x", count: 4096), to: connection) {}
      case .greeting, .silence: break
      }
    }
    state.withLock { $0.ended += 1 }
  }

  @discardableResult private static func say(_ text: String, to connection: Int32) -> Bool {
    text.withCString { send(connection, $0, strlen($0), Int32(MSG_NOSIGNAL)) } >= 0
  }

  /// A whole request: up to the empty line, and as much after it as it says.
  private static func receive(_ connection: Int32) -> String? {
    var text = ""
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      if let head = text.range(of: "\r\n\r\n") {
        let announced = text[..<head.lowerBound].components(separatedBy: "\r\n")
          .first { $0.lowercased().hasPrefix("content-length:") }
          .flatMap {
            Int($0.dropFirst("content-length:".count).trimmingCharacters(in: .whitespaces))
          }
        if text[head.upperBound...].utf8.count >= announced ?? 0 { return text }
      }
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      text += String(decoding: buffer[..<count], as: UTF8.self)
    }
  }
}

extension NetworkTransport.Limits {
  /// Connections are kept however long a busy machine takes between two requests.
  static let unhurried = NetworkTransport.Limits(silence: 3600, answer: 3600, idle: 3600)
}
