import AWS
import Digests
import Documents
import Synchronization

/// A small S3 in memory, as far as long objects need it, on which calls go wrong as a test says.
final class ShelfOfObjects: Sendable {
  struct State {
    var objects: [String: [UInt8]] = [:]
    var uploads: [String: [Int: [UInt8]]] = [:]
    /// The tags of objects that were made of parts.
    var wholes: [String: String] = [:]
    var calls: [String] = []
    var pauses = 0
    var underWay = 0
    var mostUnderWay = 0
  }

  enum Mishap: Sendable {
    case fault(TransportFault.Kind)
    case status(Int, String)
    /// It is carried out, and the answer does not come back.
    case lost
  }

  let state = Mutex(State())
  /// What goes wrong with the call of this name and number, counted from 0 by name.
  private let mishap: @Sendable (_ call: String, _ number: Int) -> Mishap?

  init(_ mishap: @escaping @Sendable (_ call: String, _ number: Int) -> Mishap? = { _, _ in nil }) {
    self.mishap = mishap
  }

  subscript(key: String) -> [UInt8]? {
    get { state.withLock { $0.objects["/\(key)"] } }
    set { state.withLock { $0.objects["/\(key)"] = newValue } }
  }

  var calls: [String] { state.withLock(\.calls) }
  var uploads: Int { state.withLock(\.uploads.count) }

  var client: S3Client {
    let carried = LongBodies.carried(by: { (request) async throws(TransportFault) in
      self.state.withLock {
        $0.underWay += 1; $0.mostUnderWay = max($0.mostUnderWay, $0.underWay)
      }
      // Lets others begin, so that parts really overlap.
      await Task.yield()
      defer { self.state.withLock { $0.underWay -= 1 } }
      return try self.answer(request)
    })
    return S3Client(
      Services(
        Endpoints(), in: "eu-west-1",
        credentials: { () throws(AWSFault) in
          Credentials(accessKeyID: "AKI", secretAccessKey: Secret("secret"))
        }, transport: carried,
        world: CallWorld(
          now: { Timestamp(milliseconds: 1_795_194_000_000) },
          pause: { (_) throws(CancellationError) in self.state.withLock { $0.pauses += 1 } },
          random: { 0.5 }), userAgent: "esteira/0"))
  }

  private func answer(_ request: HTTPRequest) throws(TransportFault) -> HTTPResponse {
    if Task.isCancelled {
      throw TransportFault(.cancelled, host: request.url.authority, reason: "cancelled")
    }
    let query = Dictionary(
      FormFields.decode(request.url.query ?? "", plusIsSpace: false).map { ($0.name, $0.value) },
      uniquingKeysWith: { $1 })
    let call = Self.name(request, query)
    let number = state.withLock { state in
      state.calls.append(call)
      return state.calls.count { $0 == call } - 1
    }
    switch mishap(call, number) {
    case .fault(let kind):
      throw TransportFault(kind, host: request.url.authority, reason: "as the test says")
    case .status(let status, let code):
      return Self.xml("<Error><Code>\(code)</Code></Error>", status: status)
    case .lost:
      _ = state.withLock { state in Self.carryOut(call, request, query, &state) }
      throw TransportFault(.connectionLost, host: request.url.authority, reason: "reset")
    case nil: break
    }
    if let digest = request.headers["X-Amz-Content-SHA256"], digest != "UNSIGNED-PAYLOAD",
      digest != SHA256.digest(of: request.body).hex
    {
      return Self.xml("<Error><Code>XAmzContentSHA256Mismatch</Code></Error>", status: 400)
    }
    return state.withLock { state in Self.carryOut(call, request, query, &state) }
  }

  private static func name(_ request: HTTPRequest, _ query: [String: String]) -> String {
    switch (request.method, query["uploadId"], query["partNumber"]) {
    case ("POST", nil, _): "create"
    case ("POST", _, _): "complete"
    case ("PUT", _?, _?): "part"
    case ("DELETE", _?, _): "abort"
    case ("PUT", _, _): "put"
    case ("HEAD", _, _): "head"
    default: "get"
    }
  }

  private static func carryOut(
    _ call: String, _ request: HTTPRequest, _ query: [String: String], _ state: inout State
  ) -> HTTPResponse {
    let key = request.url.path
    let upload = query["uploadId"] ?? ""
    switch call {
    case "create":
      let id = "u\(state.uploads.count)"
      state.uploads[id] = [:]
      return xml("<R><UploadId>\(id)</UploadId></R>")
    case "part":
      guard state.uploads[upload] != nil else { return missing("NoSuchUpload") }
      state.uploads[upload]?[Int(query["partNumber"] ?? "") ?? 0] = request.body
      return HTTPResponse(status: 200, headers: ["ETag": tag(request.body)])
    case "complete":
      guard let parts = state.uploads.removeValue(forKey: upload) else {
        return missing("NoSuchUpload")
      }
      let named = String(decoding: request.body, as: UTF8.self).split(separator: "<PartNumber>")
      state.objects[key] = named.dropFirst().flatMap { part in
        parts[Int(part.prefix { $0.isNumber }) ?? 0] ?? []
      }
      let digests = (1...parts.count).flatMap { MD5.digest(of: parts[$0] ?? []).bytes }
      let whole = "\"\(MD5.digest(of: digests).hex)-\(parts.count)\""
      state.wholes[key] = whole
      return xml("<R><ETag>\(whole)</ETag></R>")
    case "abort":
      guard state.uploads.removeValue(forKey: upload) != nil else { return missing("NoSuchUpload") }
      return HTTPResponse(status: 204)
    case "put":
      state.objects[key] = request.body
      state.wholes[key] = nil
      return HTTPResponse(status: 200, headers: ["ETag": tag(request.body)])
    default:
      guard let body = state.objects[key] else { return missing("NoSuchKey") }
      let tag = state.wholes[key] ?? tag(body)
      guard request.headers["If-Match"].map({ $0 == tag }) ?? true else {
        return xml("<Error><Code>PreconditionFailed</Code></Error>", status: 412)
      }
      let ends = request.headers["Range"]?.dropFirst(6).split(separator: "-").compactMap { Int($0) }
      let range = ends.map { $0[0]..<($0[1] + 1) } ?? 0..<body.count
      return HTTPResponse(
        status: ends == nil ? 200 : 206,
        headers: ["ETag": tag, "Content-Length": "\(range.count)"],
        body: call == "head" ? [] : Array(body[range]))
    }
  }

  private static func tag(_ bytes: [UInt8]) -> String {
    "\"\(MD5.digest(of: bytes).hex)\""
  }

  private static func missing(_ code: String) -> HTTPResponse {
    xml("<Error><Code>\(code)</Code></Error>", status: 404)
  }

  private static func xml(_ body: String, status: Int = 200) -> HTTPResponse {
    HTTPResponse(status: status, body: Array(body.utf8))
  }
}
