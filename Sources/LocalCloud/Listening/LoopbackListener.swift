package import AWS
package import Documents
internal import Glibc

/// An HTTP/1.1 server on 127.0.0.1 for programs that talk to the embedded cloud.
///
/// One thread serves every connection: the cloud answers one call after another anyway.
package final class LoopbackListener: Sendable {
  /// The port it listens on.
  package let port: UInt16

  private let socket: Descriptor
  private let stopper: Stopper
  private let limits: ListenerLimits
  private let clock: @Sendable () -> Timestamp
  private let respond: @Sendable (HTTPRequest, Timestamp) -> HTTPResponse

  /// Begins to listen; connections wait until `run`. Port 0 stands for any that is free.
  package init(
    port: UInt16 = 0, limits: ListenerLimits = ListenerLimits(),
    clock: @escaping @Sendable () -> Timestamp,
    respond: @escaping @Sendable (HTTPRequest, Timestamp) -> HTTPResponse
  ) throws(LocalCloudFault) {
    let opened = Glibc.socket(
      AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard opened >= 0 else { throw Self.fault(port) }
    socket = Descriptor(opened)
    // A server that was just stopped leaves its port reserved for a while; no other can have it.
    var yes: Int32 = 1
    setsockopt(opened, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(opened, address, size) == 0 && listen(opened, 128) == 0
          && getsockname(opened, address, &size) == 0
      }
    }
    guard isBound else { throw Self.fault(port) }
    self.port = UInt16(bigEndian: address.sin_port)
    guard let stopper = Stopper() else { throw Self.fault(port) }
    self.stopper = stopper
    self.limits = limits
    self.clock = clock
    self.respond = respond
  }

  /// Where it can be reached.
  package var address: String { "http://127.0.0.1:\(port)" }

  /// Makes `run` return, after the answers under way. Anybody may call it, at any time.
  package func stop() { stopper.stop() }

  /// Makes SIGINT and SIGTERM stop this listener; a second one of them ends the process.
  package func stopOnSignals() { stopper.listenToSignals() }

  /// Serves until it is stopped. Blocks its thread.
  package func run() {
    var connections: [Connection] = []
    while true {
      var polls = [
        pollfd(fd: stopper.descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(
          fd: connections.count < limits.connections ? socket.number : -1, events: Int16(POLLIN),
          revents: 0),
      ]
      polls += connections.map {
        pollfd(fd: $0.descriptor.number, events: $0.interest, revents: 0)
      }
      let now = Self.uptime()
      let wait = connections.map(\.deadline).min().map { max(0, min($0 - now, 3_600_000)) }
      let count = poll(&polls, nfds_t(polls.count), wait.map(Int32.init) ?? -1)
      if count < 0, errno == EINTR { continue }
      guard count >= 0, polls[0].revents == 0 else { return }
      let time = Self.uptime()
      for index in connections.indices {
        serve(&connections[index], polls[index + 2].revents, time)
      }
      connections.removeAll(where: \.isClosed)
      if polls[1].revents != 0 { accept(into: &connections, at: time) }
    }
  }

  private func serve(_ connection: inout Connection, _ events: Int16, _ time: Int64) {
    let answer = { (request: HTTPRequest) in self.respond(request, self.clock()) }
    if events & Int16(POLLOUT) != 0 {
      connection.write(at: time, respond: answer)
    } else if events & Int16(POLLIN | POLLHUP | POLLERR) != 0 {
      connection.read(at: time, respond: answer)
    } else if connection.deadline <= time {
      connection.expire(at: time)
    }
  }

  private func accept(into connections: inout [Connection], at time: Int64) {
    while connections.count < limits.connections {
      let opened = Glibc.accept(socket.number, nil, nil)
      guard opened >= 0 else { return }
      Descriptor.makePolite(opened)
      var yes: Int32 = 1
      setsockopt(opened, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
      connections.append(Connection(Descriptor(opened), limits: limits, at: time))
    }
  }

  /// Milliseconds of a clock that nobody sets.
  private static func uptime() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  private static func fault(_ port: UInt16) -> LocalCloudFault {
    let reason = String(cString: strerror(errno))
    return LocalCloudFault(
      .cannotListen,
      port == 0
        ? "the local cloud cannot listen on 127.0.0.1"
        : "the local cloud cannot listen on port \(port) of 127.0.0.1",
      hint: "choose another port, or none to take any that is free", underlying: reason)
  }
}
