/// A request as it goes over the wire.
package struct HTTPRequest: Sendable {
  package var method: String
  package var url: HTTPURL
  /// `Host` is not among them unless it was set: the transport takes it from the address.
  package var headers: HTTPHeaders
  package var body: [UInt8]

  package init(
    method: String = "GET", url: HTTPURL, headers: HTTPHeaders = [:], body: [UInt8] = []
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
  }
}

/// A complete answer.
package struct HTTPResponse: Sendable {
  package var status: Int
  package var headers: HTTPHeaders
  package var body: [UInt8]

  package init(status: Int, headers: HTTPHeaders = [:], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}
