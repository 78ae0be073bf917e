/// A request as it goes over the wire.
package struct HTTPRequest: Sendable {
  package var method: String
  package var url: HTTPURL
  /// `Host` is not among them unless it was set: the transport takes it from the address.
  package var headers: HTTPHeaders
  package var body: [UInt8]
  /// What is sent in the place of `body`, where memory is not to hold it.
  package var upload: BodySource?
  /// Where the body of a success goes, where memory is not to hold it; that of the answer is empty
  /// then.
  package var download: BodySink?

  package init(
    method: String = "GET", url: HTTPURL, headers: HTTPHeaders = [:], body: [UInt8] = []
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
  }

  /// How many bytes the body has.
  package var bodySize: Int { upload?.size ?? body.count }
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

  /// Whether the status says that all went well.
  package var isSuccess: Bool { (200...299).contains(status) }
}
