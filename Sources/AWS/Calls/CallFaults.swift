internal import Documents

/// Words the faults of one call.
struct CallFaults: Sendable {
  /// Service and action, such as `CloudFormation DescribeStacks`.
  let operation: String
  let endpoint: Endpoint
  /// How people call the service.
  let service: String
  /// Whether nothing of the answer may be shown.
  var isSecret = false
  /// The bucket that is asked about.
  var bucket: String?

  /// The fault of a call that ended badly.
  func fault<Success>(
    _ ending: CallEnding, _ answer: CallAnswer<Success>?, _ reason: RetryDecision.Reason,
    attempts: Int,
    at now: Timestamp
  ) -> AWSFault {
    switch (ending, answer) {
    case (.unanswered(let fault), _):
      return unanswered(fault, reason, attempts: attempts)
    case (.answered(let response), .failure(let error)):
      return refused(error, response, reason, attempts: attempts, at: now)
    case (.answered(let response), .unreadable(let line, let why)):
      return unreadable(response, line, why, attempts: attempts)
    case (.answered, _):
      preconditionFailure("a call that succeeded has no fault")
    }
  }

  /// The fault of a call whose task was cancelled between two tries.
  func cancelled(attempts: Int) -> AWSFault {
    AWSFault(.cancelled, "\(operation) was cancelled", attempts: attempts)
  }

  /// The fault of an answer that lacks what every answer of this operation has.
  func incomplete(_ member: String, requestID: String?, attempts: Int) -> AWSFault {
    AWSFault(
      .unreadableAnswer,
      "the answer to \(operation) from `\(host)` lacks a usable `\(member)`",
      hint: "check that `\(endpoint.url.text)` is the service it should be",
      service: requestID.map {
        ServiceError(code: "", message: "", isSenders: false, requestID: $0, status: 200)
      }, attempts: attempts)
  }

  private var host: String { endpoint.url.authority }

  // MARK: - No answer

  private func unanswered(
    _ fault: TransportFault, _ reason: RetryDecision.Reason, attempts: Int
  ) -> AWSFault {
    let (code, message, hint): (AWSCode, String, String?) =
      switch fault.kind {
      case .nameNotFound:
        (
          .nameNotFound, "the name `\(fault.host)` was not found",
          "check the network, and the region or endpoint the name is made from"
        )
      case .refused:
        (
          .connectionRefused, "nothing answers at `\(fault.host)`",
          "check that it runs, and that no firewall or proxy stands between"
        )
      case .tls:
        (
          .tlsFailed, "no secure connection to `\(fault.host)`",
          "check the clock of this machine, and whether a proxy replaces certificates"
        )
      case .timedOut:
        (.timedOut, "`\(fault.host)` did not answer in time", "check the network and try again")
      case .connectionLost:
        (
          .connectionLost, "the connection to `\(fault.host)` broke before the answer was complete",
          "check the network and try again"
        )
      case .proxy:
        (
          .proxyFailed, "the proxy on the way to `\(fault.host)` did not let the call through",
          "check `HTTPS_PROXY`, `http_proxy` and `NO_PROXY`"
        )
      case .garbled:
        (
          .unreadableAnswer, "`\(fault.host)` does not speak HTTP",
          "check whether a proxy stands between, and that `\(endpoint.url.text)` is the right "
            + "endpoint"
        )
      case .tooLarge:
        (.unreadableAnswer, "the answer of `\(fault.host)` is larger than any expected", nil)
      case .body:
        (
          .bodyFailed, "what is sent or received could not be read or written here",
          "check the file and the room on its disk"
        )
      case .cancelled: (.cancelled, "\(operation) was cancelled", nil)
      case .other: (.transportFailed, "the call to `\(fault.host)` failed", nil)
      }
    if fault.kind == .cancelled { return AWSFault(code, message, attempts: attempts) }
    let doubt =
      reason == .notSafe ? "; it was not repeated, because it may have been carried out" : ""
    return AWSFault(
      code, "\(operation): \(message)\(tries(attempts)): \(fault.reason)\(doubt)", hint: hint,
      attempts: attempts)
  }

  private func tries(_ count: Int) -> String {
    count > 1 ? ", tried \(count) times" : ""
  }

  // MARK: - Answers

  private func refused(
    _ error: ServiceError, _ response: HTTPResponse, _ reason: RetryDecision.Reason, attempts: Int,
    at now: Timestamp
  ) -> AWSFault {
    if error.status == 407 { return proxy(attempts) }
    let (code, hint): (AWSCode, String?) =
      switch error.kind {
      case _ where error.isSilent: silent(error, response)
      case .throttled: (.throttled, "wait a little; the account makes more calls than it may")
      case .transient: (.serviceFailed, "try again later")
      case .accessDenied: (.accessDenied, "ask for the permission that the message names")
      case .credentialsRejected:
        (
          .credentialsRejected,
          "check the access key and its secret, and that they belong to this account and partition"
        )
      case .credentialsExpired: (.credentialsExpired, "get new credentials and try again")
      case .clockSkewed: (.clockSkewed, clockHint(response, at: now))
      case .other: (error.status >= 500 ? .serviceFailed : .refused, redirectHint(response))
      }
    let place = error.isSilent ? bucket.map { " for the bucket `\($0)`" } ?? "" : ""
    let said = (error.message.isEmpty ? error.code : "\(error.message) (\(error.code))") + place
    return AWSFault(
      code, "\(operation): \(said)\(tries(attempts))", hint: hint, service: error,
      attempts: attempts)
  }

  /// What a status alone says.
  private func silent(_ error: ServiceError, _ response: HTTPResponse) -> (AWSCode, String?) {
    switch error.status {
    case 301, 307, 308:
      (
        .refused,
        redirectHint(response) ?? "check the region: what was asked for may lie in another one"
      )
    case 300...399:
      (.unreadableAnswer, "check whether a proxy or a login page stands between")
    case 400:
      (
        .refused,
        redirectHint(response)
          ?? "check that the credentials have not expired, and the region: "
          + "an answer without a body says no more"
      )
    case 401, 403:
      (
        .accessDenied,
        bucket == nil
          ? "ask for the permission"
          : "check that the bucket is this account's, and ask for the permission"
      )
    case 429: (.throttled, "wait a little; the account makes more calls than it may")
    case 500...: (.serviceFailed, "try again later")
    default: (.refused, nil)
    }
  }

  private func proxy(_ attempts: Int) -> AWSFault {
    AWSFault(
      .proxyFailed,
      "\(operation): the proxy on the way to `\(host)` wants a name and a password\(tries(attempts))",
      hint: "check `HTTPS_PROXY`, `http_proxy` and `NO_PROXY`", attempts: attempts)
  }

  /// S3 says where a bucket is when it is asked in another region.
  private func redirectHint(_ response: HTTPResponse) -> String? {
    guard let region = response.headers["x-amz-bucket-region"], region != endpoint.signingRegion
    else { return nil }
    return "the bucket lies in `\(region)`: use that region"
  }

  private func clockHint(_ response: HTTPResponse, at now: Timestamp) -> String {
    guard let date = response.headers["Date"].flatMap(Timestamp.init(httpDate:)) else {
      return "set the clock of this machine"
    }
    let minutes = (now.milliseconds - date.milliseconds) / 60_000
    guard minutes != 0 else { return "set the clock of this machine" }
    return "set the clock of this machine: it is about \(abs(minutes)) minutes "
      + (minutes > 0 ? "fast" : "slow")
  }

  private func unreadable(
    _ response: HTTPResponse, _ line: String, _ why: String, attempts: Int
  ) -> AWSFault {
    if response.status == 407 { return proxy(attempts) }
    let what = line.isEmpty ? "an empty text" : isSecret ? "a text" : "`\(line)`"
    return AWSFault(
      .unreadableAnswer,
      "\(operation): `\(host)` did not answer as \(service) does\(tries(attempts)): "
        + "status \(response.status), \(what) (\(why))",
      hint: "check whether a proxy or a login page stands between, and that "
        + "`\(endpoint.url.text)` is the right endpoint",
      attempts: attempts)
  }
}
