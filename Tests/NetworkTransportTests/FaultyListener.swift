import Foundation
import Glibc
import Synchronization

/// A server on a free loopback port that treats each request as a script says, and counts who is
/// connected.
final class FaultyListener: Sendable {
  enum Act: CaseIterable, Sendable {
    case right, reset, hangsUp, stalls, truncates, garbage, throttles, fails, empty
  }

  let port: Int
  private let listener: Int32
  private let state: Mutex<State>

  private struct State {
    var script: [Act]
    var open = 0
    var mostOpen = 0
  }

  static let right = "<AskResponse><AskResult><Answer>right</Answer></AskResult></AskResponse>"

  init(_ script: [Act]) throws {
    state = Mutex(State(script: script))
    let socket = try LoopbackSocket(waiting: 64)
    let descriptor = socket.descriptor
    listener = descriptor
    port = socket.port
    Thread.detachNewThread { [weak self] in
      while true {
        let connection = accept(descriptor, nil, nil)
        guard connection >= 0 else { return }
        self?.note(1)
        Thread.detachNewThread { [weak self] in
          self?.serve(connection)
          close(connection)
          self?.note(-1)
        }
      }
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  var open: Int { state.withLock(\.open) }
  var mostOpen: Int { state.withLock(\.mostOpen) }
  /// Whether nothing goes wrong any more.
  var isDone: Bool { state.withLock(\.script.isEmpty) }

  private func note(_ change: Int) {
    state.withLock { state in
      state.open += change
      state.mostOpen = max(state.mostOpen, state.open)
    }
  }

  private func serve(_ connection: Int32) {
    while Self.receive(connection) {
      let act = state.withLock { $0.script.isEmpty ? .right : $0.script.removeFirst() }
      switch act {
      case .right: Self.answer(200, Self.right, connection)
      case .throttles: Self.answer(400, Self.error("Throttling"), connection)
      case .fails: Self.answer(500, Self.error("InternalFailure"), connection)
      case .empty: Self.answer(503, "", connection)
      case .garbage:
        Self.say("\u{0}\u{1}\u{2}not http at all\r\n\r\n", connection)
        return
      case .truncates:
        Self.say("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n<AskResp", connection)
        return
      case .hangsUp: return
      case .reset:
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(
          connection, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
        return
      case .stalls:
        // Until the other side has had enough.
        var byte: UInt8 = 0
        while recv(connection, &byte, 1, 0) > 0 {}
        return
      }
    }
  }

  private static func error(_ code: String) -> String {
    "<ErrorResponse><Error><Type>Sender</Type><Code>\(code)</Code><Message>no</Message></Error>"
      + "</ErrorResponse>"
  }

  private static func answer(_ status: Int, _ body: String, _ connection: Int32) {
    say("HTTP/1.1 \(status) X\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)", connection)
  }

  private static func say(_ text: String, _ connection: Int32) {
    _ = Array(text.utf8).withUnsafeBytes {
      send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
  }

  /// A whole request, whose body is short.
  private static func receive(_ connection: Int32) -> Bool {
    var text = ""
    var buffer = [UInt8](repeating: 0, count: 8192)
    while true {
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return false }
      text += String(decoding: buffer[..<count], as: UTF8.self)
      guard let head = text.range(of: "\r\n\r\n") else { continue }
      let announced = text[..<head.lowerBound].components(separatedBy: "\r\n")
        .first { $0.lowercased().hasPrefix("content-length:") }
        .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) }
      if text[head.upperBound...].utf8.count >= announced ?? 0 { return true }
    }
  }
}
