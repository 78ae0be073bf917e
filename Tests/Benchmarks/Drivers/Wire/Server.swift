import Glibc

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
      answer(String(lines.first ?? ""), connection)
    }
  }

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
