internal import AWS
internal import CCurl

/// One request on its way, and what has come of its answer. For the thread of its loop.
final class Transfer {
  let order: Order
  let handle: EasyHandle

  /// The pieces in which long bodies move, in bytes.
  private static let longBuffer = 1 << 16

  private let limits: NetworkTransport.Limits
  private let certificates: String?
  private var answeredUntil: ContinuousClock.Instant
  private var silentUntil: ContinuousClock.Instant
  private var sent = 0
  private var received = 0
  private var head = ResponseHead()
  private var body: [UInt8] = []
  /// How much of the body went into the caller's sink.
  private var delivered = 0
  private var bodyFault: BodyFault?

  /// Prepares a request; refuses one that cannot be written as HTTP.
  init(
    _ order: Order, with curl: CurlLibrary, _ limits: NetworkTransport.Limits,
    certificates: String?, isDirect: Bool
  ) throws(TransportFault) {
    let request = order.request
    let host = request.url.authority
    guard HTTPURL(request.url.text) != nil else {
      throw TransportFault(.other, host: host, reason: "the address cannot be used")
    }
    guard let lines = RequestLines.lines(of: request) else {
      throw TransportFault(.other, host: host, reason: "method or headers cannot be written")
    }
    guard let handle = EasyHandle(curl) else {
      throw TransportFault(.other, host: host, reason: "libcurl gives no handle")
    }
    self.order = order
    self.handle = handle
    self.limits = limits
    self.certificates = certificates
    let now = ContinuousClock.now
    answeredUntil = now + .seconds(limits.answer)
    silentUntil = now + .seconds(limits.silence)
    do throws(EasyHandle.Refusal) {
      try setUp(request, lines, certificates)
      if isDirect { try handle.set(ESTEIRA_CURL_NO_PROXY, "*") }
    } catch {
      throw fault(error.code)
    }
  }

  private func setUp(
    _ request: HTTPRequest, _ lines: [String], _ certificates: String?
  ) throws(EasyHandle.Refusal) {
    try handle.set(ESTEIRA_CURL_NO_SIGNAL, 1)
    try handle.set(ESTEIRA_CURL_PROTOCOLS, ESTEIRA_CURL_HTTP_AND_HTTPS)
    try handle.set(ESTEIRA_CURL_SSL_VERSION, ESTEIRA_CURL_TLS_1_2)
    // All of AWS speaks it, and it has no way for a server to ask for a request again.
    try handle.set(ESTEIRA_CURL_HTTP_VERSION, ESTEIRA_CURL_HTTP_1_1)
    try handle.set(ESTEIRA_CURL_PATH_AS_IS, 1)
    try handle.set(ESTEIRA_CURL_MAX_AGE_CONNECTION, limits.idle)
    try handle.set(ESTEIRA_CURL_SUPPRESS_CONNECT_HEADERS, 1)
    try handle.set(ESTEIRA_CURL_URL, request.url.text)
    if let certificates { try handle.set(ESTEIRA_CURL_CA_INFO, certificates) }
    try handle.setHeaders(lines)
    try setMethod(request)
    if request.upload != nil {
      try handle.set(ESTEIRA_CURL_UPLOAD_BUFFER_SIZE, Self.longBuffer)
    }
    if request.download != nil { try handle.set(ESTEIRA_CURL_BUFFER_SIZE, Self.longBuffer) }
    let context = Unmanaged.passUnretained(self).toOpaque()
    try handle.set(ESTEIRA_CURL_ON_HEADER, context) { bytes, size, count, context in
      Transfer.of(context).receiveHeader(UnsafeRawBufferPointer(start: bytes, count: size * count))
    }
    try handle.set(ESTEIRA_CURL_ON_BODY, context) { bytes, size, count, context in
      Transfer.of(context).receiveBody(UnsafeRawBufferPointer(start: bytes, count: size * count))
    }
    // It says nothing of how to go back in the body, so that libcurl does not send it twice.
    try handle.set(ESTEIRA_CURL_ON_UPLOAD, context) { buffer, size, count, context in
      Transfer.of(context).send(UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
    }
  }

  private func setMethod(_ request: HTTPRequest) throws(EasyHandle.Refusal) {
    if request.method == "HEAD" {
      try handle.set(ESTEIRA_CURL_NOBODY, 1)
      return
    }
    if request.bodySize > 0 || ["POST", "PUT", "PATCH"].contains(request.method) {
      try handle.set(ESTEIRA_CURL_UPLOAD, 1)
      try handle.setUploadSize(request.bodySize)
    }
    try handle.set(ESTEIRA_CURL_CUSTOM_REQUEST, request.method)
  }

  // MARK: - Moving bytes

  private static func of(_ context: UnsafeMutableRawPointer?) -> Transfer {
    guard let context else { preconditionFailure("every callback has its transfer") }
    return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
  }

  /// Fills a buffer with what is to be sent next.
  private func send(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    noteMovement()
    if let upload = order.request.upload {
      noteProgress()
      do throws(BodyFault) {
        let count = try upload.read(at: sent, into: buffer)
        sent += count
        return count
      } catch {
        bodyFault = error
        return Int(ESTEIRA_CURL_STOP_SENDING)
      }
    }
    let part = order.request.body[sent...].prefix(buffer.count)
    buffer.copyBytes(from: part)
    sent += part.count
    return part.count
  }

  private func receiveHeader(_ line: UnsafeRawBufferPointer) -> Int {
    guard hasRoom(for: line.count) else { return 0 }
    head.read(line)
    return line.count
  }

  private func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Int {
    if let sink = order.request.download, (200...299).contains(head.status) {
      noteMovement()
      noteProgress()
      do throws(BodyFault) {
        try sink.write(delivered, bytes)
        delivered += bytes.count
        return bytes.count
      } catch {
        bodyFault = error
        // Fewer than there were ends the transfer, also where there were none.
        return bytes.count - 1
      }
    }
    guard hasRoom(for: bytes.count) else { return 0 }
    body.append(contentsOf: bytes)
    return bytes.count
  }

  private func hasRoom(for count: Int) -> Bool {
    noteMovement()
    received += count
    return received <= limits.size
  }

  private func noteMovement() {
    silentUntil = .now + .seconds(limits.silence)
  }

  /// A body may take as long as it likes while it moves: only then does the answer's time begin.
  private func noteProgress() {
    answeredUntil = .now + .seconds(limits.answer)
  }

  // MARK: - Ending

  /// When waiting has to end if nothing moves until then.
  var deadline: ContinuousClock.Instant { min(silentUntil, answeredUntil) }

  /// Why it has to end now, if so.
  func expiry(_ now: ContinuousClock.Instant) -> String? {
    if now >= answeredUntil { return "no whole answer within \(Duration.seconds(limits.answer))" }
    if now >= silentUntil { return "nothing came for \(Duration.seconds(limits.silence))" }
    return nil
  }

  /// What came of it, once libcurl is done with it.
  func result(_ error: Int32) -> Result<HTTPResponse, TransportFault> {
    let host = order.request.url.authority
    guard received <= limits.size else {
      let words = "the answer has more than \(limits.size) bytes"
      return .failure(TransportFault(.tooLarge, host: host, reason: words))
    }
    if let bodyFault {
      return .failure(TransportFault(.body, host: host, reason: bodyFault.reason))
    }
    guard error == 0 else { return .failure(fault(error)) }
    guard head.status > 0 else {
      return .failure(TransportFault(.garbled, host: host, reason: "the answer is not HTTP"))
    }
    return .success(HTTPResponse(status: head.status, headers: head.headers, body: body))
  }

  private func fault(_ error: Int32) -> TransportFault {
    CurlError(
      code: error, words: handle.words(for: error), proxyStatus: handle.proxyStatus,
      certificates: certificates
    ).fault(to: order.request.url)
  }
}
