internal import Diagnostics

/// Why a call to AWS, or what has to happen before one, did not succeed.
package struct AWSFault: Error, Sendable {
  package var code: AWSCode
  /// What happened, in a sentence without full stop.
  package var message: String
  /// What to do.
  package var hint: String?
  /// What the service itself said, if it answered.
  package var service: ServiceError?
  /// How often the call was tried.
  package var attempts: Int
  /// What belongs to it, such as where credentials were looked for.
  package var notes: [String]

  package init(
    _ code: AWSCode, _ message: String, hint: String? = nil, service: ServiceError? = nil,
    attempts: Int = 0, notes: [String] = []
  ) {
    self.code = code
    self.message = message
    self.hint = hint
    self.service = service
    self.attempts = attempts
    self.notes = notes
  }

  /// Whether it may pass by itself: the network, or a service that is overrun.
  package var mayPass: Bool {
    switch code {
    case .throttled, .serviceFailed, .nameNotFound, .connectionRefused, .timedOut, .connectionLost,
      .proxyFailed, .transportFailed:
      true
    default: false
    }
  }

  /// Whether the call may have been carried out all the same.
  package var isDoubtful: Bool {
    switch code {
    case .timedOut, .connectionLost, .serviceFailed, .unreadableAnswer: true
    default: false
    }
  }

  /// The number by which AWS's support finds the call.
  package var requestID: String? { service?.requestID }
}

/// An error as a service reports it.
package struct ServiceError: Sendable, Equatable {
  /// The service's code, such as `ValidationError`.
  package var code: String
  package var message: String
  /// Whether the service says that the request was at fault.
  package var isSenders: Bool
  package var requestID: String?
  package var status: Int
  /// The members that its shape has; null where nothing is known of it.
  package var details = WireValue.null

  package init(
    code: String, message: String, isSenders: Bool, requestID: String? = nil, status: Int
  ) {
    self.code = code
    self.message = message
    self.isSenders = isSenders
    self.requestID = requestID
    self.status = status
  }
}
