import Documents
import Foundation
import TestSupport
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

/// The cases of AWS's specification. Those of the adaptive mode and of long polling are not about
/// what is here: no client slows down by itself yet, and no operation polls.
@Suite(.enabled(if: IndependentData.isHere)) struct RetryCaseTests {
  struct File: Decodable {
    var standardRetryIntegrationTestCases: [Case]
    var newStandardRetryIntegrationTestCases: [Case]
    var newStandardRetryMultiInvocationTestCases: [Case]
  }

  struct Case: Decodable {
    struct Given: Decodable {
      var maxAttempts: Int?
      var initialRetryTokens: Int?
      var maxBackoffTime: Double?
    }

    struct Step: Decodable {
      struct Response: Decodable {
        var statusCode: Int
        var errorCode: String?
        var headers: [String: String]?
      }

      struct Expected: Decodable {
        var outcome: String
        var retryQuota: Int
        var delay: Double?
      }

      var response: Response
      var expected: Expected
    }

    var name: String
    var given: Given
    var responses: [Step]
  }

  private static func file() throws -> File {
    try JSONDecoder.snakeCase.decode(
      File.self, from: Data(IndependentData.bytes("retries/smithy-standard-retry-cases.json")))
  }

  @Test func standardMode() throws {
    let cases = try Self.file().standardRetryIntegrationTestCases
    #expect(cases.count == 6)
    for sample in cases { try run(sample, .standard) }
  }

  /// The successor of the standard mode differs in numbers only.
  @Test func newStandardMode() throws {
    let file = try Self.file()
    let cases =
      file.newStandardRetryIntegrationTestCases + file.newStandardRetryMultiInvocationTestCases
    #expect(cases.count == 13)
    let policy = RetryPolicy(
      cost: .init(throttled: 5, transient: 14, timedOut: 14),
      firstPause: .init(throttled: 1000, transient: 50))
    for sample in cases { try run(sample, policy) }
  }

  private func run(_ sample: Case, _ usual: RetryPolicy) throws {
    var policy = usual
    if let count = sample.given.maxAttempts { policy.maximumAttempts = count }
    if let seconds = sample.given.maxBackoffTime { policy.longestPause = Int64(seconds * 1000) }
    var quota = RetryQuota(
      capacity: policy.quota, available: sample.given.initialRetryTokens)
    var attempts = RetryAttempts(policy, isSafe: true)
    for step in sample.responses {
      let headers = HTTPHeaders((step.response.headers ?? [:]).map { .init($0.key, $0.value) })
      let response = HTTPResponse(
        status: step.response.statusCode, headers: headers,
        body: Array((step.response.errorCode.map(body) ?? "").utf8))
      let answer = QueryAnswer(response, action: "X")
      let outcome = RetryOutcome(answer, response, at: Timestamp(milliseconds: 0))
      let decision = attempts.decide(after: outcome, quota: &quota, random: 1)
      let expected: RetryDecision =
        switch step.expected.outcome {
        case "retry_request":
          .repeat(after: Int64(((step.expected.delay ?? 0) * 1000).rounded()))
        case "success": .done
        case "max_attempts_exceeded": .stop(.attemptsExceeded)
        case "retry_quota_exceeded": .stop(.quotaExceeded)
        default: .stop(.final)
        }
      #expect(decision == expected, "\(sample.name)")
      #expect(quota.available == step.expected.retryQuota, "\(sample.name)")
      if decision == .done { attempts = RetryAttempts(policy, isSafe: true) }
    }
  }

  private func body(_ code: String) -> String {
    "<ErrorResponse><Error><Code>\(code)</Code></Error></ErrorResponse>"
  }
}
