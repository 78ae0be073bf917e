internal import Documents

/// Calls the operations of one service by its model, whatever protocol it speaks. Copies share their
/// keys and their retry quota.
package struct ServiceClient: Sendable {
  /// Where an operation is called; for S3 it depends on the bucket in the input.
  package typealias EndpointSource =
    @Sendable (_ operation: String, _ input: WireValue) throws(AWSFault) -> Endpoint

  let model: ServiceModel
  private let endpoint: EndpointSource
  private var caller: Caller

  package init(
    _ model: ServiceModel, at endpoint: @escaping EndpointSource, credentials: CredentialsSource?,
    transport: @escaping Transport, world: CallWorld, policy: RetryPolicy = .standard,
    userAgent: String
  ) {
    self.model = model
    self.endpoint = endpoint
    caller = Caller(
      credentials: credentials, transport: transport, world: world, policy: policy,
      userAgent: userAgent)
  }

  /// The same client for what goes on when the person wants to stop.
  var steady: ServiceClient {
    var copy = self
    copy.caller = caller.steady
    return copy
  }

  /// The output of an operation.
  ///
  /// - Parameters:
  ///   - isSecret: whether nothing of the answer may be shown, even where it is unreadable.
  ///   - upload: the body, where it is too long for the input.
  ///   - download: where the body of the answer goes, where it is too long for the output.
  package func call(
    _ name: String, _ input: WireValue = .record([]), _ repetition: Repetition? = nil,
    isSecret: Bool = false, upload: BodySource? = nil, download: BodySink? = nil
  ) async throws(AWSFault) -> WireOutput {
    let operation = operation(name)
    let endpoint = try endpoint(name, input)
    let faults = CallFaults(
      operation: "\(model.name) \(name)", endpoint: endpoint, service: model.name,
      isSecret: isSecret, bucket: model.name == "S3" ? input["Bucket"]?.text : nil)
    var request = RequestWriter(model, operation).request(input, at: endpoint.url, token: token())
    if let upload {
      request.upload = upload
      if request.headers["Content-Type"] == nil {
        request.headers["Content-Type"] = "application/octet-stream"
      }
    }
    request.download = download
    let reader = AnswerReader(model, operation)
    let result = try await caller.call(
      request, at: endpoint, as: model.signingName,
      repetition ?? (operation.isRepeatable(model) ? .safe : .unsafe), faults
    ) { reader.read($0) }
    return WireOutput(
      result.output, requestID: result.requestID, faults, attempts: result.attempts)
  }

  /// The outputs of an operation page by page, until there are no more or the closure says stop.
  ///
  /// - Parameter tidy: what is done with an output before anything is read from it.
  package func pages(
    of name: String, _ input: WireValue = .record([]),
    tidy: (WireValue) -> WireValue = { $0 },
    _ each: (WireOutput) async throws(AWSFault) -> Bool
  ) async throws(AWSFault) {
    guard let pages = operation(name).pages else {
      preconditionFailure("\(model.name) \(name) has no pages")
    }
    var input = input
    var last: [WireValue] = []
    while true {
      var output = try await call(name, input)
      output.value = tidy(output.value)
      guard try await each(output), let tokens = pages.next(after: output.value) else { return }
      // A service that gives the same token twice would be asked for ever.
      guard tokens != last else { throw output.missing(pages.outputTokens[0].joined()) }
      last = tokens
      for (name, token) in zip(pages.inputTokens, tokens) {
        input[name] = token == .null ? nil : token
      }
    }
  }

  /// The elements of a list that comes in pages.
  package func all(
    _ name: String, _ input: WireValue = .record([]), in list: String,
    tidy: (WireValue) -> WireValue = { $0 }
  ) async throws(AWSFault) -> [WireValue] {
    var elements: [WireValue] = []
    try await pages(of: name, input, tidy: tidy) { (output) throws(AWSFault) in
      elements += output.value.value(at: list)?.elements ?? []
      return true
    }
    return elements
  }

  /// Lets some time pass between two calls of an operation.
  func pause(milliseconds: Int64, for operation: String) async throws(AWSFault) {
    do throws(CancellationError) {
      try await caller.world.pause(milliseconds)
    } catch {
      throw AWSFault(.cancelled, "\(model.name) \(operation) was cancelled")
    }
  }

  /// Waits before something is tried again that others may do at the same time: longer each time,
  /// and hardly ever as long as the others.
  func backOff(after tries: Int, of operation: String) async throws(AWSFault) {
    let longest = Double(Int64(100) << Int64(min(tries, 6)))
    try await pause(
      milliseconds: 50 + Int64((caller.world.random() * longest).rounded()), for: operation)
  }

  private func operation(_ name: String) -> OperationModel {
    guard let operation = model.operation(name) else {
      preconditionFailure("\(model.name) has no operation \(name) here")
    }
    return operation
  }

  /// A token in the form of a random UUID.
  private func token() -> String {
    let digits = Array("0123456789abcdef")
    let variants = Array("89ab")
    var text = ""
    for index in 0..<36 {
      switch index {
      case 8, 13, 18, 23: text.append("-")
      case 14: text.append("4")
      case 19: text.append(variants[Int(caller.world.random() * 4)])
      default: text.append(digits[Int(caller.world.random() * 16)])
      }
    }
    return text
  }
}

extension OperationModel {
  /// Whether doing it twice is like doing it once, as far as the model tells: it only reads, says so
  /// itself, or carries a token.
  func isRepeatable(_ model: ServiceModel) -> Bool {
    if isIdempotent || method == "GET" || method == "HEAD" { return true }
    if ["Describe", "Get", "List", "BatchGet", "BatchCheck", "Head"].contains(where: name.hasPrefix)
    {
      return true
    }
    return input.map { model.resolve($0).shape.members.contains { $0.reference.traits.isToken } }
      ?? false
  }
}

extension Pagination {
  /// What the next page begins with, by input; nil where there is none.
  func next(after output: WireValue) -> [WireValue]? {
    if let more, output.value(at: more)?.flag != true { return nil }
    let tokens = outputTokens.map { paths in
      paths.lazy.compactMap { token(at: $0, in: output) }.first ?? .null
    }
    return tokens.contains { $0 != .null } ? tokens : nil
  }

  /// A path may take the last element of a list: `Contents[-1].Key`.
  private func token(at path: String, in output: WireValue) -> WireValue? {
    var value: WireValue? = output
    for part in path.split(separator: ".") {
      if part.hasSuffix("[-1]") {
        value = value?[String(part.dropLast(4))]?.elements.last
      } else {
        value = value?[String(part)]
      }
    }
    return value?.text == "" ? nil : value
  }
}
