import AWS
import Testing

@testable import NetworkTransport

/// What goes out: all that the caller gave, and nothing else.
@Suite struct RequestTests {
  private static let answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"

  /// What a server was sent, with its port left out.
  private func sent(
    _ method: String, _ target: String = "/", _ headers: HTTPHeaders = [:], body: String = ""
  ) async throws -> String {
    let server = try LoopbackServer(.answer(Self.answer))
    var url = HTTPURL(scheme: .http, host: "127.0.0.1", port: server.port)
    url.setTarget(target)
    _ = try await NetworkTransport().transport(
      HTTPRequest(method: method, url: url, headers: headers, body: Array(body.utf8)))
    return server.requests.joined().replacing(":\(server.port)", with: ":PORT")
  }

  @Test(arguments: ["GET", "DELETE", "HEAD", "OPTIONS"])
  func methodsWithoutBody(_ method: String) async throws {
    #expect(try await sent(method) == "\(method) / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n")
  }

  @Test(
    arguments: [
      ("POST", ""), ("PUT", ""), ("PATCH", ""), ("POST", "A=b"), ("PUT", "A=b"), ("DELETE", "A=b"),
    ])
  func methodsWithBody(_ method: String, _ body: String) async throws {
    #expect(
      try await sent(method, body: body)
        == "\(method) / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n"
        + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
  }

  @Test func aLargeBodyIsNotAnnounced() async throws {
    let body = String(repeating: "0123456789", count: 400_000)
    #expect(
      try await sent("PUT", body: body)
        == "PUT / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: 4000000\r\n\r\n\(body)")
  }

  @Test(
    arguments: [
      "/a/../b/./c//d", "/%2f%2F%7e~", "/?", "/?a=%41&b=+&c", "/a?b?c=/d/../e", "/;x=1,2'(3)*!$@:",
    ])
  func targetsAsTheyAre(_ target: String) async throws {
    let line = try await sent("GET", target).prefix { $0 != "\r\n" }
    #expect(line == "GET \(target) HTTP/1.1")
  }

  @Test func headersAsTheyAre() async throws {
    var headers: HTTPHeaders = ["X-B": "1", "x-a": "  2  ", "Empty": "", "X-B": "ü;,: 3"]
    #expect(
      try await sent("GET", "/", headers)
        == "GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n"
        + "X-B: 1\r\nx-a:   2  \r\nEmpty:\r\nX-B: ü;,: 3\r\n\r\n")
    headers = ["Accept": "text/xml", "Host": "example.com", "User-Agent": "esteira"]
    #expect(
      try await sent("GET", "/", headers)
        == "GET / HTTP/1.1\r\nHost: example.com\r\nAccept: text/xml\r\n"
        + "User-Agent: esteira\r\n\r\n")
  }

  @Test(
    arguments: [
      ("GET /\r\nX:", "a", "b"), ("", "a", "b"), ("GET", "a", "b\r\nc: d"), ("GET", "a", "b\0"),
      ("GET", "a: b\r\nc", "d"), ("GET", "", "d"), ("GET", "a b", "c"),
    ])
  func whatCannotBeTold(_ method: String, _ name: String, _ value: String) {
    let request = HTTPRequest(
      method: method, url: HTTPURL(host: "localhost"), headers: [name: value])
    #expect(RequestLines.lines(of: request) == nil)
  }

  @Test(arguments: ["a b", "a@b", "a#", "a\r\nb", ""])
  func addressesThatCannotBeUsed(_ host: String) async throws {
    let request = HTTPRequest(url: HTTPURL(scheme: .http, host: host, port: 1))
    await #expect(
      throws: TransportFault(.other, host: "\(host):1", reason: "the address cannot be used")
    ) {
      try await NetworkTransport().transport(request)
    }
  }
}
