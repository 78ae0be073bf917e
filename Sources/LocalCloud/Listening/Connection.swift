internal import AWS
internal import Glibc

/// One connection: what came, what is to go out, and until when.
struct Connection {
  let descriptor: Descriptor
  private let limits: ListenerLimits
  private var parser: RequestParser
  private var output: [UInt8] = []
  private var sent = 0
  private var closesAfterOutput = false
  /// Whether all was said, and only the other side's end is waited for: closing with unread bytes
  /// would throw away the answer on its way.
  private var isDraining = false
  private var hasRequestBegun = false
  private(set) var isClosed = false
  private(set) var deadline: Int64

  init(_ descriptor: Descriptor, limits: ListenerLimits, at time: Int64) {
    self.descriptor = descriptor
    self.limits = limits
    parser = RequestParser(limits: limits)
    deadline = time + limits.idle
  }

  /// What to wait for: more is read only when the answers so far are on their way.
  var interest: Int16 { Int16(isSending ? POLLOUT : POLLIN) }

  private var isSending: Bool { sent < output.count }

  /// Reads what came and answers what is complete.
  mutating func read(at time: Int64, respond: (HTTPRequest) -> HTTPResponse) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = recv(descriptor.number, &buffer, buffer.count, 0)
    if count < 0, errno == EAGAIN || errno == EINTR { return }
    guard count > 0 else {
      isClosed = true
      return
    }
    if isDraining { return }
    parser.feed(buffer.prefix(count))
    work(at: time, respond)
  }

  /// Sends what is to be sent.
  mutating func write(at time: Int64, respond: (HTTPRequest) -> HTTPResponse) {
    send(at: time)
    // Requests that came in one go with the one that was answered are waiting.
    if !isSending, !isClosed, !isDraining { work(at: time, respond) }
  }

  /// The time is up.
  mutating func expire(at time: Int64) {
    if hasRequestBegun, !isSending, !isDraining {
      refuse(.timedOut)
      send(at: time)
    } else {
      isClosed = true
    }
  }

  private mutating func work(at time: Int64, _ respond: (HTTPRequest) -> HTTPResponse) {
    do throws(BadRequest) {
      while !isSending, !isClosed, !closesAfterOutput, let event = try parser.next() {
        switch event {
        case .awaitsContinue: output += "HTTP/1.1 100 Continue\r\n\r\n".utf8
        case .request(let request, let keepsAlive):
          answer(respond(request), keepsAlive: keepsAlive, withBody: request.method != "HEAD")
        }
        send(at: time)
      }
    } catch {
      refuse(error)
      send(at: time)
    }
    let begins = parser.isMidway
    if !isSending, !isDraining {
      if !begins {
        deadline = time + limits.idle
      } else if !hasRequestBegun {
        deadline = time + limits.patience
      }
    }
    hasRequestBegun = begins
  }

  private mutating func send(at time: Int64) {
    while isSending {
      let count = output.withUnsafeBytes { bytes in
        Glibc.send(
          descriptor.number, bytes.baseAddress?.advanced(by: sent), bytes.count - sent,
          Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN {
        deadline = time + limits.patience
        return
      }
      guard count > 0 else {
        isClosed = true
        return
      }
      sent += count
    }
    output.removeAll(keepingCapacity: true)
    sent = 0
    guard closesAfterOutput, !isDraining else { return }
    isDraining = true
    deadline = time + min(2000, limits.patience)
    _ = shutdown(descriptor.number, Int32(SHUT_WR))
  }

  private mutating func answer(_ response: HTTPResponse, keepsAlive: Bool, withBody: Bool) {
    var text = "HTTP/1.1 \(response.status) \(Self.reason(response.status))\r\n"
    for field in response.headers.fields { text += "\(field.name): \(field.value)\r\n" }
    // The answer to a HEAD says how long the body would be.
    if response.headers["Content-Length"] == nil {
      text += "Content-Length: \(response.body.count)\r\n"
    }
    if !keepsAlive { text += "Connection: close\r\n" }
    output += (text + "\r\n").utf8
    if withBody { output += response.body }
    closesAfterOutput = !keepsAlive
  }

  private mutating func refuse(_ mistake: BadRequest) {
    let (status, text) = mistake.answer
    answer(
      HTTPResponse(
        status: status, headers: ["Content-Type": "text/plain"], body: Array("\(text)\n".utf8)),
      keepsAlive: false, withBody: true)
  }

  private static func reason(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 400: "Bad Request"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 408: "Request Timeout"
    case 413: "Content Too Large"
    case 417: "Expectation Failed"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 501: "Not Implemented"
    case 505: "HTTP Version Not Supported"
    default: "Answer"
    }
  }
}
