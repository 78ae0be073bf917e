/// Calls the operations of one service that speaks the query protocol: signs, sends, repeats where
/// that helps, and takes the answer apart. Copies share their keys and their retry quota.
package struct QueryClient: Sendable {
  /// What tells one service from another.
  package struct Service: Sendable {
    /// How people call it.
    package var name: String
    /// The name in the scope of signatures.
    package var signingName: String
    /// The version of its interface.
    package var version: String

    package init(name: String, signingName: String, version: String) {
      self.name = name
      self.signingName = signingName
      self.version = version
    }
  }

  private let service: Service
  private let endpoint: Endpoint
  private let caller: Caller

  package init(
    _ service: Service, at endpoint: Endpoint, credentials: CredentialsSource?,
    transport: @escaping Transport, world: CallWorld, policy: RetryPolicy = .standard,
    userAgent: String
  ) {
    self.service = service
    self.endpoint = endpoint
    caller = Caller(
      credentials: credentials, transport: transport, world: world, policy: policy,
      userAgent: userAgent)
  }

  /// The result of an operation.
  ///
  /// - Parameter isSecret: whether nothing of the answer may be shown, even where it is unreadable.
  package func call(
    _ action: String, _ input: QueryMembers = QueryMembers(), _ repetition: Repetition = .safe,
    isSecret: Bool = false
  ) async throws(AWSFault) -> QueryResult {
    let faults = CallFaults(
      operation: "\(service.name) \(action)", endpoint: endpoint, service: service.name,
      isSecret: isSecret)
    let result = try await caller.call(
      request(action, input), at: endpoint, as: service.signingName, repetition, faults
    ) { QueryAnswer($0, action: action) }
    return QueryResult(
      result.output, requestID: result.requestID, faults, attempts: result.attempts)
  }

  private func request(_ action: String, _ input: QueryMembers) -> HTTPRequest {
    let fields = QuerySerializer.fields(action: action, version: service.version, input)
    return HTTPRequest(
      method: "POST", url: endpoint.url,
      headers: ["Content-Type": "application/x-www-form-urlencoded; charset=utf-8"],
      body: FormFields.encode(fields))
  }
}
