import Documents
import Testing

@testable import AWS

@Suite struct RetryTests {
  private func decide(
    _ attempts: inout RetryAttempts, _ outcome: RetryOutcome, random: Double = 1
  ) -> RetryDecision {
    var quota = RetryQuota(capacity: 500)
    return attempts.decide(after: outcome, quota: &quota, random: random)
  }

  @Test(arguments: [
    (RetryCause.throttled, true), (.neverSent, true), (.transient, false), (.timedOut, false),
  ])
  func whatMayHaveBeenDoneIsRepeatedOnlyWhenThatIsSafe(_ cause: RetryCause, _ isRepeated: Bool) {
    var unsafe = RetryAttempts(.standard, isSafe: false)
    let decision = decide(&unsafe, .failure(cause))
    #expect(decision == (isRepeated ? .repeat(after: 1000) : .stop(.notSafe)))
    var safe = RetryAttempts(.standard, isSafe: true)
    #expect(decide(&safe, .failure(cause)) == .repeat(after: 1000))
  }

  @Test func whatEndsTheSameWayIsNotRepeated() {
    var attempts = RetryAttempts(.standard, isSafe: true)
    #expect(decide(&attempts, .final) == .stop(.final))
  }

  @Test func timeoutsCostMore() {
    var quota = RetryQuota(capacity: 500)
    var attempts = RetryAttempts(.standard, isSafe: true)
    _ = attempts.decide(after: .failure(.timedOut), quota: &quota, random: 0)
    #expect(quota.available == 490)
    #expect(attempts.decide(after: .success, quota: &quota, random: 0) == .done)
    #expect(quota.available == 500)
  }

  @Test func aSuccessAtOnceGivesOneTokenBack() {
    var quota = RetryQuota(capacity: 500, available: 10)
    var attempts = RetryAttempts(.standard, isSafe: true)
    _ = attempts.decide(after: .success, quota: &quota, random: 0)
    #expect(quota.available == 11)
  }

  @Test func theAdaptiveModeWaitsOnlyOnceItWasThrottled() {
    var pace = SendingPace()
    let start = Timestamp(seconds: 1_795_194_000)
    for index in 0..<20 {
      let now = start.advanced(byMilliseconds: Int64(index) * 100)
      #expect(pace.wait(at: now) == 0)
      pace.note(false, at: now)
    }
    let later = start.advanced(byMilliseconds: 2000)
    pace.note(true, at: later)
    let waits = (0..<40).map { _ in pace.wait(at: later) }
    #expect(waits == waits.sorted() && waits[0] == 0 && waits[39] > waits[20])
    #expect(waits[39] < 10_000)
  }

  @Test func pausesAreSpread() {
    for random in [0, 0.25, 0.999] {
      var attempts = RetryAttempts(.standard, isSafe: true)
      let expected = Int64((random * 1000).rounded())
      #expect(decide(&attempts, .failure(.transient), random: random) == .repeat(after: expected))
    }
  }

  @Test(
    arguments: [
      (["Retry-After": "3"], 3000), (["retry-after": "Fri, 20 Nov 2026 17:00:09 GMT"], 9000),
      (["Retry-After": "Fri, 20 Nov 2026 16:00:00 GMT"], 0), (["x-amz-retry-after": "1500"], 1500),
      (["x-amz-retry-after": "soon", "Retry-After": "2"], 2000), (["Retry-After": "-1"], nil),
      (["Retry-After": "99999999999999999999"], nil), ([:], nil),
    ] as [([String: String], Int64?)])
  func serversMayAskForAPause(_ headers: [String: String], _ expected: Int64?) throws {
    let now = try #require(Timestamp(basic: "20261120T170000Z"))
    let lines = HTTPHeaders(headers.map { .init($0.key, $0.value) })
    #expect(RetryOutcome.askedPause(lines, at: now) == expected)
  }

  @Test(arguments: [
    ("Throttling", 400, ServiceError.Kind.throttled), ("ThrottlingException", 400, .throttled),
    ("RequestLimitExceeded", 503, .throttled), ("Whatever", 429, .throttled),
    ("InternalFailure", 500, .transient), ("Whatever", 503, .transient),
    ("Whatever", 501, .other), ("ValidationError", 400, .other),
    ("LimitExceededException", 400, .other), ("AccessDenied", 403, .accessDenied),
    ("InvalidClientTokenId", 403, .credentialsRejected),
    ("SignatureDoesNotMatch", 403, .credentialsRejected),
    ("ExpiredToken", 403, .credentialsExpired),
    ("RequestExpired", 400, .clockSkewed),
  ])
  func errorsHaveKinds(_ code: String, _ status: Int, _ kind: ServiceError.Kind) {
    let error = ServiceError(code: code, message: "", isSenders: status < 500, status: status)
    #expect(error.kind == kind)
  }
}
