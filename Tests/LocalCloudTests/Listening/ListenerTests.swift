import AWS
import Documents
import LocalCloud
import Testing

/// HTTP as it comes over a real socket.
struct ListenerTests {
  private static let close = "Connection: close\r\n"

  @Test(arguments: [
    ("GET /a?b=c HTTP/1.1\r\nHost: x\r\n\(close)\r\n", "X-Target: /a?b=c", "GET:"),
    ("GET http://x/abs HTTP/1.1\r\nHost: x\r\n\(close)\r\n", "X-Target: /abs", "GET:"),
    (
      "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\(close)\r\nhello", "200 OK", "POST:hello"
    ),
    ("GET / HTTP/1.0\r\n\r\n", "Connection: close", "GET:"),
    ("\r\nGET / HTTP/1.1\r\nhost:  x \r\n\(close)\r\n", "200 OK", "GET:"),
    (
      "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\(close)\r\n"
        + "3;note=1\r\nhel\r\n2\r\nlo\r\n0\r\nTrailer: 1\r\n\r\n", "200 OK", "POST:hello"
    ),
    ("HEAD / HTTP/1.1\r\nHost: x\r\n\(close)\r\n", "Content-Length: 5", "\r\n\r\n"),
  ])
  func aRequestIsAnswered(_ request: String, _ header: String, _ end: String) throws {
    let echo = try Echo()
    defer { echo.stop() }
    let answer = echo.answer(to: request)
    #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(answer.contains(header))
    #expect(answer.hasSuffix(end))
  }

  @Test(arguments: [
    ("GET\r\n\r\n", 400), ("GET / HTTP/1.1\r\n\r\n", 400),
    ("G ET / HTTP/1.1\r\nHost: x\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: x\r\n folded: 1\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost : x\r\n\r\n", 400), ("GET x HTTP/1.1\r\nHost: x\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400),
    ("GET / HTTP/2.0\r\nHost: x\r\n\r\n", 505), ("GET / FTP/1.1\r\nHost: x\r\n\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
    (
      "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400
    ),
    ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n", 501),
    ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2000\r\n\r\n", 413),
    ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFF\r\n", 413),
    ("GET / HTTP/1.1\r\nHost: x\r\nExpect: a-wonder\r\n\r\n", 417),
    ("GET /\(String(repeating: "a", count: 3000)) HTTP/1.1\r\nHost: x\r\n\r\n", 431),
    ("GET / HTTP/1.1\r\nHost: x\r\nX: \u{1}\r\n\r\n", 400), ("\u{16}\u{3}\u{1}\r\n\r\n", 400),
  ])
  func aMalformedRequestIsRefused(_ request: String, _ status: Int) throws {
    let echo = try Echo(limits: ListenerLimits(head: 2000, body: 1000))
    defer { echo.stop() }
    let answer = echo.answer(to: request)
    #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(answer)")
    #expect(answer.contains("Connection: close"))
  }

  @Test func oneConnectionServesManyRequestsHoweverTheyAreCut() throws {
    let echo = try Echo()
    defer { echo.stop() }
    let client = RawClient(port: echo.listener.port)
    let request = "POST /n HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
    for byte in Array(request.utf8) { client.send([byte]) }
    #expect(client.receive(until: "POST:abc").hasPrefix("HTTP/1.1 200 OK"))
    client.send(request + request + request)
    var rest = ""
    while rest.split(separator: "POST:abc", omittingEmptySubsequences: false).count < 4 {
      rest += client.receive(until: "POST:abc")
    }
    client.finish()
    #expect(client.receiveAll().isEmpty)
  }

  @Test func aSenderThatWaitsIsToldToContinue() throws {
    let echo = try Echo()
    defer { echo.stop() }
    let client = RawClient(port: echo.listener.port)
    client.send(
      "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\(Self.close)\r\n"
    )
    #expect(client.receive(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
    client.send("ok")
    #expect(client.receiveAll().hasSuffix("POST:ok"))
  }

  @Test func aRequestThatNeverEndsIsGivenUp() throws {
    let echo = try Echo(limits: ListenerLimits(patience: 50, idle: 50))
    defer { echo.stop() }
    let client = RawClient(port: echo.listener.port)
    client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc")
    #expect(client.receiveAll().hasPrefix("HTTP/1.1 408 "))
    // A connection on which nothing was asked is closed without a word.
    #expect(RawClient(port: echo.listener.port).receiveAll().isEmpty)
  }

  @Test func moreConnectionsThanAreServedWaitForTheirTurn() throws {
    let echo = try Echo(limits: ListenerLimits(connections: 1))
    defer { echo.stop() }
    let request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n"
    let first = RawClient(port: echo.listener.port)
    first.send(request)
    #expect(first.receive(until: "GET:").hasSuffix("GET:"))
    let second = RawClient(port: echo.listener.port)
    second.send(request)
    first.finish()
    #expect(first.receiveAll().isEmpty)
    #expect(second.receive(until: "GET:").hasSuffix("GET:"))
  }

  @Test func largeAnswersArriveWhole() throws {
    let echo = try Echo()
    defer { echo.stop() }
    let body = String(repeating: "0123456789", count: 400_000)
    let client = RawClient(port: echo.listener.port)
    client.send(
      "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.utf8.count)\r\n\(Self.close)\r\n\(body)"
    )
    #expect(client.receiveAll().hasSuffix("POST:\(body)"))
  }

  @Test func aStoppedListenerLetsItsPortGo() throws {
    let echo = try Echo()
    let port = echo.listener.port
    let fault = #expect(throws: LocalCloudFault.self) {
      try LoopbackListener(port: port, clock: { Timestamp(seconds: 0) }) { _, _ in
        HTTPResponse(status: 200)
      }
    }
    #expect(fault?.code == .cannotListen)
    echo.stop()
    #expect(RawClient(port: 1).receiveAll().isEmpty)
  }

  @Test func aSignedCallOverTheWireIsAnswered() throws {
    let cloud = try TestCloud()
    let listener = try LoopbackListener(clock: { cloud.now }) {
      cloud.cloud.respond(to: $0, at: $1)
    }
    let runner = Runner(listener)
    defer { runner.stop() }
    let request = cloud.request("DescribeStacks", [:])
    var text = "POST / HTTP/1.1\r\nHost: \(request.url.authority)\r\n"
    for field in request.headers.fields where field.name.lowercased() != "host" {
      text += "\(field.name): \(field.value)\r\n"
    }
    text += "Content-Length: \(request.body.count)\r\n\(Self.close)\r\n"
    let client = RawClient(port: listener.port)
    client.send(Array(text.utf8) + request.body)
    let answer = client.receiveAll()
    #expect(answer.contains("<DescribeStacksResult><Stacks></Stacks></DescribeStacksResult>"))
  }
}
