import AWS
import Testing

@testable import NetworkTransport

@Suite struct FaultTests {
  private func url(_ server: LoopbackServer, _ target: String = "/") throws -> HTTPURL {
    try #require(HTTPURL("http://127.0.0.1:\(server.port)\(target)"))
  }

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

  @Test func answerTakesTooLong() async throws {
    let server = try LoopbackServer(.silence)
    let fault = await fault(try url(server), .init(silence: 100, answer: 0.25))
    #expect(fault?.kind == .timedOut)
    #expect(fault?.reason == "no whole answer within 0.25 seconds")
  }

  @Test(arguments: ["\r\n", "Transfer-Encoding: chunked\r\n\r\nfffffff\r\n"])
  func answerIsTooLarge(_ rest: String) async throws {
    let server = try LoopbackServer(.endless("HTTP/1.1 200 OK\r\n\(rest)"))
    let fault = await fault(try url(server), .init(size: 50_000))
    #expect(fault?.kind == .tooLarge)
    #expect(fault?.reason == "the answer has more than 50000 bytes")
  }

  @Test func headIsTooLarge() async throws {
    let head = "HTTP/1.1 200 OK\r\n" + String(repeating: "A: 0123456789\r\n", count: 1000)
    let server = try LoopbackServer(.answer("\(head)\r\n"))
    #expect(await fault(try url(server), .init(size: 10_000))?.kind == .tooLarge)
  }

  @Test func answerIsNotHTTP() async throws {
    let server = try LoopbackServer(.answerAndClose("220 mail.example ESMTP\r\n"))
    let kind = await fault(try url(server))?.kind
    #expect(kind == .other || kind == .garbled)
  }

  @Test func nothingIsSentTwice() async throws {
    let server = try LoopbackServer(.answerOnce("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
    let network = NetworkTransport(limits: .unhurried)
    let request = HTTPRequest(method: "POST", url: try url(server), body: Array("A=b".utf8))
    _ = try await network.transport(request)
    do {
      _ = try await network.transport(request)
      Issue.record("there is no answer")
    } catch {
      #expect(error.kind == .connectionLost, "\(error)")
    }
    #expect(server.requests.count == 2)
  }

  @Test func aConnectionThatEndedIsNotUsed() async throws {
    let server = try LoopbackServer(
      .answerAndClose("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
    let network = NetworkTransport()
    let request = HTTPRequest(method: "POST", url: try url(server), body: Array("A=b".utf8))
    for _ in 0..<3 { #expect(try await network.transport(request).status == 200) }
    #expect(server.connections == 3)
  }

  @Test func cancellationEndsWaitingForOthers() async throws {
    let server = try LoopbackServer(.silence)
    let request = HTTPRequest(url: try url(server))
    let transport = NetworkTransport(limits: .init(parallel: 1)).transport
    let first = Task { try await transport(request) }
    while server.requests.isEmpty { await Task.yield() }
    let second = Task { try await transport(request) }
    second.cancel()
    await #expect(throws: TransportFault.self) { try await second.value }
    first.cancel()
    await #expect(throws: TransportFault.self) { try await first.value }
    #expect(server.requests.count == 1)
  }

  @Test func aCancelledTaskSendsNothing() async throws {
    let server = try LoopbackServer(.silence)
    let address = try url(server)
    let call = Task {
      while !Task.isCancelled { await Task.yield() }
      return await fault(address)
    }
    call.cancel()
    #expect(await call.value?.kind == .cancelled)
    #expect(server.requests.isEmpty)
  }

  // MARK: - What libcurl says

  @Test(
    arguments: [
      (1, "Received HTTP/0.9 when not allowed", 0, .garbled),
      (1, "Protocol \"https\" not supported or disabled in libcurl", 0, .other),
      (5, "Could not resolve proxy: x", 0, .proxy),
      (6, "Could not resolve host: x", 0, .nameNotFound),
      (7, "Failed to connect to api.example port 443 after 1 ms: refused", 0, .refused),
      (7, "Failed to connect to squid port 3128 after 1 ms: refused", 0, .proxy),
      (7, "Couldn't connect to server", 0, .refused),
      (56, "CONNECT tunnel failed, response 407", 407, .proxy),
      (56, "Recv failure: Connection reset by peer", 0, .connectionLost),
      (56, "Recv failure: Connection reset by peer", 200, .connectionLost),
      (35, "wrong version number", 0, .tls), (60, "self-signed certificate", 200, .tls),
      (28, "Connection timed out", 0, .timedOut), (18, "transfer closed", 0, .connectionLost),
      (27, "Out of memory", 0, .other), (3, "URL using bad/illegal format", 0, .other),
    ] as [(Int32, String, Int, TransportFault.Kind)])
  func kinds(_ code: Int32, _ words: String, _ proxyStatus: Int, _ kind: TransportFault.Kind) {
    let error = CurlError(code: code, words: words, proxyStatus: proxyStatus)
    let fault = error.fault(to: HTTPURL(host: "api.example"))
    #expect(fault.kind == kind && fault.host == "api.example" && !fault.reason.isEmpty)
  }

  @Test func wordsAreOneLine() {
    let error = CurlError(code: 35, words: "first\r\nsecond\n", proxyStatus: 0)
    #expect(error.fault(to: HTTPURL(host: "api.example")).reason == "first second")
  }

  // MARK: - No libcurl

  @Test(
    arguments: [
      (["libcurl-of-nowhere.so.4"], "libcurl-of-nowhere.so.4: cannot open shared object file"),
      (["libc.so.6"], "libc.so.6 has no curl_global_init"),
    ])
  func libcurlIsMissing(_ names: [String], _ words: String) throws {
    let missing = #expect(throws: CurlLibrary.Missing.self) {
      try CurlLibrary.load(names).get()
    }
    let reason = try #require(missing?.reason)
    #expect(reason.hasPrefix("libcurl 7.68 or later is needed (\(words)"))
    #expect(reason.contains("install"))
    #expect(!reason.contains { $0.isNewline })
  }
}
