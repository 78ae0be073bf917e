internal import Documents

/// Takes the answer to an operation apart, as the service's protocol has it.
package struct AnswerReader {
  let model: ServiceModel
  let operation: OperationModel

  /// A reader for one operation.
  package init(_ model: ServiceModel, _ operation: OperationModel) {
    self.model = model
    self.operation = operation
  }

  /// The output, the error, or what makes neither of it.
  package func read(_ response: HTTPResponse) -> CallAnswer<WireValue> {
    switch model.wireProtocol {
    case .query: query(response)
    case .json, .restJSON, .restXML:
      (200...299).contains(response.status) ? success(response) : failure(response)
    }
  }

  private var isJSON: Bool { model.wireProtocol == .json || model.wireProtocol == .restJSON }

  // MARK: - Query

  private func query(_ response: HTTPResponse) -> CallAnswer<WireValue> {
    switch QueryAnswer(response, action: operation.name) {
    case .success(let element, let requestID):
      let output = operation.output.flatMap { XMLShapes(model: model).read(element, $0) }
      return .success(output ?? .record([]), requestID: requestID)
    case .failure(var error):
      if let root = try? XMLReader.read(response.body) {
        error.details = details(of: error.code, XMLErrors.element(in: root).map(Body.xml), response)
      }
      return .failure(error)
    case .unreadable(let line, let reason):
      return .unreadable(firstLine: line, reason: reason)
    }
  }

  // MARK: - Successes

  /// A body that was read as far as its protocol goes.
  private enum Body {
    case json(Value)
    case xml(XMLElement)
  }

  private func success(_ response: HTTPResponse) -> CallAnswer<WireValue> {
    let requestID = AnswerText.requestID(response.headers)
    if isLateError(response) { return failure(response) }
    guard let reference = operation.output else {
      return page(response) ?? .success(.record([]), requestID: requestID)
    }
    let shape = model.resolve(reference).shape
    var output = bound(shape, response)
    if let member = model.payload(of: reference) {
      switch payload(member, response.body) {
      case .success(let value): if let value { output[member.name] = value }
      case .failure(let damage): return unreadable(response, damage.reason)
      }
      return .success(output, requestID: requestID)
    }
    let members = bodyMembers(shape)
    guard !members.isEmpty || model.wireProtocol == .json, !response.body.isEmpty else {
      return page(response) ?? .success(output, requestID: requestID)
    }
    switch body(response.body) {
    case .success(let body):
      return .success(.record(output.fields + read(body, members).fields), requestID: requestID)
    case .failure(let damage): return unreadable(response, damage.reason)
    }
  }

  /// What is made of a page in the place of an answer of which nothing is read: whoever wrote it has
  /// not done what was asked.
  private func page(_ response: HTTPResponse) -> CallAnswer<WireValue>? {
    let start = String(decoding: response.body.prefix(1024), as: UTF8.self).lowercased()
    guard start.contains("<html") || start.contains("<!doctype html") else { return nil }
    return unreadable(response, "the answer is a page")
  }

  /// S3 begins some answers before it knows how they end: an error may stand in a success.
  private func isLateError(_ response: HTTPResponse) -> Bool {
    guard model.wireProtocol == .restXML, response.body.count < 4096,
      let root = try? XMLReader.read(response.body)
    else { return false }
    if let payload = operation.output.flatMap(model.payload) {
      switch model.resolve(payload.reference).shape.kind {
      case .bytes, .text: return false
      default: break
      }
    }
    return root.name == "Error" && root["Code"] != nil
  }

  private func read(_ body: Body, _ members: [Shape.Member]) -> WireValue {
    switch body {
    case .json(let json): JSONShapes(model: model).read(json, members)
    case .xml(let element):
      // S3 answers where a bucket is with the member's element alone.
      if members.count == 1, members[0].wireName == element.name, element.children.isEmpty {
        XMLShapes(model: model).read(XMLElement("", children: [element]), members)
      } else {
        XMLShapes(model: model).read(element, members)
      }
    }
  }

  /// Why a body cannot be read.
  private struct Damage: Error {
    var reason: String
  }

  private func body(_ bytes: [UInt8]) -> Result<Body, Damage> {
    if isJSON {
      guard let json = JSONText.value(bytes), json.members != nil else {
        return .failure(Damage(reason: "the answer is no JSON object"))
      }
      return .success(.json(json))
    }
    do throws(XMLFault) {
      let root = try XMLReader.read(bytes)
      guard root.name.lowercased() != "html" else {
        return .failure(Damage(reason: "the answer is a page"))
      }
      return .success(.xml(root))
    } catch {
      return .failure(Damage(reason: error.message))
    }
  }

  private func payload(_ member: Shape.Member, _ bytes: [UInt8]) -> Result<WireValue?, Damage> {
    let (shape, traits) = model.resolve(member.reference)
    switch shape.kind {
    case .bytes: return .success(bytes.isEmpty && !traits.isStream ? nil : .bytes(bytes))
    case .text: return .success(bytes.isEmpty ? nil : .text(String(decoding: bytes, as: UTF8.self)))
    default:
      if bytes.isEmpty { return .success(nil) }
      if model.wireProtocol == .restJSON {
        guard let json = JSONText.value(bytes) else {
          return .failure(Damage(reason: "the answer is no JSON"))
        }
        return .success(JSONShapes(model: model).read(json, member.reference))
      }
      return body(bytes).map { body in
        if case .xml(let root) = body {
          XMLShapes(model: model).read(root, member.reference)
        } else {
          nil
        }
      }
    }
  }

  /// The members that the status and the headers hold.
  private func bound(_ shape: Shape, _ response: HTTPResponse) -> WireValue {
    let headers = HeaderShapes(model: model)
    return .record(
      shape.members.compactMap { member in
        let (shape, traits) = model.resolve(member.reference)
        let value: WireValue? =
          switch traits.location {
          case .statusCode: .number(Number(response.status))
          case .header:
            response.headers[member.wireName].flatMap { headers.read($0, member.reference) }
          case .headers:
            if case .map(_, let item) = shape.kind {
              prefixed(
                member.reference.traits.name ?? shape.traits.name ?? "", response.headers, item)
            } else {
              nil
            }
          case .querystring, .uri, nil: nil
          }
        return value.map { WireValue.Field(member.name, $0) }
      })
  }

  private func prefixed(
    _ prefix: String, _ headers: HTTPHeaders, _ item: ShapeReference
  ) -> WireValue {
    .record(
      headers.fields.compactMap { field in
        guard field.name.lowercased().hasPrefix(prefix.lowercased()),
          let value = HeaderShapes(model: model).read(field.value, item)
        else { return nil }
        return WireValue.Field(String(field.name.dropFirst(prefix.count)), value)
      })
  }

  private func unreadable(_ response: HTTPResponse, _ reason: String) -> CallAnswer<WireValue> {
    .unreadable(firstLine: AnswerText.firstLine(of: response.body), reason: reason)
  }

  /// The members that the body holds. Paths and queries are only in requests: what would stand there
  /// comes in the body.
  private func bodyMembers(_ shape: Shape) -> [Shape.Member] {
    shape.members.filter { member in
      switch model.resolve(member.reference).traits.location {
      case .header, .headers, .statusCode: false
      case .uri, .querystring, nil: true
      }
    }
  }

  // MARK: - Failures

  private func failure(_ response: HTTPResponse) -> CallAnswer<WireValue> {
    let named = response.headers["x-amzn-ErrorType"].map(Self.code)
    if response.body.allSatisfy({ $0 == 0x20 || $0 == 0x0A || $0 == 0x0D }) {
      var error = AnswerText.silent(response)
      error.code = named ?? error.code
      error.details = details(of: error.code, nil, response)
      return .failure(error)
    }
    let body: Body
    switch self.body(response.body) {
    case .success(let found): body = found
    case .failure(let damage):
      // What stands before a service may speak XML although the service does not.
      guard isJSON, let root = try? XMLReader.read(response.body),
        XMLErrors.element(in: root) != nil
      else { return unreadable(response, damage.reason) }
      body = .xml(root)
    }
    var error: ServiceError
    var inside: Body? = body
    switch body {
    case .json(let json):
      let code = named ?? (json["__type"] ?? json["code"] ?? json["Code"])?.text.map(Self.code)
      let message = json["message"] ?? json["Message"] ?? json["errorMessage"]
      error = ServiceError(
        code: code ?? "HTTP\(response.status)", message: message?.text ?? "",
        isSenders: response.status < 500, requestID: AnswerText.requestID(response.headers),
        status: response.status)
    case .xml(let root):
      guard
        let found = XMLErrors.error(
          in: root, status: response.status < 300 ? 500 : response.status,
          requestID: XMLErrors.requestID(in: root) ?? AnswerText.requestID(response.headers))
      else { return unreadable(response, "the answer is a `\(root.name)`, not an error") }
      error = found
      inside = XMLErrors.element(in: root).map(Body.xml)
    }
    error.details = details(of: error.code, inside, response)
    adoptQueryError(response, &error)
    return .failure(error)
  }

  /// `aws.protocoltests#FooError:http://internal/` is a `FooError`.
  private static func code(_ text: String) -> String {
    let name = text.prefix { $0 != ":" }.split(separator: "#").last.map(String.init)
    return (name ?? text).trimmed { $0 == " " }
  }

  /// The code that the service had when it spoke the query protocol: `Code;Sender`.
  private func adoptQueryError(_ response: HTTPResponse, _ error: inout ServiceError) {
    guard model.isQueryCompatible, let text = response.headers["x-amzn-query-error"] else { return }
    let parts = text.split(separator: ";", maxSplits: 1)
    if let code = parts.first { error.code = String(code) }
    if parts.count > 1 { error.isSenders = parts[1] == "Sender" }
  }

  /// What an error holds besides its message, where its shape is known.
  private func details(of code: String, _ body: Body?, _ response: HTTPResponse) -> WireValue {
    let names = operation.errors + [code]
    let found = names.lazy.compactMap { name in
      model.shapes[name].flatMap { $0.errorCode ?? name == code || name == code ? $0 : nil }
    }.first
    guard let shape = found else { return .null }
    let members = bodyMembers(shape)
    let inside = body.map { read($0, members).fields } ?? []
    return .record(bound(shape, response).fields + inside)
  }
}
