internal import AWS

/// Takes HTTP/1.1 requests out of the bytes of a connection, however these are cut into pieces.
///
/// Strict where leniency lets two readers disagree about where a request ends.
/// <https://www.rfc-editor.org/rfc/rfc9112>
struct RequestParser {
  private let limits: ListenerLimits
  private var buffer: [UInt8] = []
  private var position = 0
  private var head: Head?
  private var body: [UInt8] = []
  private var chunk = Chunk.size
  private var trailerBytes = 0

  /// What is known when the headers have come.
  private struct Head {
    var request: HTTPRequest
    var keepsAlive: Bool
    /// Nil for a body in chunks.
    var length: Int?
    var awaitsContinue: Bool
  }

  /// Where in a body of chunks.
  private enum Chunk {
    case size
    case data(Int)
    case end
    case trailers
  }

  /// What comes out.
  enum Event {
    /// The sender waits for a word before it sends the body.
    case awaitsContinue
    case request(HTTPRequest, keepsAlive: Bool)
  }

  init(limits: ListenerLimits) {
    self.limits = limits
  }

  /// Whether a request has begun and is not complete.
  var isMidway: Bool { head != nil || position < buffer.count }

  /// Takes bytes as they come.
  mutating func feed(_ bytes: some Sequence<UInt8>) {
    if position > 0 {
      buffer.removeFirst(position)
      position = 0
    }
    buffer += bytes
  }

  /// The next event; nil if more bytes are needed.
  mutating func next() throws(BadRequest) -> Event? {
    if head == nil {
      guard let read = try readHead() else { return nil }
      head = read
      body = []
      chunk = .size
      trailerBytes = 0
      if read.awaitsContinue, position == buffer.count { return .awaitsContinue }
    }
    guard let head, try readBody(head) else { return nil }
    var request = head.request
    request.body = body
    self.head = nil
    body = []
    return .request(request, keepsAlive: head.keepsAlive)
  }

  // MARK: - Head

  private mutating func readHead() throws(BadRequest) -> Head? {
    // An empty line before a request is ignored, as the specification says.
    while buffer[position...].starts(with: [0x0D, 0x0A]) { position += 2 }
    let rest = buffer[position...]
    guard let end = rest.firstRange(of: [0x0D, 0x0A, 0x0D, 0x0A]) else {
      guard rest.count <= limits.head else { throw .headTooLarge }
      return nil
    }
    guard end.lowerBound - position <= limits.head else { throw .headTooLarge }
    let text = rest[..<end.lowerBound]
    position = end.upperBound
    var lines = Self.lines(text).makeIterator()
    guard let first = lines.next() else { throw .malformed("there is no request line") }
    let (method, target, version) = try Self.requestLine(first)
    var headers = HTTPHeaders()
    while let line = lines.next() {
      let field = try Self.field(line)
      headers.append(field.name, field.value)
    }
    return try Self.head(method, target, version, headers, limits)
  }

  private static func lines(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var rest = text
    while let end = rest.firstRange(of: [0x0D, 0x0A]) {
      lines.append(rest[..<end.lowerBound])
      rest = rest[end.upperBound...]
    }
    lines.append(rest)
    return lines
  }

  private static func requestLine(
    _ line: ArraySlice<UInt8>
  ) throws(BadRequest) -> (method: String, target: String, version: String) {
    let parts = line.split(separator: 0x20, omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[0].isEmpty, parts[0].allSatisfy(isTokenByte),
      !parts[1].isEmpty, parts[1].allSatisfy({ (0x21...0x7E).contains($0) })
    else { throw .malformed("the request line is malformed") }
    let version = String(decoding: parts[2], as: UTF8.self)
    guard version.hasPrefix("HTTP/") else { throw .malformed("the request line is malformed") }
    guard version == "HTTP/1.1" || version == "HTTP/1.0" else { throw .version }
    return (
      String(decoding: parts[0], as: UTF8.self), String(decoding: parts[1], as: UTF8.self), version
    )
  }

  private static func field(
    _ line: ArraySlice<UInt8>
  ) throws(BadRequest) -> (name: String, value: String) {
    guard let colon = line.firstIndex(of: 0x3A), colon > line.startIndex,
      line[..<colon].allSatisfy(isTokenByte)
    else { throw .malformed("a header is malformed") }
    var value = line[line.index(after: colon)...]
    while let byte = value.first, byte == 0x20 || byte == 0x09 { value = value.dropFirst() }
    while let byte = value.last, byte == 0x20 || byte == 0x09 { value = value.dropLast() }
    guard value.allSatisfy({ $0 == 0x09 || $0 >= 0x20 && $0 != 0x7F }) else {
      throw .malformed("a header holds a control character")
    }
    return (
      String(decoding: line[..<colon], as: UTF8.self), String(decoding: value, as: UTF8.self)
    )
  }

  private static func head(
    _ method: String, _ target: String, _ version: String, _ headers: HTTPHeaders,
    _ limits: ListenerLimits
  ) throws(BadRequest) -> Head {
    let hosts = headers.all("Host")
    guard hosts.count == 1 || hosts.isEmpty && version == "HTTP/1.0" else {
      throw .malformed("there is not exactly one Host header")
    }
    let isAbsolute = target.hasPrefix("http://")
    guard isAbsolute || target.hasPrefix("/") else {
      throw .malformed("the target is not a path")
    }
    let address = isAbsolute ? target : "http://\(hosts.first ?? "localhost")"
    guard var url = HTTPURL(address) else { throw .malformed("the Host header is malformed") }
    if !isAbsolute { url.setTarget(target) }
    let connection = headers.all("Connection").joined(separator: ",").lowercased()
      .split(separator: ",").map { $0.filter { $0 != " " } }
    let expectation = headers["Expect"]?.lowercased()
    guard expectation == nil || expectation == "100-continue" else { throw .expectation }
    let length = try bodyLength(headers, limits)
    return Head(
      request: HTTPRequest(method: method, url: url, headers: headers),
      keepsAlive: version == "HTTP/1.1"
        ? !connection.contains("close") : connection.contains("keep-alive"),
      length: length, awaitsContinue: expectation != nil && length != 0)
  }

  private static func bodyLength(
    _ headers: HTTPHeaders, _ limits: ListenerLimits
  ) throws(BadRequest) -> Int? {
    let lengths = headers.all("Content-Length")
    let codings = headers.all("Transfer-Encoding")
    if !codings.isEmpty {
      guard lengths.isEmpty else { throw .malformed("the body's length is given twice") }
      guard codings.count == 1, codings[0].lowercased() == "chunked" else { throw .coding }
      return nil
    }
    guard let first = lengths.first else { return 0 }
    guard lengths.allSatisfy({ $0 == first }), (1...15).contains(first.utf8.count),
      first.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let length = Int(first)
    else { throw .malformed("the Content-Length is malformed") }
    guard length <= limits.body else { throw .bodyTooLarge }
    return length
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E...0x60, 0x7C, 0x7E: true
    default: false
    }
  }

  // MARK: - Body

  /// Whether the body is complete.
  private mutating func readBody(_ head: Head) throws(BadRequest) -> Bool {
    guard let length = head.length else { return try readChunks() }
    take(length - body.count)
    return body.count == length
  }

  private mutating func take(_ count: Int) {
    let taken = buffer[position...].prefix(count)
    body += taken
    position += taken.count
  }

  private mutating func readChunks() throws(BadRequest) -> Bool {
    while true {
      switch chunk {
      case .size:
        guard let line = try line() else { return false }
        let digits = line.prefix { $0 != 0x3B }
        guard (1...8).contains(digits.count),
          let size = Int(String(decoding: digits, as: UTF8.self), radix: 16), digits.first != 0x2D,
          digits.first != 0x2B
        else { throw .malformed("a chunk's size is malformed") }
        guard body.count + size <= limits.body else { throw .bodyTooLarge }
        chunk = size == 0 ? .trailers : .data(size)
      case .data(let left):
        let before = body.count
        take(left)
        let rest = left - (body.count - before)
        chunk = rest == 0 ? .end : .data(rest)
        if rest > 0 { return false }
      case .end:
        guard buffer.count - position >= 2 else { return false }
        guard buffer[position...].starts(with: [0x0D, 0x0A]) else {
          throw .malformed("a chunk is longer than it says")
        }
        position += 2
        chunk = .size
      case .trailers:
        guard let line = try line() else { return false }
        if line.isEmpty { return true }
        trailerBytes += line.count
        guard trailerBytes <= limits.head else { throw .headTooLarge }
      }
    }
  }

  /// The next line of a body in chunks; nil if it is not complete.
  private mutating func line() throws(BadRequest) -> ArraySlice<UInt8>? {
    let rest = buffer[position...]
    guard let end = rest.firstRange(of: [0x0D, 0x0A]) else {
      guard rest.count <= 4096 else { throw .malformed("a chunk's size is malformed") }
      return nil
    }
    position = end.upperBound
    return rest[..<end.lowerBound]
  }
}

/// Why bytes are no request that can be answered.
enum BadRequest: Error, Equatable {
  case malformed(String)
  case headTooLarge
  case bodyTooLarge
  case coding
  case expectation
  case version
  case timedOut

  /// The status and words of the answer.
  var answer: (status: Int, text: String) {
    switch self {
    case .malformed(let what): (400, "Bad Request: \(what)")
    case .timedOut: (408, "Request Timeout")
    case .bodyTooLarge: (413, "Content Too Large")
    case .expectation: (417, "Expectation Failed")
    case .headTooLarge: (431, "Request Header Fields Too Large")
    case .coding: (501, "Not Implemented: the only transfer coding is chunked")
    case .version: (505, "HTTP Version Not Supported")
    }
  }
}
