/// How waiting for something ended.
package enum WaitingEnd: Sendable {
  /// It is so; without an output where an error says so, such as that something is gone.
  case reached(WireOutput?)
  /// It will not become so any more.
  case failed(WireOutput?, AWSFault?)
  /// It did not become so while there was patience.
  case outOfPatience(WireOutput?)
}

extension ServiceClient {
  /// Asks until something has become so, as the service's model says how.
  ///
  /// - Parameter attempts: how often to ask, where the model's own patience is not the right one.
  package func wait(
    for name: String, _ input: WireValue, attempts: Int? = nil
  ) async throws(AWSFault) -> WaitingEnd {
    guard let waiter = model.waiters[name] else {
      preconditionFailure("\(model.name) has no waiter \(name) here")
    }
    var count = 0
    while true {
      count += 1
      var output: WireOutput?
      var fault: AWSFault?
      let answer: Waiter.Answer
      do throws(AWSFault) {
        let found = try await call(waiter.operation, input)
        output = found
        answer = .output(found.value)
      } catch {
        guard let service = error.service else { throw error }
        fault = error
        answer = .error(service)
      }
      switch waiter.verdict(answer) {
      case .success: return .reached(output)
      case .failure: return .failed(output, fault)
      case .retry: break
      case nil: if let fault { throw fault }
      }
      guard count < attempts ?? waiter.attempts else { return .outOfPatience(output) }
      try await pause(milliseconds: Int64(waiter.delay) * 1000, for: waiter.operation)
    }
  }
}
