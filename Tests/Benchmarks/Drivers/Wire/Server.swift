import Glibc
import Synchronization

/// Answers DescribeStacks and the writes of S3 on a free loopback port, which it prints, as fast as
/// it can: a thread a connection, and answers that are always the same. Nothing is kept.
enum Server {
  private static let stacks = """
    <DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">\
    <DescribeStacksResult><Stacks><member><StackId>arn:aws:cloudformation:us-east-1:111111111111:\
    stack/fraud-prod/6c0f1a</StackId><StackName>fraud-prod</StackName><CreationTime>\
    2026-11-20T17:00:00.000Z</CreationTime><StackStatus>CREATE_COMPLETE</StackStatus>\
    <DisableRollback>false</DisableRollback><Outputs><member><OutputKey>Url</OutputKey>\
    <OutputValue>https://example.com</OutputValue></member></Outputs><Tags/></member></Stacks>\
    </DescribeStacksResult><ResponseMetadata><RequestId>6c0f1a</RequestId></ResponseMetadata>\
    </DescribeStacksResponse>
    """

  static func run() throws {
    signal(SIGPIPE, SIG_IGN)
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isUp = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 128) == 0
          && getsockname(listener, $0, &length) == 0
      }
    }
    guard isUp else { exit(4) }
    let line = Array("\(UInt16(bigEndian: address.sin_port))\n".utf8)
    _ = line.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    while true {
      let connection = accept(listener, nil, nil)
      guard connection >= 0 else { continue }
      var on: Int32 = 1
      setsockopt(
        connection, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
      var thread = pthread_t()
      let context = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
      context.pointee = connection
      pthread_create(
        &thread, nil,
        { context in
          if let connection = context?.assumingMemoryBound(to: Int32.self) {
            Server.serve(connection.pointee)
            connection.deallocate()
          }
          return nil
        }, context)
      pthread_detach(thread)
    }
  }

  private static func serve(_ connection: Int32) {
    let room = 1 << 18
    let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: room)
    defer {
      buffer.deallocate()
      close(connection)
    }
    var filled = 0
    while true {
      var head = endOfHead(buffer, filled)
      while head == nil {
        let count = recv(connection, buffer + filled, room - filled, 0)
        guard count > 0 else { return }
        filled += count
        head = endOfHead(buffer, filled)
      }
      guard let head else { return }
      let text = String(decoding: UnsafeBufferPointer(start: buffer, count: head), as: UTF8.self)
      let lines = text.split(separator: "\r\n")
      let announced =
        lines.first { $0.lowercased().hasPrefix("content-length:") }
        .flatMap { Int($0.dropFirst(15).drop { $0 == " " }) } ?? 0
      if text.contains("100-continue") { say("HTTP/1.1 100 Continue\r\n\r\n", connection) }
      var left = announced - (filled - head)
      while left > 0 {
        let count = recv(connection, buffer, min(left, room), 0)
        guard count > 0 else { return }
        left -= count
      }
      filled = 0
      let line = String(lines.first ?? "")
      guard !line.contains("/faulty") else {
        if misbehave(connection) { continue }
        return
      }
      answer(line, connection)
    }
  }

  /// Goes wrong in one way after the other; whether the connection goes on.
  private static func misbehave(_ connection: Int32) -> Bool {
    let error =
      "<ErrorResponse><Error><Code>CODE</Code><Message>no</Message></Error></ErrorResponse>"
    let turn = turns.add(1, ordering: .relaxed).oldValue
    // A stall takes time: one of them in a hundred turns.
    if turn % 100 == 99 {
      var byte: UInt8 = 0
      while recv(connection, &byte, 1, 0) > 0 {}
      return false
    }
    switch turn % 8 {
    case 0:
      var reset = linger(l_onoff: 1, l_linger: 0)
      setsockopt(
        connection, SOL_SOCKET, SO_LINGER, &reset, socklen_t(MemoryLayout<linger>.size))
      return false
    case 1: return false
    case 2:
      say("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n<Describe", connection)
      return false
    case 3:
      say("no HTTP at all\r\n\r\n", connection)
      return false
    case 4:
      let body = error.replacing("CODE", with: "Throttling")
      say(
        "HTTP/1.1 400 X\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)", connection)
      return true
    case 5:
      let body = error.replacing("CODE", with: "InternalFailure")
      say(
        "HTTP/1.1 500 X\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)", connection)
      return true
    default:
      answer("POST /", connection)
      return true
    }
  }

  private static let turns = Atomic<Int>(0)

  private static func answer(_ line: String, _ connection: Int32) {
    let isBucket = line.contains("/bucket/")
    let body =
      if line.hasPrefix("PUT") {
        ""
      } else if isBucket, line.contains("uploads") {
        "<R><UploadId>u</UploadId></R>"
      } else if isBucket {
        "<R><ETag>\"t\"</ETag></R>"
      } else {
        stacks
      }
    say(
      "HTTP/1.1 200 OK\r\nETag: \"t\"\r\nContent-Type: text/xml\r\nContent-Length: "
        + "\(body.utf8.count)\r\n\r\n\(body)", connection)
  }

  private static func say(_ text: String, _ connection: Int32) {
    var text = text
    text.withUTF8 { _ = send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
  }

  /// Where the head of a request ends, if it is there.
  private static func endOfHead(_ buffer: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int? {
    guard count >= 4 else { return nil }
    return (4...count).first { end in
      buffer[end - 1] == 10 && buffer[end - 2] == 13 && buffer[end - 3] == 10
        && buffer[end - 4] == 13
    }
  }
}
