internal import Documents

/// Tells of every request what was asked and what came back, and of nothing that is anybody's secret:
/// no header, no body, no value of a query.
package enum CallTrace {
  /// A transport that says a line when a request leaves and one when its answer is there.
  ///
  /// - Parameters:
  ///   - world: has the clock by which it is told how long it took.
  ///   - say: takes the lines.
  package static func transport(
    _ transport: @escaping Transport, world: CallWorld, say: @escaping @Sendable (String) -> Void
  ) -> Transport {
    { (request) throws(TransportFault) in
      let start = world.now()
      say("→ \(line(request))")
      do throws(TransportFault) {
        let response = try await transport(request)
        say("← \(line(response)), \(milliseconds(since: start, world)) ms")
        return response
      } catch {
        say("← \(error.kind.rawValue), \(milliseconds(since: start, world)) ms")
        throw error
      }
    }
  }

  /// What is said before a call is tried once more.
  static func repetition(
    of operation: String, _ outcome: RetryOutcome, after tries: Int, _ policy: RetryPolicy,
    _ milliseconds: Int64, left: Int
  ) -> String {
    let cause =
      switch outcome {
      case .failure(.throttled, _): "throttled"
      case .failure(.neverSent, _): "nothing was done"
      case .failure(.timedOut, _): "timed out"
      case .failure(.transient, _), .success, .final: "failed"
      }
    return "↻ \(operation): \(cause); try \(tries + 1) of \(policy.maximumAttempts) in "
      + "\(milliseconds) ms, \(left) of \(policy.quota) retry tokens left"
  }

  /// Method, address without the values of its query, and the operation.
  static func line(_ request: HTTPRequest) -> String {
    let url = request.url
    var text = "\(request.method) \(url.scheme.rawValue)://\(url.authority)\(visible(url.path))"
    if let query = url.query {
      let names = FormFields.decode(query, plusIsSpace: false).map { visible($0.name) }
      text += "?\(names.joined(separator: "&"))"
    }
    if let operation = operation(request) { text += " \(visible(operation))" }
    return "\(text), \(request.bodySize) bytes"
  }

  private static func line(_ response: HTTPResponse) -> String {
    var text = "\(response.status), \(response.body.count) bytes"
    if let id = AnswerText.requestID(response.headers) { text += ", request \(visible(id))" }
    return text
  }

  /// The name of what is asked for, where it does not stand in the address.
  private static func operation(_ request: HTTPRequest) -> String? {
    if let target = request.headers["X-Amz-Target"] { return target }
    guard request.headers["Content-Type"]?.hasPrefix("application/x-www-form-urlencoded") == true
    else { return nil }
    // The first field by which the query protocol begins; forms of others have none of the name.
    let first = request.body.prefix { $0 != UInt8(ascii: "&") }
    return FormFields.decode(String(decoding: first, as: UTF8.self))
      .first { $0.name == "Action" }?.value
  }

  private static func milliseconds(since start: Timestamp, _ world: CallWorld) -> Int64 {
    max(0, world.now().milliseconds - start.milliseconds)
  }

  /// A text without what would move a terminal's cursor.
  private static func visible(_ text: String) -> String {
    let scalars = text.unicodeScalars.filter {
      $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value)
    }
    return String(String.UnicodeScalarView(scalars.prefix(300)))
  }
}
