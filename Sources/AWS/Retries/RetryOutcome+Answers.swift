internal import Documents

extension RetryOutcome {
  /// What an answer means for repeating.
  init<Success>(_ answer: CallAnswer<Success>, _ response: HTTPResponse, at now: Timestamp) {
    let asked = Self.askedPause(response.headers, at: now)
    switch answer {
    case .success: self = .success
    case .failure(let error):
      switch error.kind {
      case .throttled: self = .failure(.throttled, after: asked)
      case .transient: self = .failure(.transient, after: asked)
      default: self = .final
      }
    case .unreadable:
      switch response.status {
      case 429: self = .failure(.throttled, after: asked)
      case 500, 502, 503, 504: self = .failure(.transient, after: asked)
      default: self = .final
      }
    }
  }

  /// What a call without an answer means for repeating.
  init(_ fault: TransportFault) {
    switch fault.kind {
    case .nameNotFound, .refused: self = .failure(.neverSent)
    case .connectionLost: self = .failure(.transient)
    case .timedOut: self = .failure(.timedOut)
    case .tls, .proxy, .garbled, .tooLarge, .body, .cancelled, .other: self = .final
    }
  }

  /// Milliseconds that a server asks a client to wait: AWS's own header has milliseconds, the usual
  /// one has seconds or a date.
  static func askedPause(_ headers: HTTPHeaders, at now: Timestamp) -> Int64? {
    if let text = headers["x-amz-retry-after"], let milliseconds = Int64(text), milliseconds >= 0 {
      return milliseconds
    }
    guard let text = headers["Retry-After"] else { return nil }
    if let seconds = Int64(text) {
      return (0...86_400).contains(seconds) ? seconds * 1000 : nil
    }
    return Timestamp(httpDate: text).map { max(0, $0.milliseconds - now.milliseconds) }
  }
}
