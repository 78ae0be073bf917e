internal import Documents

/// Calls that are not signed, to services that give credentials out.
struct PlainCalls: Sendable {
  let world: CallWorld
  var policy: RetryPolicy = .standard

  /// The answer to a request; repeated where a server fails or is overrun. A connection that does
  /// not come about is tried again only where that is asked for.
  func send(
    _ request: HTTPRequest, through transport: Transport, insisting: Bool = true
  ) async throws(TransportFault) -> HTTPResponse {
    var attempts = RetryAttempts(policy, isSafe: true)
    var quota = RetryQuota(capacity: policy.quota)
    while true {
      let ending: CallEnding
      do throws(TransportFault) {
        ending = .answered(try await transport(request))
      } catch {
        ending = .unanswered(error)
      }
      let decision = attempts.decide(
        after: outcome(ending, insisting), quota: &quota, random: world.random())
      if case .repeat(let milliseconds) = decision {
        do throws(CancellationError) {
          try await world.pause(milliseconds)
        } catch {
          throw TransportFault(.cancelled, host: request.url.authority, reason: "cancelled")
        }
        continue
      }
      switch ending {
      case .answered(let response): return response
      case .unanswered(let fault): throw fault
      }
    }
  }

  private func outcome(_ ending: CallEnding, _ insisting: Bool) -> RetryOutcome {
    switch ending {
    case .unanswered(let fault): return insisting ? RetryOutcome(fault) : .final
    case .answered(let response):
      let asked = RetryOutcome.askedPause(response.headers, at: world.now())
      switch response.status {
      case 200..<300: return .success
      case 429: return .failure(.throttled, after: asked)
      case 500, 502, 503, 504: return .failure(.transient, after: asked)
      default: return .final
      }
    }
  }
}

extension Credentials {
  /// Reads credentials as containers, instances and programs write them.
  init?(_ value: Value, tokenMember: String) {
    guard let id = value["AccessKeyId"]?.text, !id.isEmpty,
      let secret = value["SecretAccessKey"]?.text, !secret.isEmpty
    else { return nil }
    let expiry = value["Expiration"]?.text
    let time = expiry.flatMap(Timestamp.init(expiration:))
    let token = value[tokenMember]?.text.flatMap { $0.isEmpty ? nil : Secret($0) }
    guard expiry == nil || time != nil else { return nil }
    self.init(
      accessKeyID: id, secretAccessKey: Secret(secret),
      sessionToken: token, expiry: time,
      account: value["AccountId"]?.text)
  }
}

extension Timestamp {
  /// Reads the end of credentials in the forms that AWS's tools and others write: also with `UTC` or
  /// `+0000` for the `Z`, and a space for the `T`.
  init?(expiration text: String) {
    var text = text
    if text.hasSuffix("UTC") { text = text.dropLast(3) + "Z" }
    if let space = text.firstIndex(of: " ") { text.replaceSubrange(space...space, with: "T") }
    let end = text.suffix(5)
    if end.first == "+" || end.first == "-", end.dropFirst().allSatisfy(\.isNumber) {
      text.insert(":", at: text.index(text.endIndex, offsetBy: -2))
    }
    self.init(iso8601: text)
  }
}
