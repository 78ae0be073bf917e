internal import Digests
internal import Documents

/// Turns the input of an operation into a request, as the service's protocol has it.
package struct RequestWriter {
  let model: ServiceModel
  let operation: OperationModel

  /// A writer for one operation.
  package init(_ model: ServiceModel, _ operation: OperationModel) {
    self.model = model
    self.operation = operation
  }

  /// What is sent, apart from where.
  struct Parts {
    var path = "/"
    var query = ""
    var headers: HTTPHeaders = [:]
    var body: [UInt8] = []

    mutating func addQuery(_ name: String, _ value: String?) {
      if !query.isEmpty { query += "&" }
      query += PercentEncoding.encode(name) + "=" + PercentEncoding.encode(value ?? "")
    }
  }

  /// The request of a call.
  ///
  /// - Parameters:
  ///   - input: the members of the input.
  ///   - base: the service's address; what its path holds stands before the operation's.
  ///   - token: stands for a token that the input lacks.
  package func request(
    _ input: WireValue, at base: HTTPURL, token: @autoclosure () -> String
  ) -> HTTPRequest {
    let members = operation.input.map { model.resolve($0).shape.members } ?? []
    var input = input
    for member in members where member.reference.traits.isToken && input[member.name] == nil {
      input[member.name] = .text(token())
    }
    var parts: Parts
    switch model.wireProtocol {
    case .query: parts = query(input, members)
    case .json: parts = json(input, members)
    case .restJSON, .restXML: parts = RESTWriter(writer: self, input: input).parts()
    }
    if let accept = model.accept { parts.headers["Accept"] = accept }
    addChecksum(to: &parts)
    var url = base
    if let prefix = operation.hostPrefix {
      url.host = RESTWriter.expand(prefix) { input[$0]?.text } + url.host
    }
    let folder = base.path.hasSuffix("/") ? String(base.path.dropLast()) : base.path
    url.path = folder + parts.path
    if url.path.isEmpty { url.path = "/" }
    url.query = parts.query.isEmpty ? nil : parts.query
    return HTTPRequest(
      method: operation.method, url: url, headers: parts.headers, body: parts.body)
  }

  private func addChecksum(to parts: inout Parts) {
    switch operation.checksum {
    case .none: break
    case .md5:
      if parts.headers["Content-MD5"] == nil {
        parts.headers["Content-MD5"] = Base64.encode(MD5.digest(of: parts.body).bytes)
      }
    case .chosen:
      let checksum = CRC32.checksum(of: parts.body)
      parts.headers["x-amz-sdk-checksum-algorithm"] = "CRC32"
      parts.headers["x-amz-checksum-crc32"] = Base64.encode(
        withUnsafeBytes(of: checksum.bigEndian, Array.init))
    }
  }

  private func query(_ input: WireValue, _ members: [Shape.Member]) -> Parts {
    let fields = QuerySerializer.fields(
      action: operation.name, version: model.version,
      QueryShapes(model: model).write(input, members))
    return Parts(
      headers: ["Content-Type": "application/x-www-form-urlencoded; charset=utf-8"],
      body: FormFields.encode(fields))
  }

  private func json(_ input: WireValue, _ members: [Shape.Member]) -> Parts {
    var parts = Parts(
      headers: [
        "X-Amz-Target": model.targetPrefix.isEmpty
          ? operation.name : "\(model.targetPrefix).\(operation.name)",
        "Content-Type": "application/x-amz-json-\(model.jsonVersion)",
      ],
      body: JSONShapes(model: model).write(input, members).compactJSONBytes)
    if model.isQueryCompatible { parts.headers["x-amzn-query-mode"] = "true" }
    return parts
  }
}
