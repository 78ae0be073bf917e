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
    let network = NetworkTransport()
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

  // MARK: - Faults

  private func fault(
    _ url: HTTPURL, _ limits: NetworkTransport.Limits = NetworkTransport.Limits()
  ) async -> TransportFault? {
    let network = NetworkTransport(limits: limits)
    do throws(TransportFault) {
      _ = try await network.transport(HTTPRequest(url: url))
      return nil
    } catch {
      return error
    }
  }

  @Test func nothingListens() async throws {
    let port = try LoopbackServer(.silence).port
    let fault = await fault(HTTPURL(scheme: .http, host: "127.0.0.1", port: port))
    #expect(fault?.kind == .refused)
    #expect(fault?.host == "127.0.0.1:\(port)")
  }

  @Test func answerIsCutOff() async throws {
    let server = try LoopbackServer(
      .answerAndClose("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc"))
    let fault = await fault(try url(server))
    #expect(fault?.kind == .connectionLost, "\(String(describing: fault))")
  }

  @Test func connectionEndsWithoutAnswer() async throws {
    let server = try LoopbackServer(.answerAndClose(""))
    #expect(await fault(try url(server))?.kind == .connectionLost)
  }

  @Test func nobodySpeaks() async throws {
    let server = try LoopbackServer(.silence)
    let limits = NetworkTransport.Limits(silence: 0.2, answer: 5)
    #expect(await fault(try url(server), limits)?.kind == .timedOut)
  }

  @Test func otherSideDoesNotSpeakTLS() async throws {
    let server = try LoopbackServer(.greeting("220 mail.example ESMTP\r\n"))
    let address = HTTPURL(scheme: .https, host: "127.0.0.1", port: server.port)
    #expect(await fault(address)?.kind == .tls)
  }

  @Test func cancellationEndsACall() async throws {
    let server = try LoopbackServer(.silence)
    let address = try url(server)
    let call = Task { await fault(address) }
    while server.requests.isEmpty { await Task.yield() }
    call.cancel()
    #expect(await call.value?.kind == .cancelled)
  }
}
