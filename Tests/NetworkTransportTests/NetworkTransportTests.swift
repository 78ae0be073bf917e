import AWS
import Testing

@testable import NetworkTransport

@Suite struct NetworkTransportTests {
  private func url(_ server: LoopbackServer, _ target: String = "/") throws -> HTTPURL {
    try #require(HTTPURL("http://127.0.0.1:\(server.port)\(target)"))
  }

  @Test func sendsARequestAndReadsTheAnswer() async throws {
    let server = try LoopbackServer(
      .answer("HTTP/1.1 404 Not Found\r\nX-Amzn-RequestId: 7\r\nContent-Length: 3\r\n\r\nabc"))
    let transport = NetworkTransport().transport
    let response = try await transport(
      HTTPRequest(
        method: "POST", url: try url(server, "/a%2Fb?x=%41&y"),
        headers: ["Content-Type": "application/x-www-form-urlencoded", "User-Agent": "esteira"],
        body: Array("Action=A".utf8)))
    #expect(response.status == 404)
    #expect(response.headers["x-amzn-requestid"] == "7")
    #expect(response.body == Array("abc".utf8))
    let sent = server.requests.joined()
    #expect(sent.hasPrefix("POST /a%2Fb?x=%41&y HTTP/1.1\r\n"))
    #expect(sent.contains("\r\nHost: 127.0.0.1:\(server.port)\r\n"))
    #expect(sent.contains("\r\nContent-Type: application/x-www-form-urlencoded\r\n"))
    #expect(sent.contains("\r\nUser-Agent: esteira\r\n"))
    #expect(sent.hasSuffix("\r\n\r\nAction=A"))
  }

  @Test func usesAConnectionAgain() async throws {
    let server = try LoopbackServer(.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
    let network = NetworkTransport(limits: .unhurried)
    for _ in 0..<5 {
      _ = try await network.transport(HTTPRequest(url: try url(server)))
    }
    #expect(server.requests.count == 5)
    #expect(server.connections == 1)
  }

  @Test func leavesRedirectionsToTheCaller() async throws {
    let server = try LoopbackServer(
      .answer(
        "HTTP/1.1 301 Moved Permanently\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"
      ))
    let response = try await NetworkTransport().transport(HTTPRequest(url: try url(server)))
    #expect(response.status == 301)
    #expect(response.headers["location"] == "http://127.0.0.1:1/")
  }

  @Test func keepsNoCookies() async throws {
    let server = try LoopbackServer(
      .answer("HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n"))
    let network = NetworkTransport()
    _ = try await network.transport(HTTPRequest(url: try url(server)))
    _ = try await network.transport(HTTPRequest(url: try url(server)))
    #expect(!server.requests.joined().lowercased().contains("cookie"))
  }

  @Test func aHeadHasNoBody() async throws {
    let server = try LoopbackServer(.answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"))
    let network = NetworkTransport(limits: .unhurried)
    for _ in 0..<2 {
      let response = try await network.transport(
        HTTPRequest(method: "HEAD", url: try url(server)))
      #expect(response.headers["Content-Length"] == "5")
      #expect(response.body.isEmpty)
    }
    #expect(server.requests.allSatisfy { $0.hasPrefix("HEAD / HTTP/1.1\r\n") })
    #expect(server.connections == 1)
  }

  @Test func readsOnlyTheAnswerItself() async throws {
    let server = try LoopbackServer(
      .answer(
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n"
          + "HTTP/1.1 200 OK\r\nA: 1\r\nB: 2\r\na: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
          + "3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\nTrailer: t\r\n\r\n"))
    let response = try await NetworkTransport().transport(HTTPRequest(url: try url(server)))
    #expect(response.status == 200)
    #expect(response.headers.fields.map(\.name) == ["A", "B", "a", "Transfer-Encoding"])
    #expect(response.headers.all("A") == ["1", "3"])
    #expect(response.body == Array("abcdefg".utf8))
  }

  // MARK: - Several requests

  @Test func sendsAtTheSameTime() async throws {
    let server = try LoopbackServer(
      .answerTogether(8, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na"))
    let request = HTTPRequest(url: try url(server))
    let transport = NetworkTransport().transport
    let bodies = try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<8 { group.addTask { try await transport(request).body } }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(bodies == Array("aaaaaaaa".utf8))
    #expect(server.connections == 8)
  }

  @Test func sendsNoMoreAtATimeThanItMay() async throws {
    let server = try LoopbackServer(.answer("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na"))
    let request = HTTPRequest(url: try url(server))
    let transport = NetworkTransport(limits: .init(parallel: 3)).transport
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<60 { group.addTask { _ = try await transport(request) } }
      try await group.waitForAll()
    }
    #expect(server.requests.count == 60)
    #expect(server.connections <= 3)
  }

  @Test func endsItsConnectionsWhenItIsLetGo() async throws {
    let server = try LoopbackServer(.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
    var network: NetworkTransport? = NetworkTransport()
    _ = try await network?.transport(HTTPRequest(url: try url(server)))
    #expect(server.ended == 0)
    network = nil
    while server.ended == 0 { await Task.yield() }
    #expect(server.connections == 1)
  }
}
